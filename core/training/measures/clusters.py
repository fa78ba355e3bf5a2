"""Intervals of figures where the articles of one newspaper are alike: newspapers are drawn, not articles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from core.training.measures.evaluate import BINS, Question
from core.types import Prediction

DRAWS = 2_000
"""Samples of the bootstrap: its 95% limits then move by about a tenth of the interval's width from seed to seed."""
MIN_PUBLISHERS = 10
"""With fewer newspapers the bootstrap's intervals are too narrow (Cameron, Gelbach and Miller, 2008)."""
INTERVAL = (2.5, 97.5)


def intervals_by_publisher(asked: Question, predictions: Sequence[Prediction], seed: int) -> dict[str, float]:
    """Return 95% limits of the figures by a bootstrap that draws newspapers (Efron and Tibshirani, 1993).

    Returns
    -------
    dict
        `accuracy_low`, `accuracy_high` and so on, for accuracy, accuracy_top2, acceptable, coverage,
        accuracy_answered and ece; empty where there are fewer than `MIN_PUBLISHERS` newspapers.
    """
    names, owners = np.unique([str(row.get("publisher") or "") for row in asked.rows], return_inverse=True)
    if len(names) < MIN_PUBLISHERS:
        return {}
    sums = np.zeros((len(names), len(_columns(asked, predictions)[0])))
    np.add.at(sums, owners, _columns(asked, predictions))
    draws = np.random.default_rng(seed).integers(len(names), size=(DRAWS, len(names)))
    figures = _figures(sums[draws].sum(axis=1))
    limits: dict[str, float] = {}
    for name, values in figures.items():
        low, high = np.percentile(values, INTERVAL)
        limits |= {f"{name}_low": float(low), f"{name}_high": float(high)}
    return limits


def _columns(asked: Question, predictions: Sequence[Prediction]) -> Any:
    """Return what is added up, a row for each article: counts first, then confidence and rightness by bin."""
    right, confidence = asked.right(predictions)
    first_two = [bool({*p.ranked[:2]} & own) for p, own in zip(predictions, asked.accepted, strict=True)]
    answered = np.array([p.answered and p.topic == p.best for p in predictions])
    shown = answered & np.array([p.topic in own for p, own in zip(predictions, asked.accepted, strict=True)])
    bins = np.eye(BINS)[np.minimum((confidence * BINS).astype(int), BINS - 1)]
    gaps = bins * (right.astype(float) - confidence)[:, None]
    return np.column_stack([np.ones(len(right)), right, first_two, shown, answered, gaps])


def _figures(sums: Any) -> dict[str, Any]:
    n, right, first_two, shown, answered = sums[:, :5].T
    return {
        "accuracy": right / n,
        "accuracy_top2": first_two / n,
        "acceptable": shown / n,
        "coverage": answered / n,
        "accuracy_answered": shown / np.maximum(answered, 1),
        "ece": np.abs(sums[:, 5:]).sum(axis=1) / n,
    }
