"""The original's way, kept as it was: slow cleaning, and the settings of its features."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sklearn.feature_extraction.text import TfidfVectorizer

from core.topics.text import remove_stop_words

THRESHOLD = 0.65
"""Below this probability the original said "other"."""
FEATURES = 300
PUBLISHED = {
    "gradient boosting": 0.94,
    "logistic regression": 0.94,
    "svm": 0.94,
    "multinomial naive bayes": 0.93,
    "k nearest neighbours": 0.92,
    "random forest": 0.92,
    "majority class": 0.23,
}
"""Accuracies on the test split that the original published."""


def clean_like_the_original(text: str, lemmatize: Callable[[str], str], stop_words: Sequence[str]) -> str:
    """Clean one text step by step as the notebooks did, with one pass for each stop word.

    Kept to prove that `core.topics.text.OriginalCleaner` gives the same, and
    to measure how much sooner.

    Parameters
    ----------
    text : str
        Title, line end, article.
    lemmatize : callable
        Word to lemma, such as `lambda word: WordNetLemmatizer().lemmatize(word, pos="v")`.
    stop_words : sequence of str
        Removed in this order.
    """
    text = text.replace("\r", " ")
    text = text.replace("\n", " ")
    text = text.replace("    ", " ")
    text = text.replace('"', "")
    text = text.lower()
    for sign in "?:!.,;":
        text = text.replace(sign, "")
    text = text.replace("'s", "")
    text = " ".join([lemmatize(word) for word in text.split(" ")])
    return remove_stop_words(text, stop_words)


def original_vectorizer() -> TfidfVectorizer:
    """TF-IDF of words and pairs, the 300 most frequent, as the original set it."""
    return TfidfVectorizer(
        encoding="utf-8",
        ngram_range=(1, 2),
        stop_words=None,
        lowercase=False,
        max_df=1.0,
        min_df=10,
        max_features=FEATURES,
        norm="l2",
        sublinear_tf=True,
    )
