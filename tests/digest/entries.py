"""Entries of feeds, and feeds of them."""

from datetime import UTC, datetime

from core.digest.atom import Entry, Link, uid, write_feed

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def entry(*urls, updated=NOON, title="A story"):
    return Entry(uid(urls[0]), title, updated, NOON, tuple(Link("The Bay", f"At {url}", url) for url in urls), "sport")


def feed_of(*entries):
    return write_feed(
        "News", "Of today", feed_id=uid("x"), file="feed.xml", alternate="index.html", updated=NOON, entries=entries
    )
