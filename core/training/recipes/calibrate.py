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
"""No label is answered below it, whatever the splits say."""
MAX_THRESHOLD = 0.7
"""Threshold of a label whose answers never reach the accuracy, or that was not calibrated yet."""
MIN_ANSWERS = 40
"""Answers that a label's threshold is chosen on."""


@cache
def read_calibration(path: Path = FILE) -> dict[str, Any]:
    """Return the choices as `python -m benchmarks.calibration` wrote them."""
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def read_thresholds(key: str, names: Sequence[str], path: Path = FILE) -> dict[str, float]:
    """Return a threshold for each label; a new one has the strictest until it is calibrated."""
    calibrated = read_calibration(path)[key]
    return {name: calibrated.get(name, MAX_THRESHOLD) for name in names}


def best_power(groups: Sequence[tuple[Any, Any]]) -> float:
    """Return the power to which probabilities are best raised, so that the likeliest is right as often as it says.

    Temperature scaling (Guo et al., 2017): the power is one over the
    temperature. Each group (one development split) counts the same.

    Parameters
    ----------
    groups : sequence of (probabilities, right)
        Probabilities with one row for each article, and an array of bool of the same shape: which labels are right.
    """
    powers = np.geomspace(0.4, 2.5, 64)
    losses = [np.mean([log_loss(probabilities, right, power) for probabilities, right in groups]) for power in powers]
    return round(float(powers[int(np.argmin(losses))]), 3)


def log_loss(probabilities: Any, right: Any, power: float) -> float:
    """Mean negative log-likelihood of the likeliest label's being right, after probabilities were raised to a power."""
    logs = power * np.log(np.clip(probabilities, 1e-9, 1.0))
    logs -= logs.max(axis=1, keepdims=True)
    confidence = np.clip(1 / np.exp(logs).sum(axis=1), 1e-9, 1 - 1e-9)
    likeliest = right[np.arange(len(right)), probabilities.argmax(axis=1)]
    return float(-np.where(likeliest, np.log(confidence), np.log(1 - confidence)).mean())


def choose_thresholds(labels: Sequence[str], probabilities: Any, right: Any, accuracy: float) -> Mapping[str, float]:
    """For each label the least probability from which on at least `accuracy` of its answers are right.

    The risk-coverage trade of selective classification (El-Yaniv and Wiener,
    2010), for each label by itself: as many answers as that accuracy
    allows.

    Parameters
    ----------
    probabilities, right
        As for `best_power`.
    """
    best, confidence = probabilities.argmax(axis=1), probabilities.max(axis=1)
    chosen = {}
    for at, label in enumerate(labels):
        mine = best == at
        order = np.argsort(-confidence[mine], kind="stable")
        share = np.cumsum(right[mine, at][order]) / np.arange(1, mine.sum() + 1)
        sure = np.flatnonzero((share >= accuracy) & (np.arange(len(share)) >= MIN_ANSWERS))
        least = confidence[mine][order][sure[-1]] if len(sure) else MAX_THRESHOLD
        chosen[label] = round(float(np.clip(least, MIN_THRESHOLD, MAX_THRESHOLD)), 2)
    return chosen
