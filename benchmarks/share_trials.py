"""Papers drawn from hand-labelled articles of publishers that model and correction never saw: how far shares hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from core.analysis.shares.correction import Correction, sampling_only
from core.analysis.shares.estimate import Difference, Estimate, difference, estimate
from core.training.data.january import DAYS, PUBLISHERS
from core.training.measures.cross_fit import CrossFitted, learn_share_errors

SIZES = (30, 60, 100, 300)
POINTS = (10, 15, 25, 35)
FOLDS = 8
"""Parts into which publishers are divided: the correction of each is learnt from the others."""
DRAWS = 20
SEED = 8
MIN_COMPARED = 120
"""Articles of a publisher that is compared with others."""
NEAR = 2.5
"""Points by which a true difference may be off the one it counts as."""


@dataclass(frozen=True)
class Unit:
    """The articles of a publisher in one set: what a paper is drawn from."""

    set: str
    publisher: str
    said: np.ndarray
    truth: np.ndarray
    correction: Correction

    def estimate(self, places: np.ndarray) -> Estimate:
        """Estimate the shares of some of its articles."""
        return estimate(self.said[places].mean(axis=0), len(places), self.correction)

    def labelled(self, places: np.ndarray) -> Estimate:
        """Return the shares of some of its articles by their true labels, which only sampling makes uncertain."""
        plain = sampling_only(self.correction.shares)
        return estimate(self.truth[places].mean(axis=0), len(places), plain)


@dataclass(frozen=True)
class Held:
    """What came of draws of one size from one unit: for each topic how often the interval held the truth, and so on."""

    set: str
    publisher: str
    n: int
    cover: np.ndarray
    width: np.ndarray
    error: np.ndarray
    absolute: np.ndarray


def units(data: CrossFitted, *, by_set: bool, answers: bool = False) -> list[Unit]:
    """Return all publishers, each with a correction that was learnt without it; apart by set if so asked."""
    rng = np.random.default_rng(SEED)
    names = sorted(set(data.publishers.tolist()))
    folds = dict(zip(rng.permutation(names).tolist(), np.arange(len(names)) % FOLDS, strict=True))
    truth, said = data.one_hot, data.answers if answers else data.probabilities.astype(float)
    sets = _sets(data)
    result = []
    learnt = [learn_share_errors(data, frozenset(n for n in names if folds[n] == fold)) for fold in range(FOLDS)]
    for publisher, places in data.by_publisher().items():
        errors = learnt[folds[publisher]]
        correction = errors.answers if answers else errors.probabilities
        for name in sorted(set(sets[places].tolist())) if by_set else ["all"]:
            own = places[sets[places] == name] if by_set else places
            result.append(Unit(name, publisher, said[own], truth[own], correction))
    return result


def _sets(data: CrossFitted) -> np.ndarray:
    """Return for each article its set: held-out publishers, held-out days, or the corpus."""
    sets = np.array(data.corpora, dtype="<U40")
    sets[np.isin(data.dates, DAYS)] = "later"
    sets[np.isin(data.publishers, list(PUBLISHERS))] = "never seen"
    return sets


def coverage(of: list[Unit]) -> list[Held]:
    """Draw papers without replacement, up to half of a unit; the truth is all of it."""
    rng = np.random.default_rng(SEED)
    return [
        _held(unit, n, [rng.choice(len(unit.said), n, replace=False) for _ in range(DRAWS)])
        for unit in of
        for n in SIZES
        if len(unit.said) >= 2 * n
    ]


def _held(unit: Unit, n: int, draws: list[np.ndarray]) -> Held:
    truth = unit.truth.mean(axis=0)
    estimates = [unit.estimate(places) for places in draws]
    ends = [e.interval() for e in estimates]
    errors = np.array([e.shares - truth for e in estimates])
    return Held(
        unit.set,
        unit.publisher,
        n,
        np.mean([(low <= truth) & (truth <= high) for low, high in ends], axis=0),
        np.mean([high - low for low, high in ends], axis=0),
        errors.mean(axis=0),
        np.abs(errors).mean(axis=0),
    )


def same_mix(of: list[Unit], n: int, times: int = 2) -> list[bool]:
    """For pairs of publishers, drawn to the same true mix: whether any topic is called clearly different."""
    rng = np.random.default_rng(SEED)
    results = []
    large = [unit for unit in of if len(unit.said) >= MIN_COMPARED]
    for first, second in list(combinations(large, 2)) * times:
        mix = _between(first.truth.mean(axis=0), second.truth.mean(axis=0))
        drawn = [_draw(unit, rng.multinomial(n, mix), rng) for unit in (first, second)]
        if drawn[0] is not None and drawn[1] is not None:
            results.append(bool(difference(first.estimate(drawn[0]), second.estimate(drawn[1])).clear.any()))
    return results


def _between(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Return a mix between those of two papers, of topics that both have."""
    mix = np.minimum(first, second) + np.sqrt(first * second)
    return np.asarray(mix / mix.sum())


def _draw(unit: Unit, counts: np.ndarray, rng: np.random.Generator) -> np.ndarray | None:
    """Draw so many articles of each topic; None where there are less than a third of them to draw from."""
    places = []
    for topic, count in enumerate(counts.tolist()):
        pool = np.flatnonzero(unit.truth[:, topic])
        if count > 3 * len(pool):
            return None
        if count:
            places.append(rng.choice(pool, count, replace=count > len(pool)))
    return np.concatenate(places)


def power(of: list[Unit], n: int) -> dict[int, tuple[int, float, float]]:
    """For true differences of so many points: comparisons, how often called clear, and how often by true labels."""
    rng = np.random.default_rng(SEED)
    found: dict[int, list[tuple[bool, bool]]] = defaultdict(list)
    large = [unit for unit in of if len(unit.said) >= n]
    for first, second in combinations(large, 2):
        true = 100 * (first.truth.mean(axis=0) - second.truth.mean(axis=0))
        places = [rng.choice(len(unit.said), n, replace=False) for unit in (first, second)]
        ours = difference(first.estimate(places[0]), second.estimate(places[1]))
        theirs = difference(first.labelled(places[0]), second.labelled(places[1]))
        for points, topic in _near(true):
            found[points].append((_says(ours, topic, true), _says(theirs, topic, true)))
    result = {}
    for points, pairs in sorted(found.items()):
        ours_says, theirs_says = np.mean(pairs, axis=0).tolist()
        result[points] = (len(pairs), ours_says, theirs_says)
    return result


def _near(true: np.ndarray) -> Iterator[tuple[int, int]]:
    for points in POINTS:
        for topic in np.flatnonzero(np.abs(np.abs(true) - points) <= NEAR).tolist():
            yield points, topic


def _says(found: Difference, topic: int, true: np.ndarray) -> bool:
    """Whether a difference is called clear, in the right direction."""
    return bool(found.clear[topic] and np.sign(found.differences[topic]) == np.sign(true[topic]))


def without_errors(of: list[Unit]) -> list[Unit]:
    """Return the units as they would be judged by sampling alone, as a baseline."""
    return [replace(unit, correction=sampling_only(unit.correction.inputs)) for unit in of]
