"""Readings that servers share through the archive: what one reads, the others follow. Knows nothing of Streamlit."""

from __future__ import annotations

import hashlib
import logging
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from core.archive import Claim, ModelVersion, Servers, Whose, edition_uid
from core.errors import ArchiveError
from core.serving.readings import Found, ReadingRequest, Turn
from core.serving.saver import Outcome, Saving
from core.types import Edition, Newspaper

LOG = logging.getLogger(__name__)
BEAT = 2.0
"""Seconds between two signs that a reading is alive."""
LOOK = 1.0
"""Seconds between two looks at what another server reads."""
PATIENCE = 30.0
"""Seconds without an answer of the archive after which a server reads by itself what it followed."""


class _AskSaver(Protocol):
    """How `Saver.saving` is called."""

    def __call__(self, edition: Edition, wait: float) -> Saving | None: ...


class OtherServers:
    """The servers that share the archive. Safe to share between threads.

    Where the archive cannot be reached, a server reads by itself.

    Parameters
    ----------
    servers : callable
        Gives what the archive says of the servers; may raise `ArchiveError`.
    version : callable
        Gives the version of the model that classifies now.
    saving : callable
        Says how the saving of an edition stands, after waiting some seconds.
    fresh : float
        Seconds for which the edition of another server is taken.
    beat, look, patience : float
        Seconds; see `BEAT`, `LOOK` and `PATIENCE`.
    finish : callable
        What is done to an edition that comes out of the archive.
    """

    def __init__(
        self,
        servers: Callable[[], Servers],
        version: Callable[[], ModelVersion],
        saving: _AskSaver,
        fresh: float,
        *,
        finish: Callable[[Edition], Edition] = lambda edition: edition,
        beat: float = BEAT,
        look: float = LOOK,
        patience: float = PATIENCE,
    ):
        self._servers, self._version, self._saving, self._finish = servers, version, saving, finish
        self._fresh, self._beat, self._look, self._patience = fresh, beat, look, patience

    def turn(self, request: ReadingRequest, stop: threading.Event, tell: Callable[[int | None], None]) -> Turn:
        """Wait while another server reads; then give its edition, or the turn to read.

        Parameters
        ----------
        stop : Event
            Ends the wait.
        tell : callable
            Is told how many papers another server has done; None when this one reads.
        """
        if request.sample:
            return Turn()
        version, owner, fresh = self._version(), uuid.uuid4().hex, self._fresh
        key, followed, answered = key_of(request.newspapers, request.limit, version), False, time.monotonic()
        while not stop.is_set():
            try:
                claim = self._servers().claim(key, owner, fresh)
                answered = time.monotonic()
                if claim.whose is Whose.MINE:
                    tell(None)
                    return _Mine(self._servers, key, owner, self._saving, self._beat)
                if claim.whose is Whose.READ:
                    edition = self._take(request, claim, version)
                    if edition is not None:
                        return Turn(Found(edition, claim.age))
                    fresh = 0.0  # it is gone from the archive
                    continue
                followed = True
                tell(claim.papers_done)
            except ArchiveError as problem:
                if not followed or time.monotonic() - answered > self._patience:
                    LOG.warning("Reading without the other servers. %s", problem)
                    break
            stop.wait(self._look)
        tell(None)
        return Turn()

    def find(self, request: ReadingRequest) -> Found | None:
        """Find the fresh edition of another server; None too where the archive cannot be reached."""
        if request.sample:
            return None
        version = self._version()
        try:
            claim = self._servers().look(key_of(request.newspapers, request.limit, version), self._fresh)
            edition = self._take(request, claim, version) if claim.whose is Whose.READ else None
        except ArchiveError:
            return None
        return None if edition is None else Found(edition, claim.age)

    def _take(self, request: ReadingRequest, claim: Claim, version: ModelVersion) -> Edition | None:
        edition = self._servers().edition(claim.edition, request.newspapers, version)
        return None if edition is None else self._finish(edition)


def key_of(newspapers: tuple[Newspaper, ...], limit: int, version: ModelVersion) -> str:
    """Name what one reading answers: the same papers, as many articles of each, the same version of the model."""
    papers = sorted((paper.id, paper.home, paper.feeds) for paper in newspapers)
    return hashlib.sha256(repr((papers, limit, version.name, version.sha256)).encode()).hexdigest()


@dataclass
class _End:
    """How a reading has ended: with an edition, or with none."""

    edition: Edition | None


class _Mine(Turn):
    """The turn to read. A thread says that it is alive until the edition is saved."""

    def __init__(self, servers: Callable[[], Servers], key: str, owner: str, saving: _AskSaver, beat: float):
        super().__init__()
        self._servers, self._key, self._owner, self._saving, self._beat = servers, key, owner, saving, beat
        self._papers_done = 0
        self._ended = threading.Event()
        self._end: _End | None = None
        threading.Thread(target=self._run, name="claim", daemon=True).start()

    def paper_done(self) -> None:
        """Count one more paper that is done."""
        self._papers_done += 1

    def end(self, edition: Edition | None) -> None:
        """Let others have the edition when it is saved; without one, let them read."""
        self._end = _End(edition)
        self._ended.set()

    def _run(self) -> None:
        while not self._ended.wait(self._beat):
            self._say_alive()
        edition = self._end.edition if self._end is not None else None
        while edition is not None:
            saving = self._saving(edition, self._beat)
            if saving is None or saving.outcome is Outcome.NOT_SAVED:
                edition = None
            elif saving.outcome is Outcome.SAVED:
                break
            else:
                self._say_alive()
        try:
            self._servers().end(self._key, self._owner, None if edition is None else edition_uid(edition))
        except ArchiveError as problem:  # it ends by itself before long
            LOG.warning("The other servers do not know of an edition. %s", problem)

    def _say_alive(self) -> None:
        try:
            self._servers().beat(self._key, self._owner, self._papers_done)
        except ArchiveError as problem:
            LOG.warning("The other servers do not know how far a reading is. %s", problem)
