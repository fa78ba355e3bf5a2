"""What a visitor sees who opens the page and has asked for nothing yet: the same for all of them.

The newest edition that is known, else one reading that begins by itself and
that everybody follows. Knows nothing of Streamlit.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from core.serving.background import Refreshed
from core.serving.readings import Reading, ReadingRequest, SharedReadings, has_articles
from core.types import Edition, Newspaper

PAUSE = 15 * 60.0
"""Seconds from the beginning of one automatic reading to that of the next, however the first one ended."""
FRESH = 60.0
"""Seconds for which the archive's answer holds."""
PATIENCE = 5.0
"""Seconds that a page waits for the archive: opening it takes some on a server that has just started."""
MIN_PAPERS = 2
"""Papers with articles that an edition needs to be shown to others: the page compares papers."""
_ROBOT = re.compile(r"(?<!cu)bots?\b|crawl|spider|slurp|preview|monitor|uptime", re.IGNORECASE)
"""How programs name themselves that visit pages for nobody; Cubot is a maker of telephones."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The newspapers that every visitor can read; equal where their ids are."""

    ids: tuple[str, ...]
    newspapers: tuple[Newspaper, ...] = field(compare=False)

    @classmethod
    def of(cls, newspapers: Sequence[Newspaper]) -> Catalogue:
        """Make one of its newspapers."""
        return cls(tuple(paper.id for paper in newspapers), tuple(newspapers))

    def holds(self, edition: Edition) -> bool:
        """Tell whether everybody may see an edition: real, of these papers alone, and with articles of enough of them.

        A paper that a visitor added makes the edition that visitor's own.
        """
        known = {paper.id: paper for paper in self.newspapers}
        return (
            not edition.sample
            and all(known.get(paper.id) == paper for paper in edition.newspapers)
            and sum(paper.has_text for paper in edition.report.papers) >= self.min_papers
        )

    @property
    def min_papers(self) -> int:
        """How many papers an edition needs that is shown to others."""
        return min(MIN_PAPERS, len(self.newspapers))


class Opening:
    """What to show on opening. Safe to share between threads.

    Parameters
    ----------
    readings : SharedReadings
        The readings of this process.
    archived : callable
        Gives the newest edition of a catalogue in the archive, None where
        there is none; runs in a thread of its own, and may raise.
    pause : float
        Seconds between the beginnings of two automatic readings.
    patience : float
        Seconds that a visitor waits for the archive at most.
    several : bool
        Whether others write the archive, too, so that it may know a newer
        edition than this process.
    clock : callable
        Seconds of a monotonic clock.
    """

    def __init__(
        self,
        readings: SharedReadings,
        archived: Callable[[Catalogue], Edition | None],
        *,
        pause: float = PAUSE,
        patience: float = PATIENCE,
        several: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ):
        self._readings = readings
        self._ask = archived
        self._archived = Refreshed[Catalogue, Edition | None](self._ask_again, FRESH, patience, rest=FRESH, clock=clock)
        self._latest: Edition | None = None
        self._pause = pause
        self._several = several
        self._clock = clock
        self._lock = threading.Lock()
        self.automatic: Reading | None = None
        """The reading that began by itself last."""
        self._began_at: float | None = None

    def newest(self, catalogue: Catalogue) -> Reading | None:
        """Find the newest edition that everybody may see: in memory, else (or if `several`, newer) in the archive."""
        kept = self._readings.newest(catalogue.holds)
        if kept is not None and not self._several:
            return kept
        edition = self._archived.get(catalogue)
        if edition is None or not catalogue.holds(edition):
            return kept
        if kept is not None and kept.edition is not None and edition.read_at <= kept.edition.read_at:
            return kept
        return Reading.of_edition(ReadingRequest(edition.newspapers, limit_of(edition)), edition)

    def _ask_again(self, catalogue: Catalogue) -> Edition | None:
        """Ask the archive; an edition that has not changed stays the same object, for which pages keep their charts."""
        latest, edition = self._latest, self._ask(catalogue)
        if edition == latest:
            return latest
        self._latest = edition
        return edition

    def begin(self, request: ReadingRequest, visitor: str) -> Reading | None:
        """Follow the automatic reading: the one that runs, or one that begins now.

        Within the pause after the last one began, give that one where it ended
        without an article, so that the page can say so, and None where a
        visitor stopped it.
        """
        with self._lock:
            now = self._clock()
            if self._began_at is None or now - self._began_at >= self._pause:
                self.automatic = self._readings.open(request, visitor, unattended=True)
                self._began_at = now
            elif self.automatic is None or self.automatic.stopped:
                return None
            self.automatic.enter(visitor)
            return self.automatic


def reached_nothing(reading: Reading) -> bool:
    """Tell whether a reading has run to its end without an article of any paper."""
    return reading.done and not reading.stopped and reading.edition is not None and not has_articles(reading)


def with_copies(edition: Edition) -> Edition:
    """Find again which articles of an archived edition have nearly the same text."""
    from core.reading.agency_copy import with_also_in  # here, for what reads takes long to load

    return replace(edition, articles=tuple(with_also_in(edition.articles)))


def limit_of(edition: Edition) -> int:
    """Return how many articles of each paper were asked for, as far as the report tells: at least 1."""
    asked = (paper.read + paper.from_feed + paper.skipped + paper.failed for paper in edition.report.papers)
    return max(1, max(asked, default=1))


def is_robot(user_agent: str | None) -> bool:
    """Tell whether a browser's name is that of a program that visits pages for nobody."""
    return _ROBOT.search(user_agent or "") is not None
