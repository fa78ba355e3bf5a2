from datetime import timedelta

import pytest

from core.digest.atom import uid
from core.digest.former import Former, keep_ids, read_former
from tests.digest.entries import NOON, entry, feed_of


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
