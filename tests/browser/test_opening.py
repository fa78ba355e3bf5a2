"""Front pages as a visitor opens it who asks for nothing, with papers on loopback."""

import urllib.request
from contextlib import ExitStack

import pytest

from benchmarks.browser import app
from tests.browser.conftest import ROOT, photograph, settled
from tests.browser.test_journey import expecting
from tests.support.servers import article_html, catalogue, newspaper, page, publish, serving, status

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

MAX_SECONDS = 3.0
"""From the answer of a warm server, which the title shows, to the first headline: longer, and visitors leave."""
WATCH = """
window.seen = {};
new MutationObserver(() => {
    const body = document.body?.innerText ?? '';
    if (!('title' in seen) && document.querySelector('h1')) seen.title = performance.now();
    if (!('headline' in seen) && body.includes('Ferry')) seen.headline = performance.now();
}).observe(document, {childList: true, subtree: true, characterData: true});
"""
"""In the page: notes when its title and the first headline are there, in milliseconds."""
HEADLINES = ("Ferry fares rise", "Ferry strike ends", "Ferry sinks off cape", "Ferry firm is sold")


@pytest.fixture
def papers():
    """Six newspapers with four articles each."""
    with ExitStack() as stack:
        servers = [stack.enter_context(serving()) for _ in range(6)]
        for server in servers:
            publish(server, {f"/{n}": page(article_html(title)) for n, title in enumerate(HEADLINES)})
        yield servers


def opening(folder, servers):
    (folder / "papers.toml").write_text(catalogue([newspaper(s, f"paper-{n}") for n, s in enumerate(servers)]))
    settings = {"BROADSHEET_CATALOGUE": str(folder / "papers.toml"), "BROADSHEET_ALLOW_LOOPBACK": "1"}
    return app(ROOT / "streamlit_app.py", folder, BROADSHEET_OPEN="read", BROADSHEET_WARM_UP="1", **settings)


def asked(servers):
    return sum(len(server.requests) for server in servers)


def test_headlines_come_without_a_click(opened, papers, tmp_path):
    expect = expecting()
    with opening(tmp_path, papers) as ours:
        for path in ("", "_stcore/health", "compare"):
            urllib.request.urlopen(f"{ours.url}/{path}", timeout=10).read()
        first = opened()
        first.goto(f"{ours.url}/about")
        first.wait_for_selector("h1")
        ours.wait_until_idle()
        assert asked(papers) == 0  # neither addresses and health checks nor another page read anything
        visitor = opened()
        visitor.add_init_script(WATCH)
        visitor.goto(ours.url)
        visitor.wait_for_function("() => 'headline' in window.seen")
        seen = visitor.evaluate("window.seen")
        expect(visitor.get_by_role("button", name="Read again")).to_be_visible()
        expect(visitor.get_by_text("24 articles from 6 papers, read")).to_be_visible()
        expect(visitor.get_by_role("table").first).to_contain_text("Ferry")
        settled(visitor)
        photograph(visitor, "opening")
        chart = visitor.locator("[data-testid=stVegaLiteChart]").first.bounding_box()
        assert chart["y"] + chart["height"] <= visitor.viewport_size["height"]
        assert (seen["headline"] - seen["title"]) / 1000 <= MAX_SECONDS


def test_a_fresh_server_shows_its_bar_on_one_line_then_reads(opened, papers, tmp_path):
    expect = expecting()
    with opening(tmp_path, papers) as ours:
        visitor = opened(width=390)
        visitor.goto(ours.url)
        expect(visitor.get_by_text("Fetching the latest news")).to_be_visible()
        photograph(visitor, "opening-waits")
        expect(visitor.get_by_role("button", name="Read again")).to_be_visible()
        settled(visitor)
        photograph(visitor, "opening-phone")
        button = visitor.get_by_role("button", name="Read again").bounding_box()
        assert visitor.locator(".st-key-paper_bar").bounding_box()["height"] <= button["height"] + 2


def test_where_no_newspaper_can_be_reached_the_page_says_so(opened, tmp_path):
    expect = expecting()
    with serving({"/feed.xml": status(503)}) as dead, opening(tmp_path, [dead]) as ours:
        visitor = opened()
        visitor.goto(ours.url)
        expect(visitor.get_by_text("No newspaper could be reached just now")).to_be_visible()
        expect(visitor.get_by_text("This is the sample edition")).to_be_visible()
        expect(visitor.get_by_text("Paper-0")).not_to_be_visible()
        settled(visitor)
        assert "edition=" not in visitor.url
        photograph(visitor, "opening-unreached")
