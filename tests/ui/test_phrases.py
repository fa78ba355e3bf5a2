"""What answers, shares and headlines read like on a page."""

from types import SimpleNamespace

import pytest

from core.ui.front.article_table import confidence, filed_words
from core.ui.kit import phrases


def row(**values):
    usual = {"topic": "sport", "best": "sport", "second": None, "elsewhere": None, "confidence": 0.8, "section": None}
    return SimpleNamespace(**{**usual, **values})


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "Sport"),
        ({"second": "politics"}, "Sport or Politics"),
        ({"topic": "unsure"}, "Unsure (Sport?)"),
        ({"topic": "unsure", "best": "other"}, "Unsure (Other news?)"),
        ({"topic": "other", "best": "other"}, "Other news"),
        ({"topic": "other", "best": "other", "second": "world"}, "Other news or World"),
        ({"topic": "unsure", "second": "politics"}, "Unsure (Sport or Politics?)"),
        ({"topic": "other", "elsewhere": "science"}, "Other news (Science?)"),
        ({"topic": None}, ""),
    ],
)
def test_a_topic_says_how_sure_it_is(values, words):
    assert phrases.topic_words(row(**values)) == words


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "80%"),
        ({"confidence": 0.999}, ">99%"),
        ({"confidence": None}, ""),
        ({"topic": "other", "elsewhere": "science"}, ""),
        ({"topic": "other", "best": "other", "elsewhere": "science"}, "80%"),
    ],
)
def test_a_confidence_is_shown_where_it_is_about_the_topic_shown(values, words):
    assert confidence(row(**values)) == words


@pytest.mark.parametrize(
    ("share", "digits", "words"), [(0.1234, 1, "12.3%"), (0.1234, 0, "12%"), (None, 1, ""), (float("nan"), 1, "")]
)
def test_a_share_that_was_measured_is_exact_and_a_missing_one_empty(share, digits, words):
    assert phrases.exact_percent(share, digits) == words


def test_a_long_headline_ends_in_an_ellipsis():
    assert phrases.shortened("word " * 100, 12) == "word word w…"
    assert phrases.shortened("word", 4) == "word"


@pytest.mark.parametrize(
    ("section", "words"),
    [
        (None, ""),
        ("", ""),
        ("markets", "Filed by the paper under Markets"),
        ("UK Politics", "Filed by the paper under UK Politics"),
        ("us  news", "Filed by the paper under Us News"),
        ("*Bold*", "Filed by the paper under \\*Bold\\*"),
    ],
)
def test_sections_have_one_spelling(section, words):
    assert filed_words(section) == words
