"""The table of a model's errors: read, checked against the model that it was measured on, and written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from core.analysis.shares.correction import Correction, sampling_only
from core.errors import ModelError
from core.topics.manifest import ModelEntry
from core.topics.schemes import TopicScheme
from core.topics.taxonomy import UNSURE

FILE = "share-errors.json"
"""Name of the table in the folder of artifacts."""
FORMAT = 1
DIGITS = 5
"""Decimals of the figures in the file."""


@dataclass(frozen=True)
class ShareErrors:
    """What is known of a model's errors, for one number of topics.

    `probabilities` leads from the mean probabilities of articles to shares, `answers` from how
    often each answer was given (with `unsure`), where only those were kept.
    """

    probabilities: Correction
    answers: Correction

    @property
    def measured(self) -> bool:
        """Whether the model's errors are known: intervals hold sampling alone where they are not."""
        return self.probabilities.measured


def unmeasured(scheme: TopicScheme) -> ShareErrors:
    """Return what serves for a model whose errors were not measured: shares as they are, sampling alone."""
    return _unmeasured(scheme.labels)


@lru_cache(maxsize=8)
def _unmeasured(labels: tuple[str, ...]) -> ShareErrors:
    plain = sampling_only(labels)
    return ShareErrors(plain, plain)


def read_share_errors(artifacts: Path, entry: ModelEntry, scheme: TopicScheme) -> ShareErrors:
    """Return what is known of a model's errors among the topics of a scheme; the same object while the table is.

    A table that was measured on another file of a model, or for other labels, says nothing about
    this one and is not used.

    Raises
    ------
    ModelError
        If the table cannot be read.
    """
    path = artifacts / FILE
    try:
        errors = _measured(path, path.stat().st_mtime_ns, entry.sha256, len(scheme.topics))
    except FileNotFoundError:
        return unmeasured(scheme)
    if errors is None or errors.probabilities.inputs != scheme.labels or errors.answers.inputs[-1] != UNSURE.name:
        return unmeasured(scheme)
    return errors


def write_share_errors(
    artifacts: Path, entry: ModelEntry, schemes: Mapping[int, ShareErrors], about: Mapping[str, Any]
) -> Path:
    """Write the table of a model's errors beside the model; `about` says what it was measured on."""
    content = {
        "format": FORMAT,
        "model": entry.name,
        "sha256": entry.sha256,
        **about,
        "schemes": {
            str(topics): {"probabilities": _plain(errors.probabilities), "answers": _plain(errors.answers)}
            for topics, errors in schemes.items()
        },
    }
    path = artifacts / FILE
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    return path


@lru_cache(maxsize=8)
def _measured(path: Path, _changed: int, sha256: str, topics: int) -> ShareErrors | None:
    """Return what the file holds for a model and a number of topics, read once for each time it was changed."""
    try:
        content: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if content["format"] != FORMAT or content["sha256"] != sha256:
            return None
        own = content["schemes"].get(str(topics))
        return None if own is None else ShareErrors(_correction(own["probabilities"]), _correction(own["answers"]))
    except (OSError, KeyError, TypeError, ValueError, AttributeError) as problem:
        raise ModelError(_unreadable(path, problem)) from problem


def _unreadable(path: Path, problem: Exception) -> str:
    return f"The table of the model's errors {path} cannot be used ({problem}): restore it, or delete it."


def _plain(correction: Correction) -> dict[str, Any]:
    return {
        "inputs": list(correction.inputs),
        "shares": list(correction.shares),
        "matrix": np.round(correction.matrix, DIGITS).tolist(),
        "spread": np.round(correction.spread, DIGITS).tolist(),
        "sampling": np.round(correction.sampling, DIGITS).tolist(),
        "moving": round(correction.moving, DIGITS),
        "critical": round(correction.critical, DIGITS),
        "critical_all": round(correction.critical_all, DIGITS),
    }


def _correction(content: Mapping[str, Any]) -> Correction:
    """Return a correction from the file.

    Raises
    ------
    ValueError
        If its parts do not fit each other, or a figure is no number.
    """
    inputs, shares = tuple(content["inputs"]), tuple(content["shares"])
    matrix, spread, sampling = (np.asarray(content[key], dtype=float) for key in ("matrix", "spread", "sampling"))
    if matrix.shape != (len(inputs), len(shares)) or not spread.shape == sampling.shape == (len(shares),):
        raise ValueError("its parts do not have the same topics")
    moving, critical, critical_all = (float(content[key]) for key in ("moving", "critical", "critical_all"))
    if not all(np.isfinite(part).all() for part in (matrix, spread, sampling, [moving, critical, critical_all])):
        raise ValueError("it holds what is no number")
    return Correction(inputs, shares, matrix, spread, sampling, moving, critical, critical_all)
