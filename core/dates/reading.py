"""Read dates as feeds, sitemaps and pages write them."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, datetime
from typing import Any

from core.dates.bounds import FEED_DATES, PAGE_DATES, Bounds, in_utc, within
from core.dates.parser import Dating, parse_date
from core.language.calendar_words import ANYWHERE, Locale
from core.text import one_line

MIN_LENGTH = 8
"""Characters of the shortest date that is read: 20240501."""
MAX_LENGTH = 100
"""Characters of the longest; a date with its weekday, month and zone in full has some 70."""
MAX_SENTENCE = 200
"""Characters of a text that may hold a date beside other words."""

_EPOCH = re.compile(r"([1-9]\d{9})(?:\.\d+|\d{3}|\d{6})?", re.ASCII)
_NO_STAMP = datetime(1970, 1, 1, tzinfo=UTC)
"""What a time stamp that is missing turns into."""
_ISO_ZONE = re.compile(r"(?<=[+-]\d\d:\d\d)Z$|\[[A-Za-z_/+-]+\]$")


def read_date(value: str | None, locale: Locale = ANYWHERE) -> datetime | None:
    """Read a moment from whatever way a page writes it.

    Returns
    -------
    datetime or None
        With its zone, UTC where none is named; None where it is no date, or
        outside `PAGE_DATES`.
    """
    dating = read_dating(value, locale)
    return dating.moment if dating is not None else None


def read_dating(value: str | None, locale: Locale = ANYWHERE, *, amid_words: bool = False) -> Dating | None:
    """Read a moment as `read_date` does, with its other reading.

    Parameters
    ----------
    amid_words : bool
        Take the first date of a text that says other things too ("By Ada
        Lund, 3 May 2024").
    """
    return _read(value, locale, PAGE_DATES, amid_words)


def read_feed_date(text: str | None, locale: Locale = ANYWHERE) -> datetime | None:
    """Read a date of a sitemap (ISO 8601) or a feed (RFC 5322, and what else feeds have), in UTC.

    None where it is no date, or outside `FEED_DATES`.
    """
    dating = _read(text, locale, FEED_DATES, False)
    return in_utc(dating.moment) if dating is not None else None


def read_feed_stamp(stamp: Any) -> datetime | None:
    """Read a time as feedparser gives it (a `time.struct_time` in UTC); None outside `FEED_DATES`."""
    try:
        return within(datetime.fromtimestamp(calendar.timegm(stamp), UTC), FEED_DATES)
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def _read(value: str | None, locale: Locale, bounds: Bounds, amid_words: bool) -> Dating | None:
    if value is None or len(value) > (MAX_SENTENCE if amid_words else MAX_LENGTH):
        return None
    value = one_line(value)
    if len(value) < MIN_LENGTH:
        return None
    epoch = _EPOCH.fullmatch(value)
    if epoch:  # seconds, milliseconds or microseconds since 1970
        return _dating(datetime.fromtimestamp(int(epoch[1]), UTC), None, bounds)
    if not value.isdecimal():
        try:
            return _dating(datetime.fromisoformat(_ISO_ZONE.sub("", value)), None, bounds)
        except ValueError:
            pass
    written = parse_date(value, locale, amid_words=amid_words)
    return _dating(written.moment, written.swapped, bounds) if written is not None else None


def _dating(moment: datetime, swapped: datetime | None, bounds: Bounds) -> Dating | None:
    """Take the reading within the bounds: of a day of next month and one of last month, the latter."""
    readings = [reading for each in (moment, swapped) if (reading := within(each, bounds)) is not None]
    if readings and readings[0] == _NO_STAMP:
        return None
    return Dating(*readings) if readings else None
