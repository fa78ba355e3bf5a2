from dataclasses import replace
from datetime import UTC, datetime, timedelta

import feedparser
import pytest
from lxml import etree

from core.digest.atom import ATOM, Entry, Former, Link, keep_ids, read_former, uid, write_feed
from tests.support.hostile import HOSTILE, MARK

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def entry(*urls, updated=NOON, title="A story"):
    return Entry(uid(urls[0]), title, updated, NOON, tuple(Link("The Bay", f"At {url}", url) for url in urls), "sport")


def feed_of(*entries):
    return write_feed(
        "News", "Of today", feed_id=uid("x"), file="feed.xml", alternate="index.html", updated=NOON, entries=entries
    )


def required(element, names):
    """The element has each of these children once, and not empty (RFC 4287, sections 4.1.1 and 4.1.2)."""
    for name in names:
        (child,) = element.findall(f"{{{ATOM}}}{name}")
        assert child.text


def test_it_has_what_the_standard_requires():
    content = feed_of(entry("https://bay.example/1", "https://hill.example/1"), entry("https://bay.example/2"))
    root = etree.fromstring(content)
    assert root.tag == f"{{{ATOM}}}feed"
    required(root, ("id", "title", "updated"))
    assert root.findtext(f"{{{ATOM}}}author/{{{ATOM}}}name")
    entries = root.findall(f"{{{ATOM}}}entry")
    for element in entries:
        required(element, ("id", "title", "updated"))
        assert [link.get("rel") for link in element.findall(f"{{{ATOM}}}link")].count("alternate") == 1
        assert datetime.fromisoformat(element.findtext(f"{{{ATOM}}}updated")).tzinfo
    ids = [element.findtext(f"{{{ATOM}}}id") for element in (root, *entries)]
    assert len(set(ids)) == 3
    assert all(name.startswith("urn:uuid:") for name in ids)


def test_a_reader_of_feeds_understands_it():
    found = feedparser.parse(feed_of(entry("https://bay.example/1", "https://hill.example/1", updated=NOON)))
    assert not found.bozo
    assert found.version == "atom10"
    (story,) = found.entries
    assert story.link == "https://bay.example/1"
    assert story.tags[0].term == "sport"
    assert "https://hill.example/1" in story.content[0].value
    assert found.feed.updated == "2026-11-20T12:00:00Z"


def test_a_feed_without_entries_is_one():
    found = feedparser.parse(feed_of())
    assert not found.bozo
    assert found.feed.updated == "2026-11-20T12:00:00Z"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_headlines_are_text(text):
    made = Entry(
        uid(text), text, NOON, NOON, (Link(text, text, "javascript:alert(1)"), Link(text, text, text)), "sport"
    )
    content = feed_of(replace(made, note=text))
    found = feedparser.parse(content, sanitize_html=False)
    assert not found.bozo
    root = etree.fromstring(content)
    assert MARK in root.findtext(f"{{{ATOM}}}entry/{{{ATOM}}}title")
    assert root.findall(f"{{{ATOM}}}entry/{{{ATOM}}}link") == []
    shown = etree.HTML(root.findtext(f"{{{ATOM}}}entry/{{{ATOM}}}content"))
    assert {element.tag for element in shown.iter()} <= {"html", "body", "ul", "li", "p"}
    assert MARK in "".join(shown.itertext())


def former_of(tmp_path, *entries):
    path = tmp_path / "feed.xml"
    path.write_bytes(feed_of(*entries))
    return read_former(path)


def test_a_story_keeps_its_id_when_its_first_article_is_gone(tmp_path):
    former = former_of(tmp_path, entry("https://a.example/1", "https://b.example/1"))
    later = NOON + timedelta(hours=6)
    grown = entry("https://b.example/1", "https://c.example/1", updated=NOON + timedelta(hours=1))
    (kept,) = keep_ids([grown], former, later)
    assert kept.id == uid("https://a.example/1")
    assert kept.updated == later  # an article is new


def test_a_story_without_news_keeps_its_moment(tmp_path):
    former = former_of(tmp_path, entry("https://a.example/1", "https://b.example/1", updated=NOON))
    smaller = entry("https://b.example/1", updated=NOON - timedelta(hours=3))
    (kept,) = keep_ids([smaller], former, NOON + timedelta(hours=6))
    assert kept.updated == NOON


def test_two_parts_of_one_story_have_two_ids(tmp_path):
    former = former_of(tmp_path, entry("https://a.example/1", "https://b.example/1", "https://c.example/1"))
    parts = [entry("https://b.example/1", "https://c.example/1"), entry("https://a.example/1")]
    first, second = keep_ids(parts, former, NOON)
    assert first.id == uid("https://a.example/1")
    assert second.id not in (first.id, "")


def test_keeping_ids_twice_changes_nothing(tmp_path):
    entries = [entry("https://a.example/1", "https://b.example/1"), entry("https://c.example/1")]
    once = keep_ids(entries, [], NOON)
    assert keep_ids(entries, former_of(tmp_path, *once), NOON + timedelta(days=1)) == once


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no xml",
        b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>x</id></entry></feed>",
        b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>x</id><updated>2026-11-20</updated></entry></feed>",
        b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
    ],
)
def test_a_former_feed_that_cannot_be_read_counts_for_nothing(tmp_path, content):
    path = tmp_path / "feed.xml"
    path.write_bytes(content)
    assert read_former(path) == []
    assert read_former(tmp_path / "none.xml") == []


def test_a_former_entry_without_an_id_is_not_taken_over():
    (kept,) = keep_ids([entry("https://a.example/1")], [Former("", NOON, frozenset({"https://a.example/1"}))], NOON)
    assert kept.id == uid("https://a.example/1")
