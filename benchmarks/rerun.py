"""A change of a widget in a real Chromium: Broadsheet against a bare Streamlit page with as many elements, in one run.

Broadsheet shows an edition of 12 papers with 25 articles each, read over
loopback. The bare page has as many elements of each kind, their content
constant. A change is timed from the click until the page is idle again; a
page's opening from the click on its link until its controls can be used.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from benchmarks.browser import IDLE, NO_CHROMIUM, app, chromium, opened_browser
from benchmarks.data import ROOT
from core.topics.taxonomy import ALL_NAMES, CORE_NAMES
from core.wording import number_word
from tests.support.servers import article_html, catalogue, newspaper, publish, serving
from tests.support.servers import page as answer

PAPERS = 12
ARTICLES = 25
TOPIC_SWITCH = tuple(number_word(len(names)).capitalize() for names in (CORE_NAMES, ALL_NAMES))
SHARE = (("radio", "Count"), ("radio", "Share"))
"""The choices of the bare page."""
CHANGES = {
    "how the mix is drawn": (("radio", "Intervals"), ("radio", "Table")),
    "a filter": (("radio", "Sport"), ("radio", "Business")),
    "the number of topics, by which everything changes": tuple(("radio", name) for name in TOPIC_SWITCH),
}
"""What is changed: the choices that are clicked in turn."""
PAGES = ("Compare", "Classify", "Trends", "Model", "About", "Front pages")

TEXTS = (
    "The striker scored twice as Rovers won the cup final after extra time, and the goalkeeper saved a penalty. ",
    "Shares fell after the central bank raised interest rates, and investors sold bonds of the largest companies. ",
    "The minister told parliament that the election would be held in May, and the opposition asked for a vote. ",
    "Doctors opened clinics for patients with measles, and the health service asked parents to check vaccinations. ",
    "The actor won the award for best film at the festival, and the director thanked the cast of the drama. ",
    "The phone maker showed software with artificial intelligence that runs on a chip of its own in the device. ",
)

BARE = """
import altair as alt, pandas as pd, streamlit as st
st.set_page_config(layout="wide")
st.title("Bare")
choice = st.segmented_control("Show", ["Share", "Count"], default="Share", required=True, key="measure")
frame = pd.DataFrame([{{"paper": f"Paper {{p}}", "topic": f"Topic {{t}}", "count": p + t + (choice == "Count")}}
                      for p in range({papers}) for t in range(6)])
for number in range({charts}):
    st.altair_chart(alt.Chart(frame).mark_bar().encode(x="count:Q", y="paper:N", color="topic:N"), key=f"c{{number}}")
for number in range({markdowns}):
    st.markdown(f"Some words, number {{number}}")
for number in range({widgets}):
    st.text_input(f"Field {{number}}", key=f"w{{number}}")
for number in range({tables}):
    st.table(pd.DataFrame({{name: [f"{{name}} {{row}} [linked](https://a.example/{{row}})" for row in range({rows})]
                          for name in ("Article", "Topic", "Also in", "Menu")}}))
"""


@contextmanager
def newspapers() -> Iterator[str]:
    """Twelve newspapers on loopback; their catalogue."""
    with ExitStack() as stack:
        papers = []
        for number in range(PAPERS):
            server = stack.enter_context(serving())
            server.answers["/robots.txt"] = answer("User-agent: *\nAllow: /\n", "text/plain")
            pages = {}
            for n in range(ARTICLES):
                text = TEXTS[(number + n) % len(TEXTS)] * 8 + f"It happened in town {number * 31 + n * 7 % 40}. "
                pages[f"/news/{number}-{n}"] = answer(article_html(f"Story {number} {n}: {text[:60]}", text))
            publish(server, pages)
            papers.append(newspaper(server, f"paper-{number:02}"))
        yield catalogue(papers)


WATCH = """() => {
  window.answered = null
  let clicked = null, last = null
  document.addEventListener("click", () => { clicked = last = performance.now() }, { capture: true, once: true })
  const watcher = new MutationObserver(() => { last = performance.now() })
  watcher.observe(document.body, { attributes: true, characterData: true, childList: true, subtree: true })
  const timer = setInterval(() => {
    const state = document.querySelector("[data-test-script-state]")?.dataset.testScriptState
    if (clicked === null || state !== "notRunning" || performance.now() - last < 300) return
    watcher.disconnect()
    clearInterval(timer)
    window.answered = last - clicked
  }, 20)
}"""
"""Measures in the page itself: from the click until the last change of the document, after which nothing runs."""


def change(page: Any, role: str, name: str) -> float:
    """Seconds from a click on a choice until the page has changed for the last time."""
    page.wait_for_function(IDLE)
    page.wait_for_timeout(400)  # what the change before left to draw is not counted here
    page.evaluate(WATCH)
    page.get_by_role(role, name=name, exact=True).first.click()
    page.wait_for_function("() => window.answered !== null")
    return float(page.evaluate("() => window.answered")) / 1000


def changes(page: Any, times: int, choices: Sequence[tuple[str, str]]) -> list[float]:
    """Seconds of so many changes, from one choice to the next; two more come first and are not counted."""
    return [change(page, *choices[number % len(choices)]) for number in range(times + 2)][2:]


def opening(page: Any, name: str) -> float:
    """Seconds from a click on a page's link until the page is idle and its heading is there."""
    began = time.perf_counter()
    page.get_by_role("link", name=name).first.click()
    title = "Broadsheet" if name == "Front pages" else name
    page.get_by_role("heading", name=title, exact=True).first.wait_for()
    page.wait_for_function(IDLE, polling=5)
    return time.perf_counter() - began


def elements(page: Any) -> dict[str, int]:
    """How many elements of each kind the page has."""
    count = {
        "charts": "[data-testid=stVegaLiteChart]",
        "markdowns": "[data-testid=stMarkdown]",
        "tables": "[data-testid=stTable]",
        "rows": "[data-testid=stTable] tbody tr",
        "widgets": "[data-testid=stMultiSelect], [data-testid=stSlider], [data-testid=stTextInput], "
        "[data-testid=stButton], [data-testid=stButtonGroup], [data-testid=stSelectbox], [data-testid=stDownloadButton]"
        ", [data-testid=stExpander], [data-testid=stCheckbox], [data-testid=stPageLink]",
    }
    return {name: page.locator(selector).count() for name, selector in count.items()}


def measure(times: int) -> dict[str, Any]:
    """Both sides in turn, in one Chromium."""
    executable = chromium()
    if executable is None:
        raise SystemExit(NO_CHROMIUM)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        listed = folder / "papers.toml"
        listed.write_text(stack.enter_context(newspapers()), encoding="utf-8")
        ours = stack.enter_context(
            app(
                ROOT / "streamlit_app.py",
                folder,
                BROADSHEET_CATALOGUE=str(listed),
                BROADSHEET_ALLOW_LOOPBACK="1",
                BROADSHEET_PARALLEL_PAPERS="12",
            )
        )
        browser = stack.enter_context(opened_browser(executable))
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(60_000)
        query = "&".join(f"papers=Paper-{number:02}" for number in range(PAPERS))
        page.goto(f"{ours.url}/?limit={ARTICLES}&rows=By+article&{query}")
        page.get_by_role("button", name="Read the papers").click()
        page.get_by_role("table").first.wait_for()
        page.wait_for_function(IDLE)
        show_all = page.get_by_text(re.compile(r"^Show all \d+$")).first
        articles = re.sub(r"\D", "", show_all.inner_text())
        show_all.click()
        page.wait_for_timeout(500)
        page.wait_for_function(IDLE)
        first = [{name: opening(page, name) for name in PAGES} for _ in range(2)][1]
        counts = elements(page)
        bare_script = folder / "bare.py"
        bare_script.write_text(BARE.format(papers=PAPERS, **counts), encoding="utf-8")
        bare = stack.enter_context(app(bare_script, folder))
        other = browser.new_page(viewport={"width": 1280, "height": 900})
        other.set_default_timeout(60_000)
        other.goto(bare.url)
        other.get_by_role("table").first.wait_for()
        theirs = statistics.median(changes(other, times, SHARE))
        mine = {name: changes(page, times, choices) for name, choices in CHANGES.items()}
    median = statistics.median(seconds for kind in mine.values() for seconds in kind)
    return {
        "articles": int(articles),
        "papers": PAPERS,
        "changes": times,
        "elements": counts,
        "change_ms": round(1000 * median),
        "bare_ms": round(1000 * theirs),
        "ratio": round(median / theirs, 2),
        "changes_ms": {name: round(1000 * statistics.median(seconds)) for name, seconds in mine.items()},
        "opening_s": {name: round(seconds, 2) for name, seconds in first.items()},
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rerun", description=__doc__)
    parser.add_argument("--changes", type=int, default=15)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    figures = measure(args.changes)
    if args.json:
        print(json.dumps(figures))
        return
    print(f"An edition of {figures['papers']} papers and {figures['articles']} articles, all shown:")
    print(f"a change of a widget {figures['change_ms']} ms at the median of {figures['changes']} of each kind:")
    for name, ms in figures["changes_ms"].items():
        print(f"  {name} {ms} ms")
    print(f"a bare page with as many elements {figures['bare_ms']} ms: {figures['ratio']} times as long")
    for name, seconds in figures["opening_s"].items():
        print(f"{name} can be used {seconds:.2f} s after the click")


if __name__ == "__main__":
    main()
