"""Which part of a text a search shows, and what is marked in it."""

import pytest

from core.archive.database.dialects import HIT_END, HIT_START, SNIPPET_WORDS
from core.archive.database.marks import mark, snippet
from core.archive.words import fold

LONG = " ".join(f"word{n}" for n in range(100))


def marked(text, *hits):
    """Fold a text, and mark these words in it as a database does."""
    return " ".join(f"{HIT_START}{word}{HIT_END}" if word in hits else word for word in fold(text).split())


def shown(text, *hits):
    return snippet(text, marked(text, *hits)).replace(HIT_START, "[").replace(HIT_END, "]")


def test_a_match_stands_in_the_middle_of_its_snippet():
    part = shown(LONG, "word50")
    assert part.startswith("…word")
    assert part.endswith("…")
    pieces = part.strip("…").split()
    assert len(pieces) == SNIPPET_WORDS
    assert pieces.index("[word50]") in (SNIPPET_WORDS // 2 - 1, SNIPPET_WORDS // 2)


def test_a_snippet_rather_begins_with_a_sentence():
    text = f"{LONG}. Then the Fähre left. {LONG}"
    assert shown(text, "fahre").startswith("…Then the [Fähre] left. word0")


def test_the_beginning_and_the_end_of_a_text_are_whole():
    assert shown("«Début» d’été.", "ete") == "«Début» d’[été]."
    assert shown(f"({LONG}", "word3").startswith("(word0")
    assert shown(f"{LONG}!)", "word99").endswith("[word99]!)")


def test_more_different_words_count_for_more_than_the_same_one_again():
    text = f"tram tram tram. {LONG}. The tram meets the ferry. {LONG}"
    assert shown(text, "tram", "ferry").startswith("…The [tram] meets the [ferry].")


@pytest.mark.parametrize(("text", "expected"), [("", ""), ("?!", ""), ("Nothing here.", "Nothing here.")])
def test_without_a_match_the_text_begins(text, expected):
    assert shown(text) == expected
    assert mark(text, fold(text)) == text


def test_a_mark_around_several_words_takes_in_what_is_between():
    assert mark("Interest-rates: up", f"{HIT_START}interest rates{HIT_END} up") == (
        f"{HIT_START}Interest-rates{HIT_END}: up"
    )


def test_pairs_that_overlap_are_one_mark():
    assert mark("新地铁开通", marked("新地铁开通", "地铁", "铁开")) == f"新{HIT_START}地铁开{HIT_END}通"


def test_marks_beyond_the_text_are_left_out():
    assert mark("Tram", f"tram {HIT_START}ferry{HIT_END}") == "Tram"
