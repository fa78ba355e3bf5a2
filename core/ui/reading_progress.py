"""The live view of a reading: every paper, and headlines as they come."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.serving.readings import Reading
from core.topics.taxonomy import label
from core.types import (
    ArticleDone,
    Edition,
    PaperDiscovered,
    PaperDone,
    PaperStarted,
    ReadEvent,
)
from core.ui import keys, session, state
from core.ui.kit.escape import escape

MAX_HEADLINES = 6
"""Headlines that are shown at once while papers are read."""


@dataclass
class PaperProgress:
    """Where the reading of one paper stands."""

    name: str
    total: int | None = None
    ended: int = 0
    finished: bool = False
    read: int = 0
    from_feed: int = 0
    why: str | None = None

    def line(self) -> str:
        """One line of Markdown for a person."""
        name = escape(self.name)
        if self.finished and not self.read + self.from_feed:
            return f":material/error: **{name}** could not be read. {escape(self.why or '')}"
        beside = f", {self.from_feed} from its feed alone" if self.from_feed else ""
        if self.finished:
            return f":material/check_circle: **{name}** {self.read} read{beside}"
        if self.total is None:
            return f":material/hourglass_empty: **{name}** looking for its latest articles"
        return f":material/hourglass_top: **{name}** {self.ended} of {self.total}"


@dataclass
class Progress:
    """What the events of a reading add up to."""

    papers: dict[str, PaperProgress] = field(default_factory=dict)
    headlines: deque[str] = field(default_factory=lambda: deque(maxlen=MAX_HEADLINES))

    def add(self, events: Iterable[ReadEvent]) -> None:
        """Count these events in."""
        for event in events:
            paper = self.papers.setdefault(event.newspaper.id, PaperProgress(event.newspaper.name))
            match event:
                case PaperStarted():
                    pass
                case PaperDiscovered(total=total):
                    paper.total = total
                case ArticleDone(item=item):
                    paper.ended += item.article.url is not None
                    if item.article.was_read and item.prediction:
                        self.headlines.appendleft(
                            f"{escape(item.article.title)} ({escape(paper.name)}, {label(item.prediction.shown)})"
                        )
                case PaperDone(report=report):
                    paper.finished, paper.read, paper.from_feed = True, report.read, report.from_feed
                    paper.why = report.why

    @property
    def share(self) -> float:
        """How much is done, 0 to 1: each paper counts the same."""
        if not self.papers:
            return 0.0
        parts = [1.0 if p.finished else min(1.0, p.ended / p.total) if p.total else 0.0 for p in self.papers.values()]
        return sum(parts) / len(parts)


def follow(reading: Reading, stop: DeltaGenerator | None = None) -> Edition | None:
    """Draw a reading until it ends; its edition, or None with the problem said on the page.

    Parameters
    ----------
    stop : DeltaGenerator, optional
        Where the button stands that stops it; below its progress without.
    """
    if not reading.done:
        _draw_until_done(reading, stop)
    if reading.edition is None:
        st.error(reading.problem or "The reading was stopped before anything was read.", icon=":material/error:")
        return None
    if reading.stopped:
        st.warning(
            "This reading was stopped early. You see what had been read by then.",
            icon=":material/stop_circle:",
        )
    return reading.edition


def _draw_until_done(reading: Reading, stop: DeltaGenerator | None) -> None:
    place = st.empty()
    with place.container(), st.status(f"Reading {len(reading.request.newspapers)} papers", expanded=True):
        bar = st.progress(0.0)
        st.caption("Just in")
        headlines = st.empty()
        lines = st.empty()
        (stop or st.empty()).button(
            "Stop", key=keys.STOP_READING, on_click=state.stop_reading, icon=":material/stop_circle:"
        )
        try:
            _follow_events(reading, bar, lines, headlines)
        finally:
            reading.leave(session.visitor())
    place.empty()


def _follow_events(reading: Reading, bar: DeltaGenerator, lines: DeltaGenerator, headlines: DeltaGenerator) -> None:
    progress, seen, total = Progress(), 0, len(reading.request.newspapers)
    while not reading.done:
        events = reading.events(seen, wait=0.3)
        seen += len(events)
        progress.add(events)
        elsewhere = reading.papers_done_elsewhere
        if elsewhere is not None:
            bar.progress(min(1.0, elsewhere / total), text=f"{elsewhere} of {total} papers done")
            headlines.markdown("Another server is reading these papers. Its articles appear when it has finished.")
            continue
        finished = sum(paper.finished for paper in progress.papers.values())
        bar.progress(progress.share, text=f"{finished} of {total} papers done")
        lines.markdown("  \n".join(paper.line() for paper in progress.papers.values()))
        headlines.markdown("  \n".join(progress.headlines) or "Headlines appear here as they arrive.")
