"""The recipe of the current model: which articles count how much, and the pipeline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.pipeline import Pipeline

from core.topics.linear import SoftTargetEnsemble
from core.topics.schemes import TopicScheme
from core.topics.taxonomy import CORE_NAMES, LABEL_NAMES, OTHER
from core.topics.vectors import read_vectors
from core.topics.views import ArticleViews
from core.training.data.corpora import Row
from core.training.recipes.calibrate import read_calibration, read_thresholds
from core.training.recipes.shared import documents_of, is_whole, pipeline_of, term_vectorizer

CORE_LABELS = (*CORE_NAMES, OTHER.name)
TOPIC_VECTORS = Path(__file__).parents[1] / "data" / "topic_vectors.npz"
"""What words mean for the topics: as an encoder sees them that learnt hand labels (`scripts/topic_vectors.py`)."""
OWN_WEIGHTS: Mapping[str, float] = {"words": 5.0, "invented": 1.0, "names": 1.0}
"""What a line of our own lexicon counts."""
SECTION_WEIGHTS: Mapping[str, float] = {
    "bbc-2004": 6.0,
    "guardian-2022": 3.0,
    "cnn-slugs-2022": 0.3,
    "us-slugs-2023": 0.1,
}
"""What an article without a hand label counts in corpora that differ from the rest: whole articles, addresses."""


@dataclass(frozen=True)
class CurrentRecipe:
    """Every setting of the current model.

    Chosen on development splits (`python -m benchmarks.recipe` and
    `benchmarks.calibration`), never by trying values on the held-out sets.

    `hand_weight` is what an article counts that was labelled by hand, and
    `section_weight` one whose publisher's section says its topic; a whole
    article counts `whole_weight` times as much.
    `filed_share` is how much of a hand-labelled article goes to the topic that
    its publisher's section says (`whole_filed_share` of a whole article, of
    which the hand label saw the beginning only), and `best_share` how much of the rest its best
    topic gets; all that are accepted share what is left. `headline_weight` is the weight of a second example
    of each article, its title alone, so that the model also learns to read
    headlines.
    `topic_vectors` takes the words' vectors of an encoder that learnt hand labels
    (`TOPIC_VECTORS`), instead of those of the encoder as it was published. What is
    measured on publishers or articles whose labels that encoder learnt does without.
    """

    labels: tuple[str, ...] = LABEL_NAMES
    min_df: int = 2
    max_features: int = 300_000
    penalty: float = 4.0
    alpha: float = 0.1
    count_weight: float = 1.3
    other_offset: float = 2.0
    iterations: int = 60
    meaning_terms: int = 100
    topic_vectors: bool = True
    doubt: float = 0.2
    temperature: float = field(default_factory=lambda: float(read_calibration()["temperature"]))
    hand_weight: float = 6.0
    section_weight: float = 0.3
    whole_weight: float = 3.0
    best_share: float = 0.8
    filed_share: float = 0.05
    whole_filed_share: float = 0.5
    headline_weight: float = 0.5
    opening: int = 60
    opening_weight: float = 0.5
    title_weight: float = 0.5
    own_weights: Mapping[str, float] = field(default_factory=lambda: dict(OWN_WEIGHTS))
    section_weights: Mapping[str, float] = field(default_factory=lambda: dict(SECTION_WEIGHTS))
    thresholds: Mapping[str, float] = field(default_factory=lambda: read_thresholds("thresholds", LABEL_NAMES))
    min_known_words: int = 3
    min_known_share: float = 0.6
    five_thresholds: Mapping[str, float] = field(
        default_factory=lambda: read_thresholds("five_thresholds", CORE_LABELS)
    )
    five_sharpness: float = field(default_factory=lambda: float(read_calibration()["five_sharpness"]))
    world_to_politics: float = 0.05

    def five(self, labels: Sequence[str]) -> TopicScheme | None:
        """How a model of these labels answers when only the core topics are asked for; None if it knows no others."""
        if not set(CORE_NAMES) < set(labels) - {OTHER.name}:
            return None
        core = CORE_LABELS if OTHER.name in labels else CORE_NAMES
        return TopicScheme(
            core,
            {name: self.five_thresholds[name] for name in core},
            sharpness=self.five_sharpness,
            passed_on={"world": {"politics": self.world_to_politics}},
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the settings as plain values, for the manifest."""
        return asdict(self)


class Examples(NamedTuple):
    """What a model is fitted on: documents, their labels, shares of the labels (one column each), and weights."""

    documents: list[str]
    labels: tuple[str, ...]
    targets: Any
    weights: Any


def row_weight(row: Row, recipe: CurrentRecipe) -> float:
    """Return what an article counts: by how far its label can be trusted."""
    own = recipe.own_weights.get(row.corpus)
    if own is not None:
        return own
    weight = recipe.hand_weight if row.accepted else recipe.section_weights.get(row.corpus, recipe.section_weight)
    return weight * (recipe.whole_weight if is_whole(row) else 1.0)


def shares(row: Row, labels: Sequence[str], recipe: CurrentRecipe) -> Any:
    """Return how an article is shared out among the labels: to its topic, or to all that its hand label accepts.

    A little goes to the section's topic: it says which topic comes next where another is the best.
    """
    accepted = [name for name in row.accepted if name in labels] or [str(row.topic)]
    target = np.zeros(len(labels), dtype=np.float32)
    for name in accepted:
        target[labels.index(name)] = (1 - recipe.best_share) / len(accepted)
    target[labels.index(str(row.topic))] += recipe.best_share
    if row.filed in labels:
        filed_share = recipe.whole_filed_share if is_whole(row) else recipe.filed_share
        target *= 1 - filed_share
        target[labels.index(row.filed)] += filed_share
    return target


def examples(rows: Sequence[Row], recipe: CurrentRecipe) -> Examples:
    """Return each article, and its title once more; labels that no article has are left out."""
    served = [row for row in rows if row.topic in recipe.labels]
    present = {row.topic for row in served}
    labels = tuple(name for name in recipe.labels if name in present)
    documents: list[str] = []
    targets, weights = [], []
    for row in served:
        target, weight = shares(row, labels, recipe), row_weight(row, recipe)
        for document, part in documents_of(row, recipe.headline_weight):
            documents.append(document)
            targets.append(target)
            weights.append(weight * part)
    return Examples(documents, labels, np.array(targets), np.array(weights))


def pipeline(recipe: CurrentRecipe, labels: tuple[str, ...], stop_words: Sequence[str]) -> Pipeline:
    """Return the pipeline, not fitted yet."""
    vectors = None
    if recipe.meaning_terms:
        vectors = read_vectors(TOPIC_VECTORS) if recipe.topic_vectors else read_vectors()
    views = ArticleViews(
        term_vectorizer(recipe.min_df, recipe.max_features),
        recipe.opening,
        recipe.opening_weight,
        recipe.title_weight,
        vectors,
        recipe.meaning_terms,
    )
    classifier = SoftTargetEnsemble(
        classes=labels,
        meanings=0 if vectors is None else vectors.dimensions,
        penalty=recipe.penalty,
        alpha=recipe.alpha,
        count_weight=recipe.count_weight,
        temperature=recipe.temperature,
        offsets={OTHER.name: recipe.other_offset},
        iterations=recipe.iterations,
        doubt=recipe.doubt,
    )
    return pipeline_of(stop_words, views, classifier)


def fit_current(rows: Sequence[Row], recipe: CurrentRecipe, stop_words: Sequence[str]) -> Pipeline:
    """Fit the current model on labelled rows; nothing in it is random."""
    learnt = examples(rows, recipe)
    return pipeline(recipe, learnt.labels, stop_words).fit(
        learnt.documents, learnt.targets, classify__sample_weight=learnt.weights
    )
