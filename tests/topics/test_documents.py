from hypothesis import given
from hypothesis import strategies as st

from core.topics.documents import split_headline


def test_a_short_first_line_is_the_headline():
    document = split_headline("Rovers win\n\nRovers won on Saturday.\nThey danced.")
    assert document.title == "Rovers win"
    assert document.text == "Rovers won on Saturday.\nThey danced."
    assert document.words == 8


def test_a_long_first_line_or_a_lonely_one_is_text():
    assert split_headline("Rovers win").title == ""
    assert split_headline("word " * 31 + "\nmore").title == ""
    assert split_headline("\n \n").text == ""


@given(st.text())
def test_no_word_is_lost(text):
    document = split_headline(text)
    assert document.title.split() + document.text.split() == text.split()


def test_a_first_line_without_spaces_is_a_headline_only_where_it_is_short():
    headline, text = "港の新しい灯台が点灯した", "町は船の帰りを待っている。" * 9
    document = split_headline(f"{headline}\n{text}")
    assert (document.title, document.text) == (headline, text)
    assert document.words > 50
    assert split_headline(f"{text}\n{headline}").title == ""
