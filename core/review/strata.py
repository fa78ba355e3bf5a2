"""Strata by confidence, how many articles each gives, and the draw.

Sources: W. G. Cochran, *Sampling Techniques* (3rd edition, 1977), chapter 5
(stratified sampling, Neyman's allocation); T. Wright, "Exact optimal sample
allocation: more efficient than Neyman", Statistics & Probability Letters 129
(2017), 50-57 (whole numbers).
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence

from core.archive import Candidate, Drawn

BINS = 5
"""Strata of the predictions that are answers: by quantiles of their confidence."""
UNSURE = "unsure"
"""Stratum of the predictions that are no answer."""
BEFORE = "before"
"""Stratum of the articles that were handed out in a former queue; all of them are in the new one."""
MIN_A_STRATUM = 2
"""Articles of a stratum at least, so that each has a variance."""
MAX_EXPECTED = 0.95
"""Accuracy that is expected of a stratum at most, so that the surest is looked at, too, should it be overconfident."""


def draw(candidates: Sequence[Candidate], n: int, seed: int) -> list[Drawn]:
    """Draw `n` articles at random from strata of confidence; the same seed and candidates give the same articles.

    Articles of former queues are a stratum of their own, whole, beyond the `n`:
    their labels, given or still missing, count, and they are drawn no more.
    Nothing is drawn where all articles were handed out before.

    Parameters
    ----------
    candidates : sequence of Candidate
        All predictions of a period, in a fixed order.
    n : int
        How many new articles; all, where there are fewer. Each stratum gives
        two at least, so that there are more than `n` where `n` is below that.
    seed : int
        Of the random numbers.

    Returns
    -------
    list of Drawn
        In the order in which they are labelled: whichever part is labelled
        first, each stratum has nearly its share in it. The order tells
        nothing of the confidence.
    """
    chance = random.Random(seed)  # noqa: S311 - a sample, no secret
    strata = stratify([item for item in candidates if not item.handed_out])
    if not strata:
        return []
    counts = allocate(strata, n)
    samples = {name: chance.sample(items, counts[name]) for name, items in strata.items()}
    strata[BEFORE] = samples[BEFORE] = [item for item in candidates if item.handed_out]
    places: list[tuple[float, Drawn]] = []
    for name, chosen in samples.items():
        # An empty stratum has no place: only that of former queues can be one.
        start = chance.random()
        drawn = [Drawn(item.article, name, len(strata[name]), len(chosen)) for item in chosen]
        places += [((number + start) / len(chosen), item) for number, item in enumerate(drawn)]
    return [item for _, item in sorted(places, key=lambda place: place[0])]


def stratify(candidates: Sequence[Candidate]) -> dict[str, list[Candidate]]:
    """Divide predictions into quantiles of confidence, "1" the least confident, and those that are no answer.

    Strata are of equal size, or differ by one; there are fewer than five where
    some would hold less than two predictions, and none is empty.
    """
    answers = sorted((item for item in candidates if item.answered), key=lambda item: (item.confidence, item.article))
    bins = max(1, min(BINS, len(answers) // MIN_A_STRATUM))
    edges = [len(answers) * number // bins for number in range(bins + 1)]
    strata = {str(number + 1): answers[edges[number] : edges[number + 1]] for number in range(bins)}
    strata[UNSURE] = [item for item in candidates if not item.answered]
    return {name: items for name, items in strata.items() if items}


def allocate(strata: Mapping[str, Sequence[Candidate]], n: int) -> dict[str, int]:
    """Say how many articles each stratum gives: two, then the next to where it lowers the variance most.

    The variance that is expected of a stratum is that of its mean confidence,
    at most 0.95: Neyman's allocation in whole numbers (Wright 2017).
    """
    counts = {name: min(MIN_A_STRATUM, len(items)) for name, items in strata.items()}
    spread = {name: len(items) * _deviation(items) for name, items in strata.items()}
    while sum(counts.values()) < n:
        open_strata = [name for name, items in strata.items() if counts[name] < len(items)]
        if not open_strata:
            break
        counts[max(open_strata, key=lambda name: spread[name] / math.sqrt(counts[name] * (counts[name] + 1)))] += 1
    return counts


def _deviation(items: Sequence[Candidate]) -> float:
    expected = min(MAX_EXPECTED, sum(item.confidence for item in items) / len(items))
    return math.sqrt(expected * (1 - expected))
