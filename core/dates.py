"""Read dates as feeds and pages write them, and judge whether they can be true."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from core.language import english
from core.text import one_line

RELEASED = datetime(2026, 11, 24, tzinfo=UTC)
"""When this version was made: a clock that shows less is wrong, and must not cost articles their dates."""

MIN_LENGTH = 8
"""Characters of the shortest date that is read: 20240501."""
MAX_LENGTH = 60
"""Characters of the longest; a date with its weekday, month and zone in full has some 50."""

_MONTHS = {name: number for number, name in enumerate(english.MONTHS, start=1)}
_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?"
)
_WHOLE_FOLDERS = re.compile(
    rf"(?<=/)((?:19|20)\d\d)(?:[/_-](\d{{1,2}}|{_MONTH})[/_-](\d{{1,2}})|[/_-]?(\d\d)[/_-]?(\d\d))(?=/|$)",
    re.ASCII | re.IGNORECASE,
)
"""A day in whole folders: /2024/05/03/, /2024/may/3/, /2024/0503/, /2024-05/03/."""
_EDGE_OF_NAME = re.compile(
    rf"(?:^|[_-])((?:19|20)\d\d)([_-])(\d{{1,2}}|{_MONTH})\2(\d{{1,2}})(?![^_-])",
    re.ASCII | re.IGNORECASE,
)
"""A day at the start or the end of a folder's name; amid its words, numbers count something."""
_COMPACT = re.compile(r"(?:^|[_-])((?:19|20)\d\d)(\d\d)(\d\d)(?![^_-])", re.ASCII)
"""A day in eight digits, anywhere in a name."""
_EXTENSION = re.compile(r"\.[a-z]\w{0,5}$", re.ASCII | re.IGNORECASE)
_YEAR = re.compile(r"\d{4}|^\w{3}, \d\d")
# Hours from UTC of the zones that newspapers write by name.
_ZONES: dict[str, float] = {
    "EST": -5,
    "EDT": -4,
    "CST": -6,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
    "BST": 1,
    "CET": 1,
    "CEST": 2,
    "SAST": 2,
    "CAT": 2,
    "EAT": 3,
    "IST": 5.5,
    "AWST": 8,
    "AEST": 10,
    "AEDT": 11,
    "NZST": 12,
}


@dataclass(frozen=True, slots=True)
class Bounds:
    """The dates that are believed: from one year to another, and how far ahead of the present."""

    first_year: int
    last_year: int = 9999
    ahead: timedelta | None = None


FEED_DATES = Bounds(1990, ahead=timedelta(days=1))
"""Feeds and sitemaps list what is on the web: nothing before it, nor tomorrow's (zones and clocks differ by a day)."""
PAGE_DATES = Bounds(1901, ahead=timedelta(days=2))
"""Pages may show digitised print; a date without its zone, from a clock that is fast, lies up to two days ahead."""
STORABLE_DATES = Bounds(1971, 2261)
"""What pandas can hold in nanoseconds (to 2262), without 1970, which is what a missing time stamp turns into."""


def now() -> datetime:
    """Return the present, in UTC."""
    return max(datetime.now(UTC), RELEASED)


def within(moment: datetime | None, bounds: Bounds) -> datetime | None:
    """Return the moment with its zone (UTC where it has none), or None where it cannot be true."""
    if moment is None:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        believed = bounds.first_year <= aware.year <= bounds.last_year
        if believed and bounds.ahead is not None:
            believed = aware.astimezone(UTC) <= now() + bounds.ahead
        aware.isoformat()
    except (ValueError, OverflowError):
        return None
    return aware if believed else None


def in_utc(moment: datetime | None) -> datetime | None:
    """Return the same moment in UTC; None where the calendar ends before it."""
    try:
        return moment.astimezone(UTC) if moment is not None else None
    except (ValueError, OverflowError):
        return None


def read_date(value: str | None) -> datetime | None:
    """Read a moment from whatever way a page writes it.

    Returns
    -------
    datetime or None
        With its zone, UTC where none is named; None where it is no date, or
        outside `PAGE_DATES`.
    """
    value = one_line(value or "")
    if not MIN_LENGTH <= len(value) <= MAX_LENGTH or not _YEAR.search(value):
        return None
    if value.isdecimal() and len(value) in (10, 13):  # seconds or milliseconds since 1970
        return within(datetime.fromtimestamp(int(value[:10]), UTC), PAGE_DATES)
    try:
        date = datetime.fromisoformat(value)
    except ValueError:
        # Imported here: most dates are ISO 8601, and a command starts sooner without it.
        from dateutil import parser  # type: ignore[import-untyped]

        try:
            date = parser.parse(value, default=datetime(2000, 1, 1), tzinfos=_zone)
        except (ValueError, OverflowError, TypeError, AttributeError, RecursionError):
            return None
    return within(date, PAGE_DATES)


def read_feed_date(text: str | None) -> datetime | None:
    """Read a date of a sitemap (ISO 8601) or a feed (RFC 2822), in UTC; None outside `FEED_DATES`."""
    if not text or len(text) > MAX_LENGTH:
        return None
    try:
        date = datetime.fromisoformat(text.strip())
    except ValueError:
        try:
            date = parsedate_to_datetime(text.strip())
        except (ValueError, OverflowError):  # the latter for a year of twenty digits
            return None
    return _of_feed(date if date.tzinfo else date.replace(tzinfo=UTC))


def read_feed_stamp(stamp: Any) -> datetime | None:
    """Read a time as feedparser gives it (a `time.struct_time` in UTC); None outside `FEED_DATES`."""
    try:
        return _of_feed(datetime.fromtimestamp(calendar.timegm(stamp), UTC))
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def date_of_path(url: str) -> datetime | None:
    """Return the day that an address's path names, as in /2024/may/01/; None where it names none.

    A year and a month (/2025/12/quay), a season (2025-26) and a year with a
    week or a count (/2026/43/, 2026-12-players) name no day.
    """
    path = urlsplit(url).path
    days = [(match[1], match[2] or match[4], match[3] or match[5]) for match in _WHOLE_FOLDERS.finditer(path)]
    for folder in path.split("/"):
        name = _EXTENSION.sub("", folder)
        for match in _EDGE_OF_NAME.finditer(name):
            if match.start() == 0 or match.end() == len(name):
                days.append((match[1], match[3], match[4]))
        days += [(match[1], match[2], match[3]) for match in _COMPACT.finditer(name)]
    return next((day for numbers in days if (day := _day(*numbers)) is not None), None)


def _day(year: str, month: str, day: str) -> datetime | None:
    number = int(month) if month.isdecimal() else _MONTHS[month[:3].lower()]
    try:
        return within(datetime(int(year), number, int(day), tzinfo=UTC), PAGE_DATES)
    except ValueError:
        return None


def _of_feed(moment: datetime) -> datetime | None:
    return within(in_utc(moment), FEED_DATES)


def _zone(name: str | None, offset: int | None) -> tzinfo | None:
    if offset is not None and abs(offset) < 86_400:
        return timezone(timedelta(seconds=offset))
    return timezone(timedelta(hours=_ZONES[name])) if name in _ZONES else None
