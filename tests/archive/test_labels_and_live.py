from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, product

import pytest

from core.archive.corrections import (
    VISITOR_A_MINUTE,
    Correction,
    State,
    corrections,
    count_by_state,
    review,
    send,
    undo,
)
from core.archive.queries.articles import list_articles
from core.archive.queries.live_record import disagreements, live_counts, texts
from core.archive.records import ArticleQuery
from core.archive.retention import forget
from core.archive.writing.editions import save_edition
from core.errors import TooManyCorrectionsError
from core.types import ReadArticle
from tests.archive.examples import BAY, HILL, MODEL, NEXT, NOW, edition, item, predicted

WRONG = Correction("world", "politics", 0.71, MODEL, url="https://bay.example/1", title="A headline", text="Its text")


def test_a_correction_waits_for_review_counts_when_accepted_and_can_be_undone(archive):
    token = send(archive, WRONG, "visitor", NOW)
    [sent] = corrections(archive)
    assert (sent.uid, sent.made_at, sent.state) == (token, NOW, State.PENDING)
    assert (sent.correction.topic, sent.correction.predicted) == ("world", "politics")
    assert sent.correction.model == MODEL
    assert sent.correction.confidence == pytest.approx(0.71)
    assert review(archive, [token], State.ACCEPTED) == 1
    assert [label.uid for label in corrections(archive, State.ACCEPTED)] == [token]
    assert undo(archive, token)
    assert not undo(archive, token)
    assert review(archive, [token], State.ACCEPTED) == 0
    assert count_by_state(archive) == {"pending": 0, "accepted": 0, "rejected": 0, "undone": 1}


def test_text_is_kept_only_where_the_visitor_agrees(archive):
    send(archive, WRONG, "a", NOW)
    assert corrections(archive)[0].correction.text == ""
    send(archive, replace(WRONG, url=None), "b", NOW + timedelta(seconds=1))
    assert (corrections(archive)[0].correction.title, corrections(archive)[0].correction.text) == ("", "")
    token = send(archive, replace(WRONG, url=None, text_agreed=True), "c", NOW + timedelta(seconds=2))
    assert (corrections(archive)[0].correction.title, corrections(archive)[0].correction.text) == (
        "A headline",
        "Its text",
    )
    undo(archive, token)
    assert all(sent.correction.text == "" for sent in corrections(archive, None))


def test_a_second_thought_replaces_the_first(archive):
    send(archive, WRONG, "a", NOW)
    send(archive, replace(WRONG, topic="health"), "a", NOW + timedelta(seconds=1))
    send(archive, replace(WRONG, topic="tech"), "b", NOW + timedelta(seconds=2))
    assert {sent.correction.topic for sent in corrections(archive)} == {"health", "tech"}


def test_a_flood_from_one_visitor_is_slowed_down_and_others_are_not(archive):
    for number in range(VISITOR_A_MINUTE):
        send(archive, replace(WRONG, url=f"https://bay.example/{number}"), "flood", NOW)
    with pytest.raises(TooManyCorrectionsError, match=r"in 60 seconds"):
        send(archive, replace(WRONG, url="https://bay.example/x"), "flood", NOW)
    send(archive, WRONG, "somebody else", NOW)
    send(archive, WRONG, "flood", NOW + timedelta(seconds=61))


def test_live_counts_are_what_was_said_at_reading(archive):
    monday = date(2026, 11, 16)
    items = [
        item(1, "politics", section_topic="politics"),
        item(2, "politics", section_topic="world", confidence=0.9),
        item(3, "tech", HILL, other=True, section_topic="tech"),
        item(4, "sport"),
    ]
    save_edition(archive, edition(*items), MODEL)
    # Another model reads one again: the record of the first stays.
    again = ReadArticle(items[1].article, predicted("world"))
    save_edition(archive, edition(again, read_at=NOW + timedelta(days=1)), NEXT)
    keys = ("week", "paper", "model", "section_topic", "best")
    counts = live_counts(archive, keys)
    assert {(c.paper, c.section_topic, c.best): (c.n, c.answered) for c in counts} == {
        ("The Bay", "politics", "politics"): (1, 1),
        ("The Bay", "world", "politics"): (1, 1),
        ("Hill & Dale", "tech", "tech"): (1, 0),
        ("The Bay", "", "sport"): (1, 1),
    }
    assert {(c.week, c.model) for c in counts} == {(monday, "current@aaaaaaaaaaaa")}
    assert sum(c.confidence for c in counts) == pytest.approx(0.8 * 3 + 0.9)
    [total] = live_counts(archive, ())
    assert (total.n, total.labelled, total.agreed, total.answered) == (4, 3, 2, 3)
    assert live_counts(archive, since=date(2026, 11, 21)) == []
    forget(archive, keep_days=1, now=NOW + timedelta(days=30))
    assert list_articles(archive, ArticleQuery()).total == 0
    assert live_counts(archive, keys) == counts  # the model's record stays


def test_sums_by_any_keys_are_sums_of_the_finest(archive):
    for day in range(20):
        items = [
            item(10 * day + n, topic, (BAY, HILL)[n % 2], section_topic=section)
            for n, (topic, section) in enumerate(product(("politics", "tech"), ("politics", "tech", None)))
        ]
        model = MODEL if day < 12 else NEXT
        save_edition(archive, edition(*items, read_at=NOW + timedelta(days=day)), model)
    names = ("week", "paper", "model", "section_topic", "best")
    since = (NOW + timedelta(days=3)).date()
    for first in (None, since):
        finest = live_counts(archive, names, first)
        assert sum(count.n for count in finest) == (120 if first is None else 102)
        for size in range(6):
            for by in combinations(names[::-1], size):
                wanted = Counter()
                for count in finest:
                    wanted[tuple(getattr(count, name) for name in by)] += count.n
                rows = live_counts(archive, by, first)
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
    save_edition(archive, edition(*items), MODEL)
    assert [found.url[-1] for found in disagreements(archive, ArticleQuery())] == ["2", "1"]


def test_texts_are_the_newest(archive):
    save_edition(
        archive, edition(*[item(n, title=f"t{n}", published=NOW - timedelta(days=n)) for n in range(9)]), MODEL
    )
    assert {title for title, _ in texts(archive, ArticleQuery(), limit=3)} == {"t0", "t1", "t2"}
