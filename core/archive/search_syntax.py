"""What a person types to search: words, "phrases", -exclusions, OR, and word*; for either database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.archive.words import is_continuous, query_words
from core.errors import SearchError
from core.language.search_grammar import Piece, pieces

MAX_TERMS = 40
"""Words and phrases of one search."""
MAX_CHARACTERS = 500
"""Characters of one search."""


@dataclass(frozen=True, slots=True)
class SearchTerm:
    """Words that follow one another; `prefix` is True where the last one may go on."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """Groups of which all must be there, each by any of its terms; and terms that must not."""

    groups: tuple[tuple[SearchTerm, ...], ...]
    excluded: tuple[SearchTerm, ...] = ()

    @property
    def wanted(self) -> tuple[SearchTerm, ...]:
        """Every term to look for."""
        return tuple(term for group in self.groups for term in group)

    @property
    def terms(self) -> tuple[SearchTerm, ...]:
        """Every term, wanted or not."""
        return (*self.wanted, *self.excluded)

    def with_words(self, others: Mapping[str, Sequence[str]]) -> Query:
        """Put other words in the place of each word, such as its stem."""
        return Query(
            tuple(tuple(_with_words(term, others) for term in group) for group in self.groups),
            tuple(_with_words(term, others) for term in self.excluded),
        )


def _with_words(term: SearchTerm, others: Mapping[str, Sequence[str]]) -> SearchTerm:
    return SearchTerm(tuple(other for word in term.words for other in others[word]), term.prefix)


def parse(text: str) -> Query:
    """Parse the query that a person typed.

    Raises
    ------
    SearchError
        If it cannot be understood; the message says what to write instead.
    """
    if len(text) > MAX_CHARACTERS:
        raise SearchError(f"A search has at most {MAX_CHARACTERS} characters; this one has {len(text)}.")
    groups: list[list[SearchTerm]] = []
    excluded: list[SearchTerm] = []
    waiting = False
    for piece in pieces(text):
        if piece.is_or:
            if not groups or waiting:
                raise SearchError("Put OR between two words, as in: ferry OR bridge.")
            waiting = True
            continue
        term = _term(piece)
        if term is None:
            continue
        if piece.is_excluded:
            if waiting:
                raise SearchError("Put a word to look for after OR, not one to leave out.")
            excluded.append(term)
        elif waiting:
            groups[-1].append(term)
            waiting = False
        else:
            groups.append([term])
    return _checked(groups, excluded, waiting)


def _checked(groups: list[list[SearchTerm]], excluded: list[SearchTerm], waiting: bool) -> Query:
    if waiting:
        raise SearchError("Put OR between two words, as in: ferry OR bridge.")
    if not groups and excluded:
        raise SearchError("These are only words to leave out: add one to look for, as in: ferry -strike.")
    if not groups:
        raise SearchError("There is no word to look for: write at least one with letters or digits.")
    if sum(map(len, groups)) + len(excluded) > MAX_TERMS:
        raise SearchError(f"A search has at most {MAX_TERMS} words and phrases.")
    return Query(tuple(map(tuple, groups)), tuple(excluded))


def _term(piece: Piece) -> SearchTerm | None:
    words, unfinished = query_words(piece.typed)
    return SearchTerm(words, unfinished or _goes_on(piece, words)) if words else None


def _goes_on(piece: Piece, words: tuple[str, ...]) -> bool:
    """Whether word* was typed; characters of a script without blanks are found inside others anyway."""
    return not piece.is_phrase and piece.typed.endswith("*") and not is_continuous(words[-1])
