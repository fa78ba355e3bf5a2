"""Save what polls brought, a few papers in one transaction; where the archive fails, hold it and try again."""

from __future__ import annotations

import math
import queue
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from core.archive import Archive, ModelVersion, PollResult
from core.errors import ArchiveError
from core.settings import Settings
from core.types import Newspaper
from core.watching.tally import LOG, Tally

BATCH = 40
"""Papers that are saved in one transaction at most."""
GATHER = 0.5
"""Seconds for which results are gathered."""
HOLD = 15.0
"""Seconds between two signs of life; a quarter of a lease."""
PAUSE = 0.5
"""Seconds before the archive is tried again; doubled each time up to `MAX_PAUSE`."""
MAX_PAUSE = 15.0
HOUR = 3600.0
"""Seconds after which the list of papers is confirmed, and old articles are forgotten."""


@dataclass(frozen=True, slots=True)
class Done:
    """A poll that ended, and the version of the model that classified its articles, None where it has none."""

    poll: PollResult
    version: ModelVersion | None


class Keeper:
    """One thread that writes for a watcher: polls, signs of life, what is to be forgotten.

    Where the archive cannot be written it holds what it has, takes no more and
    tries again until it can, or until `close` gives up.

    Parameters
    ----------
    archive : Archive
        Where to.
    papers : mapping
        The papers by id.
    owner : str
        The name of the watcher.
    settings : Settings
        How much of texts is kept, and for how long.
    tally : Tally
        Counts what is saved.
    on_saved : callable
        Called with each paper's id when its poll is saved.
    """

    def __init__(
        self,
        archive: Archive,
        papers: Mapping[str, Newspaper],
        owner: str,
        settings: Settings,
        tally: Tally,
        on_saved: Callable[[str], None],
    ) -> None:
        self._archive, self._papers, self._owner = archive, papers, owner
        self._settings, self._tally, self._on_saved = settings, tally, on_saved
        self._done: queue.Queue[Done | None] = queue.Queue(maxsize=2 * BATCH)
        self._give_up = threading.Event()
        self._held = self._tidied = time.monotonic()
        self._unsaved = 0
        self._thread = threading.Thread(target=self._run, name="keeper", daemon=True)

    def start(self) -> None:
        """Begin to save."""
        self._thread.start()

    @property
    def is_alive(self) -> bool:
        """Whether it goes on saving; False where it broke."""
        return self._thread.is_alive()

    def put(self, done: Done) -> None:
        """Hand over a poll; waits while the archive cannot take more."""
        self._done.put(done)

    def close(self, seconds: float) -> bool:
        """Save what was handed over, within so many seconds; tell whether all of it is saved."""
        until = time.monotonic() + seconds
        try:
            self._done.put(None, timeout=seconds)
        except queue.Full:
            self._give_up.set()
        self._thread.join(max(0.0, until - time.monotonic()))
        self._give_up.set()
        self._thread.join(MAX_PAUSE)
        return not self._thread.is_alive() and self._done.empty() and not self._unsaved

    def _run(self) -> None:
        ended = False
        while not ended and not self._give_up.is_set():
            batch, ended = self._gather()
            for version in dict.fromkeys(done.version for done in batch):
                self._save([done.poll for done in batch if done.version == version], version)
            if time.monotonic() - self._held >= HOLD:
                self._try(lambda: self._archive.schedule.hold(self._owner), "say that it is alive")
                self._held = time.monotonic()
            if time.monotonic() - self._tidied >= HOUR:
                self._tidy()

    def _gather(self) -> tuple[list[Done], bool]:
        """Wait for results, and for others that come soon; True where these were the last."""
        batch: list[Done] = []
        until = time.monotonic() + GATHER
        while len(batch) < BATCH and (left := until - time.monotonic()) > 0:
            try:
                done = self._done.get(timeout=left)
            except queue.Empty:
                break
            if done is None:
                return batch, True
            batch.append(done)
        return batch, False

    def _save(self, polls: list[PollResult], version: ModelVersion | None) -> None:
        """Save polls, however long the archive is away; the leases may be over then, the articles are saved."""
        papers = [self._papers[poll.paper] for poll in polls if poll.items]
        pause, said = PAUSE, -math.inf
        self._unsaved = len(polls)
        while not self._give_up.is_set():
            try:
                saved = self._archive.schedule.save(self._owner, polls, papers, version, self._settings.keep_text)
            except ArchiveError as problem:
                if time.monotonic() - said > 60:
                    LOG.warning("What was read is held until it can be saved. %s", problem)
                    said = time.monotonic()
                self._give_up.wait(pause)
                pause = min(2 * pause, MAX_PAUSE)
                continue
            if said > 0:
                LOG.warning("The archive can be written again.")
            self._unsaved = 0
            self._tally.note(polls, saved)
            for poll in polls:
                self._on_saved(poll.paper)
            return

    def _tidy(self) -> None:
        """Confirm the list of papers, and forget what the settings say is too old or too much."""
        self._tidied = time.monotonic()
        self._try(lambda: self._archive.schedule.want(self._papers.keys()), "confirm its papers")
        days, megabytes = self._settings.keep_days, self._settings.keep_mb
        if days or megabytes:
            self._try(lambda: self._archive.forget(days, megabytes), "forget old articles")

    def _try(self, act: Callable[[], object], what: str) -> None:
        try:
            act()
        except ArchiveError as problem:
            LOG.warning("The watcher could not %s; it tries again. %s", what, problem)
