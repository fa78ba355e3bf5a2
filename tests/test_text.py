"""Text of strangers, made fit for pages, charts, terminals and databases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import displayable, encodable, from_markup, one_line, printable, storable, without_controls

ANY = st.text(alphabet=st.characters(), max_size=60)


@pytest.mark.parametrize(
    ("clean", "expected"),
    [
        (without_controls, "a\tb\n c\u2028d\u202ee\u200ff"),
        (one_line, "a b c d\u202ee\u200ff"),
        (encodable, "\x00a\tb\n c\u2028d\u202ee\u200ff\x85?"),
        (storable, "a\tb\n c\u2028d\u202ee\u200ff\x85?"),
        (printable, " a b  c d e f  "),
        (displayable, "a b c def ?"),
        (lambda text: displayable(text, keep_direction_marks=True), "a b c de\u200ff ?"),
        (from_markup, "a b c d e f"),
    ],
    ids=["without_controls", "one_line", "encodable", "storable", "printable", "displayable", "with marks", "markup"],
)
def test_each_place_gets_the_text_it_can_hold(clean, expected):
    assert clean("\x00a\tb\n c\u2028d\u202ee\u200ff\x85\ud800") == expected


@given(ANY)
def test_stored_and_displayed_text_can_be_encoded_and_cleaning_it_again_changes_nothing(text):
    for clean in (encodable, storable, displayable):
        once = clean(text)
        once.encode("utf-8")
        assert clean(once) == once


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200f"])
def test_a_mark_between_blanks_leaves_one_blank(mark):
    assert displayable(f"a {mark} b") == "a b"


@given(ANY)
def test_lines_for_terminals_keep_their_length(text):
    assert len(printable(text)) == len(text) and printable(text).isprintable()


def test_markup_is_taken_out_of_headlines_and_long_teasers_are_cut():
    assert from_markup("Q&amp;A: &lt;b&gt;bold&lt;/b&gt;") == "Q&A: bold"
    assert from_markup("<p> </p>") is None and from_markup(3) is None
    assert len(from_markup("x" * 9000)) == 5000
