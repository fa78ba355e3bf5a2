"""The figures of a training, as frames: what the Model page draws."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from core.errors import ModelError

FOLDER = "reports"
CANDIDATES = "bbc-2004-candidates.json"


@dataclass(frozen=True)
class SetReport:
    """What was measured on one set of held-out articles.

    Attributes
    ----------
    evaluation : dict
        Figures as `python -m core evaluate --json` prints them.
    scores, confusion, calibration, thresholds, outside, wrong : DataFrame
        One row a topic; a pair of topics; a bin; a threshold; a topic that
        the model does not have; a wrong article.
    maps : dict of str to DataFrame
        Points in the plane by method.
    """

    evaluation: dict[str, Any]
    scores: pd.DataFrame
    confusion: pd.DataFrame
    calibration: pd.DataFrame
    thresholds: pd.DataFrame
    outside: pd.DataFrame
    wrong: pd.DataFrame
    maps: dict[str, pd.DataFrame]


def read_reports(artifacts: Path, model: str) -> dict[str, SetReport]:
    """The reports of one model by the name of the held-out set.

    Raises
    ------
    ModelError
        If the file is missing or cannot be understood.
    """
    content = _content(artifacts / FOLDER / f"{model}.json")
    try:
        return {name: _set_report(value) for name, value in content["sets"].items()}
    except (KeyError, TypeError, ValueError) as problem:
        raise ModelError(f"The report of the model {model!r} cannot be understood: train again.") from problem


def read_candidates(artifacts: Path) -> pd.DataFrame:
    """The original's candidates: candidate, published, test, train, cv (accuracies), n_test, params.

    Raises
    ------
    ModelError
        If the file is missing or cannot be understood.
    """
    content = _content(artifacts / FOLDER / CANDIDATES)
    frame = pd.DataFrame(content.get("candidates", []))
    return frame.assign(n_test=content.get("n_test", 0))


def _content(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise ModelError(f"The report {path.name} cannot be read: train again, or restore the file.") from problem
    if not isinstance(content, dict):
        raise ModelError(f"The report {path.name} cannot be understood: train again.")
    return content


def _set_report(value: dict[str, Any]) -> SetReport:
    found = value["evaluation"]
    labels = found["labels"]
    return SetReport(
        evaluation=found,
        scores=pd.DataFrame(found["topics"]),
        confusion=pd.DataFrame(
            [
                {"truth": truth, "predicted": said, "count": count}
                for truth, row in zip(labels, found["confusion"], strict=True)
                for said, count in zip(labels, row, strict=True)
            ]
        ),
        calibration=pd.DataFrame(found["calibration"]).rename(columns={"n": "count"}),
        thresholds=pd.DataFrame(value["thresholds"]),
        outside=pd.DataFrame(value["outside"], columns=["topic", "n", "other"]),
        wrong=pd.DataFrame(value["wrong"]),
        maps={name: pd.DataFrame(points) for name, points in value["map"].items()},
    )
