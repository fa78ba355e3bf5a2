"""Whole tables of an archive: exports, imports, and predicting everything again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from core.archive.records import (
    ModelVersion,
    Saved,
    TextShare,
)
from core.types import Prediction

if TYPE_CHECKING:
    from core.archive.database.engine import Database
    from core.archive.writing.incoming import IncomingArticle

# Each method imports what it needs: a page shows, and a command starts, before SQLAlchemy is loaded.


class WholeTables:
    """Methods of `Archive` that go through whole tables."""

    database: Database

    def count_unpredicted(self, version: ModelVersion) -> int:
        """Count the articles with text that this model has not predicted yet."""
        from core.archive.writing.reclassify import count_unpredicted

        return count_unpredicted(self.database, version)

    def article_numbers(self) -> range:
        """Give the range that the numbers of all articles are in."""
        from core.archive.writing.reclassify import article_numbers

        return article_numbers(self.database)

    def unpredicted(
        self, version: ModelVersion, size: int, numbers: range | None = None
    ) -> Iterator[list[IncomingArticle]]:
        """List articles that this model has not predicted yet, of these numbers, in batches of at most `size`."""
        from core.archive.writing.reclassify import unpredicted

        return unpredicted(self.database, version, size, numbers)

    def store_predictions(
        self, batch: Sequence[IncomingArticle], predictions: Sequence[Prediction], version: ModelVersion
    ) -> int:
        """Store predictions of a batch that `unpredicted` gave; return how many of them were new."""
        from core.archive.writing.reclassify import store_predictions

        return store_predictions(self.database, batch, predictions, version)

    def export_rows(self, table: str) -> Iterator[dict[str, Any]]:
        """Stream the rows of an exported table.

        Raises
        ------
        UsageError
            If there is no such table.
        """
        from core.archive.exchange.exports import export_rows

        return export_rows(self.database, table)

    def import_rows(self, table: str, rows: Iterable[Mapping[str, Any]], keep: TextShare = "lead") -> Saved:
        """Put rows of one table in; what is there already is not doubled.

        `articles` also takes the lines of `read --jsonl` and of a corpus.

        Raises
        ------
        InputError
            If a row lacks what is needed; what came before it is kept.
        """
        from core.archive.exchange.imports import import_rows

        return import_rows(self.database, table, rows, keep)
