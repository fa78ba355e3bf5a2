"""Learn from hand-labelled articles, each predicted without its publisher, how a model's answers become shares.

All that is learnt is learnt over publishers, for a new paper is a publisher never seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.special import stdtrit

from core.analysis.shares.correction import CONFIDENCE, FLOOR, Correction, two_sided

MIN_ARTICLES = 40
"""Labelled articles that a publisher must have to be learnt from: of fewer the true shares are too uncertain."""
HALF_WEIGHT = 100
"""Articles with which a publisher counts half of what one with any number of them does."""
RIDGE = 0.1 / 30
"""Weight, for each publisher, of the wish that the map changes nothing. Chosen, as the next two, by leaving out
an eighth of the publishers at a time: of maps without such a wish, with three or ten times as much, of mean
probabilities alone, likeliest topics, Forman's adjusted counts (2008), and Saerens' EM (2002), none had a smaller
error at 300 articles by more than a tenth of a point."""
OTHER_MIXES = 0.5
"""Weight of articles of the same publishers put together to other mixes, beside the mixes that they have."""
MIX_CONCENTRATION = 0.5
"""Parameter of the symmetric Dirichlet distribution of these other mixes."""
SHRINKAGE = 10
"""Publishers that the mean spread of all topics counts as, beside a topic's own."""
MIN_SPREAD = 0.01
"""The least spread that a topic is believed to have."""
MIN_SPAN = 100
"""Articles that each half of a publisher's time must have to say how its error moves."""
WIDER = 1.05
WIDER_ALL = 1.02
"""Factors on the quantiles of Student's distribution, for one share and for all differences at once: publishers'
errors have longer tails. Chosen so that `python -m benchmarks.shares` finds what the intervals promise."""
MIN_MOVING = 0.1
"""The least part of the error that is believed to move from one time of a paper to another."""


@dataclass(frozen=True)
class Sample:
    """Articles of one publisher, in the order of their dates: what the model says, and the truth.

    `said` has a row an article whose columns sum to 1, `truth` one with a 1 in the column of its topic.
    """

    said: np.ndarray
    truth: np.ndarray

    @property
    def weight(self) -> float:
        """How much it counts, 0 to 1."""
        return len(self.said) / (len(self.said) + HALF_WEIGHT)

    @cached_property
    def mix(self) -> np.ndarray:
        """The true shares."""
        return np.asarray(self.truth.mean(axis=0))

    @cached_property
    def moments(self) -> tuple[np.ndarray, np.ndarray]:
        """What it adds to the normal equations of the map from means of `said` to shares: left and right side."""
        mean = self.said.mean(axis=0)
        by_topic, mixes = self._by_topic(), self._other_mixes()
        left = np.outer(mean, mean) + OTHER_MIXES * by_topic.T @ mixes @ by_topic
        right = np.outer(mean, self.mix) + OTHER_MIXES * by_topic.T @ mixes
        return self.weight * left, self.weight * right

    def _by_topic(self) -> np.ndarray:
        """Return the mean of what the model says of the articles of each topic; 0 where there are none."""
        counts = self.truth.sum(axis=0)[:, None]
        return np.asarray((self.truth.T @ self.said) / np.maximum(counts, 1.0))

    def _other_mixes(self) -> np.ndarray:
        """Return the mean of x x' over mixes x of the topics that the publisher has."""
        present = (self.mix > 0).astype(float)
        total = MIX_CONCENTRATION * present.sum()
        outer = MIX_CONCENTRATION**2 * np.outer(present, present) + MIX_CONCENTRATION * np.diag(present)
        return np.asarray(outer / (total * (total + 1.0)))


def learn(samples: Mapping[str, Sample], inputs: Sequence[str], shares: Sequence[str]) -> Correction:
    """Learn the correction from publishers' samples.

    The spread is that of the errors that the map makes on publishers it was learnt without.
    """
    used = [sample for sample in samples.values() if len(sample.said) >= MIN_ARTICLES]
    same = np.array([[float(name == share) for share in shares] for name in inputs])
    outside = [_map(used[:at] + used[at + 1 :], same) for at in range(len(used))]
    variance = _spread(used, outside)
    weights = np.array([sample.weight for sample in used])
    freedom = max(1.0, weights.sum() ** 2 / (weights**2).sum() - 1.0)
    matrix = _map(used, same)
    return Correction(
        inputs=tuple(inputs),
        shares=tuple(shares),
        matrix=matrix,
        spread=np.sqrt(variance),
        sampling=np.median([(s.said @ matrix).var(axis=0) / _binomial(s.mix) for s in used], axis=0),
        moving=_moving(used, outside, variance),
        critical=WIDER * float(stdtrit(freedom, 1 - (1 - CONFIDENCE) / 2)),
        critical_all=WIDER_ALL * float(stdtrit(freedom, 1 - two_sided(len(shares)) / 2)),
    )


def _map(samples: Sequence[Sample], same: np.ndarray) -> np.ndarray:
    """Return the matrix that leads from means to shares: ridge regression over publishers, towards no change."""
    ridge = RIDGE * sum(sample.weight for sample in samples)
    left = ridge * np.eye(len(same)) + sum(sample.moments[0] for sample in samples)
    right = ridge * same + sum(sample.moments[1] for sample in samples)
    return np.asarray(np.linalg.solve(left, right))


def _binomial(mix: np.ndarray) -> np.ndarray:
    return np.asarray(mix * (1.0 - mix) + FLOOR)


def _spread(samples: Sequence[Sample], maps: Sequence[np.ndarray]) -> np.ndarray:
    """Return the variance of the error between publishers, of each topic.

    By moments, each publisher weighted by how exactly its own error is known (R. E. Fay and R. A.
    Herriot 1979); a topic's variance is drawn towards the mean of all.
    """
    errors = [sample.said @ matrix - sample.truth for sample, matrix in zip(samples, maps, strict=True)]
    squares = np.array([error.mean(axis=0) ** 2 for error in errors])
    within = np.array([error.var(axis=0) / len(error) for error in errors])
    scale = np.array([_binomial(sample.mix) for sample in samples])
    variance = np.full(scale.shape[1], 0.01)
    for _ in range(30):
        weights = (scale / (variance * scale + within)) ** 2
        variance = ((squares - within) / scale * weights).sum(axis=0) / weights.sum(axis=0)
        variance = np.clip(variance, MIN_SPREAD**2, None)
    n = len(samples)
    return np.asarray((n * variance + SHRINKAGE * variance.mean()) / (n + SHRINKAGE))


def _moving(samples: Sequence[Sample], maps: Sequence[np.ndarray], variance: np.ndarray) -> float:
    """Return the part of the variance between publishers that differs between two halves of a publisher's time."""
    moved, whole = 0.0, 0.0
    for sample, matrix in zip(samples, maps, strict=True):
        if len(sample.said) < 2 * MIN_SPAN:
            continue
        halves = np.array_split(sample.said @ matrix - sample.truth, 2)
        first, second = (half.mean(axis=0) for half in halves)
        sampling = sum(half.var(axis=0) / len(half) for half in halves)
        moved += float(((first - second) ** 2 - sampling).sum())
        whole += float((2 * variance * _binomial(sample.mix)).sum())
    return float(np.clip(moved / whole, MIN_MOVING, 1.0)) if whole else 1.0
