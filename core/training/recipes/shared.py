"""What the recipes of the current model and of the model of 2022 share: documents, terms and the pipeline's steps."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.base import BaseEstimator
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import Pipeline

from core.topics.text import NewsCleaner, as_document
from core.topics.views import ArticleViews
from core.training.data.corpora import Row

MIN_WHOLE_WORDS = 120
"""A text of so many words is a whole article, a shorter one a headline with its teaser."""


def is_whole(row: Row) -> bool:
    """Whether a row is a whole article and not a headline with a teaser."""
    return len(row.text.split()) >= MIN_WHOLE_WORDS


def documents_of(row: Row, headline_weight: float) -> list[tuple[str, float]]:
    """Return the documents that an article is learnt from, each with its weight: the whole, and its title alone."""
    whole = (as_document(row.title, row.text), 1.0)
    if row.text and row.title and headline_weight:
        return [whole, (as_document(row.title, ""), headline_weight)]
    return [whole]


def term_vectorizer(min_df: int, max_features: int) -> TfidfVectorizer:
    """Return TF-IDF of words and pairs of words, not fitted yet."""
    return TfidfVectorizer(
        lowercase=False,
        tokenizer=str.split,
        token_pattern=None,
        ngram_range=(1, 2),
        sublinear_tf=True,
        min_df=min_df,
        max_df=0.5,
        max_features=max_features,
        dtype=np.float32,
    )


def pipeline_of(stop_words: Sequence[str], views: ArticleViews, classifier: BaseEstimator) -> Pipeline:
    """Return the three steps that every model has: clean, vectorize and classify."""
    return Pipeline(
        [("clean", NewsCleaner(stop_words=tuple(stop_words))), ("vectorize", views), ("classify", classifier)]
    )
