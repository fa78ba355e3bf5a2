"""What changed in an article, in words."""

from datetime import UTC, datetime

import pytest

from core.archive import ArticleState
from core.ui.kit import text_changes

WHEN = datetime(2026, 11, 20, 9, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("Two people died.", "Three people died.", "~~Two~~ **Three** people died\\."),
        ("Rain fell", "Rain fell hard", "Rain fell **hard**"),
        ("Rain fell hard", "Rain fell", "Rain fell ~~hard~~"),
        ("same  text", "same text", ""),
        ("*a* b", "<c> b", "~~\\*a\\*~~ **\\<c\\>** b"),
    ],
)
def test_changes_word_by_word(before, after, words):
    assert text_changes.word_changes(before, after) == words


def test_a_long_text_shows_the_changes_with_some_words_around_each():
    old = [f"w{number}" for number in range(100)]
    new = ["first", *old[1:80], "late", *old[81:]]
    assert text_changes.word_changes(" ".join(old), " ".join(new)) == (
        "~~w0~~ **first** w1 w2 w3 w4 w5 … w75 w76 w77 w78 w79 ~~w80~~ **late** w81 w82 w83 w84 w85"
    )


def test_headline_and_text_with_the_time_the_newest_change_first(monkeypatch):
    said = []
    monkeypatch.setattr(text_changes.st, "markdown", said.append)
    monkeypatch.setattr(text_changes.st, "caption", said.append)
    states = [ArticleState(WHEN, "First", "a b"), ArticleState(WHEN, "Second", "a c"), ArticleState(WHEN, "Third", "")]
    text_changes.show(states)
    assert said == [
        "**Headline changed** after 20 Nov 2026 09:05 UTC:  \nSecond → Third",
        "**Headline changed** after 20 Nov 2026 09:05 UTC:  \nFirst → Second",
        "**Text changed** after 20 Nov 2026 09:05 UTC:  \na ~~b~~ **c**",
        text_changes.LEGEND,
    ]
    said.clear()
    text_changes.show(states[:1])
    text_changes.show([])
    assert said == []
