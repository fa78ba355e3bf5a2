"""The words of a text to search by: one folding for texts and queries, whatever the database.

Letters are folded as NFKC_Casefold does it (Unicode Standard, section 3.13; UAX #15): compatibility characters, case
and invisible characters make no difference, so "Straße" is "strasse" and "CO₂" is "co2". Accents and points are left
out, as SQLite's `remove_diacritics` does it for Latin letters; marks that make another letter (of Indian scripts, of
kana, of Thai) stay. Scripts that are written without blanks between words, and Hangul, whose words carry their
particles, give pairs of neighbouring characters, as Lucene's CJKAnalyzer does it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

_CONTINUOUS = (
    "\u0e01-\u0e3a\u0e40-\u0e4e"  # Thai
    "\u0e81-\u0eae\u0eb0-\u0ece"  # Lao
    "\u1000-\u103f\u1050-\u108c"  # Burmese
    "\u1780-\u17d3\u17d7"  # Khmer
    "\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7fb\uffa1-\uffdc"  # Hangul, and its parts
    "\u3005-\u3007\u3031-\u3035\u303b\u3041-\u3096\u3099-\u309a\u309d-\u309f"  # hiragana
    "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # katakana
    "\u3105-\u312f\u31a0-\u31bf"  # bopomofo
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"  # Chinese characters
)
"""Scripts that give pairs; their digits and punctuation are no part of it."""
_INVISIBLE = "\u00ad\u034f\u061c\u200c-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"
"""Characters that are left out (Default_Ignorable_Code_Point)."""
_WITH_MARKS = (
    (0x0300, 0x2000),
    (0x20D0, 0x2100),
    (0x302A, 0x309B),
    (0xA66F, 0xAC00),
    (0xFE20, 0xFE30),
    (0x10A00, 0x12000),
)
"""Blocks that have combining marks, which are parts of the words they stand in (UAX #29)."""
_MARKS = "".join(
    chr(code)
    for start, end in _WITH_MARKS
    for code in range(start, end)
    if unicodedata.category(chr(code)) in ("Mn", "Mc")
)
_UNITS = "\u3200-\u33ff"
"""Words and units in one square, which are no letters before they are folded."""
_PIECE = re.compile(
    rf"(?P<run>[{_CONTINUOUS}][{_CONTINUOUS}{_INVISIBLE}\u200b]*)"
    rf"|(?P<word>(?:(?![{_CONTINUOUS}_])[\w{_MARKS}{_INVISIBLE}{_UNITS}])+)"
)
_WORD = re.compile(rf"(?:[^\W_]|[{_MARKS}{_INVISIBLE}{_UNITS}])+")
_ASCII = re.compile("[a-z0-9]+")
_NOT_PLAIN = re.compile("[^\x00-\xa9\xab\xac\xae-\xb1\xb4\xb6-\xb8\xbb\xbf-\xde\xe0-\xff\u2010-\u2027\u2030-\u205e€]")
_ACCENT = re.compile("[\u0300-\u036f]+")
_LATIN = re.compile(r"[^\W_]+")
_CONTINUOUS_LETTER = re.compile(f"[{_CONTINUOUS}]")
_HIDDEN = re.compile(f"[{_INVISIBLE}\u200b]")
_CLUSTER = re.compile(
    rf"[\u1100-\u115f\ua960-\ua97c][\u1160-\u11a7\ud7b0-\ud7c6]*[\u11a8-\u11ff\ud7cb-\ud7fb]*"
    rf"|.[{_MARKS}{_INVISIBLE}\u200b\uff9e\uff9f]*",
    re.DOTALL,
)
_LETTERS = str.maketrans({"ı": "i", "ـ": None})
"""What neither case nor accents tell: the Turkish i without a dot, and the stroke that stretches Arabic words."""
_KEPT_CLASSES = frozenset({0, 7, 8, 9, *range(84, 133)})
"""Canonical combining classes of marks that make another letter: nukta, voicing of kana, virama, vowels and tones."""


class Word(NamedTuple):
    """A folded word, and where it stands in the text."""

    folded: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """Find the words of a text, in order; a script without blanks gives each pair, and the last character of a run."""
    if not _CONTINUOUS_LETTER.search(text):
        for piece in _WORD.finditer(text):
            for folded in _folded_words(piece[0]):
                yield Word(folded, piece.start(), piece.end())
        return
    for piece in _PIECE.finditer(text):
        if piece["run"]:
            yield from _pairs(piece["run"], piece.start())
        else:
            for folded in _folded_words(piece["word"]):
                yield Word(folded, piece.start(), piece.end())


def fold(text: str) -> str:
    """Fold a text to its words, one blank between them, from which both databases make their index."""
    if text.isascii():
        return " ".join(_ASCII.findall(text.lower()))
    if is_plain(text):  # gives the same, and most articles sooner
        return " ".join(_LATIN.findall(_ACCENT.sub("", unicodedata.normalize("NFKD", text.lower()))))
    return " ".join(_folded_pieces(text))


def _folded_pieces(text: str) -> Iterator[str]:
    """Fold as `words` does, without the places: a run that is folded already gives its pairs as they stand."""
    if not _CONTINUOUS_LETTER.search(text):
        for piece in _WORD.finditer(text):
            yield from _folded_words(piece[0])
        return
    for piece in _PIECE.finditer(text):
        run = piece["run"]
        if run and _is_folded(run):
            yield from map("".join, pairwise(run))
            yield run[-1]
        elif run:
            yield from (word.folded for word in _pairs(run, 0))
        else:
            yield from _folded_words(piece["word"])


def is_plain(text: str) -> bool:
    """Whether a text holds only Latin letters and punctuation that every version has folded in the same way."""
    return _NOT_PLAIN.search(text) is None


def query_words(text: str) -> tuple[tuple[str, ...], bool]:
    """Fold what somebody looks for, and tell whether the last word is only the beginning of one in the index.

    In the index a run ends with its last character alone. That one tells
    nothing at the end of a query, where the run may go on in the text.
    """
    found = [word.folded for word in words(text)]
    if not found or not is_continuous(found[-1]):
        return tuple(found), False
    if len(found) > 1 and is_continuous(found[-2]) and len(found[-2]) == 2 and found[-2][-1] == found[-1]:
        return tuple(found[:-1]), False
    return tuple(found), True


def is_continuous(folded: str) -> bool:
    """Whether a folded word comes from a script that gives pairs."""
    return _CONTINUOUS_LETTER.match(folded) is not None


@lru_cache(maxsize=50_000)
def _folded_words(piece: str) -> tuple[str, ...]:
    """Fold a word; a unit or a fraction in one character may give several."""
    if piece.isascii():
        return (piece.lower(),)
    folded: list[str] = []
    for part in _PIECE.finditer(_plain(piece)):
        folded += (word.folded for word in _pairs(part["run"], 0)) if part["run"] else [part["word"]]
    return tuple(folded)


def _plain(text: str) -> str:
    """Fold characters, and leave marks out that make no other letter."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(c for c in decomposed if unicodedata.combining(c) in _KEPT_CLASSES)
    return unicodedata.normalize("NFC", _HIDDEN.sub("", bare).translate(_LETTERS))


def _pairs(run: str, offset: int) -> Iterator[Word]:
    """Pair neighbouring characters; the last one also stands alone, so that it is the beginning of something."""
    letters = _letters(run)
    for (first, start, _), (second, _, end) in pairwise(letters):
        yield Word(first + second, offset + start, offset + end)
    if letters:
        yield Word(letters[-1].folded, offset + letters[-1].start, offset + letters[-1].end)


def _is_folded(run: str) -> bool:
    """Whether each character of a run is one letter as the index has it."""
    return unicodedata.is_normalized("NFKC", run) and not _HIDDEN.search(run)


def _letters(run: str) -> list[Word]:
    """Fold the characters of a run, each with its place."""
    if _is_folded(run):
        return [Word(letter, place, place + 1) for place, letter in enumerate(run)]
    return [
        Word(letter, cluster.start(), cluster.end())
        for cluster in _CLUSTER.finditer(run)
        for letter in _plain(cluster[0])
    ]
