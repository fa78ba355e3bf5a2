"""The figures of a training, as frames: what the Model page draws."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from core.errors import ModelError
from core.topics.manifest import hand_labels_first

FOLDER = "reports"
CANDIDATES = "bbc-2004-candidates.json"
DATA = "data.json"
VALIDATION = "validation.json"


@dataclass(frozen=True)
class SetReport:
    """What was measured on one set of held-out articles.

    Attributes
    ----------
    what : str
        What the set holds, in words.
    evaluation : dict
        Figures as `python -m core evaluate --json` prints them.
    scores, confusion, calibration, thresholds, outside, wrong : DataFrame
        One row a topic; a pair of topics; a bin; a threshold; a topic that
        the model does not have; a wrong article.
    maps : dict of str to DataFrame
        Points in the plane by method.
    """

    what: str
    evaluation: dict[str, Any]
    scores: pd.DataFrame
    confusion: pd.DataFrame
    calibration: pd.DataFrame
    thresholds: pd.DataFrame
    outside: pd.DataFrame
    wrong: pd.DataFrame
    maps: dict[str, pd.DataFrame]


def read_reports(artifacts: Path, model: str, topics: int) -> dict[str, SetReport]:
    """Return the reports of one model, asked for so many topics, by the name of the held-out set.

    Raises
    ------
    ModelError
        If the file is missing or cannot be understood.
    """
    content = _content(artifacts / FOLDER / f"{model}.json")
    try:
        sets = content["sets"]
        return {
            name: _set_report(sets[name].get("what", name), sets[name]["schemes"][str(topics)], sets[name]["map"])
            for name in hand_labels_first(sets)
        }
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise ModelError(f"The report of the model {model!r} cannot be understood: train again.") from problem


def read_candidates(artifacts: Path) -> pd.DataFrame:
    """Return the original's candidates and ours, one a row.

    Columns: candidate, published, test, train and cv (accuracies), params,
    iterations, seconds, n_test.

    Raises
    ------
    ModelError
        If the file is missing or cannot be understood.
    """
    content = _content(artifacts / FOLDER / CANDIDATES)
    frame = pd.DataFrame(content.get("candidates", []))
    return frame.assign(n_test=content.get("n_test", 0))


@dataclass(frozen=True)
class DataReport:
    """What the training data holds.

    Attributes
    ----------
    counts : DataFrame
        corpus, publisher, topic, n and the quartiles of the length in words:
        lower, median, upper.
    marking : dict of str to list of str
        For each topic the words with the highest chi-squared.
    labels : dict of str to DataFrame
        Agreement of sections and hand labels by `topics` and by `publishers`: name, n, best, accepted, low, high.
    """

    counts: pd.DataFrame
    marking: dict[str, list[str]]
    labels: dict[str, pd.DataFrame]


def read_data(artifacts: Path) -> DataReport:
    """Return the exploration of the training data.

    Raises
    ------
    ModelError
        If the file is missing or cannot be understood.
    """
    content = _content(artifacts / FOLDER / DATA)
    labels = {kind: pd.DataFrame(lines) for kind, lines in content.get("labels", {}).items()}
    return DataReport(pd.DataFrame(content.get("counts", [])), dict(content.get("marking", {})), labels)


@dataclass(frozen=True)
class ValidationReport:
    """How the recipe did in the three validations.

    Attributes
    ----------
    rows : DataFrame
        kind ("same time", "later", "never seen"), set, what (the set in
        words), topics, train, and the figures of `core.training.measures.validate`.
    learning : DataFrame
        The same for parts of the training articles, with `share`.
    folds : list of float
        Accuracies of ten folds of the BBC articles of 2004-05.
    years : DataFrame
        model, year, set, what, n, accuracy with its interval, `unknown` (share
        of words that the model does not know).
    """

    rows: pd.DataFrame
    learning: pd.DataFrame
    folds: list[float]
    years: pd.DataFrame


def read_validation(artifacts: Path) -> ValidationReport:
    """Return the validations of the current recipe.

    Raises
    ------
    ModelError
        If the file is missing or cannot be understood.
    """
    content = _content(artifacts / FOLDER / VALIDATION)
    rows, learning, years = (pd.DataFrame(content.get(name, [])) for name in ("rows", "learning", "years"))
    return ValidationReport(_named(rows), _named(learning), list(content.get("folds", [])), _named(years))


def _named(frame: pd.DataFrame) -> pd.DataFrame:
    """Return sets without words keep their names."""
    return frame if "what" in frame or frame.empty else frame.assign(what=frame["set"])


def _content(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise ModelError(f"The report {path.name} cannot be read: train again, or restore the file.") from problem
    if not isinstance(content, dict):
        raise ModelError(f"The report {path.name} cannot be understood: train again.")
    return content


def _set_report(what: str, value: dict[str, Any], maps: dict[str, Any]) -> SetReport:
    evaluation = value["evaluation"]
    labels = evaluation["labels"]
    return SetReport(
        what=what,
        evaluation=evaluation,
        scores=pd.DataFrame(evaluation["topics"]),
        confusion=pd.DataFrame(
            [
                {"truth": truth, "predicted": predicted, "count": count}
                for truth, row in zip(labels, evaluation["confusion"], strict=True)
                for predicted, count in zip(labels, row, strict=True)
            ]
        ),
        calibration=pd.DataFrame(evaluation["calibration"]).rename(columns={"n": "count"}),
        thresholds=pd.DataFrame(value["thresholds"]),
        outside=pd.DataFrame(value["outside"], columns=["topic", "n", "other"]),
        wrong=pd.DataFrame(value["wrong"]),
        maps={name: pd.DataFrame(points) for name, points in maps.items()},
    )
