"""Counts by day."""

from datetime import timedelta

import pytest

from core.archive import ArticleQuery
from tests.archive.examples import HILL, MODEL, NOW, days, edition, item


@pytest.fixture
def filled(archive):
    """Four days of The Bay, the last of them with an article of another paper and topic."""
    items = [item(n, published=moment) for n, moment in enumerate(days(4))]
    archive.save(edition(*items, item(9, "tech", HILL, published=NOW)), MODEL)
    return archive


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (ArticleQuery(), 5),
        (ArticleQuery(papers=("hill",)), 1),
        (ArticleQuery(papers=("nobody",)), 0),
        (ArticleQuery(topic="tech"), 1),
        (ArticleQuery(since=NOW.date() - timedelta(days=1)), 3),
        (ArticleQuery(until=NOW.date() - timedelta(days=1)), 3),
    ],
)
def test_counts_are_those_of_the_list(filled, query, expected):
    assert sum(day.n for day in filled.daily_counts(query)) == expected
    assert filled.articles(query).total == expected == len(filled.articles(query).articles)


def test_counts_by_paper_bear_its_name(filled):
    assert {day.paper for day in filled.daily_counts(ArticleQuery(), by_paper=True)} == {"The Bay", "Hill & Dale"}
    assert {day.paper for day in filled.daily_counts(ArticleQuery())} == {""}


def test_a_planner_that_was_told_anew_finds_the_same(filled):
    filled.database.dialect.analyze(filled.database.engine)
    assert filled.span() == (NOW.date() - timedelta(days=3), NOW.date())
