"""Pasted text: its headline, if it has one, and the rest."""

from __future__ import annotations

from dataclasses import dataclass

from core.language.words import count_words

MAX_HEADLINE_WORDS = 30
"""Words of a first line that is still a headline."""


@dataclass(frozen=True, slots=True)
class Document:
    """A headline (may be empty) and a text."""

    title: str
    text: str

    @property
    def words(self) -> int:
        """Words of headline and text together."""
        return count_words(self.title) + count_words(self.text)


def split_headline(text: str) -> Document:
    """Return the first line as headline where it is short and something follows; else all is text."""
    first, _, rest = text.strip().partition("\n")
    if rest.strip() and count_words(first) <= MAX_HEADLINE_WORDS:
        return Document(first.strip(), rest.strip())
    return Document("", text.strip())
