"""Papers and sets kept for everybody, in the archive: the same on every server that shares it, and never waited for."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from core.archive import Archive
from core.errors import BroadsheetError
from core.newspapers.own import OwnPapers
from core.newspapers.rows import from_rows, has_legacy_files, load_legacy_files, merge, retire_legacy_files, to_rows

FRESH = 5.0
"""Seconds after which the archive is asked again, in the background."""
FIRST = 1.0
"""Seconds for which the first page of a process waits for the archive; later ones show what is known."""


class KeptForAll:
    """What is kept for everybody, as it was last seen in the archive. Safe to share between threads.

    Parameters
    ----------
    open_archive : callable
        Opens the archive that everybody shares, or gives the open one.
    folder : Path
        Where a former version kept papers and sets in files: they are taken over once.
    anything : callable
        Whether there is an archive at all; where there is none, none is made
        before something is to be kept.
    fresh, first : float
        Seconds; see `FRESH` and `FIRST`.
    """

    def __init__(
        self,
        open_archive: Callable[[], Archive],
        folder: Path,
        anything: Callable[[], bool] = lambda: True,
        fresh: float = FRESH,
        first: float = FIRST,
    ):
        self._open, self._folder, self._anything = open_archive, folder, anything
        self._fresh, self._first = fresh, first
        self._known, self.problem = OwnPapers(), ""
        self._lock, self._looked, self._at, self._took_over = threading.Lock(), threading.Event(), 0.0, False
        self._looking: threading.Thread | None = None

    def now(self) -> OwnPapers:
        """What was seen last; when that is some seconds old, another look is begun, and not waited for.

        `problem` says why the last look failed; "" where it did not.
        """
        with self._lock:
            resting = self._looking is None or not self._looking.is_alive()
            if resting and (not self._at or time.monotonic() - self._at > self._fresh):
                self._looking = threading.Thread(target=self._look, name="kept", daemon=True)
                self._looking.start()
        self._looked.wait(self._first)
        self._looked.set()  # only one page waits for a database that does not answer
        return self._known

    def change(self, change: Callable[[OwnPapers], OwnPapers]) -> None:
        """Keep what `change` makes of what is kept, for everybody from now on.

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
        with self._lock:
            self._known, self._at, self.problem = changed[-1], time.monotonic(), ""

    def _look(self) -> None:
        began = time.monotonic()
        try:
            seen, problem = self._seen(), ""
        except BroadsheetError as failed:
            seen, problem = None, failed.for_visitors
        except Exception as failed:  # pages go on with what is known, and the maintainer is told
            seen, problem = None, f"Looking for them broke off unexpectedly ({type(failed).__name__})."
        with self._lock:
            if self._at <= began:  # nothing was changed meanwhile
                self._known = self._known if seen is None else seen
                self._at, self.problem = time.monotonic(), problem
        self._looked.set()

    def _seen(self) -> OwnPapers:
        if has_legacy_files(self._folder) and not self._took_over:
            former = load_legacy_files(self._folder)
            self.change(lambda kept: merge(former, kept))
            self._took_over = True
            retire_legacy_files(self._folder)
        return from_rows(self._open().paper_sets()) if self._anything() else OwnPapers()
