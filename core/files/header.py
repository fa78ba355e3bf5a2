"""The row of a table that names its columns."""

from __future__ import annotations

from collections.abc import Sequence

TITLES = (
    "title",
    "headline",
    "head",
    "subject",
    "titel",
    "titre",
    "titulo",
    "título",
    "titular",
    "titolo",
    "überschrift",
    "schlagzeile",
)
"""Usual names of the column of headlines, the likelier first."""
TEXTS = (
    "text",
    "body",
    "content",
    "article",
    "article_text",
    "full_text",
    "description",
    "summary",
    "lead",
    "abstract",
    "texte",
    "texto",
    "testo",
    "tekst",
    "inhalt",
    "contenu",
    "contenido",
    "conteúdo",
    "cuerpo",
    "corpo",
)
"""Usual names of the column of texts, the likelier first."""
USUAL_NAMES = frozenset((*TITLES, *TEXTS))
MAX_PREAMBLE = 10
"""Lines that may stand above the names of the columns: a title, a date, a source."""


def count_usual_names(row: Sequence[str]) -> int:
    """Count the usual names of columns in a row."""
    return len({cell.strip().casefold() for cell in row} & USUAL_NAMES)


def find_header(rows: Sequence[Sequence[str]]) -> int:
    """Return the place of the row that names the columns: the first, or usual names below lines of one cell."""
    for place, row in enumerate(rows[: MAX_PREAMBLE + 1]):
        if count_usual_names(row) > 1:
            return place
        if sum(bool(cell.strip()) for cell in row) > 1:
            break
    return 0
