"""What the recipe says of hand-labelled articles when it never saw their publisher."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from zlib import crc32

import numpy as np

from core.analysis.shares.table import ShareErrors
from core.errors import TrainingError
from core.topics.model import TopicModel
from core.topics.schemes import TopicScheme
from core.topics.taxonomy import OTHER, UNSURE
from core.training.data.corpora import Row
from core.training.measures.share_errors import Sample, learn

FOLDS = 4
"""Parts into which publishers are divided; each is predicted by a model of the others."""


@dataclass(frozen=True)
class CrossFitted:
    """Hand-labelled articles with what a model without their publisher says, among the topics of one scheme.

    All are arrays with an entry an article; `probabilities` has a column for each of `labels`, `shown`
    is what a reader would see, `truth` the best topic of the hand label among these topics.
    """

    labels: np.ndarray
    publishers: np.ndarray
    dates: np.ndarray
    corpora: np.ndarray
    truth: np.ndarray
    probabilities: np.ndarray
    shown: np.ndarray

    @property
    def shares(self) -> tuple[str, ...]:
        """The topics, and other news."""
        return (*(name for name in self.labels.tolist() if name != OTHER.name), OTHER.name)

    @property
    def one_hot(self) -> np.ndarray:
        """A row an article, 1 in the column of its true topic."""
        return np.asarray(self.truth[:, None] == np.array(self.shares), dtype=float)

    @property
    def answers(self) -> np.ndarray:
        """A row an article, 1 in the column of what is shown: `shares` and "unsure"."""
        return np.asarray(self.shown[:, None] == np.array((*self.shares, UNSURE.name)), dtype=float)

    def by_publisher(self) -> dict[str, np.ndarray]:
        """Return the places of each publisher's articles, in the order of their dates."""
        order = np.argsort(self.dates, kind="stable")
        places: dict[str, list[int]] = defaultdict(list)
        for at in order.tolist():
            places[str(self.publishers[at])].append(at)
        return {publisher: np.array(at) for publisher, at in places.items()}

    def save(self, path: Path) -> None:
        """Write all arrays into one file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(path, **{field.name: getattr(self, field.name) for field in fields(self)})


def load_cross_fitted(path: Path) -> CrossFitted:
    """Read what `CrossFitted.save` wrote.

    Raises
    ------
    TrainingError
        If the file cannot be read.
    """
    try:
        with np.load(path, allow_pickle=False) as arrays:
            return CrossFitted(**{field.name: arrays[field.name] for field in fields(CrossFitted)})
    except (OSError, ValueError, KeyError) as problem:
        raise TrainingError(f"The cross-fitted predictions {path} cannot be read: {problem}.") from problem


def cross_fit(
    rows: Sequence[Row],
    own: Sequence[Row],
    fit: Callable[[Sequence[Row]], TopicModel],
    progress: Callable[[str], None],
) -> dict[int, CrossFitted]:
    """Predict each hand-labelled row by a model that was trained without its publisher.

    Parameters
    ----------
    rows : sequence of Row
        Articles to train with; those with a hand label (`accepted`) are predicted.
    own : sequence of Row
        Lines of the lexicon, which every model is trained with.
    fit : callable
        Trains a model on rows.
    progress : callable
        Takes a sentence now and then.

    Returns
    -------
    dict of int to CrossFitted
        By number of topics.
    """
    folds = np.array([crc32(publisher_of(row).encode()) % FOLDS for row in rows])
    measured: list[Row] = []
    parts: dict[int, list[CrossFitted]] = defaultdict(list)
    for fold in range(FOLDS):
        model = fit([*(row for row, own_fold in zip(rows, folds, strict=True) if own_fold != fold), *own])
        asked = [row for row, at in zip(rows, folds, strict=True) if at == fold and row.accepted]
        measured.extend(asked)
        for topics in model.entry.schemes:
            parts[topics].append(_predicted(model, asked, topics))
        progress(f"{len(asked)} articles of publishers never seen are predicted, part {fold + 1} of {FOLDS}")
    return {topics: _joined(of_folds) for topics, of_folds in parts.items()}


def publisher_of(row: Row) -> str:
    """Return the publisher of a row; its corpus where that is not known."""
    return row.publisher if row.publisher not in ("", "?") else row.corpus


def learn_share_errors(cross_fitted: CrossFitted, without: frozenset[str] = frozenset()) -> ShareErrors:
    """Learn the corrections of probabilities and of answers, from publishers other than those of `without`."""
    truth, answers = cross_fitted.one_hot, cross_fitted.answers
    places = {name: at for name, at in cross_fitted.by_publisher().items() if name not in without}

    def samples(said: np.ndarray) -> Mapping[str, Sample]:
        return {publisher: Sample(said[at], truth[at]) for publisher, at in places.items()}

    labels, shares = tuple(cross_fitted.labels.tolist()), cross_fitted.shares
    return ShareErrors(
        learn(samples(cross_fitted.probabilities.astype(float)), labels, shares),
        learn(samples(answers), (*shares, UNSURE.name), shares),
    )


def _predicted(model: TopicModel, rows: Sequence[Row], topics: int) -> CrossFitted:
    scheme: TopicScheme = model.entry.scheme(topics)
    predictions = model.predict([(row.title, row.text) for row in rows], topics)
    return CrossFitted(
        labels=np.array(scheme.labels),
        publishers=np.array([publisher_of(row) for row in rows]),
        dates=np.array([row.date for row in rows]),
        corpora=np.array([row.corpus for row in rows]),
        truth=np.array([row.accepted[0] if row.accepted[0] in scheme.topics else OTHER.name for row in rows]),
        probabilities=np.array(
            [[p.topics[name] for name in scheme.labels] for p in predictions], dtype=np.float32
        ).reshape(len(rows), len(scheme.labels)),
        shown=np.array([p.shown for p in predictions]),
    )


def _joined(parts: Sequence[CrossFitted]) -> CrossFitted:
    together = {
        field.name: np.concatenate([getattr(part, field.name) for part in parts])
        for field in fields(CrossFitted)
        if field.name != "labels"
    }
    return CrossFitted(labels=parts[0].labels, **together)
