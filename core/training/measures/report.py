"""The facts that the Model page shows: measured once, kept as JSON, without any article's words."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sklearn.decomposition import PCA, TruncatedSVD
from sklearn.manifold import TSNE

from core.topics.explain import explain
from core.topics.model import TopicModel
from core.topics.taxonomy import OTHER
from core.training.data.corpora import Row
from core.training.measures.evaluate import Question, question
from core.training.recipes.candidates import CandidateResult
from core.types import Prediction

FOLDER = "reports"
DIMENSIONS = 50
"""Features are brought down to so many before t-SNE."""
MAX_POINTS = 600
"""Of a larger set every second, third... article is drawn on the maps."""
MAX_MISTAKES = 25
"""Mistakes of each set, the surest first."""
MAX_WORDS = 4
"""Words that are named for each side of a mistake."""
MAX_REFERENCE = 3000
"""Articles that the reference of drift is made of: enough for shares to a percentage point."""


def held_out_report(model: TopicModel, rows: Sequence[Row], seed: int) -> dict[str, Any]:
    """Everything that is known of a model on one held-out set, as plain values.

    Keys: `schemes`, which holds for each number of topics the model can be
    asked for what `scheme_report` gives, and `map` (`pca` and `tsne`: points
    with x, y, topic, predicted).
    """
    served = [row for row in rows if row.topic in model.labels]
    step = max(1, -(-len(served) // MAX_POINTS))
    drawn = served[::step]
    predictions = model.predict([(row.title, row.text) for row in drawn])
    return {
        "schemes": {str(topics): scheme_report(model, rows, topics) for topics in model.entry.schemes},
        "map": topic_map(model, drawn, predictions, seed),
    }


def scheme_report(model: TopicModel, rows: Sequence[Row], topics: int) -> dict[str, Any]:
    """Return what is known of a model that is asked for so many topics, on one held-out set.

    Keys: `evaluation` (see `core.training.measures.evaluate.Evaluation`), `thresholds`
    (risk and coverage by threshold), `outside` (what becomes of articles of
    other topics) and `wrong` (the surest mistakes: topics, confidence, date,
    publisher, section, length, and the words that decided; never their text).
    """
    asked = question(model.entry.scheme(topics).labels, [row.to_dict() for row in rows])
    predictions = model.predict([(row["title"], row["text"]) for row in asked.rows], topics)
    others = [] if OTHER.name in asked.labels else [row for row in rows if row.topic not in (None, *asked.labels)]
    elsewhere = model.predict([(row.title, row.text) for row in others], topics)
    return {
        "evaluation": asked.score(model.name, predictions).to_dict(),
        "thresholds": threshold_study(*asked.right(predictions)),
        "outside": outside_study(others, elsewhere),
        "wrong": wrong_articles(model, asked, predictions),
    }


def candidates_report(results: Sequence[CandidateResult], train: Sequence[Row], test: Sequence[Row]) -> dict[str, Any]:
    """Return the comparison of the candidates: `n_train`, `n_test` and `candidates` with their accuracies."""
    return {"n_train": len(train), "n_test": len(test), "candidates": [result.to_dict() for result in results]}


def threshold_study(right: Any, confidence: Any) -> list[dict[str, float]]:
    """For each threshold on the confidence: the share answered, and the share of these that is right."""
    study = []
    for percent in range(0, 100, 5):
        answered = confidence >= percent / 100
        if answered.any():
            study.append(
                {
                    "threshold": percent / 100,
                    "coverage": round(float(answered.mean()), 4),
                    "accuracy": round(float(right[answered].mean()), 4),
                }
            )
    return study


def outside_study(rows: Sequence[Row], predictions: Sequence[Prediction]) -> list[dict[str, Any]]:
    """For each topic that the model does not serve: how many articles, and how many get "other"."""
    counts: dict[str, list[int]] = {}
    for row, prediction in zip(rows, predictions, strict=True):
        pair = counts.setdefault(str(row.topic), [0, 0])
        pair[0] += 1
        pair[1] += prediction.topic == OTHER.name
    return [{"topic": topic, "n": n, "other": other} for topic, (n, other) in sorted(counts.items())]


def topic_map(
    model: TopicModel, rows: Sequence[Row], predictions: Sequence[Prediction], seed: int
) -> dict[str, list[dict[str, Any]]]:
    """Return the articles in a plane, by PCA and by t-SNE of their features."""
    cleaned = model.pipeline["clean"].transform([f"{row.title}\n{row.text}" for row in rows])
    matrix = model.pipeline["vectorize"].transform(cleaned)
    size = min(DIMENSIONS, matrix.shape[1] - 1, len(rows) - 1)
    reduced = TruncatedSVD(size, random_state=seed).fit_transform(matrix)
    planes = {
        "pca": PCA(2, random_state=seed).fit_transform(reduced),
        "tsne": TSNE(2, perplexity=min(30, (len(rows) - 1) / 3), random_state=seed, init="pca").fit_transform(reduced),
    }
    return {
        name: [_point(at, row, prediction) for at, row, prediction in zip(plane, rows, predictions, strict=True)]
        for name, plane in planes.items()
    }


def _point(at: Any, row: Row, prediction: Prediction) -> dict[str, Any]:
    return {"x": round(float(at[0]), 4), "y": round(float(at[1]), 4), "topic": row.topic, "predicted": prediction.best}


def wrong_articles(model: TopicModel, asked: Question, predictions: Sequence[Prediction]) -> list[dict[str, Any]]:
    """Return what is known of the surest mistakes, the surest first."""
    told = zip(asked.rows, asked.truth, asked.accepted, predictions, strict=True)
    wrong = [(row, true, p) for row, true, accepted, p in told if p.best not in accepted]
    wrong.sort(key=lambda one: (-one[2].confidence, one[0]["section"], one[0]["id"]))
    return [_mistake(model, row, true, prediction) for row, true, prediction in wrong[:MAX_MISTAKES]]


def _mistake(model: TopicModel, row: Mapping[str, Any], topic: str, prediction: Prediction) -> dict[str, Any]:
    return {
        "topic": topic,
        "predicted": prediction.best,
        "shown": prediction.topic,
        "confidence": round(prediction.confidence, 4),
        "probability_of_topic": round(prediction.topics[topic], 4),
        "known_words": round(prediction.known_words, 4),
        "words": len(row["text"].split()),
        "date": row["date"],
        "publisher": row["publisher"],
        "section": row["section"],
        "misled_by": [term.term for term in explain(model, row["title"], row["text"], prediction.best, MAX_WORDS).for_],
        "spoke_for_it": [term.term for term in explain(model, row["title"], row["text"], topic, MAX_WORDS).for_],
    }


def write_report(name: str, content: object, out: Path) -> Path:
    """Write one report into the folder of artifacts; gives its path."""
    path = out / FOLDER / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    return path


def write_reference(model: TopicModel, rows: Sequence[Row], out: Path) -> Path:
    """Write n, the share of unknown words, the mean confidence and the mix of topics of held-out articles.

    Held-out ones, because of the articles that it was trained on a model
    knows every word.
    """
    step = max(1, len(rows) // MAX_REFERENCE)
    chosen = rows[::step][:MAX_REFERENCE]
    predictions = model.predict([(row.title, row.text) for row in chosen])
    n = len(predictions)
    mix = Counter(p.best for p in predictions)
    return write_report(
        f"{model.name}-reference",
        {
            "model": model.name,
            "n": n,
            "unknown": sum(1 - p.known_words for p in predictions) / n if n else 0.0,
            "confidence": sum(p.confidence for p in predictions) / n if n else 0.0,
            "mix": {topic: count / n for topic, count in sorted(mix.items())},
        },
        out,
    )
