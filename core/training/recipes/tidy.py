"""A fitted vectorizer made ready for its file: smaller, and the same after every training."""

from __future__ import annotations

from sklearn.feature_extraction.text import TfidfVectorizer

from core.topics.views import ArticleViews


def tidy(features: TfidfVectorizer | ArticleViews) -> None:
    """Order the vocabulary, with plain numbers, and forget an address in memory that use leaves behind."""
    vectorizer = features.vectorizer_ if isinstance(features, ArticleViews) else features
    vectorizer.vocabulary_ = {term: int(at) for term, at in sorted(vectorizer.vocabulary_.items())}
    vars(vectorizer).pop("_stop_words_id", None)
