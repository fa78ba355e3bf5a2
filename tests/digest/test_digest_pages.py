"""What the page says, and that headlines stay text."""

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import feedparser
import pytest

from core.archive import Archive
from core.digest.feeds import found_feed, run_searches, stories_feed
from core.digest.links import app_address, search_address
from core.digest.page import write_pages
from core.errors import SearchError
from core.types import Scheme
from core.ui import frame, keys, scheme
from tests.archive.examples import BAY, HILL, edition
from tests.digest.examples import VERSION, archive_of, contents_of, read, told, two_days
from tests.support.hostile import HOSTILE, MARK


class Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.links, self.events, self.text, self.ids = set(), [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.links += [value for name, value in attrs if name in ("href", "src", "xlink:href")]
        self.events += [name for name, _ in attrs if name.startswith("on")]
        self.ids += [value for name, value in attrs if name == "id"]

    def handle_data(self, data):
        self.text.append(data)

    @property
    def words(self):
        return " ".join(" ".join(self.text).split())


def test_shares_have_intervals_and_few_articles_are_counted():
    few = [read(900 + n, "tech", HILL, 1 + n / 10, title=f"t{n}", text=f"word{n} other{n}") for n in range(5)]
    items = [item for item in two_days() if item.article.newspaper == "bay"]
    page = Page(write_pages(contents_of(archive_of(*items, *few)), [], None)["index.html"])
    assert "5 of 5" in page.words
    assert "This applies to Hill & Dale." in page.words
    assert "% (" in page.words
    assert "In per cent, with 95% intervals." in page.words


def test_clear_changes_are_said():
    pages = write_pages(contents_of(archive_of(*two_days())), [], None)
    page = Page(pages["index.html"])
    assert "Together, the 2 papers with articles in both periods have " in page.words
    assert "more sport: +" in page.words and "less politics: −" in page.words
    assert "Clear changes of single papers, of the 2 papers with 20 articles in both periods:" in page.words
    assert set(pages) == {"chart-topics.html", "chart-changes.html", "index.html"}
    assert list(pages)[-1] == "index.html"
    assert len(page.ids) == len(set(page.ids))


def test_nothing_is_loaded_and_no_script_is_needed():
    pages = write_pages(contents_of(archive_of(told(1, BAY, 3), told(2, HILL, 2))), [], "https://news.example")
    for text in pages.values():
        page = Page(text)
        assert not page.tags & {"img", "iframe", "object", "embed", "form", "video", "audio"}
        assert page.events == []
        assert "default-src 'none'" in text
        assert "@import" not in text and "url(http" not in text
    assert "script" not in Page(pages["index.html"]).tags


def test_headlines_are_linked_with_paper_and_time():
    page = Page(write_pages(contents_of(archive_of(told(1, BAY, 3), told(2, HILL, 2))), [], None)["index.html"])
    assert "https://bay.example/1" in page.links and "https://hill.example/2" in page.links
    assert "The Bay, 20 Nov 09:00 UTC Ferry" in page.words
    assert "2 papers · World" in page.words


def test_a_story_shows_each_paper_once():
    archive = archive_of(*(told(n, BAY, 9 - n) for n in range(1, 5)), told(9, HILL, 2))
    page = Page(write_pages(contents_of(archive), [], None)["index.html"])
    assert "and 3 more articles" in page.words
    assert [link for link in page.links if link.startswith("http")] == [
        "https://bay.example/1",
        "https://hill.example/9",
    ]
    feed = feedparser.parse(stories_feed(contents_of(archive), Path("none"), None))
    assert "And 3 more articles." in feed.entries[0].content[0].value


def test_many_papers_are_folded():
    papers = [replace(BAY, id=f"p{n}", name=f"Paper {n}", home=f"https://p{n}.example/") for n in range(23)]
    items = [read(n, "tech", paper, title=f"t{n}", text=f"word{n} other{n}") for n, paper in enumerate(papers)]
    archive = Archive.at("sqlite://")
    archive.save(edition(*items, papers=tuple(papers)), VERSION, "full")
    pages = write_pages(contents_of(archive), [], None)
    page = Page(pages["index.html"])
    assert "details" in page.tags
    assert "The other 3 papers" in page.words and "The chart shows the 20 papers with the most articles." in page.words
    assert pages["chart-topics.html"].count("<tr>") == 1 + 20


def test_the_sample_is_named_as_such():
    archive = archive_of(told(1, BAY, 3), told(2, HILL, 2), sample=True)
    contents = contents_of(archive)
    object.__setattr__(contents, "sample", True)
    pages = write_pages(contents, [], None)
    assert all("made-up newspapers" in text for text in pages.values())
    assert "made-up newspapers" in feedparser.parse(stories_feed(contents, Path("none"), None)).feed.title


def hostile_archive():
    """Each hostile text as the headline of two papers, at addresses that are no better."""
    items = []
    for number, text in enumerate(HOSTILE):
        for paper in (BAY, HILL):
            made = read(number, "sport", paper, 1 + number / 10, title=text, text=f"The striker said {text[:300]}")
            url = f"javascript:alert({number},'{paper.id}')" if number % 2 else made.article.url
            object.__setattr__(made.article, "url", url)
            items.append(made)
    archive = Archive.at("sqlite://")
    archive.save(edition(*items), VERSION, "full")
    return archive


def test_hostile_headlines_are_text_on_the_page_and_in_feeds():
    archive = hostile_archive()
    contents = contents_of(archive)
    assert len(contents.stories) > 5
    found = run_searches(archive, {"mark": MARK}, contents)
    assert len(found[0].articles) > 10
    pages = write_pages(contents, found, None)
    page = Page(pages["index.html"])
    assert not page.tags & {"script", "img", "b", "iframe", "foreignobject", "image"}
    assert page.events == []
    allowed = ("https://bay.example/", "https://hill.example/", "#", "feed.xml", "search-mark.xml", "chart-")
    assert all(link.startswith(allowed) for link in page.links)
    assert f"<script>alert('{MARK}')</script>" in "".join(page.text)
    for content in (stories_feed(contents, Path("none"), None), found_feed(archive, found[0], contents, None)):
        feed = feedparser.parse(content, sanitize_html=False)
        assert not feed.bozo
        links = [link.href for entry in feed.entries for link in entry.get("links", ())]
        assert links and all(link.startswith(("https://bay.example/", "https://hill.example/")) for link in links)
        assert not any("<script" in entry.content[0].value for entry in feed.entries)


def test_a_search_has_the_newest_articles_and_the_address_of_trends():
    archive = archive_of(told(1, BAY, 30), told(2, HILL, 2), read(3))
    contents = contents_of(archive)
    (found,) = run_searches(archive, {"ferry": '"Cape Sorrel" -storm'}, contents)
    assert [article.url for article in found.articles] == ["https://hill.example/2", "https://bay.example/1"]
    feed = feedparser.parse(found_feed(archive, found, contents, "https://news.example/app/"))
    assert feed.feed.link == "https://news.example/app/trends?q=%22Cape+Sorrel%22+-storm"
    assert [entry.link for entry in feed.entries] == ["https://hill.example/2", "https://bay.example/1"]
    assert feed.entries[0].updated == "2026-11-20T10:00:00Z"


def test_a_search_that_cannot_be_understood_is_refused():
    archive = archive_of(read(1))
    with pytest.raises(SearchError):
        run_searches(archive, {"bad": '"open'}, contents_of(archive))


def test_addresses_are_those_of_the_app(monkeypatch):
    import streamlit as st

    pages = []
    monkeypatch.setattr(st, "Page", lambda path, **_: pages.append(path))
    frame.pages()
    assert "pages/trends.py" in pages
    address = search_address("https://news.example", "a b", Scheme.CORE, 5, sample=True)
    names = (keys.TREND_WORDS, keys.EDITION, keys.SCHEME)
    assert address == "https://news.example/trends?{}=a+b&{}=sample&{}={}".format(*names, scheme.NAMES[5])
    assert app_address("https://news.example") == "https://news.example/"
    assert app_address(None) is None
    assert search_address(None, "a", Scheme.ALL, 9) is None
