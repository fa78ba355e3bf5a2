"""What is known of a model's errors: how its answers become shares, and how far those are off from paper to paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from core.intervals import Z95
from core.topics.taxonomy import OTHER

CONFIDENCE = 0.95
"""How often an interval holds the true share; and all intervals of one comparison their differences."""
FLOOR = 0.005
"""Added to share * (1 - share): a topic that a paper does not have is found in it now and then, too."""


@dataclass(frozen=True)
class Correction:
    """One way from what a model says of a paper's articles to the paper's shares.

    Attributes
    ----------
    inputs : tuple of str
        What the model says of an article: the columns of what is averaged.
    shares : tuple of str
        The topics and other news, of which shares are estimated.
    matrix : array of shape (inputs, shares)
        The mean over a paper's articles times this matrix is the estimate. Each row sums to 1.
    spread : array of shape (shares,)
        Standard deviation, between publishers, of the error that more articles do not lessen; as
        a multiple of sqrt(share * (1 - share) + FLOOR).
    sampling : array of shape (shares,)
        Variance of what one article adds, as a multiple of share * (1 - share) + FLOOR.
    moving : float
        The part of `spread`'s variance (0 to 1) that differs between two spans of time of one paper.
    critical, critical_all : float
        Standard errors that an interval reaches to either side: of one share, and of the
        differences of all topics at once.
    measured : bool
        False where nothing is known of the model's errors: intervals then hold sampling alone.
    """

    inputs: tuple[str, ...]
    shares: tuple[str, ...]
    matrix: np.ndarray
    spread: np.ndarray
    sampling: np.ndarray
    moving: float
    critical: float
    critical_all: float
    measured: bool = True


def sampling_only(inputs: Sequence[str]) -> Correction:
    """Return the correction of a model of whose errors nothing is known: none, and intervals of sampling alone."""
    shares = tuple(inputs) if OTHER.name in inputs else (*inputs, OTHER.name)
    size = len(shares)
    matrix = np.eye(size)
    return Correction(
        inputs=shares,
        shares=shares,
        matrix=matrix,
        spread=np.zeros(size),
        sampling=np.ones(size),
        moving=0.0,
        critical=Z95,
        critical_all=NormalDist().inv_cdf(1 - two_sided(size) / 2),
        measured=False,
    )


def two_sided(tests: int) -> float:
    """Return the error probability of each of so many tests with which all of them together keep `CONFIDENCE`.

    Source: Z. Sidak (1967), JASA 62, 626-633.
    """
    return 1.0 - float(CONFIDENCE ** (1.0 / tests))
