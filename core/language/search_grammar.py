"""What a search is made of, wherever people type one: words, "phrases", -exclusions, OR, and word*."""

from __future__ import annotations

import re
from typing import NamedTuple

from core.errors import SearchError

_PIECE = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')


class Piece(NamedTuple):
    """A word or a phrase as it was typed, and whether it stands behind a minus."""

    typed: str
    is_phrase: bool
    is_excluded: bool

    @property
    def is_or(self) -> bool:
        """Whether it says that the words beside it stand for each other."""
        return self.typed == "OR" and not self.is_phrase and not self.is_excluded


def pieces(text: str) -> list[Piece]:
    """Split what was typed into words and phrases.

    Raises
    ------
    SearchError
        If a phrase has no end.
    """
    if text.count('"') % 2:
        raise SearchError('A quotation mark is missing: put a phrase between two of them, as in "interest rates".')
    found = (match.group("minus", "phrase", "word") for match in _PIECE.finditer(text))
    return [Piece(word if phrase is None else phrase, phrase is not None, bool(minus)) for minus, phrase, word in found]
