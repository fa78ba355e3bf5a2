"""The prediction for an article that was read: a stub counts for less than a whole text."""

from __future__ import annotations

from core.topics.model import TopicModel
from core.types import Article, Prediction, Status

STUB_SHARPNESS = 0.6
"""Power to which a stub's probabilities are raised (before they sum to 1 again): below 1 they move together."""


def predict_article(model: TopicModel, article: Article, topics: int | None = None) -> Prediction:
    """The model's word on an article, with less confidence where only its opening was to be had.

    Parameters
    ----------
    topics : int, optional
        As in `TopicModel.predict`.
    """
    if article.status is not Status.PARTIAL:
        return model.predict_one(article.title, article.text, topics)
    found = model.predict_one(article.title, article.text)
    raised = {name: p**STUB_SHARPNESS for name, p in found.topics.items()}
    total = sum(raised.values())
    tempered = {name: p / total for name, p in raised.items()}
    too_little = found.reason if found.too_little else None
    return model.entry.scheme(topics).predict(tempered, found.known_words, too_little)
