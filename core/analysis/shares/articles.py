"""What single articles add to shares: the probabilities of their topics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from core.analysis.shares.correction import Correction
from core.analysis.shares.estimate import Estimate, estimate
from core.topics.taxonomy import OTHER
from core.types import Prediction

MIN_ARTICLES = 20
"""Articles of a paper below which pages give counts and no shares: intervals would be some 30 points wide."""


def parts_of(prediction: Prediction) -> Mapping[str, float] | None:
    """Return in which parts an article counts for which topics; None where there is too little text to say.

    An article of which the model is unsure is spread by its probabilities. What a model without
    other news says of an article about none of its topics is other news.
    """
    if prediction.too_little:
        return None
    if OTHER.name not in prediction.topics and prediction.shown == OTHER.name:
        return {OTHER.name: 1.0}
    return prediction.topics


def estimate_articles(
    parts: Iterable[Mapping[str, float] | None], correction: Correction, concentration: float = 1.0
) -> Estimate:
    """Estimate the shares of one paper from the parts in which its articles count; those that are None are left out."""
    rows = [[article.get(name, 0.0) for name in correction.inputs] for article in parts if article is not None]
    if not rows:
        return estimate(np.zeros(len(correction.inputs)), 0, correction)
    return estimate(np.mean(rows, axis=0), len(rows), correction, concentration)


def concentration(sizes: Sequence[int]) -> float:
    """Return the sum of the squared parts of papers in all their articles, as `Estimate` has it."""
    counts = np.array([size for size in sizes if size], dtype=float)
    return float(((counts / counts.sum()) ** 2).sum()) if len(counts) else 1.0
