"""What time it is, for judging whether a date can be true."""

from __future__ import annotations

from datetime import UTC, datetime

RELEASED = datetime(2026, 11, 24, tzinfo=UTC)
"""When this version was made: a clock that shows less is wrong, and must not cost articles their dates."""


def now() -> datetime:
    """The present, in UTC."""
    return max(datetime.now(UTC), RELEASED)
