"""Which texts match a search, by the archive's own rule, without an archive."""

from __future__ import annotations

from collections.abc import Sequence

from core.archive.search_syntax import parse
from core.archive.text import MAX_CHARACTERS

BATCH = 1000
"""Texts that are indexed at once."""


def check_search(typed: str) -> None:
    """Do nothing where a search can be understood.

    Raises
    ------
    SearchError
        If it cannot; the message says what to write instead.
    """
    parse(typed)


def match_texts(typed: str, texts: Sequence[tuple[str, str]]) -> list[bool]:
    """Tell for each headline and text whether a search in an archive that holds them whole would find it.

    Raises
    ------
    SearchError
        If the search cannot be understood.
    """
    # Imported here: pages are shown before SQLAlchemy is loaded.
    from core.archive.database.sqlite import matching_documents

    query = parse(typed)
    found: list[bool] = []
    for start in range(0, len(texts), BATCH):
        part = texts[start : start + BATCH]
        numbers = matching_documents(
            query, [(number, title, text[:MAX_CHARACTERS]) for number, (title, text) in enumerate(part)]
        )
        found += (number in numbers for number in range(len(part)))
    return found
