"""Forgetting by age and by size."""

from datetime import timedelta

from core.archive import ArticleQuery
from tests.archive.examples import MODEL, NOW, days, edition, item


def test_the_old_is_forgotten_by_age_everywhere(archive):
    for moment in days(5):
        number = (NOW - moment).days
        archive.save(edition(item(number, title=f"day{number}", published=moment), read_at=moment), MODEL)
    assert archive.forget(keep_days=2, now=NOW + timedelta(hours=1)) == 3
    assert [a.title for a in archive.articles(ArticleQuery()).articles] == ["day0", "day1"]
    assert sum(count.n for count in archive.daily_counts(ArticleQuery())) == 2
    assert archive.search("day4").total == 0
    found = archive.statistics()
    assert (found["editions"], found["predictions"]) == (2, 2)
    assert archive.forget(now=NOW + timedelta(days=900)) == 0


def test_the_oldest_are_forgotten_by_size(archive):
    for number, moment in enumerate(reversed(days(6))):
        items = [item(f"{number}-{n}", title=f"t{number}", text="some words of a text " * 40) for n in range(400)]
        archive.save(edition(*items, read_at=moment), MODEL, "full")
    full = archive.statistics()["bytes"]
    assert full > 3_000_000
    gone = archive.forget(keep_mb=2)
    assert gone >= 400
    assert archive.statistics()["bytes"] <= 2_000_000
    left = archive.articles(ArticleQuery())
    assert left.total == 2400 - gone
    assert left.articles[0].title == "t5"
