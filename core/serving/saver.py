"""Saving in the background: the page never waits for the disk, and is told how it went."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from core.archive import Archive, ModelVersion, TextShare, edition_uid
from core.errors import ArchiveLockedError, BroadsheetError
from core.types import Edition


class Outcome(StrEnum):
    """Where the saving of an edition stands."""

    WAITING = "waiting"
    SAVED = "kept"
    NOT_SAVED = "not kept"


@dataclass(frozen=True, slots=True)
class Saving:
    """Where it stands, and why it was not kept, in a sentence."""

    outcome: Outcome
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """How much is kept, and for how long; see the settings."""

    keep: TextShare = "lead"
    keep_days: int = 0
    keep_mb: int = 0


LOG = logging.getLogger(__name__)
WAITING = Saving(Outcome.WAITING)
FORGET_SECONDS = 3600.0
"""Seconds between two looks for articles to forget."""
MAX_OUTCOMES = 200
"""Editions whose outcome is remembered."""


class Saver:
    """One thread that saves editions, one after another.

    Parameters
    ----------
    open_archive : callable
        Opens the archive; called in the thread when the first edition comes,
        and again after a failure, so that a server that comes back is found.
    policy : Policy
        What to keep.
    patience : float
        Seconds for which an edition is tried again while another program
        holds the file.
    clock : callable
        Seconds of a monotonic clock.
    """

    def __init__(
        self,
        open_archive: Callable[[], Archive],
        policy: Policy | None = None,
        patience: float = 60.0,
        clock: Callable[[], float] = time.monotonic,
    ):
        self._open = open_archive
        self._policy = policy or Policy()
        self._patience = patience
        self._clock = clock
        self._queue: queue.SimpleQueue[tuple[str, Edition, ModelVersion]] = queue.SimpleQueue()
        self._outcomes: OrderedDict[str, Saving] = OrderedDict()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._forgot_at: float | None = None

    def submit(self, edition: Edition, version: ModelVersion) -> None:
        """Save an edition as soon as may be; returns at once."""
        uid = edition_uid(edition)
        self._set(uid, WAITING)
        self._queue.put((uid, edition, version))
        with self._changed:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="archive", daemon=True)
                self._thread.start()

    def saving(self, edition: Edition, wait: float = 0.0) -> Saving | None:
        """Say how the saving of an edition stands, after waiting up to `wait` seconds; None if it was never sent."""
        uid = edition_uid(edition)
        with self._changed:
            self._changed.wait_for(lambda: self._outcomes.get(uid) is not WAITING, wait)
            return self._outcomes.get(uid)

    def _run(self) -> None:
        while True:
            uid, edition, version = self._queue.get()
            try:
                self._save(edition, version)
                self._set(uid, Saving(Outcome.SAVED))
            except BroadsheetError as problem:
                LOG.warning("An edition was not kept. %s", problem)
                self._set(uid, Saving(Outcome.NOT_SAVED, problem.for_visitors))
            except Exception as problem:  # the thread must go on, and the reader must learn of it
                LOG.exception("An edition was not kept.")
                reason = f"Keeping it broke off unexpectedly ({type(problem).__name__})."
                self._set(uid, Saving(Outcome.NOT_SAVED, reason))

    def _save(self, edition: Edition, version: ModelVersion) -> None:
        until = self._clock() + self._patience
        while True:
            try:
                archive = self._open()
                archive.save(edition, version, self._policy.keep)
                break
            except ArchiveLockedError:
                if self._clock() > until:
                    raise
        self._forget(archive)

    def _forget(self, archive: Archive) -> None:
        due = self._forgot_at is None or self._clock() - self._forgot_at > FORGET_SECONDS
        if (self._policy.keep_days or self._policy.keep_mb) and due:
            self._forgot_at = self._clock()
            archive.forget(self._policy.keep_days, self._policy.keep_mb)

    def _set(self, uid: str, saving: Saving) -> None:
        with self._changed:
            self._outcomes[uid] = saving
            self._outcomes.move_to_end(uid)
            while len(self._outcomes) > MAX_OUTCOMES:
                self._outcomes.popitem(last=False)
            self._changed.notify_all()
