"""The recipe of the bbc-2004 model: the original's SVM, on the original's split."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sklearn.calibration import CalibratedClassifierCV
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import Pipeline
from sklearn.svm import SVC

from core.topics.text import OriginalCleaner, as_document, remove_stop_words
from core.training.data.corpora import Corpus, Row
from core.training.data.duplicates import without
from core.training.data.heldout import bbc_split

THRESHOLD = 0.65
"""Below this probability the original said "other"."""
FEATURES = 300
"""Words and pairs that the original kept, the most frequent ones."""
SVM: Mapping[str, Any] = {"kernel": "poly", "degree": 2, "gamma": "scale", "C": 2.852808}
"""The settings that the search finds best; used where no search is asked for."""


@dataclass(frozen=True, slots=True)
class SplitFeatures:
    """Features and topics of the two sides of the split."""

    train: Any
    train_topics: Sequence[str]
    test: Any
    test_topics: Sequence[str]


def bbc_rows(corpus: Corpus) -> tuple[list[Row], list[Row]]:
    """Return the original's split, with the training articles that are also in the test taken out."""
    train, test = bbc_split(corpus)
    return without(train, test), test


def split_features(train: Sequence[Row], test: Sequence[Row], cleaner: OriginalCleaner) -> SplitFeatures:
    """Return the original's 300 features of both sides, learnt on the training side."""
    steps = _features(cleaner)
    documents, topics = _documents(train)
    test_documents, test_topics = _documents(test)
    learnt = steps.fit_transform(documents).toarray()
    return SplitFeatures(learnt, topics, steps.transform(test_documents).toarray(), test_topics)


def fit_bbc(rows: Sequence[Row], cleaner: OriginalCleaner, settings: Mapping[str, Any], seed: int) -> Pipeline:
    """Fit the original's pipeline with a calibrated SVM."""
    steps = _features(cleaner)
    documents, topics = _documents(rows)
    matrix = steps.fit_transform(documents)
    machine = SVC(random_state=seed, **settings)
    classifier = CalibratedClassifierCV(machine, method="sigmoid", cv=5, ensemble=False).fit(matrix, topics)
    return Pipeline([*steps.steps, ("classify", classifier)])


def _features(cleaner: OriginalCleaner) -> Pipeline:
    return Pipeline([("clean", cleaner), ("vectorize", original_vectorizer())])


def _documents(rows: Sequence[Row]) -> tuple[list[str], list[str]]:
    return [as_document(row.title, row.text) for row in rows], [str(row.topic) for row in rows]


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
