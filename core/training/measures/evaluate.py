"""Measuring a model on labelled articles."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, NamedTuple

import numpy as np
from sklearn.metrics import brier_score_loss, confusion_matrix, precision_recall_fscore_support

from core.errors import InputError
from core.intervals import wilson
from core.topics.model import TopicModel
from core.topics.schemes import topics_of
from core.topics.taxonomy import ALL_NAMES, CORE_NAMES, OTHER
from core.types import Prediction

BINS = 10
"""Bins of equal width of the calibration curve, and of the expected calibration error."""


@dataclass(frozen=True, slots=True)
class TopicScore:
    """How well one topic is told from the others, by the likeliest topic."""

    topic: str
    precision: float
    recall: float
    f1: float
    support: int


@dataclass(frozen=True, slots=True)
class CalibrationPoint:
    """The articles whose confidence falls in one of the bins: how sure, how often right."""

    low: float
    high: float
    n: int
    confidence: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Figures of one model on one set of labelled articles.

    `accuracy` is that of the likeliest topic over all `n` articles, with its
    95% Wilson interval, `accuracy_top2` how often one of the two likeliest is
    right; `coverage` the share of them that the model dared to answer and
    `accuracy_answered` how often it was right there. `acceptable` is how often
    what is shown is right, over all articles, with its Wilson interval: no
    answer counts as wrong. Where an article has several accepted topics, each
    of them is right. Where no article is labelled as other news or has accepted
    topics, as with publishers' sections, the likeliest topic is that without
    other news; what is shown stays what it is. `confusion`
    has a row for each true topic and a column for each predicted one, in the
    order of `labels`. `macro_f1` is over the topics that occur. `left_out`
    counts rows without a topic or with one that the model does not know.
    """

    model: str
    labels: tuple[str, ...]
    n: int
    left_out: int
    accuracy: float
    accuracy_low: float
    accuracy_high: float
    accuracy_top2: float
    macro_f1: float
    topics: tuple[TopicScore, ...]
    confusion: tuple[tuple[int, ...], ...]
    coverage: float
    accuracy_answered: float
    acceptable: float
    acceptable_low: float
    acceptable_high: float
    brier: float
    ece: float
    calibration: tuple[CalibrationPoint, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the figures as plain values for JSON."""
        return asdict(self)


def evaluate(model: TopicModel, rows: Sequence[Mapping[str, Any]], topics: int | None = None) -> Evaluation:
    """Figures of `model` on rows with title, text and topic, and maybe a list `accepted` of all topics that are right.

    "other" is a label like every topic where the model knows other news. Among
    the core topics, the label of another topic then counts as other news.

    Parameters
    ----------
    topics : int, optional
        How many topics the model is asked to tell apart, one of `ModelEntry.schemes`. By default
        the core ones where no row has any other and the model can, else all it knows.

    Raises
    ------
    InputError
        If no row has one of these topics.
    ModelError
        If the model cannot tell so many apart.
    """
    if topics is None:
        occurring = {name for row in rows for name in (row.get("topic"), *(row.get("accepted") or ()))} & set(
            model.labels
        )
        topics = (
            len(CORE_NAMES)
            if occurring <= {*CORE_NAMES, OTHER.name} and len(CORE_NAMES) in model.entry.schemes
            else None
        )
    asked = question(model.entry.scheme(topics).labels, rows)
    predictions = model.predict([(row.get("title"), row.get("text")) for row in asked.rows], topics)
    return asked.score(model.name, predictions)


class Marks(NamedTuple):
    """What is right about predictions: arrays with an entry for each.

    `right` says whether the likeliest label is right, `confidence` with which probability it was given, `first_two`
    whether one of the two likeliest is right; `answered` whether a label is shown, and `shown` whether a right one is.
    """

    right: Any
    confidence: Any
    first_two: Any
    answered: Any
    shown: Any


@dataclass(frozen=True, slots=True)
class Question:
    """What a model is asked about labelled articles.

    `labels` are those that can be right, `rows` the articles that have one of them, `truth` and
    `accepted` the best and all right labels of each row, and `left_out` counts the other rows.
    """

    labels: tuple[str, ...]
    rows: tuple[Mapping[str, Any], ...]
    truth: tuple[str, ...]
    accepted: tuple[frozenset[str], ...]
    left_out: int

    def score(self, name: str, predictions: Sequence[Prediction]) -> Evaluation:
        """Return the figures of the model of this name from its predictions, one for each row."""
        return score(name, self.labels, self.truth, predictions, left_out=self.left_out, accepted=self.accepted)

    def marks(self, predictions: Sequence[Prediction]) -> Marks:
        """Return what is right about the predictions, one for each row."""
        return _marks([_among(self.labels, prediction) for prediction in predictions], predictions, self.accepted)

    def right(self, predictions: Sequence[Prediction]) -> tuple[Any, Any]:
        """Return for each row whether the likeliest of the labels is right, and with which confidence it was given."""
        marks = self.marks(predictions)
        return marks.right, marks.confidence


def question(labels: tuple[str, ...], rows: Sequence[Mapping[str, Any]]) -> Question:
    """Return what is asked about rows with a topic and maybe accepted topics, of a model with these labels."""
    folds = OTHER.name in labels and any(row.get("topic") == OTHER.name or row.get("accepted") for row in rows)
    asked = labels if folds else topics_of(labels)
    served = tuple(row for row in rows if _label(row.get("topic"), asked) is not None)
    truth = tuple(str(_label(row["topic"], asked)) for row in served)
    accepted = tuple(
        frozenset((true, *filter(None, (_label(name, asked) for name in row.get("accepted") or ()))))
        for true, row in zip(truth, served, strict=True)
    )
    return Question(asked, served, truth, accepted, len(rows) - len(served))


def _label(topic: str | None, labels: Sequence[str]) -> str | None:
    """Return what a label is among these: itself, other news where it is a topic outside them, or None."""
    if topic in labels:
        return topic
    return OTHER.name if OTHER.name in labels and topic in ALL_NAMES else None


def score(
    name: str,
    labels: Sequence[str],
    truth: Sequence[str],
    predictions: Sequence[Prediction],
    *,
    left_out: int = 0,
    accepted: Sequence[Collection[str]] | None = None,
) -> Evaluation:
    """Figures from true topics and predictions, one for one; `accepted` holds for each article all that is right.

    Raises
    ------
    InputError
        If there are none.
    """
    if not truth:
        raise InputError(f"None of the articles has one of the model's topics ({', '.join(labels)}).")
    n = len(truth)
    if accepted is None and OTHER.name not in truth:
        labels = topics_of(tuple(labels))
    accepted = accepted or [{true} for true in truth]
    likeliest = [_among(labels, prediction) for prediction in predictions]
    right, confidence, first_two, answered, shown = _marks(likeliest, predictions, accepted)
    best = [p.best for p in likeliest]
    topics = _topic_scores(labels, truth, best)
    curve = calibration(confidence, right)
    low, high = wilson(int(right.sum()), n)
    shown_low, shown_high = wilson(int(shown.sum()), n)
    present = [topic.f1 for topic in topics if topic.support]
    return Evaluation(
        model=name,
        labels=tuple(labels),
        n=n,
        left_out=left_out,
        accuracy=float(right.mean()),
        accuracy_low=low,
        accuracy_high=high,
        accuracy_top2=float(first_two.mean()),
        macro_f1=float(np.mean(present)),
        topics=topics,
        confusion=tuple(map(tuple, confusion_matrix(truth, best, labels=labels).tolist())),
        coverage=float(answered.mean()),
        accuracy_answered=float(shown[answered].mean()) if answered.any() else 0.0,
        acceptable=float(shown.mean()),
        acceptable_low=shown_low,
        acceptable_high=shown_high,
        brier=_brier(labels, truth, likeliest),
        ece=sum(point.n / n * abs(point.accuracy - point.confidence) for point in curve),
        calibration=curve,
    )


def _marks(
    likeliest: Sequence[Prediction], predictions: Sequence[Prediction], accepted: Sequence[Collection[str]]
) -> Marks:
    """Mark predictions, as they are among the labels that can be right and as they are shown."""
    pairs = list(zip(likeliest, predictions, accepted, strict=True))
    answered = np.array([p.answered and p.topic == p.best for p in predictions], dtype=bool)
    return Marks(
        right=np.array([one.best in own for one, _, own in pairs], dtype=bool),
        confidence=np.array([one.confidence for one in likeliest]),
        first_two=np.array([not {*own}.isdisjoint(one.ranked[:2]) for one, _, own in pairs], dtype=bool),
        answered=answered,
        shown=answered & np.array([p.topic in own for _, p, own in pairs], dtype=bool),
    )


def _among(labels: Sequence[str], prediction: Prediction) -> Prediction:
    """Return a prediction as it is among these labels only: the likeliest, and probabilities that sum to 1."""
    if set(prediction.topics) <= set(labels):
        return prediction
    kept = {name: p for name, p in prediction.topics.items() if name in labels}
    total = sum(kept.values())
    topics = {name: p / total if total else 1 / len(kept) for name, p in kept.items()}
    best = max(topics, key=topics.__getitem__)
    return replace(prediction, best=best, confidence=topics[best], topics=topics)


def calibration(confidence: Any, right: Any) -> tuple[CalibrationPoint, ...]:
    """Return the calibration curve in `BINS` bins of equal width; empty bins are left out."""
    bins = np.minimum((np.asarray(confidence) * BINS).astype(int), BINS - 1)
    points = []
    for number in range(BINS):
        inside = bins == number
        if inside.any():
            points.append(
                CalibrationPoint(
                    low=number / BINS,
                    high=(number + 1) / BINS,
                    n=int(inside.sum()),
                    confidence=float(np.asarray(confidence)[inside].mean()),
                    accuracy=float(np.asarray(right)[inside].mean()),
                )
            )
    return tuple(points)


def _topic_scores(labels: Sequence[str], truth: Sequence[str], best: Sequence[str]) -> tuple[TopicScore, ...]:
    """Score each topic; 0 where a figure has nothing to divide by."""
    columns = precision_recall_fscore_support(truth, best, labels=labels, zero_division=0.0)
    lines = zip(labels, *(column.tolist() for column in columns), strict=True)
    # scikit-learn counts in floats where no topic was predicted rightly.
    return tuple(TopicScore(name, precision, recall, f1, int(n)) for name, precision, recall, f1, n in lines)


def _brier(labels: Sequence[str], truth: Sequence[str], predictions: Sequence[Prediction]) -> float:
    """Mean squared distance between the probabilities and the truth, summed over the topics."""
    codes = {name: code for code, name in enumerate(labels)}
    probabilities = np.array([[p.topics[name] for name in labels] for p in predictions])
    true_codes = [codes[name] for name in truth]
    return float(brier_score_loss(true_codes, probabilities, labels=list(codes.values()), scale_by_half=False))
