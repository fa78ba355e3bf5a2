"""A visitor's own newspapers in a real Chromium: added by address and from OPML, kept in sets, shared by a link."""

from contextlib import contextmanager

import pytest

from core.newspapers.own import from_link
from tests.browser.conftest import photograph, running, settled
from tests.browser.test_journey import expecting
from tests.support.servers import article_html, catalogue, feed, honest_papers, page, serving

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


@contextmanager
def local_paper(name, headline):
    """A newspaper that nobody's catalogue has: its feed is found by the link element of its front page."""
    with serving() as server:
        server.answers["/"] = page(
            f'<html lang=en><head><meta property="og:site_name" content="{name}">'
            '<link rel=alternate type="application/rss+xml" href="/feed.xml"></head><body></body></html>'
        )
        server.answers["/news/a"] = page(article_html(headline))
        server.answers["/feed.xml"] = page(feed(server.url, ["/news/a"]), "application/rss+xml")
        yield server


@pytest.fixture
def listed(tmp_path):
    with honest_papers(3, articles=1) as papers:
        path = tmp_path / "papers.toml"
        path.write_text(catalogue(papers))
        with running(tmp_path, BROADSHEET_CATALOGUE=str(path), BROADSHEET_ALLOW_LOOPBACK="1") as url:
            yield url


def add(page, address):
    """Add a newspaper by its address."""
    page.get_by_text("Add your own newspapers").click()
    page.get_by_label("Newspaper or feed URL").fill(address)
    page.get_by_role("button", name="Add newspaper").click()


def chosen(page):
    """The newspapers that the address names."""
    return page.evaluate("() => new URL(location.href).searchParams.getAll('papers')")


def test_a_paper_is_added_by_its_address_read_and_shared(opened, listed):
    expect = expecting()
    with local_paper("The Valley Echo", "Ferry returns to the valley") as echo:
        visitor = opened()
        visitor.goto(listed)
        settled(visitor)
        add(visitor, echo.url)
        expect(visitor.get_by_text("The Valley Echo was added: its feed lists 1 article.")).to_be_visible()
        settled(visitor)
        photograph(visitor, "paper-added")
        assert chosen(visitor) == ["Paper-0", "Paper-1", "Paper-2", "The Valley Echo"]
        visitor.get_by_role("button", name="Read the papers").click()
        expect(visitor.get_by_text("4 articles from 4 papers, read")).to_be_visible()
        visitor.get_by_role("radio", name="By article").click()
        expect(visitor.get_by_role("table").first).to_contain_text("Ferry returns to the valley")
        settled(visitor)
        expect(visitor.get_by_label("Newspaper or feed URL")).not_to_be_visible()
        photograph(visitor, "own-paper-read")
        other = opened()
        other.goto(visitor.url)
        expect(other.get_by_text("4 articles from 4 papers, read")).to_be_visible()
        expect(other.get_by_role("table").first).to_contain_text("Ferry returns to the valley")


def test_a_file_of_a_feed_reader_is_imported(opened, listed):
    expect = expecting()
    with local_paper("x", "Tide lifts the harbour") as one, local_paper("y", "Snow on the hill") as two:
        outlines = "".join(
            f'<outline type="rss" text="{name}" xmlUrl="{server.url}/feed.xml"/>'
            for name, server in (("Harbour Log", one), ("Hill Notes", two))
        )
        dead = f'<outline text="Dead" type="rss" xmlUrl="{one.url}/no"/>'
        opml = f'<opml version="2.0"><body>{outlines}{dead}</body></opml>'
        visitor = opened(390)
        visitor.goto(listed)
        settled(visitor)
        visitor.get_by_text("Add your own newspapers").click()
        visitor.locator("input[type=file]").set_input_files(
            {"name": "feeds.opml", "mimeType": "text/x-opml", "buffer": opml.encode()}
        )
        expect(visitor.get_by_text("feeds.opml")).to_be_visible()
        visitor.get_by_role("button", name="Import newspapers").click()
        expect(visitor.get_by_text("Hill Notes was added")).to_be_visible()
        expect(visitor.get_by_text("Dead was not added.")).to_be_visible()
        settled(visitor)
        photograph(visitor, "papers-imported-390")
        assert chosen(visitor)[-2:] == ["Harbour Log", "Hill Notes"]


def test_a_set_is_kept_chosen_and_opened_from_a_copied_link(opened, listed):
    expect = expecting()
    with local_paper("The Valley Echo", "Ferry returns to the valley") as echo:
        visitor = opened()
        visitor.goto(f"{listed}/?papers=Paper-1")
        settled(visitor)
        add(visitor, echo.url)
        expect(visitor.get_by_text("The Valley Echo was added")).to_be_visible()
        settled(visitor)
        visitor.get_by_role("button", name="Sets of newspapers").click()
        visitor.get_by_label("Name of a new set").fill("Monday *morning*")
        visitor.get_by_role("button", name="Save the 2 chosen newspapers as a set").click()
        expect(visitor.get_by_role("button", name="Monday *morning* (2)")).to_be_visible()
        settled(visitor)
        photograph(visitor, "set-kept")
        visitor.keyboard.press("Escape")
        visitor.get_by_role("button", name="Remove Paper-1").click()
        visitor.wait_for_function("() => !location.search.includes('Paper-1')")
        settled(visitor)
        visitor.get_by_role("button", name="Sets of newspapers").click()
        visitor.get_by_role("button", name="Monday *morning* (2)").click()
        visitor.wait_for_function("() => location.search.includes('Paper-1')")
        settled(visitor)
        assert chosen(visitor) == ["Paper-1", "The Valley Echo"]
        [mine] = visitor.evaluate("() => new URL(location.href).searchParams.getAll('mine')")
        assert list(from_link(mine).sets) == ["Monday *morning*"]
        other = opened()
        other.goto(visitor.url)
        settled(other)
        assert chosen(other) == ["Paper-1", "The Valley Echo"]
        expect(other.get_by_text("Keep the 2 chosen newspapers")).to_have_count(0)
        other.get_by_role("button", name="Read the papers").click()
        expect(other.get_by_text("2 articles from 2 papers, read")).to_be_visible()
        other.get_by_text("Change", exact=False).first.click()  # the bar is folded once the papers were read
        other.get_by_role("button", name="Sets of newspapers").click()
        expect(other.get_by_role("button", name="Monday *morning* (2)")).to_be_visible()
        photograph(other, "copied-link-with-a-set")
