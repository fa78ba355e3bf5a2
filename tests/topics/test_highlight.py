import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.topics.highlight import highlight

TEXT = "The striker scored a goal; Shares fell.\n\nZorblatt said so."


def test_words_are_marked_for_against_and_unknown(tiny):
    title, text = highlight(tiny, "Cup final", TEXT, "sport")
    weights = {piece.text: piece.weight for piece in (*title, *text)}
    assert weights["striker"] > 0 and weights["goal"] > 0 and weights["Cup"] > 0
    assert weights["Shares"] < 0
    assert weights["Zorblatt"] is None
    assert not any(piece.weight for piece in text if "The" in piece.text.split())


@given(st.text(), st.text())
def test_the_pieces_joined_are_the_text(tiny, title, text):
    pieces = highlight(tiny, title, text, "business")
    assert tuple("".join(piece.text for piece in part) for part in pieces) == (title, text)


def test_a_word_is_marked_wherever_it_stands(tiny):
    _, text = highlight(tiny, "", "Goal, goal and GOAL.", "sport")
    marked = [piece for piece in text if piece.weight]
    assert [piece.text for piece in marked] == ["Goal", "goal", "GOAL"]
    assert len({piece.weight for piece in marked}) == 1


def test_an_unknown_topic_is_an_error(tiny):
    with pytest.raises(KeyError):
        highlight(tiny, "", TEXT, "weather")
