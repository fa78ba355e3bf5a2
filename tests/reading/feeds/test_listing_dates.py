"""The dates of feeds and sitemaps, as they are written rather than as the standards ask."""

from datetime import UTC, datetime

import pytest

from core.reading.feeds.listing import parse_listing


def published(date, language="", url="https://fjord.example/rss", element="pubDate"):
    tag = f"<language>{language}</language>" if language else ""
    item = f"<item><title>Sild</title><link>https://fjord.example/sild</link><{element}>{date}</{element}></item>"
    namespace = "xmlns:dc='http://purl.org/dc/elements/1.1/'"
    feed = f"<rss version='2.0' {namespace}><channel><title>Fjord</title>{tag}{item}</channel></rss>"
    [ref] = parse_listing(feed.encode(), "fjord", url).refs
    return ref.published.isoformat()[:16] if ref.published else None


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("Fri, 11 Apr 2025 9:20 PM PDT", "2025-04-12T04:20"),
        ("Friday 11th April 2025 at 12.20am", "2025-04-11T00:20"),
        ("Apr. 11, 2025, 9:20 p.m.", "2025-04-11T21:20"),
        ("2025-04-11 09:20 AM", "2025-04-11T09:20"),
        ("Fri, 11 Apr 2025 21:20:00 +0000", "2025-04-11T21:20"),
        ("1744406400", "2025-04-11T21:20"),
        ("1744406400000", "2025-04-11T21:20"),
        ("Fri, 11 Apr 2025 21:20:00 MSK", "2025-04-11T18:20"),
        ("Fri, 11 Apr 2025 21:20:00 Asia/Tokyo", "2025-04-11T12:20"),
        ("Fri, 11 Apr 2025 21:20:00 GMT+0300", "2025-04-11T18:20"),
        ("Fri, 11 Apr 2025 21:20:00 GMT", "2025-04-11T21:20"),
        ("2025-04-11T21:20:00.000Z", "2025-04-11T21:20"),
        ("Freitag, 11. April 2025 - 21:20", "2025-04-11T21:20"),
        ("Issue 11 of 2025", None),
        ("174440", None),
        ("tomorrow", None),
    ],
)
def test_dates_of_feeds_are_read_as_they_are_written(date, expected):
    assert published(date) == published(date, element="dc:date") == expected


@pytest.mark.parametrize(
    ("language", "url", "expected"),
    [
        ("en-gb", "https://fjord.example/rss", "2025-04-03T00:00"),
        ("en-us", "https://fjord.example/rss", "2025-03-04T00:00"),
        ("en-us", "https://fjord.co.nz/rss", "2025-04-03T00:00"),
        ("fr", "https://fjord.example/rss", "2025-04-03T00:00"),
        ("", "https://fjord.ie/rss", "2025-04-03T00:00"),
    ],
)
def test_numbers_are_read_as_the_feeds_language_and_domain_have_them(language, url, expected):
    assert published("03/04/2025", language, url) == expected


def test_irish_and_indian_time_are_told_apart():
    date = "Mon, 07 Jul 2025 12:00:00 IST"
    assert published(date, "en-in") == published(date) == "2025-07-07T06:30"
    assert published(date, "en-ie") == published(date, url="https://fjord.ie/rss") == "2025-07-07T11:00"


def test_dates_of_sitemaps_may_be_written_in_other_ways_too():
    entry = "<url><loc>https://fjord.example/sild</loc><lastmod>{}</lastmod></url>"
    for written in ("2025-04-11T21:20:00+02:00", "2025-04-11 21:20 CEST", "11.04.2025 21:20 Europe/Berlin"):
        sitemap = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entry.format(written)}</urlset>'
        [ref] = parse_listing(sitemap.encode(), "fjord", "https://fjord.example/sitemap.xml").refs
        assert ref.published == datetime(2025, 4, 11, 19, 20, tzinfo=UTC)
