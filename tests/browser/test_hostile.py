"""Newspapers whose headlines and names try to be more than text, read and shown in a real Chromium."""

import re

import pytest

from tests.browser.conftest import photograph, running, settled
from tests.browser.test_journey import expecting
from tests.support.hostile import HOSTILE, MARK, hostile_papers, storable
from tests.support.servers import catalogue

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

INJECTED = """() => {
    const bad = [];
    for (const e of document.querySelectorAll('*')) {
        for (const a of e.attributes) if (/^on/i.test(a.name)) bad.push(`${e.tagName} ${a.name}`);
        if (['SCRIPT', 'IFRAME', 'OBJECT', 'EMBED'].includes(e.tagName) && /zq7/.test(e.outerHTML)) bad.push(e.tagName);
        if (e.tagName === 'IMG' && !/^(data:|blob:)/.test(e.src) && !e.src.startsWith(location.origin)) bad.push(e.src);
        if (e.tagName === 'A' && e.href) {
            const ours = e.href.startsWith(location.origin) || /streamlit/.test(e.href);
            if (!ours && !/^http:\\/\\/127\\.0\\.0\\.1:\\d+\\/news\\/\\d+$/.test(e.href)) bad.push(e.href);
        }
    }
    for (const e of document.querySelectorAll('td')) {  // the line between a headline and its paper, and no other
        if (e.querySelectorAll('br').length > 1) bad.push(`BR in ${e.textContent.slice(0, 60)}`);
    }
    for (const e of document.querySelectorAll('td *:not(br), h2 *')) {
        if (!['A', 'P', 'DIV', 'SPAN', 'INPUT', 'BUTTON', 'svg', 'path', 'UL', 'LI'].includes(e.tagName))
            bad.push(`${e.tagName} in ${e.parentElement.textContent.slice(0, 60)}`);
    }
    for (const e of document.querySelectorAll('.katex, .stMarkdownColoredText, td [data-testid=stIconMaterial]'))
        bad.push(e.outerHTML.slice(0, 80));
    return bad;
}"""
WIDER = "() => { const m = document.querySelector('[data-testid=stMain]'); return m.scrollWidth - m.clientWidth }"
VIEWS = {
    "front": "/",
    "compare": "/compare",
    "compared-topics": "/compare?tab=Topics",
    "blind-spots": "/compare?tab=Blind+spots",
    "words": "/compare?tab=Words",
    "same-story": "/compare?tab=Same+story",
    "similarity": "/compare?tab=Similarity",
    "trends": "/trends",
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    listed = folder / "papers.toml"
    with hostile_papers() as papers:
        listed.write_text(catalogue(papers))
        settings = {"BROADSHEET_CATALOGUE": str(listed), "BROADSHEET_DATA": str(folder / "data")}
        with running(folder, BROADSHEET_ALLOW_LOOPBACK="1", **settings) as url:
            yield url


class Watched:
    """A visitor's page that tells what a script would have done."""

    def __init__(self, page, url):
        self.page, self.url, self.seen = page, url, []
        page.on("dialog", lambda dialog: (self.seen.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: self.seen.append(request.url) if "evil.example" in request.url else None)

    def read(self):
        self.page.goto(f"{self.url}/?limit=25")
        self.page.get_by_role("button", name="Read the papers").click()
        expecting()(self.page.get_by_text(f"{2 * len(HOSTILE)} articles from 2 papers, read")).to_be_visible()
        settled(self.page)

    def open(self, path):
        """A view of the edition that was read, by a link of its own."""
        parted = "&" if "?" in path else "?"
        self.page.goto(f"{self.url}{path}{parted}edition=live&limit=25")
        settled(self.page)

    def problems(self):
        return [*self.seen, *self.page.evaluate(INJECTED)]


@pytest.fixture
def watched(opened, hostile):
    def open_page(width=1280, **options):
        found = Watched(opened(width, **options), hostile)
        found.read()
        return found

    return open_page


def bare(text):
    """A text without what no reader sees: blanks, control characters, marks that turn its direction."""
    return re.sub(r"[\s\x00-\x1f\u202a-\u202e\u2060\u2066-\u2069\ufffd]+", "", storable(text))


@pytest.mark.parametrize("width", [1280, 390])
def test_they_are_text_on_every_page(watched, width):
    visitor = watched(width)
    page, found = visitor.page, {}
    for name, path in VIEWS.items():
        visitor.open(path)
        if name == "front":
            page.get_by_role("radio", name="By article").click()
            settled(page)
            page.get_by_text("Show all").first.click()
            page.get_by_text("Reading log").first.click()
            settled(page)
            words = " ".join(page.get_by_role("table").all_inner_texts())
            assert [text for text in HOSTILE if bare(text)[:200] not in bare(words)] == []
        photograph(page, f"hostile-{name}-{width}")
        assert MARK in page.locator("[data-testid=stMain]").inner_text()
        problems = visitor.problems()
        wider = page.evaluate(WIDER)
        if wider > 1:
            problems.append(f"{wider} px wider than the window")
        found[name] = problems
    assert {name: problems for name, problems in found.items() if problems} == {}


def tooltips(visitor, chart, most=2):
    """What a chart says when the mouse goes down over it, until it has said so many things."""
    page, tips = visitor.page, []
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    for across in (0.55, 0.35, 0.8):
        for down in range(10, int(box["height"]) - 10, 2):
            page.mouse.move(box["x"] + box["width"] * across, box["y"] + down)
            said = page.evaluate("() => document.querySelector('#vg-tooltip-element.visible')?.innerText")
            if said and said not in tips:
                tip = page.locator("#vg-tooltip-element")
                assert tip.evaluate("e => e.querySelectorAll('img, script, b, a').length") == 0
                tips.append(said)
                if len(tips) == most:
                    return tips
    return tips


def test_they_are_text_in_tooltips(watched):
    visitor = watched()
    page, found = visitor.page, {}
    for path in (
        "/",
        "/?measure=Topic+by+topic",
        "/compare?tab=Topics",
        "/compare?tab=Similarity",
        "/compare?tab=Words",
    ):
        visitor.open(path)
        page.wait_for_timeout(800)  # a chart draws itself after it is there
        tips = [tooltips(visitor, chart) for chart in page.locator("[data-testid=stVegaLiteChart]").all()[:2]]
        found[path] = [tip for said in tips for tip in said]
        assert visitor.problems() == []
        if path == "/":
            photograph(page, "hostile-tooltip")
    assert any(f"<img src=x onerror=alert(1)> **{MARK} Bay**" in tip for tip in found["/"])
    assert [path for path, tips in found.items() if not tips] == []


def test_they_are_text_in_the_report(watched, opened, tmp_path):
    visitor = watched()
    visitor.open("/compare")
    with visitor.page.expect_download() as caught:
        visitor.page.get_by_role("button", name="Download report").click()
    report = tmp_path / "report.html"
    caught.value.save_as(report)
    alone = opened(390)
    seen = []
    alone.on("dialog", lambda dialog: (seen.append(dialog.message), dialog.dismiss()))
    alone.on("request", lambda request: seen.append(request.url) if not request.url.startswith("file:") else None)
    alone.goto(report.as_uri())
    alone.wait_for_timeout(300)
    assert seen == []
    links = alone.evaluate("() => [...document.querySelectorAll('a')].map(a => a.href)")
    assert links
    assert all(re.fullmatch(r"http://127\.0\.0\.1:\d+/news/\d+|file:.*#.*", link) for link in links)
    assert alone.evaluate("() => document.querySelectorAll('script, img, iframe, object, embed').length") == 0
    assert alone.evaluate("() => document.documentElement.scrollWidth - window.innerWidth") <= 1
    assert f"<script>alert('{MARK}')</script>" in alone.locator("body").inner_text()
    photograph(alone, "hostile-report-390")
