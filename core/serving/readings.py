"""Readings that visitors share: one at a time per choice, fresh editions reused.

Knows nothing of Streamlit: it is handed a function that reads and one that
folds events into an edition.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from core.errors import BroadsheetError
from core.types import Edition, Newspaper, PaperDone, ReadEvent


@dataclass(frozen=True, slots=True)
class ReadingRequest:
    """What visitors choose: which papers, how many articles of each, sample or real."""

    newspapers: tuple[Newspaper, ...]
    limit: int
    sample: bool = False

    @property
    def key(self) -> tuple[frozenset[str], int, bool]:
        """Equal for requests that one reading answers."""
        return frozenset(paper.id for paper in self.newspapers), self.limit, self.sample


Start = Callable[[ReadingRequest, threading.Event], Iterator[ReadEvent]]
Fold = Callable[[ReadingRequest, Sequence[ReadEvent], float], Edition]


@dataclass(frozen=True, slots=True)
class Found:
    """An edition that another server has read, and how many seconds ago."""

    edition: Edition
    age: float


class Turn:
    """Leave to read, or what another server has read."""

    def __init__(self, found: Found | None = None):
        self.found = found

    def paper_done(self) -> None:
        """Count one more paper that is done."""

    def end(self, edition: Edition | None) -> None:
        """Say what came of the reading; None where nothing did that others can use."""


class Others(Protocol):
    """The other servers, as readings ask for their turn."""

    def turn(self, request: ReadingRequest, stop: threading.Event, tell: Callable[[int | None], None]) -> Turn:
        """Wait while another server reads, and `tell` how many papers it has done; None when this one reads."""

    def find(self, request: ReadingRequest) -> Found | None:
        """Find the fresh edition of another server."""


class Reading:
    """One reading in the background, followed by any number of visitors.

    Visitors `enter` and `leave`; when the last has been gone for `grace`
    seconds, the reading ends; one that is `unattended` goes on then, and ends
    early only where its last visitor stops it. All methods may be called from
    any thread.
    """

    def __init__(
        self,
        request: ReadingRequest,
        start: Start,
        fold: Fold,
        grace: float,
        clock: Callable[[], float] = time.monotonic,
        unattended: bool = False,
        others: Others | None = None,
    ):
        self.request = request
        self.papers_done_elsewhere: int | None = None
        """How many papers are done where another server reads and this one follows; None where this one reads."""
        self.edition: Edition | None = None
        self.problem: str | None = None
        self.stopped = False
        self.finished_at: float | None = None
        self._start = start
        self._fold = fold
        self._grace = grace
        self._clock = clock
        self._unattended = unattended
        self._others = others
        self._events: list[ReadEvent] = []
        self._visitors: set[str] = set()
        self._stop = threading.Event()
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="reading", daemon=True)

    @classmethod
    def of_edition(cls, request: ReadingRequest, edition: Edition, finished_at: float = 0.0) -> Reading:
        """Make a reading that has ended, long ago unless it is said when, of the edition that came of it."""
        reading = cls(request, lambda _request, _stop: iter(()), lambda _request, _events, _seconds: edition, 0.0)
        reading.edition, reading.finished_at = edition, finished_at
        return reading

    @property
    def done(self) -> bool:
        """Whether the edition (or the problem) is there."""
        return self.finished_at is not None

    def begin(self) -> None:
        """Start reading in a thread of its own."""
        self._thread.start()

    def enter(self, visitor: str) -> None:
        """Let a visitor follow this reading from now on."""
        with self._changed:
            self._visitors.add(visitor)

    def leave(self, visitor: str, at_once: bool = False) -> None:
        """Let a visitor leave; the reading ends `grace` seconds later (or now) if nobody else follows it.

        Parameters
        ----------
        at_once : bool
            Whether the visitor stops it rather than going away.
        """
        with self._changed:
            self._visitors.discard(visitor)
            empty = not self._visitors
        if not empty or self.done:
            return
        if at_once:
            self._end_if_deserted()
            return
        if self._unattended:
            return
        timer = threading.Timer(self._grace, self._end_if_deserted)
        timer.daemon = True
        timer.start()

    def events(self, since: int = 0, wait: float = 0.0) -> list[ReadEvent]:
        """Events from number `since` on; waits up to `wait` seconds for the next one."""
        with self._changed:
            if len(self._events) <= since and not self.done and wait > 0:
                self._changed.wait(wait)
            return self._events[since:]

    def join(self, timeout: float | None = None) -> Edition:
        """Wait for the edition.

        Raises
        ------
        BroadsheetError
            If the reading broke or takes longer than `timeout` seconds.
        """
        self._thread.join(timeout)
        if self.edition is None:
            raise BroadsheetError(self.problem or "The reading has not ended in time. Try again in a moment.")
        return self.edition

    @property
    def reusable(self) -> bool:
        """Whether later visitors can be shown this reading: running, or ended whole with articles."""
        if not self.done:
            return not self._stop.is_set()
        return not self.stopped and self.edition is not None and any(p.read for p in self.edition.report.papers)

    def _end_if_deserted(self) -> None:
        with self._changed:
            if self._visitors or self.done:
                return
            self.stopped = True
        self._stop.set()

    def _run(self) -> None:
        age, turn = 0.0, Turn()
        try:
            if self._others is not None:
                turn = self._others.turn(self.request, self._stop, self._tell_elsewhere)
            if turn.found is not None:
                self.edition, age = turn.found.edition, turn.found.age
            elif not (self._others is not None and self._stop.is_set()):
                self._read(turn)
        except BroadsheetError as problem:
            self.problem = str(problem)
        except Exception as problem:  # the visitor must learn of it, whatever it was
            self.problem = f"Reading broke off unexpectedly ({type(problem).__name__}). Try again in a moment."
            raise
        finally:
            with self._changed:
                self.finished_at = self._clock() - age
                self._changed.notify_all()
            turn.end(self.edition if self.reusable else None)

    def _read(self, turn: Turn) -> None:
        began = self._clock()
        for event in self._start(self.request, self._stop):
            with self._changed:
                self._events.append(event)
                self._changed.notify_all()
            if isinstance(event, PaperDone):
                turn.paper_done()
        self.edition = self._fold(self.request, self._events, self._clock() - began)

    def _tell_elsewhere(self, papers_done: int | None) -> None:
        with self._changed:
            self.papers_done_elsewhere = papers_done
            self._changed.notify_all()


class SharedReadings:
    """All readings of a process.

    Parameters
    ----------
    start, fold : callable
        How to read and how to make an edition of the events.
    lifetime : float
        Seconds for which a finished edition is reused.
    grace : float
        Seconds a reading goes on after its last visitor left.
    keep : int
        How many editions are kept in memory at most.
    clock : callable
        Seconds of a monotonic clock.
    others : Others, optional
        The servers that share the archive, where there are some.
    """

    def __init__(
        self,
        start: Start,
        fold: Fold,
        *,
        lifetime: float,
        grace: float = 10.0,
        keep: int = 24,
        clock: Callable[[], float] = time.monotonic,
        others: Others | None = None,
    ):
        self._start = start
        self._fold = fold
        self.lifetime = lifetime
        self._grace = grace
        self._keep = keep
        self._clock = clock
        self._others = others
        self._lock = threading.Lock()
        self._readings: OrderedDict[tuple[frozenset[str], int, bool], Reading] = OrderedDict()
        self._past: deque[Reading] = deque(maxlen=keep)

    def open(self, request: ReadingRequest, visitor: str, unattended: bool = False) -> Reading:
        """Open the reading that answers this request, begun now unless one runs or is fresh."""
        with self._lock:
            reading = self._find(request)
            if reading is None:
                reading = Reading(request, self._start, self._fold, self._grace, self._clock, unattended, self._others)
                self._readings[request.key] = reading
                self._trim()
                reading.begin()
            reading.enter(visitor)
            return reading

    def peek(self, request: ReadingRequest) -> Reading | None:
        """Return the running or fresh reading for this request, or what another server read; begins none."""
        with self._lock:
            reading = self._find(request)
        found = self._others.find(request) if reading is None and self._others is not None else None
        if found is None:
            return reading
        with self._lock:
            reading = self._find(request) or Reading.of_edition(request, found.edition, self._clock() - found.age)
            self._readings[request.key] = reading
            self._trim()
            return reading

    def newest(self, fits: Callable[[Edition], bool]) -> Reading | None:
        """Find the newest reading that is kept, was not stopped, and gave an edition that fits."""
        with self._lock:
            everything = [*self._past, *self._readings.values()]
        whole = [r for r in everything if not r.stopped and r.edition is not None and fits(r.edition)]
        return max(whole, key=lambda r: r.finished_at or 0.0, default=None)

    def editions(self, sample: bool = False) -> list[Edition]:
        """Every finished edition that is kept, oldest first; the sample's or the real ones, never both."""
        with self._lock:
            everything = [*self._past, *self._readings.values()]
        done = sorted((r for r in everything if r.edition is not None), key=lambda r: r.finished_at or 0.0)
        return [r.edition for r in done if r.edition is not None and r.edition.sample == sample and has_articles(r)]

    def _find(self, request: ReadingRequest) -> Reading | None:
        reading = self._readings.get(request.key)
        if reading is None:
            return None
        young = reading.finished_at is None or self._clock() - reading.finished_at < self.lifetime
        if young and reading.reusable:
            return reading
        del self._readings[request.key]
        self._past.append(reading)
        return None

    def _trim(self) -> None:
        while len(self._readings) > self._keep:
            for key, reading in self._readings.items():
                if reading.done:
                    self._past.append(self._readings.pop(key))
                    break
            else:
                return


def has_articles(reading: Reading) -> bool:
    """Whether a reading has ended with at least one article with text."""
    return reading.edition is not None and any(item.article.was_read for item in reading.edition.articles)
