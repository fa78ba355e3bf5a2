"""Calibration and thresholds, chosen on development splits and kept in a file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

FILE = Path(__file__).parent / "calibration.json"
MIN_THRESHOLD = 0.4
"""No topic is answered below it, whatever the splits say."""
MAX_THRESHOLD = 0.7
"""Threshold of a topic whose answers never reach the accuracy, or that was not calibrated yet."""
MIN_ANSWERS = 40
"""Answers that a topic's threshold is chosen on."""


@cache
def read_calibration(path: Path = FILE) -> dict[str, Any]:
    """Return the choices as `python -m benchmarks.calibration` wrote them."""
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def best_power(groups: Sequence[tuple[Any, Any]]) -> float:
    """Return the power to which probabilities are best raised, so that they are calibrated over all groups alike.

    Temperature scaling (Guo et al., 2017): the power is one over the
    temperature. Each group (one development split) counts the same.

    Parameters
    ----------
    groups : sequence of (probabilities, truth)
        Probabilities with one row for each article, and the column of its true topic.
    """
    powers = np.geomspace(0.4, 2.5, 64)
    losses = [np.mean([log_loss(probabilities, truth, power) for probabilities, truth in groups]) for power in powers]
    return round(float(powers[int(np.argmin(losses))]), 3)


def log_loss(probabilities: Any, truth: Any, power: float) -> float:
    """Mean negative log-likelihood of the truth after the probabilities were raised to a power."""
    logs = power * np.log(np.clip(probabilities, 1e-9, 1.0))
    logs -= logs.max(axis=1, keepdims=True)
    logs -= np.log(np.exp(logs).sum(axis=1, keepdims=True))
    return float(-logs[np.arange(len(truth)), truth].mean())


def choose_thresholds(
    labels: Sequence[str], probabilities: Any, truth: Any, weights: Any, accuracy: float
) -> Mapping[str, float]:
    """For each topic the least probability from which on at least `accuracy` of its answers are right.

    The risk-coverage trade of selective classification (El-Yaniv and Wiener,
    2010), for each topic by itself: as many answers as that accuracy
    allows.

    Parameters
    ----------
    probabilities, truth
        As for `best_power`, of all splits together.
    weights : ndarray
        What each article counts.
    """
    best, confidence = probabilities.argmax(axis=1), probabilities.max(axis=1)
    chosen = {}
    for at, label in enumerate(labels):
        mine = best == at
        order = np.argsort(-confidence[mine], kind="stable")
        right = (truth[mine] == at)[order] * weights[mine][order]
        share = np.cumsum(right) / np.cumsum(weights[mine][order])
        sure = np.flatnonzero((share >= accuracy) & (np.arange(len(share)) >= MIN_ANSWERS))
        least = confidence[mine][order][sure[-1]] if len(sure) else MAX_THRESHOLD
        chosen[label] = round(float(np.clip(least, MIN_THRESHOLD, MAX_THRESHOLD)), 2)
    return chosen
