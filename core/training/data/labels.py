"""Our own hand labels: what articles of the corpora are about, by the codebook."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

from core.errors import TrainingError
from core.training.data.corpora import Corpus, Row

FILE = Path(__file__).parent / "labels.txt"
LETTERS: Mapping[str, str] = MappingProxyType(
    {
        "P": "politics",
        "B": "business",
        "E": "entertainment",
        "S": "sport",
        "T": "tech",
        "H": "health",
        "C": "science",
        "W": "world",
        "L": "lifestyle",
        "O": "other",
    }
)
"""The codebook's letter of each topic."""
KEY_DIGITS = 12
"""Hexadecimal digits of a row's key: among a million rows two share one with a chance of one in five hundred."""


def row_key(row: Row) -> str:
    """Return what the table of labels calls a row: the start of a hash of its address and its title."""
    return hashlib.sha256(f"{row.id}\n{row.title}".encode("utf-8", "surrogatepass")).hexdigest()[:KEY_DIGITS]


@cache
def read_labels(path: Path = FILE) -> Mapping[str, tuple[str, ...]]:
    """Return for each key (`row_key`) the topics that are accepted, the best first.

    A line of the file is a key and the codebook's letters. The labels were made one by one from
    headline and teaser by a large language model with the codebook (docs/codebook.md);
    docs/recipe.md tells how well they agree with others.

    Raises
    ------
    TrainingError
        If a line is something else; the message names it.
    """
    labels = {}
    for number, line in enumerate(path.read_text(encoding="ascii").splitlines(), start=1):
        key, _, letters = line.partition(" ")
        if len(key) != KEY_DIGITS or not letters or not set(letters) <= set(LETTERS):
            raise TrainingError(f"Line {number} of {path} is not a key and letters of the codebook: {line!r}.")
        labels[key] = tuple(LETTERS[letter] for letter in letters)
    return labels


def with_labels(corpora: Sequence[Corpus], labels: Mapping[str, tuple[str, ...]] | None = None) -> list[Row]:
    """Return every row of the corpora, labelled by hand where it was, those first.

    An article that one corpus holds with a hand label (`Row.accepted`) is left out of the others;
    the table of our own labels takes the place of a section's topic.
    """
    table = read_labels() if labels is None else labels
    rows = [row for corpus in corpora for row in corpus.rows]
    by_hand = [row for row in rows if row.accepted]
    known = {row.id for row in by_hand}
    others = [_labelled(row, table) for row in rows if not row.accepted and row.id not in known]
    return [*by_hand, *sorted(others, key=lambda row: not row.accepted)]


def _labelled(row: Row, table: Mapping[str, tuple[str, ...]]) -> Row:
    accepted = table.get(row_key(row))
    return row if accepted is None else replace(row, topic=accepted[0], accepted=accepted, filed=row.topic)
