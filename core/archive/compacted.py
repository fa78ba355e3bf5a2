"""Compacted months, and how `Archive.months` moves articles into them and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from core.archive.records import CompactedMonth, ModelVersion
from core.types import Prediction

if TYPE_CHECKING:
    from core.archive.database.engine import Database

Predict = Callable[[Sequence[tuple[str, str]]], Sequence[Prediction]]
"""Predicts headlines with texts, in their order."""


class Months:
    """Moves past months of articles out of the tables into files, where every query finds them as before.

    Every method raises `ArchiveError` where the database or a file cannot be
    read or written.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def compact(self, before: date) -> Iterator[CompactedMonth]:
        """Move the articles of whole months that begin before a day into files; gives each file when it is done.

        Stopped at any moment, nothing is lost and nothing doubled.
        """
        from core.archive.months.compaction import compact

        return compact(self._database, before)

    def restore(self) -> Iterator[int]:
        """Move all articles back into the tables; gives how many came back, batch by batch."""
        from core.archive.months.restoring import restore

        return restore(self._database)

    def check(self, contents: bool = False) -> list[str]:
        """Look whether every file is there, with `contents` whether it has its SHA-256; a sentence for each fault."""
        from core.archive.months.checking import faults

        return faults(self._database, contents)

    def files(self) -> list[str]:
        """Name the files that hold articles, oldest month first."""
        from core.archive.months.checking import names

        return names(self._database)

    def count_unpredicted(self, version: ModelVersion) -> int:
        """Count the articles with text, in files, that this model has not predicted yet."""
        from core.archive.months.repredicting import count_unpredicted

        return count_unpredicted(self._database, version)

    def repredict(self, file: str, version: ModelVersion, predict: Predict) -> int:
        """Predict what this model has not predicted in a file, and write the file anew: all or nothing.

        Returns
        -------
        int
            How many predictions were new.
        """
        from core.archive.months.repredicting import repredict

        return repredict(self._database, file, version, predict)
