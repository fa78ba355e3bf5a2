"""Large tables are classified in a process of their own, so that nobody else's page waits for the interpreter.

Tables of several visitors take turns, a batch each. The process is started by
the first table, and ended when none has come for a while.
"""

from __future__ import annotations

import contextlib
import pickle
import subprocess
import sys
import threading
from collections.abc import Generator, Sequence
from pathlib import Path

from core.errors import InputError, ModelError
from core.settings import ROOT
from core.topics.manifest import ModelEntry
from core.types import Prediction

Document = tuple[str | None, str | None]

BATCH = 50
"""Documents of one turn: about a third of a second."""
MAX_TABLES = 3
"""Tables that take turns at once; each lengthens the others' time."""
IDLE_SECONDS = 60.0
"""Seconds after which a process without work is ended, for its memory."""
BUSY = (
    "Several large tables are being classified just now, and one more would slow all of them down. "
    "Please try again in a minute."
)


class TableClassifier:
    """Classifies tables with one process. Safe to share between threads.

    Parameters
    ----------
    idle_seconds : float
        Seconds without work after which the process is ended.
    """

    def __init__(self, idle_seconds: float = IDLE_SECONDS):
        self._idle_seconds = idle_seconds
        self._turn = threading.Lock()
        self._places = threading.BoundedSemaphore(MAX_TABLES)
        self._process: subprocess.Popen[bytes] | None = None
        self._sha256 = ""
        self._idle: threading.Timer | None = None

    def classify(
        self, documents: Sequence[Document], entry: ModelEntry, artifacts: Path
    ) -> Generator[list[Prediction], None, None]:
        """Give the predictions of all documents by a model of a folder, in their order, batch after batch.

        Raises
        ------
        InputError
            If too many tables are being classified already.
        ModelError
            If the process cannot be had, or ends; what was given before is right.
        """
        if not self._places.acquire(blocking=False):
            raise InputError(BUSY)
        try:
            for start in range(0, len(documents), BATCH):
                with self._turn:
                    answers = self._ask(documents[start : start + BATCH], entry, artifacts)
                yield answers
        finally:
            self._places.release()

    def close(self) -> None:
        """End the process."""
        with self._turn:
            self._end()

    def _ask(self, batch: Sequence[Document], entry: ModelEntry, artifacts: Path) -> list[Prediction]:
        """Let the process of this model predict one batch; called in turn."""
        if self._idle is not None:
            self._idle.cancel()
        try:
            process = self._running(entry, artifacts)
            assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018  (for mypy)
            pickle.dump(list(batch), process.stdin)
            process.stdin.flush()
            answers: list[Prediction] = pickle.load(process.stdout)  # noqa: S301  (from our own process)
        except (OSError, EOFError, pickle.UnpicklingError) as problem:
            self._end()
            raise ModelError("The process that classifies tables has ended. Hand in the table again.") from problem
        self._idle = threading.Timer(self._idle_seconds, self._end_idle)
        self._idle.daemon = True
        self._idle.start()
        return answers

    def _running(self, entry: ModelEntry, artifacts: Path) -> subprocess.Popen[bytes]:
        """Return the process that has this version of the model, started anew where it has another."""
        if self._process is not None and self._sha256 == entry.sha256 and self._process.poll() is None:
            return self._process
        self._end()
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "core.serving.table_worker", entry.name, str(artifacts.absolute())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
        )
        assert self._process.stdout is not None  # noqa: S101  (for mypy)
        self._sha256 = pickle.load(self._process.stdout)  # noqa: S301  (from our own process)
        if self._sha256 != entry.sha256:
            raise ModelError("The model was replaced just now. Hand in the table again.")
        return self._process

    def _end_idle(self) -> None:
        if self._turn.acquire(blocking=False):  # who has the turn has work for it
            try:
                self._end()
            finally:
                self._turn.release()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
