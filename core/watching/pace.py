"""How often a newspaper is polled: about once for each article that it publishes, within bounds.

The seconds between two articles are estimated from the gaps between those that
polls brought, newer ones counting more (an exponentially weighted mean); before
there are any, from the dates in the paper's own feed. A paper that falls silent
is polled after half of its silence, so that its polls become rarer by half
each time.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from statistics import median

WEIGHT = 0.1
"""Weight of the newest gap between two articles."""
MIN_DATES = 4
"""Dates in a feed from which a gap is estimated."""
MAX_DATES = 30
"""The newest dates of a feed that are looked at."""
START_GAP = 3600.0
"""Seconds between two articles of a paper of which nothing is known."""
MAX_REFRESH = 3600
"""Seconds for which a publisher's wish to be asked less often holds: many feeds say *daily* and change every hour."""
MAX_BACK_OFF = 86_400.0
"""Seconds between two polls of a paper that does not answer."""
JITTER = 0.1
"""Share by which a pause is longer or shorter by chance, so that polls that began together come apart."""


@dataclass(frozen=True, slots=True)
class Pace:
    """The bounds of the seconds between two polls of one paper."""

    least: float = 600.0
    most: float = 21_600.0

    def within(self, seconds: float) -> float:
        """Return the nearest number of seconds within the bounds."""
        return min(max(seconds, self.least), self.most)

    def pause(self, gap: float, silence: float = 0.0, refresh: float = 0.0) -> float:
        """Return the seconds to the next poll.

        Parameters
        ----------
        gap : float
            Seconds between two articles; 0 where unknown.
        silence : float
            Seconds since the last new article.
        refresh : float
            Seconds for which the publisher wants not to be asked; an hour of them counts.
        """
        return self.within(max(gap or START_GAP, silence / 2, min(refresh, MAX_REFRESH)))

    def after_failure(self, pause: float, failures: int, retry_after: float = 0.0) -> float:
        """Return the seconds to the next poll of a paper that failed so many times in sequence: doubled each time."""
        doubled = max(pause, self.least) * 2.0 ** min(failures, 20)
        return max(min(doubled, max(MAX_BACK_OFF, self.most)), min(retry_after, MAX_BACK_OFF))


def gap_after(gap: float, articles: int, silence: float) -> float:
    """Return the estimated seconds between two articles, after so many new ones in so many seconds of silence."""
    if articles <= 0 or silence <= 0:
        return gap
    newest = silence / articles
    old = (1 - WEIGHT) ** articles if gap else 0.0
    return old * gap + (1 - old) * newest


def gap_of_dates(dates: Iterable[datetime | None]) -> float:
    """Estimate the seconds between two articles from their dates: the median gap; 0 where there are too few."""
    known = sorted((date for date in dates if date is not None), reverse=True)[:MAX_DATES]
    gaps = [(later - earlier).total_seconds() for later, earlier in pairwise(known)]
    return median(gaps) if len(known) >= MIN_DATES else 0.0


def jittered(seconds: float, chance: random.Random) -> float:
    """Make a pause longer or shorter by chance, by a tenth at most."""
    return seconds * chance.uniform(1 - JITTER, 1 + JITTER)
