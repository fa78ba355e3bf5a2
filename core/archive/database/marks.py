"""Marks of what was searched for, put into a text by way of its folded words, in which the database has marked them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from core.archive.database.dialects import HIT_END, HIT_START, SNIPPET_WORDS
from core.archive.words import Word, words

MAX_CANDIDATES = 200
"""Matches of one text around which a snippet is tried."""
FIRST_OF_TEXT = 120
"""Points of a snippet that begins with the text, as SQLite's FTS5 gives them; a match of another word has 1,000."""
FIRST_OF_SENTENCE = 100
"""Points of a snippet that begins with a sentence, as SQLite's FTS5 gives them."""
ANOTHER_WORD = 1000
"""Points of a match of a word that the snippet does not hold yet."""

_SENTENCE_END = re.compile(r"[.:。！？]\s*$")


class _Hit(NamedTuple):
    """Words from `first` to `last` that match together."""

    first: int
    last: int


def mark(text: str, folded: str) -> str:
    """Mark the matches in a text, all of which is shown, by its folded words with their marks."""
    places = list(words(text))
    return _marked(text, places, _hits(folded), 0, len(text))


def snippet(text: str, folded: str) -> str:
    """Mark the matches in the part of a text that holds most of them, by its folded words with their marks."""
    places, hits = list(words(text)), _hits(folded)
    if not places:
        return ""
    first = _best_start(text, places, hits)
    last = min(first + SNIPPET_WORDS, len(places)) - 1
    start = 0 if first == 0 else places[first].start
    end = len(text) if last == len(places) - 1 else places[last].end
    shown = [hit for hit in hits if hit.last >= first and hit.first <= last]
    return ("…" if start else "") + _marked(text, places, shown, start, end) + ("…" if end < len(text) else "")


def _hits(folded: str) -> list[_Hit]:
    """Read which words are marked; a mark may stand around several, or inside of one."""
    hits, first = [], None
    for number, word in enumerate(folded.split(" ")):
        for mark in word:
            if mark == HIT_START and first is None:
                first = number
            elif mark == HIT_END and first is not None:
                hits.append(_Hit(first, number))
                first = None
    return hits


def _best_start(text: str, places: Sequence[Word], hits: Sequence[_Hit]) -> int:
    """Find the first word of the best snippet: around a match, or at the beginning of its sentence."""
    latest = max(0, len(places) - SNIPPET_WORDS)
    best = (-1, 0)
    for hit in hits[:MAX_CANDIDATES]:
        middle = hit.first - (SNIPPET_WORDS - (hit.last - hit.first) - 1) // 2
        points = _points(places, hits, hit.first)
        best = max(best, (points, -max(0, min(middle, latest))))
        sentence = _sentence_start(text, places, hit.first)
        if sentence is not None:
            more = FIRST_OF_SENTENCE if sentence else FIRST_OF_TEXT
            best = max(best, (_points(places, hits, sentence) + more, -sentence))
    return -best[1]


def _points(places: Sequence[Word], hits: Sequence[_Hit], start: int) -> int:
    """Count the matches in a snippet from this word on, each further word for much more than the same one again."""
    inside = [
        places[hit.first].folded
        for hit in hits
        if start <= hit.first < start + SNIPPET_WORDS and hit.first < len(places)
    ]
    different = len(set(inside))
    return ANOTHER_WORD * different + len(inside) - different


def _sentence_start(text: str, places: Sequence[Word], number: int) -> int | None:
    """Find the word with which the sentence of a word begins, where both fit into a snippet."""
    for first in range(min(number, len(places) - 1), max(-1, number - SNIPPET_WORDS), -1):
        if first == 0 or _SENTENCE_END.search(text[places[first - 1].end : places[first].start]):
            return first
    return None


def _marked(text: str, places: Sequence[Word], hits: Sequence[_Hit], start: int, end: int) -> str:
    pieces, done = [], start
    for span in _spans(places, hits):
        opening, closing = max(span[0], start), min(span[1], end)
        if opening < closing:
            pieces += [text[done:opening], HIT_START, text[opening:closing], HIT_END]
            done = closing
    return "".join([*pieces, text[done:end]])


def _spans(places: Sequence[Word], hits: Sequence[_Hit]) -> list[tuple[int, int]]:
    """Find where the matches stand in the text; pairs of a script without blanks overlap and become one."""
    spans: list[tuple[int, int]] = []
    for hit in hits:
        if hit.last >= len(places):
            continue
        start, end = places[hit.first].start, places[hit.last].end
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans
