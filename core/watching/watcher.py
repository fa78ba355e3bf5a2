"""Poll newspapers as they become due: threads that poll, one that saves, and this one that takes what is due.

The schedule is a table of the archive and not a library's: what is due, who
polls it and what is known of its feeds must change in the transaction that
saves the articles, or a crash between the two would lose or repeat some.
"""

from __future__ import annotations

import math
import queue
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from core.archive import Archive, ModelVersion, PaperState
from core.errors import ArchiveError, BroadsheetError
from core.reading.reader import Classify
from core.reading.web.politeness import MAX_PER_HOST, Stopped
from core.settings import Settings
from core.types import Newspaper
from core.urls import host_of
from core.watching.keeper import Done, Keeper
from core.watching.poll import Poller, put_off
from core.watching.tally import LOG, MINUTE, Tally

LOOK = 0.5
"""Seconds between two looks at what is due."""
GRACE = 5.0
"""Seconds for which polls in hand go on when the watcher is stopped."""
SAVE_GRACE = 10.0
"""Seconds for which the rest is saved then."""
Model = tuple[Classify, ModelVersion]
"""What classifies, and its version."""


@dataclass(frozen=True, slots=True)
class Span:
    """How long a watcher runs: until all that is due was polled once, or for so many seconds; else until it is stopped.

    Attributes
    ----------
    once : bool
        End when nothing is due that was not polled in this run.
    seconds : float or None
        End after so many.
    """

    once: bool = False
    seconds: float | None = None


class Watcher:
    """Polls papers as they become due, several at once, two of one host at most.

    Parameters
    ----------
    archive : Archive
        Holds the schedule, and takes the articles.
    poller : Poller
        Polls one paper.
    papers : mapping
        The papers by id.
    model : callable
        Gives what classifies now; asked for each poll.
    settings : Settings
        Papers at once, and how much is kept.
    tally : Tally
        Counts.
    """

    def __init__(
        self,
        archive: Archive,
        poller: Poller,
        papers: Mapping[str, Newspaper],
        model: Callable[[], Model],
        settings: Settings,
        tally: Tally,
    ) -> None:
        self._archive, self._poller, self._papers, self._model = archive, poller, papers, model
        self._parallel = settings.parallel_papers
        self._tally = tally
        self.owner = uuid.uuid4().hex
        self._tasks: queue.SimpleQueue[PaperState | None] = queue.SimpleQueue()
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self._hosts: Counter[str] = Counter()
        self._in_hand: set[str] = set()
        self._polled: set[str] = set()
        self._polling = 0
        self._warned = -MINUTE
        self._keeper = Keeper(archive, papers, self.owner, settings, tally, self._let_go)

    def run(self, stop: threading.Event, span: Span | None = None) -> bool:
        """Watch until `stop` is set or the span is over; tell whether all that was read is saved.

        Raises
        ------
        ArchiveError
            If the archive cannot be written when it begins; later it is waited for.
        """
        span = span or Span()
        self._archive.schedule.want(self._papers.keys())
        until = math.inf if span.seconds is None else time.monotonic() + span.seconds
        self._keeper.start()
        threads = [threading.Thread(target=self._work, name="poll", daemon=True) for _ in range(self._parallel)]
        for thread in threads:
            thread.start()
        while not stop.is_set() and time.monotonic() < until and self._keeper.is_alive:
            idle = self._take(span.once)
            if span.once and idle:
                break
            self._tally.say(len(self._in_hand))
            stop.wait(LOOK)
        return self._end(threads)

    def _take(self, once: bool) -> bool:
        """Take papers that are due for threads that are free; True where nothing is due or in hand."""
        with self._lock:
            in_hand, hosts = set(self._in_hand), Counter(self._hosts)
        room = 2 * self._parallel - len(in_hand)
        if room < self._parallel:
            return False

        def is_wanted(paper: str) -> bool:
            if paper not in self._papers or paper in in_hand or (once and paper in self._polled):
                return False
            host = _host(self._papers[paper])
            if hosts[host] >= MAX_PER_HOST:
                return False
            hosts[host] += 1
            return True

        try:
            states = self._archive.schedule.take(self.owner, is_wanted, room)
        except ArchiveError as problem:
            if time.monotonic() - self._warned > MINUTE:
                self._warned = time.monotonic()
                LOG.warning("What is due cannot be looked up; it is tried again. %s", problem)
            return False
        for state in states:
            with self._lock:
                self._in_hand.add(state.paper)
                self._hosts[_host(self._papers[state.paper])] += 1
            self._tasks.put(state)
        return not states and not in_hand

    def _work(self) -> None:
        """Poll papers that were taken, until the watcher ends."""
        while (state := self._tasks.get()) is not None:
            with self._lock:
                self._polling += 1
            try:
                done = self._poll(self._papers[state.paper], state)
                if not self._ended.is_set():
                    self._keeper.put(done)
            except Stopped:
                return
            finally:
                with self._lock:
                    self._polling -= 1

    def _poll(self, paper: Newspaper, state: PaperState) -> Done:
        try:
            classify, version = self._model()
        except BroadsheetError as problem:  # without a model nothing is read, and nothing is missed
            return Done(put_off(state, str(problem)), None)
        return Done(self._poller.poll(paper, state, classify, self._ended), version)

    def _let_go(self, paper: str) -> None:
        """Note that a poll is saved."""
        with self._lock:
            self._polled.add(paper)
            self._in_hand.discard(paper)
            host = _host(self._papers[paper])
            self._hosts[host] -= 1
            if not self._hosts[host]:
                del self._hosts[host]

    def _end(self, threads: list[threading.Thread]) -> bool:
        """Finish the polls under way within seconds, save them, and give the other papers back."""
        with suppress(queue.Empty):
            while True:
                self._tasks.get_nowait()
        until = time.monotonic() + GRACE
        while self._polling and time.monotonic() < until:
            time.sleep(0.05)
        self._ended.set()
        for _ in threads:
            self._tasks.put(None)
        all_saved = self._keeper.close(SAVE_GRACE)
        try:
            self._archive.schedule.give_back(self.owner)
        except ArchiveError as problem:
            LOG.warning("The papers in hand could not be given back; they are free in a minute. %s", problem)
            all_saved = False
        self._tally.say(len(self._in_hand), at_once=True)
        return all_saved


def _host(paper: Newspaper) -> str:
    """Return the host that a poll of this paper asks first."""
    return host_of((*paper.feeds, *paper.sitemaps, paper.home)[0])
