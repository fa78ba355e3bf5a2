"""Pages are decoded whatever charset they declare."""

import pytest

from core.reading.article.decode import decode, is_binary
from tests.support.markup import page


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        ("café – “quay”".encode(), None),
        ("café – “quay”".encode(), "latin-1"),
        ("café – “quay”".encode(), "utf-8"),
        ("\ufeffcafé – “quay”".encode(), None),
        ("café – “quay”".encode("cp1252"), None),
        ("café – “quay”".encode("cp1252"), "utf-8"),
        ("café – “quay”".encode("cp1252"), "iso-8859-1"),
        ("<p>café – “quay”".encode("utf-16"), None),
        ("<p>café – “quay”</p>".encode("utf-16-le"), "utf-16"),
        ("<p>café – “quay”</p>".encode("utf-16-be"), None),
        (b"<meta charset='windows-1252'>" + "café – “quay”".encode("cp1252"), None),
    ],
)
def test_characters_are_read_whatever_is_declared(content, charset):
    assert "café – “quay”" in decode(content, charset)


def test_other_alphabets_are_read_as_declared():
    assert decode("Привет, мир".encode("windows-1251"), "windows-1251") == "Привет, мир"
    assert decode(b'<meta charset="shift_jis">' + "日本の新聞".encode("shift_jis")).endswith("日本の新聞")


def test_one_broken_character_does_not_change_the_encoding_and_controls_go():
    assert decode("naïve café ".encode() * 9 + b"\xff", None).startswith("naïve café")
    assert decode(b"a\x00b\x07c\x1bd\x7f", None) == "abcd"


def test_a_page_cut_inside_a_character_stays_utf8():
    assert decode("é".encode() * 2_000_001)[:3] == "ééé"


def test_text_is_not_taken_for_binary():
    assert not is_binary(page())
    assert not is_binary(page().decode().encode("utf-16"))
    assert is_binary(b"\x89PNG\r\n\x1a\n")


def test_bytes_that_are_full_of_controls_are_binary():
    assert is_binary(bytes(range(1, 9)) * 20)
    assert not is_binary(b"") and not is_binary(b"a\tb\n" * 20)


@pytest.mark.parametrize("charset", ["utf-7", "hex", "idna", "utf-32", "no such", ""])
def test_a_charset_that_no_page_is_written_in_is_not_believed(charset):
    assert decode("café au lait".encode("cp1252"), charset) == "café au lait"
