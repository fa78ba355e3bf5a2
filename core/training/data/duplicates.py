"""Articles that are the same, or nearly: what must not be on both sides of a split."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from core.training.data.corpora import Row

SHINGLE = 5
"""Words in a row that make one shingle."""
OVERLAP = 0.3
"""Share of the shorter article's shingles that makes two articles near-duplicates."""

_WORD = re.compile(r"\w+")


def normal(text: str) -> str:
    """Return a text as its lower-case words, so that quotes, spaces and signs make no difference."""
    return " ".join(_WORD.findall(text.lower()))


def shingles(row: Row) -> set[str]:
    """Every run of `SHINGLE` words of title and text; the whole where there are fewer words."""
    words = _WORD.findall(f"{row.title} {row.text}".lower())
    return {" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))}


class NearDuplicates:
    """A set of articles that answers whether another one is (nearly) among them.

    It is when the titles are the same, when the texts are, or when at least
    `OVERLAP` of the shingles of the shorter of the two are also in the other.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        self._titles: set[str] = set()
        self._texts: set[str] = set()
        self._holders: dict[str, list[int]] = defaultdict(list)
        self._sizes: list[int] = []
        for at, row in enumerate(rows):
            self._titles.add(normal(row.title))
            self._texts.add(normal(row.text))
            pieces = shingles(row)
            self._sizes.append(len(pieces))
            for piece in pieces:
                self._holders[piece].append(at)
        self._titles.discard("")
        self._texts.discard("")

    def __contains__(self, row: Row) -> bool:
        if normal(row.title) in self._titles or normal(row.text) in self._texts:
            return True
        pieces = shingles(row)
        shared = Counter(holder for piece in pieces for holder in self._holders.get(piece, ()))
        return any(count >= OVERLAP * min(len(pieces), self._sizes[at]) for at, count in shared.items())


def without(rows: Iterable[Row], held_out: Sequence[Row]) -> list[Row]:
    """Return the rows that are not, and are not nearly, among the held-out ones."""
    near = NearDuplicates(held_out)
    return [row for row in rows if row not in near]


def once(rows: Iterable[Row]) -> list[Row]:
    """Each article once: the first of those with the same words in title and text."""
    seen: dict[str, Row] = {}
    for row in rows:
        seen.setdefault(normal(f"{row.title} {row.text}"), row)
    return list(seen.values())
