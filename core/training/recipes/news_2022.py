"""The recipe of the model of 2022, learnt from publishers' sections alone: what today's model is compared with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.pipeline import Pipeline

from core.topics.linear import LinearEnsemble
from core.topics.schemes import TopicScheme
from core.topics.taxonomy import ALL_NAMES, CORE_NAMES
from core.topics.vectors import read_vectors
from core.topics.views import ArticleViews
from core.training.data.corpora import Row
from core.training.recipes.calibrate import read_calibration, read_thresholds
from core.training.recipes.shared import documents_of, is_whole, pipeline_of, term_vectorizer

FILE = Path(__file__).parent / "news_2022.json"

CORPORA = ("bbc-2004", "cnn-slugs-2022", "feeds-2021", "guardian-2022", "headlines-2022")
"""What there was to learn from."""
CORPUS_WEIGHTS: Mapping[str, float] = {
    "bbc-2004": 2.0,
    "guardian-2022": 2.0,
    "cnn-slugs-2022": 0.5,
    "words": 5.0,
    "invented": 1.0,
    "names": 1.0,
}
"""Headlines recovered from addresses count half, whole articles and our own lines of words more."""
WHOLE_WEIGHT = 2.0
"""What a whole article counts in a corpus without a weight of its own; a shorter text counts 1."""


@dataclass(frozen=True)
class Recipe2022:
    """Every setting of the model of 2022.

    Chosen on development splits of the corpora up to 2022, never by trying values on the held-out
    sets.

    `headline_weight` is the weight of a second example of each article, its
    title alone, so that the model also learns to read headlines.
    """

    labels: tuple[str, ...] = ALL_NAMES
    min_df: int = 1
    max_features: int = 200_000
    C: float = 0.5
    alpha: float = 0.1
    meaning_C: float = 30.0
    margin_weight: float = 3.0
    count_weight: float = 1.3
    meaning_weight: float = 0.55
    meaning_terms: int = 100
    balance: float = 0.5
    temperature: float = field(default_factory=lambda: float(read_calibration(FILE)["temperature"]))
    headline_weight: float = 0.5
    opening: int = 60
    opening_weight: float = 0.5
    title_weight: float = 0.5
    corpus_weights: Mapping[str, float] = field(default_factory=lambda: dict(CORPUS_WEIGHTS))
    thresholds: Mapping[str, float] = field(default_factory=lambda: read_thresholds("thresholds", ALL_NAMES, FILE))
    min_known_words: int = 3
    min_known_share: float = 0.5
    five_thresholds: Mapping[str, float] = field(
        default_factory=lambda: read_thresholds("five_thresholds", CORE_NAMES, FILE)
    )
    five_sharpness: float = field(default_factory=lambda: float(read_calibration(FILE)["five_sharpness"]))
    max_outside: float = 0.6
    world_to_politics: float = 0.05

    def five(self, labels: Sequence[str]) -> TopicScheme | None:
        """How a model of these labels answers when only the core topics are asked for; None if it knows no others."""
        if not set(CORE_NAMES) < set(labels):
            return None
        return TopicScheme(
            CORE_NAMES,
            dict(self.five_thresholds),
            self.max_outside,
            self.five_sharpness,
            {"world": {"politics": self.world_to_politics}},
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the settings as plain values, for the manifest."""
        return asdict(self)


def examples(rows: Sequence[Row], recipe: Recipe2022) -> tuple[list[str], list[str], Any]:
    """Documents, their topics and weights: each article, and its title once more."""
    documents: list[str] = []
    topics: list[str] = []
    weights: list[float] = []
    for row in rows:
        if row.topic not in ALL_NAMES:
            continue
        weight = recipe.corpus_weights.get(row.corpus) or (WHOLE_WEIGHT if is_whole(row) else 1.0)
        for document, part in documents_of(row, recipe.headline_weight):
            documents.append(document)
            topics.append(str(row.topic))
            weights.append(weight * part)
    return documents, topics, np.array(weights)


def pipeline(recipe: Recipe2022, stop_words: Sequence[str], seed: int) -> Pipeline:
    """Return the pipeline, not fitted yet."""
    vectors = read_vectors() if recipe.meaning_weight else None
    views = ArticleViews(
        term_vectorizer(recipe.min_df, recipe.max_features),
        recipe.opening,
        recipe.opening_weight,
        recipe.title_weight,
        vectors,
        recipe.meaning_terms,
    )
    classifier = LinearEnsemble(
        meanings=0 if vectors is None else vectors.dimensions,
        C=recipe.C,
        alpha=recipe.alpha,
        meaning_C=recipe.meaning_C,
        margin_weight=recipe.margin_weight,
        count_weight=recipe.count_weight,
        meaning_weight=recipe.meaning_weight,
        balance=recipe.balance,
        temperature=recipe.temperature,
        random_state=seed,
    )
    return pipeline_of(stop_words, views, classifier)


def fit_2022(rows: Sequence[Row], recipe: Recipe2022, stop_words: Sequence[str], seed: int) -> Pipeline:
    """Fit the model of 2022 on labelled rows."""
    documents, topics, weights = examples(rows, recipe)
    return pipeline(recipe, stop_words, seed).fit(documents, topics, classify__sample_weight=weights)
