from dataclasses import replace
from datetime import datetime

import feedparser
import pytest
from lxml import etree

from core.digest.atom import ATOM, Entry, Link, uid
from tests.digest.entries import NOON, entry, feed_of
from tests.support.hostile import HOSTILE, MARK


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
