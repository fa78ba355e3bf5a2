"""Shared newspapers and sets: cached from the archive, refreshed in the background."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from core.archive import Archive
from core.errors import BroadsheetError
from core.newspapers.own import OwnPapers
from core.newspapers.rows import from_rows, has_legacy_files, load_legacy_files, merge, retire_legacy_files, to_rows
from core.serving.background import Refreshed

FRESH = 5.0
"""Seconds after which the archive is asked again."""
PATIENCE = 1.0
"""Seconds for which one page waits for the archive; while it is silent, the others show what was read last."""


class SharedPapers:
    """The papers and sets that everybody sees, as they were last read from the archive.

    They are the same on every server that shares the archive. Safe to share
    between threads.

    Parameters
    ----------
    open_archive : callable
        Opens the archive that everybody shares, or gives the open one.
    folder : Path
        Where a former version kept papers and sets in files: they are taken over once.
    may_exist : callable
        Whether there is an archive at all; where there is none, none is made
        before something is to be stored.
    fresh, patience : float
        Seconds; see `FRESH` and `PATIENCE`.
    """

    def __init__(
        self,
        open_archive: Callable[[], Archive],
        folder: Path,
        may_exist: Callable[[], bool] = lambda: True,
        fresh: float = FRESH,
        patience: float = PATIENCE,
    ):
        self._open = open_archive
        self._folder = folder
        self._may_exist = may_exist
        self._papers = Refreshed[None, OwnPapers](self._read, fresh, patience, rest=fresh)
        self._took_over = False

    def now(self) -> OwnPapers:
        """Return what was read last, read again where that is some seconds old."""
        papers = self._papers.get(None)
        return OwnPapers() if papers is None else papers

    @property
    def problem(self) -> str:
        """Why they could not be read again, for visitors; "" where they could."""
        failure = self._papers.problem
        if failure is None:
            return ""
        if isinstance(failure, BroadsheetError):
            return failure.for_visitors
        return f"Looking for them broke off unexpectedly ({type(failure).__name__})."

    def change(self, change: Callable[[OwnPapers], OwnPapers]) -> None:
        """Store what `change` makes of the papers and sets, for everybody from now on.

        Raises
        ------
        ArchiveError
            If the archive cannot be written; nothing has changed then.
        CatalogueError
            If they become too many.
        """
        changed: list[OwnPapers] = []

        def rows(before: dict[str, list[Any]]) -> dict[str, list[Any]]:
            changed.append(change(from_rows(before)))
            return to_rows(changed[-1])

        self._open().change_paper_sets(rows)
        self._papers.set(None, changed[-1])

    def _read(self, _question: None) -> OwnPapers:
        if has_legacy_files(self._folder) and not self._took_over:
            former = load_legacy_files(self._folder)
            self.change(lambda papers: merge(former, papers))
            self._took_over = True
            retire_legacy_files(self._folder)
        return from_rows(self._open().paper_sets()) if self._may_exist() else OwnPapers()
