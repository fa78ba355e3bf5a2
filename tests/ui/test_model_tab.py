"""Parts of the Model page that the shipped reports do not reach."""

from types import SimpleNamespace

import pandas as pd
import pytest

from core.topics.documents import Document
from core.topics.highlight import Piece
from core.ui.model import mismatch, mistakes


@pytest.fixture
def said(monkeypatch):
    """What was written as Markdown."""
    lines = []
    monkeypatch.setattr(mismatch.st, "markdown", lines.append)
    return lines


def ignore(monkeypatch, *words):
    """Let a model know every word but these."""
    pieces = [Piece("known", 1.0), *(Piece(word, None) for word in words)]
    monkeypatch.setattr("core.topics.highlight.highlight", lambda *_: ([], pieces))
    mismatch._ignored_words(None, Document("", ""), "sport")


def test_a_model_that_knows_every_word_says_so(monkeypatch, said):
    ignore(monkeypatch)
    assert said == ["It knows every word."]


def test_one_ignored_word_is_named(monkeypatch, said):
    ignore(monkeypatch, "podcast", "podcast")
    assert said == ["It ignores one word: podcast."]


def test_of_many_ignored_words_the_first_are_named_and_the_others_counted(monkeypatch, said):
    monkeypatch.setattr(mismatch, "MAX_WORDS_SHOWN", 2)
    ignore(monkeypatch, "app", "*selfie*", "podcast", "emoji")
    assert said == [r"It ignores 4 words: app, \*selfie\* and 2 more."]


def test_without_mistakes_none_are_shown(said):
    mistakes.show(SimpleNamespace(wrong=pd.DataFrame()))
    assert said == ["Nowhere in this set."]


def test_a_mistake_shows_its_words_and_only_what_is_known_of_its_article(monkeypatch, said):
    tables = []
    monkeypatch.setattr(mistakes, "table", lambda cells, *_: tables.append(cells))
    wrong = pd.DataFrame(
        {
            "topic": ["sport", "sport"],
            "predicted": ["politics", "politics"],
            "shown": ["politics", "other"],
            "confidence": [0.6, 0.9],
            "probability_of_topic": [0.3, 0.1],
            "known_words": [1.0, 1.0],
            "misled_by": [["vote"], ["party", "*vote*"]],
            "spoke_for_it": [["goal"], []],
            "publisher": ["The Bay", "The Hill"],
            "section": ["", "Politics"],
            "date": ["2026-01-01", ""],
            "words": [10, 10],
        }
    )
    mistakes.show(SimpleNamespace(wrong=wrong))
    [shown] = tables
    assert len(shown) == 1  # a confusion of two topics stands once: its surest
    [mistake] = shown.to_dict("records")
    assert mistake["The model said"] == "Politics, 90%"
    assert mistake["Misled by"] == r"party, \*vote\*"
    assert mistake["Words for the right topic"] == "nothing"
    assert mistake["Article"] == "The Hill, Politics"
