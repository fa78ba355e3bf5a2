"""The models' live record, disagreements and texts."""

from collections import Counter
from datetime import date, timedelta
from itertools import combinations, product

import pytest

from core.archive import ArticleQuery
from core.types import ReadArticle
from tests.archive.examples import BAY, HILL, MODEL, NEXT, NOW, edition, item, predicted


def test_live_counts_are_what_was_said_at_reading(archive):
    monday = date(2026, 11, 16)
    items = [
        item(1, "politics", section_topic="politics"),
        item(2, "politics", section_topic="world", confidence=0.9),
        item(3, "tech", HILL, other=True, section_topic="tech"),
        item(4, "sport"),
    ]
    archive.save(edition(*items), MODEL)
    # Another model reads one again: the record of the first stays.
    again = ReadArticle(items[1].article, predicted("world"))
    archive.save(edition(again, read_at=NOW + timedelta(days=1)), NEXT)
    keys = ("week", "paper", "model", "section_topic", "best")
    counts = archive.live_counts(keys)
    assert {(c.paper, c.section_topic, c.best): (c.n, c.answered) for c in counts} == {
        ("The Bay", "politics", "politics"): (1, 1),
        ("The Bay", "world", "politics"): (1, 1),
        ("Hill & Dale", "tech", "tech"): (1, 0),
        ("The Bay", "", "sport"): (1, 1),
    }
    assert {(c.week, c.model) for c in counts} == {(monday, "current@aaaaaaaaaaaa")}
    assert sum(c.confidence for c in counts) == pytest.approx(0.8 * 3 + 0.9)
    [total] = archive.live_counts(())
    assert (total.n, total.labelled, total.agreed, total.answered) == (4, 3, 2, 3)
    assert archive.live_counts(since=date(2026, 11, 21)) == []
    archive.forget(keep_days=1, now=NOW + timedelta(days=30))
    assert archive.articles(ArticleQuery()).total == 0
    assert archive.live_counts(keys) == counts  # the model's record stays


def test_sums_by_any_keys_are_sums_of_the_finest(archive):
    for day in range(20):
        items = [
            item(10 * day + n, topic, (BAY, HILL)[n % 2], section_topic=section)
            for n, (topic, section) in enumerate(product(("politics", "tech"), ("politics", "tech", None)))
        ]
        model = MODEL if day < 12 else NEXT
        archive.save(edition(*items, read_at=NOW + timedelta(days=day)), model)
    names = ("week", "paper", "model", "section_topic", "best")
    since = (NOW + timedelta(days=3)).date()
    for first in (None, since):
        finest = archive.live_counts(names, first)
        assert sum(count.n for count in finest) == (120 if first is None else 102)
        for size in range(6):
            for by in combinations(names[::-1], size):
                wanted = Counter()
                for count in finest:
                    wanted[tuple(getattr(count, name) for name in by)] += count.n
                rows = archive.live_counts(by, first)
                assert {tuple(getattr(row, name) for name in by): row.n for row in rows} == dict(wanted)
                assert sum(row.agreed for row in rows) == sum(row.agreed for row in finest)


def test_the_surest_disagreements_come_first(archive):
    items = [
        item(1, "politics", section_topic="world", confidence=0.7),
        item(2, "politics", section_topic="world", confidence=0.95),
        item(3, "tech", section_topic="tech", confidence=0.99),
        item(4, "tech", section_topic="health", confidence=0.4, other=True),
        item(5, "tech", confidence=0.99),
    ]
    archive.save(edition(*items), MODEL)
    assert [found.url[-1] for found in archive.disagreements(ArticleQuery())] == ["2", "1"]


def test_texts_are_the_newest(archive):
    archive.save(edition(*[item(n, title=f"t{n}", published=NOW - timedelta(days=n)) for n in range(9)]), MODEL)
    assert {title for title, _ in archive.texts(ArticleQuery(), limit=3)} == {"t0", "t1", "t2"}
