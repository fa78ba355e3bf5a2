"""Estimate shares, with intervals that hold sampling and the model's errors; and differences of two estimates.

A model's probabilities, averaged over the articles of a paper, estimate its shares with an error
that differs from publisher to publisher and does not shrink with more articles (G. Forman 2008,
Data Mining and Knowledge Discovery 17, 164-206). What is regular in that error is corrected by a
linear map learnt over publishers; the rest is a variance between publishers, beside that of
sampling, as in area-level models (R. E. Fay and R. A. Herriot 1979, JASA 74, 269-277).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.analysis.shares.correction import FLOOR, Correction


@dataclass(frozen=True)
class Estimate:
    """The shares of one paper, or of several together.

    Attributes
    ----------
    shares : array of shape (len(correction.shares),)
        They sum to 1; all 0 where there is no article.
    n : int
        Articles they rest on.
    correction : Correction
        How they were estimated.
    concentration : float
        Sum of the squared parts of the papers in the articles: 1 for one paper, 1/2 for two of
        equal size, whose errors are independent.
    """

    shares: np.ndarray
    n: int
    correction: Correction
    concentration: float = 1.0

    def interval(self) -> tuple[np.ndarray, np.ndarray]:
        """Return lower and upper ends, between 0 and 1: in 20 papers like this the true share lies outside once."""
        return _bounds(self, self.correction.critical)


@dataclass(frozen=True)
class Difference:
    """How much more of its articles one paper gives each topic than another: shares, with simultaneous intervals.

    `clear` is True where the interval does not hold 0: of 20 pairs of papers with the same mix, one
    has any topic of which that is said.
    """

    differences: np.ndarray
    low: np.ndarray
    high: np.ndarray

    @property
    def clear(self) -> np.ndarray:
        """For each topic whether the difference is more than sampling and the model's errors would make."""
        return np.asarray((self.low > 0) | (self.high < 0))


def estimate(means: np.ndarray, n: int, correction: Correction, concentration: float = 1.0) -> Estimate:
    """Estimate shares from the means of what the model says.

    Parameters
    ----------
    means : array of shape (len(correction.inputs),)
        Mean over the articles of what the model says of each; sums to 1.
    n : int
        How many articles there are.
    """
    if n == 0:
        return Estimate(np.zeros(len(correction.shares)), 0, correction, concentration)
    raw = np.clip(np.asarray(means, dtype=float) @ correction.matrix, 0.0, None)
    total = raw.sum()
    shares = raw / total if total > 0 else np.full(len(raw), 1.0 / len(raw))
    return Estimate(shares, n, correction, concentration)


def difference(first: Estimate, second: Estimate, *, same_paper: bool = False) -> Difference:
    """Return first minus second with intervals that hold all differences at once in 95 of 100 comparisons.

    Each interval joins those of the two shares, as Newcombe's does (R. G. Newcombe 1998,
    Statistics in Medicine 17, 873-890, method 10).

    Parameters
    ----------
    same_paper : bool
        Whether both are of the same paper at different times: most of the model's error is then in both.
    """
    own, other = first.shares, second.shares
    if first.n == 0 or second.n == 0:
        return Difference(own - other, np.full(len(own), -1.0), np.ones(len(own)))
    critical = first.correction.critical_all
    part = first.correction.moving if same_paper else 1.0
    (low_a, high_a), (low_b, high_b) = _bounds(first, critical, part), _bounds(second, critical, part)
    points = own - other
    low = points - np.hypot(own - low_a, high_b - other)
    high = points + np.hypot(high_a - own, other - low_b)
    return Difference(points, np.clip(low, -1.0, 1.0), np.clip(high, -1.0, 1.0))


def _bounds(of: Estimate, critical: float, part: float = 1.0) -> tuple[np.ndarray, np.ndarray]:
    """Return the shares that would give the estimate within so many standard errors.

    As Wilson's score interval (1927) does, it takes the variance at the true share s, which is
    here (s (1 - s) + FLOOR) (sampling / n + spread^2): the ends solve a quadratic equation.
    """
    if of.n == 0:
        return np.zeros(len(of.shares)), np.ones(len(of.shares))
    known, s = of.correction, of.shares
    v = critical**2 * (known.sampling / of.n + part * of.concentration * known.spread**2)
    middle, scale = s + v / 2, 1.0 + v
    root = np.sqrt(np.clip(middle**2 - scale * (s**2 - FLOOR * v), 0.0, None))
    low, high = (middle - root) / scale, (middle + root) / scale
    return np.clip(np.minimum(low, s), 0.0, 1.0), np.clip(np.maximum(high, s), 0.0, 1.0)
