"""Serving a model: checked before it is loaded, then documents in, predictions out."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import joblib
import numpy as np
import sklearn
from scipy import sparse
from sklearn.pipeline import Pipeline

from core.errors import ModelError, UsageError
from core.topics.manifest import ModelEntry, list_models, read_manifest
from core.topics.schemes import Refusal, TopicScheme
from core.topics.text import as_document
from core.types import Article, Doubt, Prediction, Status

__all__ = ["TopicModel", "list_models", "load_model", "read_manifest"]

BATCH = 256
"""Documents vectorised at once: bounds the memory of a long list."""

STUB_SHARPNESS = 0.6
"""Power to which a stub's probabilities are raised (before they sum to 1 again): below 1 they move together."""

Document = tuple[str | None, str | None]


@dataclass(frozen=True)
class TopicModel:
    """A fitted pipeline with its thresholds; never changed, so safe to share between threads.

    The pipeline has the steps `clean`, `vectorize` and `classify`. Make one
    with `load_model`.
    """

    entry: ModelEntry
    pipeline: Pipeline = field(repr=False)

    @property
    def name(self) -> str:
        """The model's name in the manifest."""
        return self.entry.name

    @property
    def labels(self) -> tuple[str, ...]:
        """What the model tells apart, in the taxonomy's order: topics, and other news where it learnt it."""
        return self.entry.labels

    @property
    def thresholds(self) -> dict[str, float]:
        """For each topic the least probability at which it is shown as fact."""
        return dict(self.entry.thresholds)

    def predict(self, documents: Iterable[Document], topics: int | None = None) -> list[Prediction]:
        """One prediction for each (title, text), in the same order.

        Nothing about a text makes this fail: what is empty, very long or in
        another alphabet gets no answer, with a reason.

        Parameters
        ----------
        topics : int, optional
            How many topics to tell apart, one of `ModelEntry.schemes`; all that the model knows by default.

        Raises
        ------
        ModelError
            If the model cannot tell so many apart.
        """
        scheme = self.entry.scheme(topics)
        texts = [as_document(title, text) for title, text in documents]
        predictions: list[Prediction] = []
        for start in range(0, len(texts), BATCH):
            predictions.extend(self._batch(texts[start : start + BATCH], scheme))
        return predictions

    def predict_one(self, title: str | None, text: str | None, topics: int | None = None) -> Prediction:
        """Return the prediction for one text."""
        return self.predict([(title, text)], topics)[0]

    def predict_article(self, article: Article, topics: int | None = None) -> Prediction:
        """Predict the topic of an article, with less confidence where only its opening was to be had."""
        if article.status is not Status.PARTIAL:
            return self.predict_one(article.title, article.text, topics)
        whole = self.predict_one(article.title, article.text)
        raised = {name: p**STUB_SHARPNESS for name, p in whole.topics.items()}
        total = sum(raised.values())
        tempered = {name: p / total for name, p in raised.items()}
        return self.entry.scheme(topics).recast(replace(whole, topics=tempered))

    def features(self, texts: Sequence[str]) -> tuple[list[list[str]], Any]:
        """For each text its words after cleaning, and the matrix that the classifier sees."""
        cleaned = self.pipeline["clean"].transform(texts)
        vectorizer = self.pipeline["vectorize"]
        words = vectorizer.build_tokenizer()
        return [words(text) for text in cleaned], vectorizer.transform(cleaned)

    def probabilities(self, matrix: Any) -> Any:
        """Probabilities for rows of features, one column for each of `labels`; each row sums to 1.

        Where not one feature is known nothing speaks for any topic: all are equally likely.
        """
        classifier = self.pipeline["classify"]
        columns = [list(classifier.classes_).index(name) for name in self.labels]
        raw = np.asarray(classifier.predict_proba(matrix), dtype=np.float64)[:, columns]
        raw[np.diff(sparse.csr_matrix(matrix).indptr) == 0] = 1.0
        return raw / raw.sum(axis=1, keepdims=True)

    def _batch(self, texts: Sequence[str], scheme: TopicScheme) -> list[Prediction]:
        words, matrix = self.features(texts)
        vocabulary = self.pipeline["vectorize"].vocabulary_
        predictions = []
        for row, document in zip(self.probabilities(matrix).tolist(), words, strict=True):
            n_known = sum(map(vocabulary.__contains__, document))
            share = n_known / len(document) if document else 0.0
            topics = dict(zip(self.labels, row, strict=True))
            predictions.append(scheme.predict(topics, share, self._too_little(len(document), n_known)))
        return predictions

    def _too_little(self, n_words: int, n_known: int) -> Refusal | None:
        """Why there is too little to go by, or None."""
        if n_words == 0:
            return Refusal(Doubt.NO_WORDS, "There are no words here to tell a topic from.")
        if n_known < self.entry.min_known_words:
            sentence = f"The model knows {n_known} of the {n_words} words here: too few to tell a topic from."
            return Refusal(Doubt.TOO_SHORT, sentence)
        if n_known / n_words < self.entry.min_known_share:
            sentence = (
                f"The model knows only {n_known / n_words:.0%} of the words: the text may be in another language."
            )
            return Refusal(Doubt.UNKNOWN_WORDS, sentence)
        return None


def open_model(name: str, artifacts: Path) -> TopicModel:
    """Load the model that a user named.

    Raises
    ------
    UsageError
        If there is no model of this name.
    ModelError
        If it cannot be loaded.
    """
    names = list_models(artifacts)
    if name not in names:
        raise UsageError(f"There is no model {name!r}. There are: {', '.join(names)}.")
    return load_model(name, artifacts)


def load_model(name: str, artifacts: Path) -> TopicModel:
    """Load a model that the manifest lists, after checking it.

    The bytes that are hashed are the bytes that are loaded, so a file that was
    altered, or is exchanged meanwhile, is never unpickled.

    Raises
    ------
    ModelError
        If the manifest or the file is missing or altered, the name is not in
        the manifest, or the file was made by another scikit-learn.
    """
    entry = read_manifest(artifacts).entry(name)
    _check_version(entry)
    path = artifacts / entry.file
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise ModelError(f"The file of the model {name!r} cannot be read: {path} ({problem.strerror}).") from problem
    sha256 = hashlib.sha256(content).hexdigest()
    if sha256 != entry.sha256:
        raise ModelError(
            f"The file {path} is not the one in the manifest (SHA-256 {sha256[:12]}… instead of "
            f"{entry.sha256[:12]}…), so it was not loaded. Restore it, or train again."
        )
    try:
        pipeline = joblib.load(io.BytesIO(content))
    except Exception as problem:
        raise ModelError(f"The model {name!r} cannot be loaded from {path}: {problem}.") from problem
    _check_pipeline(entry, pipeline)
    return TopicModel(entry, pipeline)


def _check_version(entry: ModelEntry) -> None:
    built_with, installed = entry.sklearn.split(".")[:2], sklearn.__version__.split(".")[:2]
    if built_with != installed:
        raise ModelError(
            f"The model {entry.name!r} was made with scikit-learn {entry.sklearn}, and {sklearn.__version__} is "
            f"installed: install scikit-learn {'.'.join(built_with)}, or train again."
        )


def _check_pipeline(entry: ModelEntry, pipeline: object) -> None:
    steps = list(pipeline.named_steps) if isinstance(pipeline, Pipeline) else []
    if steps != ["clean", "vectorize", "classify"]:
        raise ModelError(f"The file of the model {entry.name!r} does not hold a pipeline that Broadsheet can use.")
    assert isinstance(pipeline, Pipeline)  # noqa: S101  (for mypy)
    if sorted(pipeline["classify"].classes_) != sorted(entry.labels):
        raise ModelError(f"The model {entry.name!r} and the manifest do not name the same topics.")
