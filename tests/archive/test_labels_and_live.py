from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, product

import pytest

from core.archive import ArticleQuery, Correction, State
from core.archive.writing.corrections import MAX_A_MINUTE
from core.errors import TooManyCorrectionsError
from core.types import ReadArticle
from tests.archive.examples import BAY, HILL, MODEL, NEXT, NOW, edition, item, predicted

WRONG = Correction("world", "politics", 0.71, MODEL, url="https://bay.example/1", title="A headline", text="Its text")


def test_a_correction_waits_for_review_counts_when_accepted_and_can_be_undone(archive):
    token = archive.send_correction(WRONG, "visitor", NOW)
    [sent] = archive.corrections()
    assert (sent.uid, sent.made_at, sent.state) == (token, NOW, State.PENDING)
    assert (sent.correction.topic, sent.correction.predicted) == ("world", "politics")
    assert sent.correction.model == MODEL
    assert sent.correction.confidence == pytest.approx(0.71)
    assert archive.review_corrections([token], State.ACCEPTED) == 1
    assert [label.uid for label in archive.corrections(State.ACCEPTED)] == [token]
    assert archive.undo_correction(token)
    assert not archive.undo_correction(token)
    assert archive.review_corrections([token], State.ACCEPTED) == 0
    assert archive.count_corrections() == {"pending": 0, "accepted": 0, "rejected": 0, "undone": 1}


def test_text_is_kept_only_where_the_visitor_agrees(archive):
    archive.send_correction(WRONG, "a", NOW)
    assert archive.corrections()[0].correction.text == ""
    archive.send_correction(replace(WRONG, url=None), "b", NOW + timedelta(seconds=1))
    assert (archive.corrections()[0].correction.title, archive.corrections()[0].correction.text) == ("", "")
    token = archive.send_correction(replace(WRONG, url=None, text_agreed=True), "c", NOW + timedelta(seconds=2))
    assert (archive.corrections()[0].correction.title, archive.corrections()[0].correction.text) == (
        "A headline",
        "Its text",
    )
    archive.undo_correction(token)
    assert all(sent.correction.text == "" for sent in archive.corrections(None))


def test_a_second_thought_replaces_the_first(archive):
    archive.send_correction(WRONG, "a", NOW)
    archive.send_correction(replace(WRONG, topic="health"), "a", NOW + timedelta(seconds=1))
    archive.send_correction(replace(WRONG, topic="tech"), "b", NOW + timedelta(seconds=2))
    assert {sent.correction.topic for sent in archive.corrections()} == {"health", "tech"}


def test_a_flood_from_one_visitor_is_slowed_down_and_others_are_not(archive):
    for number in range(MAX_A_MINUTE):
        archive.send_correction(replace(WRONG, url=f"https://bay.example/{number}"), "flood", NOW)
    with pytest.raises(TooManyCorrectionsError, match=r"in 60 seconds"):
        archive.send_correction(replace(WRONG, url="https://bay.example/x"), "flood", NOW)
    archive.send_correction(WRONG, "somebody else", NOW)
    archive.send_correction(WRONG, "flood", NOW + timedelta(seconds=61))


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
