"""Which words decided a prediction, and how much of a text the model knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from scipy import sparse

from core.topics.model import TopicModel
from core.topics.text import as_document
from core.types import Prediction


class Term(NamedTuple):
    """A word or pair of words with its weight: above 0 speaks for the topic, below against it."""

    term: str
    weight: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """The words for and against a topic in one text, the weightiest first.

    `known_words` is the share of the text's words that the model knows.
    """

    topic: str
    for_: tuple[Term, ...]
    against: tuple[Term, ...]
    known_words: float
    prediction: Prediction


def explain(
    model: TopicModel, title: str | None, text: str | None, topic: str | None = None, n: int = 10
) -> Explanation:
    """Return the `n` terms that speak most for a topic, and the `n` that speak most against it.

    For a linear classifier the weight of a term is its TF-IDF value times what
    it adds to the topic beyond what it adds to the average topic. For another
    it is how much the log-odds of the topic fall when the term is taken out.

    Parameters
    ----------
    topic : str, optional
        One of the model's labels; the likeliest topic by default.

    Raises
    ------
    KeyError
        If the model does not know the topic.
    """
    prediction = model.predict_one(title, text)
    topic = prediction.best if topic is None else topic
    terms = all_terms(model, title, text, topic)
    return Explanation(
        topic=topic,
        for_=tuple(term for term in terms if term.weight > 0)[:n],
        against=tuple(term for term in reversed(terms) if term.weight < 0)[:n],
        known_words=prediction.known_words,
        prediction=prediction,
    )


def all_terms(model: TopicModel, title: str | None, text: str | None, topic: str) -> list[Term]:
    """Every known term of a text with its weight, what speaks most for the topic first.

    Raises
    ------
    KeyError
        If the model does not know the topic.
    """
    if topic not in model.labels:
        raise KeyError(topic)
    _, matrix = model.features([as_document(title, text)])
    row = sparse.csr_matrix(matrix)
    if _is_linear(model):
        terms = row[:, : len(model.pipeline["vectorize"].vocabulary_)]
        return _terms(model, terms.indices, _linear(model, row, terms, topic))
    return _terms(model, row.indices, _occlusion(model, row, topic))


def _is_linear(model: TopicModel) -> bool:
    coef = getattr(model.pipeline["classify"], "coef_", None)
    return coef is not None and np.shape(coef)[0] == len(model.labels)


def _linear(model: TopicModel, row: Any, terms: Any, topic: str) -> Any:
    """Return what each term adds to the topic, as itself and by its meaning, beyond the average topic."""
    classifier, vectorizer = model.pipeline["classify"], model.pipeline["vectorize"]
    coef = np.asarray(classifier.coef_, dtype=np.float64)
    lean = coef[list(classifier.classes_).index(topic)] - coef.mean(axis=0)
    weights = terms.data * lean[terms.indices]
    if coef.shape[1] > terms.shape[1]:
        weights = weights + vectorizer.meaning_parts(row) @ lean[terms.shape[1] :]
    return weights


def _occlusion(model: TopicModel, row: Any, topic: str) -> Any:
    at = model.labels.index(topic)
    before = _log_odds(model.probabilities(row))[0, at]
    n_terms = len(row.indices)
    if not n_terms:
        return np.zeros(0)
    values = np.tile(row.data, (n_terms, 1)) * (1 - np.eye(n_terms))
    lengths = np.linalg.norm(values, axis=1, keepdims=True)
    values = values / np.where(lengths == 0, 1, lengths)
    matrix = sparse.lil_matrix((n_terms, row.shape[1]))
    matrix[:, row.indices] = values
    return before - _log_odds(model.probabilities(matrix.tocsr()))[:, at]


def _log_odds(probabilities: Any) -> Any:
    safe = np.clip(probabilities, 1e-12, 1 - 1e-12)
    return np.log(safe / (1 - safe))


def _terms(model: TopicModel, columns: Sequence[int], weights: Any) -> list[Term]:
    """Terms with their weights, the greatest first; ties in the order of the alphabet."""
    present = set(np.asarray(columns).tolist())
    names = {at: term for term, at in model.pipeline["vectorize"].vocabulary_.items() if at in present}
    terms = [Term(names[at], float(weight)) for at, weight in zip(columns, weights, strict=True)]
    return sorted(terms, key=lambda term: (-term.weight, term.term))
