"""How articles are stored: how much of a text, packed probabilities."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from core.archive.records import TextShare
from core.language.words import first_words

Item = TypeVar("Item")

LEAD_WORDS = 120
"""Words of a text that are its lead."""
MAX_CHARACTERS = 400_000
"""Characters of a text that are kept and searched at most; PostgreSQL's tsvector holds 1 MB."""
CHUNK = 500
"""Values in one statement; SQLite takes 32,766 parameters."""


def kept_text(text: str, how: TextShare) -> str:
    """Cut a text to what is stored of it: all, its first 120 words, or nothing."""
    if how == "none":
        return ""
    if how == "full":
        return text[:MAX_CHARACTERS]
    return first_words(text, LEAD_WORDS)[:MAX_CHARACTERS]


def text_hash(title: str, text: str) -> bytes:
    """Hash a headline and text to sixteen bytes."""
    return hashlib.blake2b(f"{title}\n{text}".encode("utf-8", "replace"), digest_size=16).digest()


def pack(labels: Sequence[str], topics: Mapping[str, float]) -> bytes:
    """Pack probabilities as 32-bit floats in the order of the labels."""
    return struct.pack(f"<{len(labels)}f", *(topics.get(label, 0.0) for label in labels))


def unpack(labels: Sequence[str], packed: bytes) -> dict[str, float]:
    """Unpack the probabilities that `pack` packed, by label."""
    return dict(zip(labels, struct.unpack(f"<{len(packed) // 4}f", packed), strict=True))


def chunks(items: Sequence[Item], size: int = CHUNK) -> Iterator[Sequence[Item]]:
    """Split items into pieces of at most so many."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
