"""Articles that are the same, or nearly: what must not be on both sides of a split."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from core.training.data.corpora import Row

SHINGLE = 5
"""Words in a row that make one shingle."""
OVERLAP = 0.3
"""Share of the shorter article's shingles that makes two articles near-duplicates."""

BATCH = 20_000
"""Articles that are looked up at once: bounds the memory."""
MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
"""Odd, from the golden ratio: spreads numbers over 64 bits (Knuth, 1998, section 6.4)."""

_WORD = re.compile(r"\w+")


def normal(text: str) -> str:
    """Return a text as its lower-case words, so that quotes, spaces and signs make no difference."""
    return " ".join(_WORD.findall(text.lower()))


class NearDuplicates:
    """A set of articles that tells which others are (nearly) among them.

    One is when the titles are the same, when the texts are, or when at least
    `OVERLAP` of the shingles of the shorter of the two are also in the other.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        self._numbers: dict[str, int] = {}
        words = [_words(row) for row in rows]
        self._titles = {tuple(title) for title, _ in words} - {()}
        self._texts = {tuple(text) for _, text in words} - {()}
        holders, pieces = self._shingles(words)
        self._sizes = np.bincount(holders, minlength=len(words))
        order = np.argsort(pieces, kind="stable")
        self._pieces, self._holders = pieces[order], holders[order]

    def __contains__(self, row: Row) -> bool:
        return bool(self.near([row])[0])

    def near(self, rows: Sequence[Row]) -> Any:
        """Return for each row whether it is (nearly) among the articles: an array of bool."""
        parts = [rows[start : start + BATCH] for start in range(0, len(rows), BATCH)]
        return np.concatenate([np.zeros(0, dtype=bool), *(self._near(part) for part in parts)])

    def _near(self, rows: Sequence[Row]) -> Any:
        words = [_words(row) for row in rows]
        same = np.array([tuple(title) in self._titles or tuple(text) in self._texts for title, text in words])
        owners, pieces = self._shingles(words)
        sizes = np.bincount(owners, minlength=len(words))
        first, last = (np.searchsorted(self._pieces, pieces, side) for side in ("left", "right"))
        counts = last - first
        owners = np.repeat(owners, counts)
        steps = np.arange(len(owners)) - np.repeat(np.cumsum(counts) - counts, counts)
        holders = self._holders[np.repeat(first, counts) + steps]
        pairs, shared = np.unique(owners * max(1, len(self._sizes)) + holders, return_counts=True)
        row, holder = np.divmod(pairs, max(1, len(self._sizes)))
        same[row[shared >= OVERLAP * np.minimum(sizes[row], self._sizes[holder])]] = True
        return same

    def _shingles(self, words: Sequence[tuple[list[str], list[str]]]) -> tuple[Any, Any]:
        """Return the shingles of all articles as (number of the article, hash), each once an article.

        A shingle is a run of `SHINGLE` words of title and text, or the whole where there are fewer.
        """
        numbers = self._numbers
        codes = [numbers.setdefault(word, len(numbers) + 1) for own in words for part in own for word in part]
        lengths = np.array([len(title) + len(text) for title, text in words], dtype=np.int64)
        starts = np.cumsum(lengths) - lengths
        # A row shorter than a shingle is hashed with zeros behind it, which stand for no word.
        runs = np.maximum(1, lengths - SHINGLE + 1)
        owners = np.repeat(np.arange(len(words)), runs)
        at = np.repeat(starts, runs) + np.arange(len(owners)) - np.repeat(np.cumsum(runs) - runs, runs)
        padded = np.array([*codes, *[0] * SHINGLE], dtype=np.uint64)
        hashes = np.zeros(len(owners), dtype=np.uint64)
        for step in range(SHINGLE):
            inside = step < lengths[owners]
            hashes = (hashes + np.where(inside, padded[np.minimum(at + step, len(codes))], 0)) * MULTIPLIER
        order = np.lexsort((hashes, owners))
        owners, hashes = owners[order], hashes[order]
        fresh = np.ones(len(owners), dtype=bool)
        fresh[1:] = (owners[1:] != owners[:-1]) | (hashes[1:] != hashes[:-1])
        return owners[fresh], hashes[fresh]


def _words(row: Row) -> tuple[list[str], list[str]]:
    return _WORD.findall(row.title.lower()), _WORD.findall(row.text.lower())


def without(rows: Iterable[Row], held_out: Sequence[Row]) -> list[Row]:
    """Return the rows that are not, and are not nearly, among the held-out ones."""
    candidates = list(rows)
    near = NearDuplicates(held_out).near(candidates)
    return [row for row, is_near in zip(candidates, near, strict=True) if not is_near]


def once(rows: Iterable[Row]) -> list[Row]:
    """Each article once: the first of those with the same words in title and text."""
    seen: dict[str, Row] = {}
    for row in rows:
        seen.setdefault(normal(f"{row.title} {row.text}"), row)
    return list(seen.values())
