"""Single days of a paper, out of the archive."""

from datetime import UTC, datetime, timedelta

import pytest

from core.archive.queries.paper_days import articles_of_days, days_of_papers
from core.archive.writing.editions import save_edition
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
    save_edition(archive, edition(*items, item("h", paper=HILL, published=None)), MODEL)
    return archive


def test_days_up_to_a_day_latest_first(filled):
    found = days_of_papers(filled, NOW.date())
    mine = [one for one in found if one.newspaper == "bay"]
    assert len(mine) == 60
    assert mine[0].day == NOW.date()
    assert mine[-1].day == NOW.date() - timedelta(days=59)
    assert {(one.paper, one.n) for one in mine} == {("The Bay", 3)}
    assert [(one.newspaper, one.day) for one in found if one.newspaper == "hill"] == [("hill", NOW.date())]
    earlier = days_of_papers(filled, NOW.date() - timedelta(days=30), 5)
    assert [one.day for one in earlier] == [NOW.date() - timedelta(days=30 + n) for n in range(5)]


def test_articles_of_days_newest_first_and_bounded(filled):
    days = [NOW.date() - timedelta(days=3), NOW.date()]
    found = articles_of_days(filled, "bay", days)
    assert [one.title for one in found] == [
        f"{topic} headline {day}-{n}" for day in (0, 3) for n, topic in enumerate(("sport", "health", "politics"))
    ]
    assert {len(one.text.split()) for one in found} == {120}
    assert (found[0].section, found[0].topic, found[0].paper) == ("News", "sport", "The Bay")
    among_five = articles_of_days(filled, "bay", days[1:], Scheme.CORE)
    assert [one.topic for one in among_five] == ["sport", "other", "politics"]
    assert len(articles_of_days(filled, "bay", days, most=2)) == 4
    assert articles_of_days(filled, "nobody", days) == []
    [undated] = articles_of_days(filled, "hill", [NOW.date()])
    assert undated.published is None
    assert undated.at == NOW


def test_a_day_ends_at_midnight(archive):
    late = datetime(2026, 11, 19, 23, 59, 59, tzinfo=UTC)
    save_edition(archive, edition(item(1, published=late), item(2, published=late + timedelta(seconds=1))), MODEL)
    assert [one.url for one in articles_of_days(archive, "bay", [late.date()])] == ["https://bay.example/1"]
    assert [one.n for one in days_of_papers(archive, NOW.date())] == [1, 1]
