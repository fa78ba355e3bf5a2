"""The original's six kinds of model, compared on its features and its split."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator
from sklearn.dummy import DummyClassifier
from sklearn.ensemble import GradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, RandomizedSearchCV, ShuffleSplit
from sklearn.naive_bayes import MultinomialNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import SVC

from core.topics.taxonomy import CORE_NAMES
from core.training.data.corpora import Row
from core.training.measures.evaluate import evaluate
from core.training.measures.validate import measured_model
from core.training.recipes.bbc_2004 import SVM, SplitFeatures
from core.training.recipes.current import CurrentRecipe

FOLDS = 3
TODAYS = "today's recipe"
GRID_SHARE = 0.33
PUBLISHED = {
    "gradient boosting": 0.94,
    "logistic regression": 0.94,
    "svm": 0.94,
    "multinomial naive bayes": 0.93,
    "k nearest neighbours": 0.92,
    "random forest": 0.92,
    "majority class": 0.23,
}
"""Accuracies on the test split that the original published."""

JOBS = 2

# What a search with seed 8 found best.
GRADIENT_BOOSTING: Mapping[str, Any] = {
    "learning_rate": 0.3,
    "max_depth": 5,
    "max_features": "sqrt",
    "min_samples_leaf": 4,
    "n_estimators": 200,
    "subsample": 1.0,
}
RANDOM_FOREST: Mapping[str, Any] = {
    "bootstrap": False,
    "max_features": "log2",
    "min_samples_split": 5,
    "n_estimators": 600,
}

Grid = Callable[[Mapping[str, Any]], dict[str, list[Any]]]


@dataclass(frozen=True)
class Candidate:
    """One kind of model: how to make it, what to search, and the settings that were found best.

    `space` is sampled `iterations` times; `around` makes the small grid that
    is then gone through around the best sample.
    """

    name: str
    make: Callable[[int], BaseEstimator]
    best: Mapping[str, Any]
    space: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    iterations: int = 0
    around: Grid = lambda best: {key: [value] for key, value in best.items()}


@dataclass(frozen=True, slots=True)
class CandidateResult:
    """How one candidate did; accuracies from 0 to 1.

    `published` is what the original reported on its test split, `cv` the mean
    over the folds of the last search (None without one).
    """

    candidate: str
    published: float | None
    test: float
    train: float
    cv: float | None
    params: Mapping[str, Any]
    iterations: int
    seconds: float

    def to_dict(self) -> dict[str, Any]:
        """Return the result as plain values for JSON."""
        return {**asdict(self), "params": {key: _plain(value) for key, value in sorted(self.params.items())}}


def _near(value: float, *factors: float) -> list[float]:
    return [round(value * factor, 6) for factor in factors]


CANDIDATES: tuple[Candidate, ...] = (
    Candidate(
        "gradient boosting",
        lambda seed: GradientBoostingClassifier(random_state=seed),
        GRADIENT_BOOSTING,
        {
            "n_estimators": [100, 200, 400],
            "learning_rate": [0.05, 0.1, 0.3],
            "max_depth": [3, 5, 10],
            "subsample": [0.5, 1.0],
            "max_features": ["sqrt"],
            "min_samples_leaf": [1, 4],
        },
        10,
        lambda best: {**_fixed(best), "learning_rate": _near(best["learning_rate"], 0.7, 1, 1.4)},
    ),
    Candidate(
        "logistic regression",
        lambda seed: LogisticRegression(max_iter=2000, random_state=seed),
        {"C": 5.0, "class_weight": "balanced"},
        {"C": np.geomspace(0.05, 50, 40).tolist(), "class_weight": ["balanced", None]},
        50,
        lambda best: {**_fixed(best), "C": _near(best["C"], 0.6, 0.8, 1, 1.25, 1.6)},
    ),
    Candidate(
        "svm",
        lambda seed: SVC(random_state=seed),
        SVM,
        {
            "kernel": ["linear", "rbf", "poly"],
            "C": np.geomspace(0.03, 30, 16).tolist(),
            "gamma": ["scale", 0.1, 0.3, 1.0, 3.0],
            "degree": [1, 2, 3],
        },
        50,
        lambda best: {**_fixed(best), "C": _near(best["C"], 0.6, 0.8, 1, 1.25, 1.6)},
    ),
    Candidate(
        "multinomial naive bayes",
        lambda seed: MultinomialNB(),
        {"alpha": 0.082873},
        {"alpha": np.geomspace(0.001, 3, 30).tolist()},
        30,
        lambda best: {"alpha": _near(best["alpha"], 0.6, 0.8, 1, 1.25, 1.6)},
    ),
    Candidate(
        "k nearest neighbours",
        lambda seed: KNeighborsClassifier(),
        {"n_neighbors": 13, "weights": "distance"},
        {"n_neighbors": list(range(1, 101)), "weights": ["uniform", "distance"]},
        50,
        lambda best: {**_fixed(best), "n_neighbors": sorted({max(1, best["n_neighbors"] + d) for d in range(-4, 5)})},
    ),
    Candidate(
        "random forest",
        lambda seed: RandomForestClassifier(random_state=seed),
        RANDOM_FOREST,
        {
            "n_estimators": [200, 400, 800],
            "max_features": ["sqrt", "log2"],
            "max_depth": [20, 40, 80, None],
            "min_samples_split": [2, 5, 10],
            "min_samples_leaf": [1, 2, 4],
            "bootstrap": [True, False],
        },
        16,
        lambda best: {**_fixed(best), "n_estimators": sorted({best["n_estimators"], 600})},
    ),
    Candidate("majority class", lambda seed: DummyClassifier(strategy="most_frequent"), {}),
)


def todays(train: Sequence[Row], test: Sequence[Row], stop_words: Sequence[str], seed: int) -> CandidateResult:
    """Return the recipe of the current model, on the candidates' split and on nothing else."""
    start = time.perf_counter()
    model = measured_model(train, CurrentRecipe(labels=CORE_NAMES), stop_words)
    return CandidateResult(
        candidate=TODAYS,
        published=None,
        test=evaluate(model, [row.to_dict() for row in test]).accuracy,
        train=evaluate(model, [row.to_dict() for row in train]).accuracy,
        cv=None,
        params={},
        iterations=0,
        seconds=round(time.perf_counter() - start, 1),
    )


def compare(data: SplitFeatures, *, search: bool, seed: int, progress: Callable[[str], None]) -> list[CandidateResult]:
    """Fit every candidate on the training side and measure it on both sides.

    Parameters
    ----------
    search : bool
        Search the settings first: randomized over 3 folds, then a grid around
        the best over 3 shuffled splits. Otherwise the stored settings are used.
    """
    results = []
    for candidate in CANDIDATES:
        results.append(_run(candidate, data, search and bool(candidate.space), seed))
        done = results[-1]
        progress(f"{done.candidate}: {done.test:.4f} on the test split, {done.train:.4f} on training")
    return results


def _run(candidate: Candidate, data: SplitFeatures, search: bool, seed: int) -> CandidateResult:
    start = time.perf_counter()
    params, cv = _search(candidate, data, seed) if search else (dict(candidate.best), None)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = candidate.make(seed).set_params(**params).fit(data.train, data.train_topics)
    return CandidateResult(
        candidate=candidate.name,
        published=PUBLISHED.get(candidate.name),
        test=float(model.score(data.test, data.test_topics)),
        train=float(model.score(data.train, data.train_topics)),
        cv=cv,
        params=params,
        iterations=candidate.iterations if search else 0,
        seconds=round(time.perf_counter() - start, 1),
    )


def _search(candidate: Candidate, data: SplitFeatures, seed: int) -> tuple[dict[str, Any], float]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sampled = RandomizedSearchCV(
            candidate.make(seed), candidate.space, n_iter=candidate.iterations, cv=FOLDS, n_jobs=JOBS, random_state=seed
        ).fit(data.train, data.train_topics)
        splits = ShuffleSplit(n_splits=FOLDS, test_size=GRID_SHARE, random_state=seed)
        grid = GridSearchCV(candidate.make(seed), candidate.around(sampled.best_params_), cv=splits, n_jobs=JOBS)
        grid.fit(data.train, data.train_topics)
    return dict(grid.best_params_), float(grid.best_score_)


def _fixed(best: Mapping[str, Any]) -> dict[str, list[Any]]:
    return {key: [value] for key, value in best.items()}


def _plain(value: Any) -> Any:
    return value.item() if isinstance(value, np.generic) else value
