"""The recipe of the current model: which articles count how much, and the pipeline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import Pipeline

from core.topics.linear import MarginAndCounts
from core.topics.schemes import TopicScheme
from core.topics.taxonomy import ALL_NAMES, CORE_NAMES
from core.topics.text import NewsCleaner, as_document
from core.topics.views import ArticleViews
from core.training.corpora import Row

CORPUS_WEIGHTS: Mapping[str, float] = {
    "bbc-2004": 2.0,
    "guardian-2022": 4.0,
    "cnn-slugs-2022": 0.5,
    "words": 20.0,
    "invented": 4.0,
    "names": 3.0,
}
"""Headlines recovered from addresses count half, our own lines more."""
WHOLE_ARTICLE, WHOLE_WEIGHT = 120, 3.0
"""In any other corpus an article of so many words counts so much, and a shorter text 1."""


THRESHOLDS: Mapping[str, float] = dict.fromkeys(ALL_NAMES, 0.5)
FIVE_THRESHOLDS: Mapping[str, float] = dict.fromkeys(CORE_NAMES, 0.5)


@dataclass(frozen=True)
class CurrentRecipe:
    """Every setting of the current model.

    Chosen on development splits (see `core.training.splits`), never by trying
    values on the held-out sets.
    `headline_weight` is the weight of a second example of each article, its
    title alone, so that the model also learns to read headlines.
    """

    labels: tuple[str, ...] = ALL_NAMES
    min_df: int = 1
    max_features: int = 200_000
    C: float = 0.5
    alpha: float = 0.1
    margin_weight: float = 3.0
    count_weight: float = 1.3
    balance: float = 0.5
    temperature: float = 1.8
    headline_weight: float = 0.5
    opening: int = 60
    opening_weight: float = 0.5
    title_weight: float = 0.5
    corpus_weights: Mapping[str, float] = field(default_factory=lambda: dict(CORPUS_WEIGHTS))
    thresholds: Mapping[str, float] = field(default_factory=lambda: dict(THRESHOLDS))
    min_known_words: int = 3
    min_known_share: float = 0.5
    five_thresholds: Mapping[str, float] = field(default_factory=lambda: dict(FIVE_THRESHOLDS))
    five_sharpness: float = 1.35
    max_outside: float = 0.6
    world_to_politics: float = 0.05

    @property
    def five(self) -> TopicScheme:
        """How the model answers when only the five core topics are asked for."""
        return TopicScheme(
            CORE_NAMES,
            dict(self.five_thresholds),
            self.max_outside,
            self.five_sharpness,
            {"world": {"politics": self.world_to_politics}},
        )

    def to_dict(self) -> dict[str, Any]:
        """The settings as plain values, for the manifest."""
        return asdict(self)


def is_whole(row: Row) -> bool:
    """Whether a row is a whole article and not a headline with a teaser."""
    return len(row.text.split()) >= WHOLE_ARTICLE


def examples(rows: Sequence[Row], recipe: CurrentRecipe) -> tuple[list[str], list[str], Any]:
    """Documents, their topics and weights: each article, and its title once more."""
    documents: list[str] = []
    topics: list[str] = []
    weights: list[float] = []
    for row in rows:
        if row.topic not in ALL_NAMES:
            continue
        weight = recipe.corpus_weights.get(row.corpus) or (WHOLE_WEIGHT if is_whole(row) else 1.0)
        documents.append(as_document(row.title, row.text))
        topics.append(str(row.topic))
        weights.append(weight)
        if row.text and row.title and recipe.headline_weight:
            documents.append(as_document(row.title, ""))
            topics.append(str(row.topic))
            weights.append(weight * recipe.headline_weight)
    return documents, topics, np.array(weights)


def pipeline(recipe: CurrentRecipe, stop_words: Sequence[str], seed: int) -> Pipeline:
    """The pipeline, not fitted yet."""
    vectorizer = TfidfVectorizer(
        lowercase=False,
        token_pattern=r"\S+",
        ngram_range=(1, 2),
        sublinear_tf=True,
        min_df=recipe.min_df,
        max_df=0.5,
        max_features=recipe.max_features,
        dtype=np.float32,
    )
    views = ArticleViews(vectorizer, recipe.opening, recipe.opening_weight, recipe.title_weight)
    layer = MarginAndCounts(
        C=recipe.C,
        alpha=recipe.alpha,
        margin_weight=recipe.margin_weight,
        count_weight=recipe.count_weight,
        balance=recipe.balance,
        temperature=recipe.temperature,
        random_state=seed,
    )
    return Pipeline(
        [
            ("clean", NewsCleaner(stop_words=tuple(stop_words))),
            ("vectorize", views),
            ("classify", layer),
        ]
    )


def fit_current(rows: Sequence[Row], recipe: CurrentRecipe, stop_words: Sequence[str], seed: int) -> Pipeline:
    """Fit the current model on labelled rows."""
    documents, topics, weights = examples(rows, recipe)
    return pipeline(recipe, stop_words, seed).fit(documents, topics, classify__sample_weight=weights)
