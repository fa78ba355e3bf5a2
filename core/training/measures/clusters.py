"""Intervals of figures where the articles of one newspaper are alike: newspapers are drawn, not articles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from core.training.measures.evaluate import BINS, Marks, Question
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
    columns = _columns(asked.marks(predictions))
    sums = np.zeros((len(names), columns.shape[1]))
    np.add.at(sums, owners, columns)
    draws = np.random.default_rng(seed).integers(len(names), size=(DRAWS, len(names)))
    figures = _figures(sums[draws].sum(axis=1))
    limits: dict[str, float] = {}
    for name, values in figures.items():
        low, high = np.percentile(values, INTERVAL)
        limits |= {f"{name}_low": float(low), f"{name}_high": float(high)}
    return limits


def _columns(marks: Marks) -> Any:
    """Return what is added up, a row for each article: counts first, then rightness minus confidence by bin."""
    bins = np.eye(BINS)[np.minimum((marks.confidence * BINS).astype(int), BINS - 1)]
    gaps = bins * (marks.right.astype(float) - marks.confidence)[:, None]
    return np.column_stack([np.ones(len(marks.right)), marks.right, marks.first_two, marks.shown, marks.answered, gaps])


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
