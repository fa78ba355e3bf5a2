"""What a watcher has done: figures for its log and for its report."""

from __future__ import annotations

import json
import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from core import wording
from core.archive import PollResult, Saved
from core.watching.poll import NEW, NOTHING, UNCHANGED

LOG = logging.getLogger("broadsheet.watch")
MINUTE = 60.0
"""Seconds between two lines of the log that sum up."""
_READ = (NEW, NOTHING, UNCHANGED)


@dataclass
class _Sums:
    """Polls by outcome, and what became of articles."""

    outcomes: Counter[str] = field(default_factory=Counter)
    articles: Counter[str] = field(default_factory=Counter)

    def figures(self) -> dict[str, Any]:
        failures = {outcome: n for outcome, n in sorted(self.outcomes.items()) if outcome not in _READ}
        return {
            "polls": self.outcomes.total(),
            "polls_with_news": self.outcomes[NEW],
            "polls_unchanged": self.outcomes[UNCHANGED],
            "polls_failed": sum(failures.values()),
            "failures": failures,
            "articles_new": self.articles["new"],
            "articles_changed": self.articles["changed"],
            "articles_known": self.articles["known"],
        }


class Tally:
    """Counts polls and articles, and writes a line a minute. Safe to share between threads.

    Parameters
    ----------
    style : str
        How the line is written: json, text or off.
    clock : callable
        Seconds of a monotonic clock.
    """

    def __init__(self, style: str = "json", clock: Callable[[], float] = time.monotonic) -> None:
        self._style, self._clock = style, clock
        self._lock = threading.Lock()
        self._all, self._minute = _Sums(), _Sums()
        self._began = self._said = clock()

    def note(self, polls: list[PollResult], saved: Saved) -> None:
        """Count polls that are saved."""
        with self._lock:
            for sums in (self._all, self._minute):
                sums.outcomes.update(poll.outcome for poll in polls)
                sums.articles.update({"new": saved.new, "changed": saved.changed, "known": saved.known})
        for poll in polls:
            LOG.debug("%s", _line(poll))

    def say(self, in_hand: int, *, at_once: bool = False) -> None:
        """Write the line of the last minute where it is over."""
        now = self._clock()
        if not at_once and now - self._said < MINUTE:
            return
        with self._lock:
            figures = {**self._minute.figures(), "in_hand": in_hand, "seconds": round(now - self._said, 1)}
            self._minute, self._said = _Sums(), now
        if self._style != "off":
            LOG.info("%s", json.dumps(_event(figures)) if self._style == "json" else sentence(figures))

    def report(self) -> dict[str, Any]:
        """Return the figures of the whole run."""
        with self._lock:
            return {**self._all.figures(), "seconds": round(self._clock() - self._began, 1)}


def _event(figures: Mapping[str, Any]) -> dict[str, Any]:
    return {"event": "watch", "at": datetime.now(UTC).isoformat(timespec="seconds"), **figures}


def _line(poll: PollResult) -> str:
    why = f" ({poll.detail})" if poll.detail else ""
    articles = wording.plural(len(poll.items), "article")
    return f"{poll.paper}: {poll.outcome}{why}, {articles}, again in {poll.due_in / 60:.1f} minutes"


def sentence(figures: Mapping[str, Any]) -> str:
    """Say the figures for people."""
    failures = ", ".join(f"{n} {reason}" for reason, n in figures["failures"].items())
    return (
        f"{wording.plural(figures['polls'], 'poll')} in {figures['seconds']:.0f} s: "
        f"{figures['polls_with_news']} with news, {figures['polls_unchanged']} unchanged, "
        f"{figures['polls_failed']} failed{f' ({failures})' if failures else ''}; "
        f"articles: {figures['articles_new']} new, {figures['articles_changed']} changed, "
        f"{figures['articles_known']} known."
    )
