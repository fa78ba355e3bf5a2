"""Dates are read as they are written, and believed only where they can be true."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import dates
from core.dates import (
    FEED_DATES,
    PAGE_DATES,
    STORABLE_DATES,
    date_of_path,
    in_utc,
    now,
    read_date,
    read_feed_date,
    read_feed_stamp,
    within,
)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-05-03", "2024-05-03T00:00:00+00:00"),
        ("2024-05-03T10:00:00Z", "2024-05-03T10:00:00+00:00"),
        ("2024-05-03T10:00:00", "2024-05-03T10:00:00+00:00"),
        ("2024-05-03T10:00:00.123456+0530", "2024-05-03T10:00:00.123456+05:30"),
        ("Fri, 03 May 2024 10:00:00 GMT", "2024-05-03T10:00:00+00:00"),
        ("May 3, 2024 10:00 AM EDT", "2024-05-03T10:00:00-04:00"),
        ("1714730400", "2024-05-03T10:00:00+00:00"),
        ("1714730400000", "2024-05-03T10:00:00+00:00"),
        ("yesterday", None),
        ("", None),
        ("0001-01-01T00:00:00+23:59", None),
        ("9999-12-31T23:59:59-23:59", None),
        pytest.param((datetime.now(UTC) + timedelta(days=40)).isoformat(), None, id="in 40 days"),
        ("2024-13-45T99:99:99", None),
    ],
)
def test_dates_come_with_their_zone_or_not_at_all(written, expected):
    date = read_date(written)
    assert (date.isoformat() if date else None) == expected


@given(st.text(max_size=80))
def test_any_writing_of_a_date_is_read_or_refused(text):
    date = read_date(text)
    assert date is None or date.tzinfo is not None


@pytest.mark.parametrize(
    ("bounds", "first", "last"),
    [
        (FEED_DATES, datetime(1990, 1, 1, tzinfo=UTC), timedelta(hours=23)),
        (PAGE_DATES, datetime(1901, 1, 1, tzinfo=UTC), timedelta(hours=47)),
        (STORABLE_DATES, datetime(1971, 1, 1, tzinfo=UTC), datetime(2261, 12, 31, tzinfo=UTC)),
    ],
)
def test_dates_are_believed_between_their_bounds_alone(bounds, first, last):
    last = now() + last if isinstance(last, timedelta) else last
    assert within(first, bounds) == first and within(last, bounds) == last
    assert within(first - timedelta(days=1), bounds) is None and within(last + timedelta(days=1), bounds) is None
    assert within(None, bounds) is None


def test_a_moment_without_zone_is_taken_for_utc():
    assert within(datetime(2024, 5, 3), STORABLE_DATES) == datetime(2024, 5, 3, tzinfo=UTC)


def test_moments_at_the_calendars_ends_have_no_utc():
    assert in_utc(datetime.max.replace(tzinfo=timezone(-timedelta(hours=1)))) is None
    assert in_utc(None) is None
    assert in_utc(datetime(2024, 5, 3, 2, tzinfo=timezone(timedelta(hours=2)))) == datetime(2024, 5, 3, tzinfo=UTC)


def test_a_clock_that_is_years_slow_costs_no_dates(monkeypatch):
    class Slow(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(1970, 1, 1, tzinfo=tz)

    monkeypatch.setattr(dates, "datetime", Slow)
    assert now() == dates.RELEASED


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (" 2026-11-20T08:00:00+01:00 ", datetime(2026, 11, 20, 7, tzinfo=UTC)),
        ("2026-11-20", datetime(2026, 11, 20, tzinfo=UTC)),
        ("Fri, 20 Nov 2026 08:00:00 +0100", datetime(2026, 11, 20, 7, tzinfo=UTC)),
        ("Mon, 01 Jan 100000000000000000000 00:00:00 +0000", None),
        ("20 November, or so", None),
        ("1989-12-31", None),
        ("2026-11-20" + " " * 60, None),
        ("", None),
        (None, None),
    ],
)
def test_dates_of_feeds_and_sitemaps_are_in_utc(written, expected):
    assert read_feed_date(written) == expected


@pytest.mark.parametrize("stamp", [None, (), (10**20, 1, 1, 0, 0, 0), (1800, 1, 1, 0, 0, 0), "noon"])
def test_stamps_that_are_no_time_are_no_date(stamp):
    assert read_feed_stamp(stamp) is None


def test_stamps_of_a_feed_are_read():
    assert read_feed_stamp(time.gmtime(1_714_730_400)) == datetime(2024, 5, 3, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/2024/05/03/quay", "2024-05-03"),
        ("/news/2024/may/3/quay", "2024-05-03"),
        ("/quay-2024-5-3.html", "2024-05-03"),
        ("/2024/13/03/quay", None),
        ("/2024/quay/03/x", None),
        ("/1899/05/03/quay", None),
        ("/quay", None),
        ("/2024/0503/quay", "2024-05-03"),
        ("/2024-05/03/content_7.htm", "2024-05-03"),
        ("/a/2024_may_3_quay", "2024-05-03"),
        ("/a/2024-05-03-quay", "2024-05-03"),
        ("/story-20240503-p5abc.html", "2024-05-03"),
        ("/20240503/quay", "2024-05-03"),
        ("/sport/2023/24/tabelle", None),
        ("/2023/10/quai-ouvert", None),
        ("/2023/1/quay", None),
        ("/2023/12/3-mareas", None),
        ("/2023/10/", None),
        ("/2024/17/heft", None),
        ("/2024/week/11", None),
        ("/liga-2023-24-spielplan", None),
        ("/liga/2023-24", None),
        ("/copa-2024-10-jugadores", None),
        ("/copa-2024-10-11-jugadores-de-oro", None),
        ("/wahl-2024-1-2-prozent-vorn", None),
        ("/id/2024050399", None),
        ("/2024/mayor/3/quay", None),
    ],
)
def test_an_address_may_name_its_day(path, expected):
    day = date_of_path(f"https://x.example{path}")
    assert (day.date().isoformat() if day else None) == expected
