"""Single days of a paper, out of the archive."""

from datetime import UTC, datetime, timedelta

import pytest

from core.types import Scheme
from tests.archive.examples import HILL, MODEL, NOW, edition, item


@pytest.fixture
def filled(archive):
    """Seventy days of The Bay with three articles each, and one day of Hill & Dale."""
    items = [
        item(
            f"{day}-{n}",
            ("sport", "health", "politics")[n],
            published=NOW - timedelta(days=day, minutes=n),
            section="News",
            text=" ".join(["word"] * 300),
        )
        for day in range(70)
        for n in range(3)
    ]
    archive.save(edition(*items, item("h", paper=HILL, published=None)), MODEL)
    return archive


def test_days_up_to_a_day_latest_first(filled):
    found = filled.days_of_papers(NOW.date())
    mine = [one for one in found if one.newspaper == "bay"]
    assert len(mine) == 60
    assert mine[0].day == NOW.date()
    assert mine[-1].day == NOW.date() - timedelta(days=59)
    assert {(one.paper, one.n) for one in mine} == {("The Bay", 3)}
    assert [(one.newspaper, one.day) for one in found if one.newspaper == "hill"] == [("hill", NOW.date())]
    earlier = filled.days_of_papers(NOW.date() - timedelta(days=30), 5)
    assert [one.day for one in earlier] == [NOW.date() - timedelta(days=30 + n) for n in range(5)]


def test_articles_of_days_newest_first_and_bounded(filled):
    days = [NOW.date() - timedelta(days=3), NOW.date()]
    found = filled.articles_of_days("bay", days)
    assert [one.title for one in found] == [
        f"{topic} headline {day}-{n}" for day in (0, 3) for n, topic in enumerate(("sport", "health", "politics"))
    ]
    assert {len(one.text.split()) for one in found} == {120}
    assert (found[0].section, found[0].topic, found[0].paper) == ("News", "sport", "The Bay")
    among_five = filled.articles_of_days("bay", days[1:], Scheme.CORE)
    assert [one.topic for one in among_five] == ["sport", "other", "politics"]
    assert len(filled.articles_of_days("bay", days, limit=2)) == 4
    assert filled.articles_of_days("nobody", days) == []
    [undated] = filled.articles_of_days("hill", [NOW.date()])
    assert undated.published is None
    assert undated.at == NOW


def test_a_day_ends_at_midnight(archive):
    late = datetime(2026, 11, 19, 23, 59, 59, tzinfo=UTC)
    archive.save(edition(item(1, published=late), item(2, published=late + timedelta(seconds=1))), MODEL)
    assert [one.url for one in archive.articles_of_days("bay", [late.date()])] == ["https://bay.example/1"]
    assert [one.n for one in archive.days_of_papers(NOW.date())] == [1, 1]
