"""Rows of predictions, and the columns of an article that its newest one gives."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from core.archive.records import ModelVersion
from core.archive.text import pack
from core.archive.writing.incoming import IncomingArticle


def prediction_row(
    article: int, model: int, version: ModelVersion, item: IncomingArticle, live: bool
) -> dict[str, Any]:
    """Make the row of a prediction."""
    prediction = item.prediction
    assert prediction is not None  # noqa: S101  (for mypy: the callers have looked)
    made_at: datetime = item.made_at or item.seen_at
    return {
        "article_id": article,
        "model_id": model,
        "made_at": made_at,
        "live": live,
        "basis": item.kept,
        "topic": prediction.shown,
        "five": item.five or version.as_five(prediction).shown,
        "best": prediction.best,
        "confidence": prediction.confidence,
        "known_words": prediction.known_words,
        "probabilities": pack(version.labels, prediction.topics),
        "reason": str(prediction.reason) if prediction.reason else None,
        "elsewhere": prediction.elsewhere,
        "detail": prediction.detail,
    }


def answer_columns(item: IncomingArticle, model: int, version: ModelVersion) -> dict[str, Any]:
    """Make the columns of a new article that hold its topic."""
    prediction = item.prediction
    if prediction is None:
        return {"topic": None, "five": None, "best": None, "confidence": None, "model_id": None}
    return {
        "topic": prediction.shown,
        "five": item.five or version.as_five(prediction).shown,
        "best": prediction.best,
        "confidence": prediction.confidence,
        "model_id": model,
    }
