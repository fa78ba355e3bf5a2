"""From the click on "Read the papers" until the first headline is in the page, in a real Chromium.

The server is warm, as when a visitor has looked at the first page for some
seconds: nothing was read yet, and no paper is read twice.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks.browser import app, opened_browser
from benchmarks.data import ROOT
from core.types import Newspaper
from tests.support.servers import catalogue

WATCH = """(headline) => {
    const wanted = new RegExp(headline);
    const seen = window.seen = {};
    document.addEventListener('click', () => { seen.click ??= performance.now() }, true);
    new MutationObserver(() => {
        if (seen.click === undefined || seen.headline !== undefined) return;
        if (wanted.test(document.body.innerText)) seen.headline = performance.now();
    }).observe(document.body, {subtree: true, childList: true, characterData: true});
}"""
"""In the page: when the first click was, and when a headline was first among the words that a visitor sees."""


def seconds_on_page(
    groups: Sequence[Sequence[Newspaper]], articles: int, headline: str, executable: str
) -> list[float]:
    """Seconds from the click to the first headline on the page, for each group of papers.

    Parameters
    ----------
    groups : sequence of sequences of Newspaper
        What is chosen for each click; all on loopback.
    articles : int
        Articles of each paper.
    headline : str
        Regular expression that every headline matches and nothing else on the page does.
    executable : str
        A Chromium.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        listed = folder / "papers.toml"
        listed.write_text(catalogue([paper for group in groups for paper in group]), encoding="utf-8")
        settings = {"BROADSHEET_CATALOGUE": str(listed), "BROADSHEET_ALLOW_LOOPBACK": "1"}
        with app(ROOT / "streamlit_app.py", folder, **settings) as ours, opened_browser(executable) as browser:
            return [_one(browser, ours, group, articles, headline) for group in groups]


def _one(browser: Any, ours: Any, papers: Sequence[Newspaper], articles: int, headline: str) -> float:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    try:
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto(f"{ours.url}/?{urlencode([('limit', articles), *(('papers', paper.name) for paper in papers)])}")
        button = page.get_by_role("button", name="Read the papers")
        button.wait_for()
        ours.wait_until_idle()
        page.evaluate(WATCH, headline)
        button.click()
        page.wait_for_function("() => window.seen.headline !== undefined")
        seen = page.evaluate("() => window.seen")
        page.get_by_text(f"{articles * len(papers)} articles from {len(papers)} papers").first.wait_for()
        return float(seen["headline"] - seen["click"]) / 1000
    finally:
        context.close()
