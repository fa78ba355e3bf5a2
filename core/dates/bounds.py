"""Judge whether a date can be true."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

RELEASED = datetime(2026, 11, 24, tzinfo=UTC)
"""When this version was made: a clock that shows less is wrong, and must not cost articles their dates."""


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
