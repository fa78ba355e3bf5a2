"""Drift: whether what is read now still looks like what the model was trained on."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

MAX_UNKNOWN_RISE = 0.10
"""Rise of the share of unknown words, in shares of 1, that raises a notice."""
MAX_STABILITY_INDEX = 0.25
"""Population stability index of the mix of topics from which a shift is large (Siddiqi 2006)."""
MAX_CONFIDENCE_FALL = 0.10
"""Fall of the mean confidence that raises a notice."""
MIN_ARTICLES = 100
"""Articles below which nothing is said."""


@dataclass(frozen=True, slots=True)
class State:
    """What a number of articles looked like: n, share of unknown words, mean confidence, share of each topic."""

    n: int
    unknown: float
    confidence: float
    mix: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Drift:
    """One kind of drift: what it was, what it is, how far apart they are, and from where on that is too far."""

    name: str
    before: float | None
    now: float | None
    distance: float
    threshold: float

    @property
    def notable(self) -> bool:
        """Whether it is beyond its threshold."""
        return self.distance > self.threshold


def stability_index(before: Mapping[str, float], now: Mapping[str, float], floor: float = 0.001) -> float:
    """Return the population stability index of two mixes: the sum of (now - before) * ln(now / before).

    Shares below `floor` count as `floor`. 0 is the same mix; below 0.1 is
    usually called stable, above 0.25 shifted. Source: N. Siddiqi (2006),
    Credit Risk Scorecards, chapter 9.
    """
    total = 0.0
    for name in {*before, *now}:
        a, b = max(before.get(name, 0.0), floor), max(now.get(name, 0.0), floor)
        total += (b - a) * math.log(b / a)
    return total


def drift(reference: State, now: State) -> list[Drift]:
    """Return the drift of vocabulary, topics and confidence, in this order; none where there are too few articles."""
    if reference.n < MIN_ARTICLES or now.n < MIN_ARTICLES:
        return []
    fall = reference.confidence - now.confidence
    return [
        Drift("Unknown words", reference.unknown, now.unknown, now.unknown - reference.unknown, MAX_UNKNOWN_RISE),
        Drift("Mix of topics", None, None, stability_index(reference.mix, now.mix), MAX_STABILITY_INDEX),
        Drift("Confidence", reference.confidence, now.confidence, fall, MAX_CONFIDENCE_FALL),
    ]
