"""Calibration and thresholds, chosen on development splits and kept in a file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

FILE = Path(__file__).parent / "calibration.json"
LEAST_THRESHOLD, MOST_THRESHOLD = 0.4, 0.7
FEWEST = 40
"""Answers that a topic's threshold is chosen on."""


@cache
def read_calibration(path: Path = FILE) -> dict[str, Any]:
    """The choices as `python -m benchmarks.calibration` wrote them."""
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def best_power(groups: Sequence[tuple[Any, Any]]) -> float:
    """The power to which probabilities are best raised, so that they are calibrated over all groups alike.

    Temperature scaling (Guo et al., 2017): the power is one over the
    temperature. Each group (one development split) counts the same.

    Parameters
    ----------
    groups : sequence of (probabilities, truth)
        Probabilities with one row for each article, and the column of its true topic.
    """
    powers = np.geomspace(0.4, 2.5, 64)
    losses = [np.mean([log_loss(given, truth, power) for given, truth in groups]) for power in powers]
    return round(float(powers[int(np.argmin(losses))]), 3)


def log_loss(given: Any, truth: Any, power: float) -> float:
    """Mean negative log-likelihood of the truth after the probabilities were raised to a power."""
    logs = power * np.log(np.clip(given, 1e-9, 1.0))
    logs -= logs.max(axis=1, keepdims=True)
    logs -= np.log(np.exp(logs).sum(axis=1, keepdims=True))
    return float(-logs[np.arange(len(truth)), truth].mean())


def choose_thresholds(
    labels: Sequence[str], given: Any, truth: Any, weights: Any, wanted: float
) -> Mapping[str, float]:
    """For each topic the least probability from which on at least `wanted` of its answers are right.

    The risk-coverage trade of selective classification (El-Yaniv and Wiener,
    2010), for each topic by itself: as many answers as the wanted accuracy
    allows.

    Parameters
    ----------
    given, truth
        As for `best_power`, of all splits together.
    weights : ndarray
        What each article counts.
    """
    best, confidence = given.argmax(axis=1), given.max(axis=1)
    chosen = {}
    for at, label in enumerate(labels):
        mine = best == at
        order = np.argsort(-confidence[mine], kind="stable")
        right = (truth[mine] == at)[order] * weights[mine][order]
        share = np.cumsum(right) / np.cumsum(weights[mine][order])
        sure = np.flatnonzero((share >= wanted) & (np.arange(len(share)) >= FEWEST))
        least = confidence[mine][order][sure[-1]] if len(sure) else MOST_THRESHOLD
        chosen[label] = round(float(np.clip(least, LEAST_THRESHOLD, MOST_THRESHOLD)), 2)
    return chosen
