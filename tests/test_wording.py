from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from core import wording

ROOT = Path(__file__).parents[1]
WHEN = datetime(2026, 11, 3, 9, 5)


@pytest.mark.parametrize(
    ("n", "words", "text"),
    [
        (0, ("paper",), "0 papers"),
        (1, ("paper",), "1 paper"),
        (1200, ("paper",), "1,200 papers"),
        (1, ("story", "stories"), "1 story"),
        (2, ("story", "stories"), "2 stories"),
    ],
)
def test_nouns_follow_their_number(n, words, text):
    assert wording.plural(n, *words) == text


@pytest.mark.parametrize(
    ("words", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists_end_in_and(words, text):
    assert wording.join_words(words) == text
    assert wording.join_words(iter(words), "or") == text.replace("and", "or")


def test_small_numbers_are_words():
    assert [wording.number_word(n) for n in (0, 1, 2, 9, 12, 13)] == ["0", "1", "two", "nine", "twelve", "13"]


def test_numbers_carry_their_sign():
    assert [wording.signed(value) for value in (2.6, -2.6, 0)] == ["+3", "-3", "+0"]
    assert wording.signed(0.123, 1) == "+0.1"
    assert [wording.signed_prose(value) for value in (2.6, -2.6, 0.4, -0.4)] == ["+3", "−3", "0", "0"]
    assert wording.points_between(5.2, 1, 9.4) == "+5 points, between +1 and +9"


def test_intervals_name_both_ends():
    assert wording.interval(0.931, 0.952) == "93.1% to 95.2%"
    assert wording.interval(-2, 3, "+.0f") == "-2 to +3"


def test_days_and_moments_have_no_leading_zero():
    assert wording.day(date(2026, 11, 3)) == "3 November 2026"
    assert wording.day(WHEN, short=True) == "3 Nov 2026"
    assert wording.moment(WHEN) == "3 November 2026, 09:05 UTC"
    assert wording.moment(WHEN, year=False) == "3 November, 09:05 UTC"
    assert wording.moment(WHEN, short=True) == "3 Nov 2026 09:05 UTC"
    assert wording.moment(WHEN, short=True, year=False) == "3 Nov 09:05 UTC"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (-5, "just now"),
        (59, "just now"),
        (60, "1 minute ago"),
        (3599, "59 minutes ago"),
        (7200, "2 hours ago"),
        (86400, "1 day ago"),
        (40 * 86400, "40 days ago"),
    ],
)
def test_ages_are_in_their_largest_unit(seconds, text):
    assert wording.age(timedelta(seconds=seconds)) == text


def test_no_day_is_put_into_words_elsewhere():
    files = [path for folder in ("core", "pages") for path in (ROOT / folder).rglob("*.py")]
    assert [path.name for path in files if "%-d" in path.read_text(encoding="utf-8")] == []
