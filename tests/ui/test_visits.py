"""When a visitor was here last, from a link or a browser that may say anything."""

from datetime import UTC, datetime

import pytest

from core.ui.front import visits


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-20T12:00Z", datetime(2026, 11, 20, 12, tzinfo=UTC)),
        ("2026-11-20", datetime(2026, 11, 20, tzinfo=UTC)),
        ("2026-11-20T12:00 02:00", datetime(2026, 11, 20, 10, tzinfo=UTC)),
        ("0001-01-01T00:00+14:00", None),
        ("yesterday", None),
        ("", None),
        ("2026-11-20T12:00Z" + " " * 40, None),
    ],
)
def test_a_link_names_a_moment_or_nothing(text, moment):
    assert visits._moment_of_link(text) == moment


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        (1795168800000, datetime(2026, 11, 20, 10, tzinfo=UTC)),
        (None, None),
        (True, None),
        ("1795168800000", None),
        (1e300, None),
        (float("nan"), None),
    ],
)
def test_a_browser_gives_milliseconds_or_nothing(value, moment):
    assert visits._moment_of_milliseconds(value) == moment
