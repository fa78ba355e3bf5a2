import pytest

from core.training.data.corpora import Corpus, Row
from core.training.data.january import is_held_out, is_unseen, later_split, unseen_split


def row(publisher="The Post", date="2026-01-02", id="1"):
    return Row("c", id, publisher, date, "A title", "", None)


@pytest.mark.parametrize(
    "unseen",
    [
        row("Bloomberg"),
        row("bloomberg.com"),
        row("www.Politico.eu"),
        row("?", id="https://amp.themoscowtimes.com/2023/04/a"),
        row("?", id="HTTPS://TIME.COM/1"),
    ],
    ids=lambda r: f"{r.publisher} {r.id}",
)
def test_a_publisher_is_known_under_any_spelling(unseen):
    assert is_unseen(unseen) and is_held_out(unseen)


@pytest.mark.parametrize(
    "seen",
    [
        row("Politico"),
        row("The Times of Israel"),
        row("xtime.com"),
        row("?", id="https://example.com/time.com/1"),
        row("?", id="https://time.com.example.org/1"),
    ],
    ids=lambda r: f"{r.publisher} {r.id}",
)
def test_others_are_not_taken_for_it(seen):
    assert not is_unseen(seen) and not is_held_out(seen)


def test_the_later_days_hold_no_unseen_publisher():
    rows = (row(id="a"), row(id="b", date="2026-01-07"), row("Time", date="2026-01-06", id="c"), row("Time", id="d"))
    corpus = Corpus("labelled-2026", "", rows)
    assert [r.id for r in later_split(corpus)[1]] == ["b"]
    assert [r.id for r in unseen_split(corpus)[1]] == ["c", "d"]
    assert [r.id for r in unseen_split(corpus)[0]] == ["a", "b"]
    assert [is_held_out(r) for r in rows] == [False, True, True, True]
