"""Bulk imports: files of pages, saved part by part, and how `Archive.bulk` does it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from core.archive.records import ModelVersion, TextShare
from core.types import Article, Newspaper, ReadArticle

if TYPE_CHECKING:
    from core.archive.database.engine import Database


@dataclass(frozen=True, slots=True)
class BulkStep:
    """A part of a file of pages, from byte `begin` up to byte `end`, and what became of it: numbers by name."""

    file: str
    begin: int
    end: int
    counts: Mapping[str, float]


class BulkImports:
    """Saves articles of files of pages, and how far each file was read.

    Every method raises `ArchiveError` where the database cannot be read or written.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def progress(self, file: str) -> BulkStep:
        """Tell how far a file of pages was imported, and what became of its records."""
        from core.archive.writing.bulk import bulk_progress

        return bulk_progress(self._database, file)

    def save(
        self,
        items: Sequence[tuple[ReadArticle, datetime]],
        papers: Iterable[Newspaper],
        version: ModelVersion,
        step: BulkStep,
        keep: TextShare = "lead",
    ) -> BulkStep:
        """Save articles with when they were seen, and that their file was read up to the step's end: both or none.

        Raises
        ------
        ArchiveError
            Also if the file was read from this place on by somebody else.
        """
        from core.archive.writing.bulk import save_bulk

        return save_bulk(self._database, items, papers, version, step, keep)

    def articles_at(self, urls: Sequence[str]) -> list[Article]:
        """List the articles with text at these canonical addresses, with what is stored of the texts."""
        from core.archive.queries.articles import articles_at

        return articles_at(self._database, urls)
