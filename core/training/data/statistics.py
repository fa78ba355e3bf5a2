"""What the corpora hold: counts, lengths, and the words that mark each topic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.feature_selection import chi2

from core.language import english
from core.topics.taxonomy import ALL_NAMES
from core.topics.text import NewsCleaner
from core.training.data.corpora import Corpus, Row

MAX_MARKING = 12
"""Words and pairs shown for each topic."""
MIN_OCCURRENCES = 5
"""Articles that a word must occur in to be counted."""


def data_report(corpora: Sequence[Corpus], used: Sequence[Row]) -> dict[str, Any]:
    """Return the training data in numbers, as the original explored it.

    Returns
    -------
    dict
        `counts`: one line for each corpus, publisher and topic with `n` and
        the quartiles of the length in words; `marking`: for each topic the
        words and pairs with the highest chi-squared among those that are more
        frequent in it than elsewhere (scikit-learn's `chi2` on occurrence).
    """
    rows = [row for row in used if row.topic in ALL_NAMES]
    groups: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for row in rows:
        publisher = row.publisher if row.corpus != "headlines-2022" else "(many sites)"
        groups[row.corpus, publisher, str(row.topic)].append(len(row.title.split()) + len(row.text.split()))
    counts = [
        {"corpus": corpus, "publisher": publisher, "topic": topic, "n": len(words), **_quartiles(words)}
        for (corpus, publisher, topic), words in sorted(groups.items())
    ]
    published = {corpus.name for corpus in corpora}
    return {"counts": counts, "marking": marking_words([row for row in rows if row.corpus in published])}


def marking_words(rows: Sequence[Row]) -> dict[str, list[str]]:
    """For each topic its marking words and pairs, the strongest first."""
    if len(rows) < MIN_OCCURRENCES:
        return {}
    vectorizer = CountVectorizer(
        lowercase=False, token_pattern=r"\S+", ngram_range=(1, 2), min_df=MIN_OCCURRENCES, binary=True, dtype=np.int32
    )
    documents = NewsCleaner(stop_words=tuple(sorted(english.STOP_WORDS))).transform(
        [f"{row.title}\n{row.text}" for row in rows]
    )
    try:
        matrix = vectorizer.fit_transform(documents)
    except ValueError:  # no word occurs often enough
        return {}
    terms, topics = vectorizer.get_feature_names_out(), np.array([row.topic for row in rows])
    marking = {}
    for topic in ALL_NAMES:
        inside = topics == topic
        if inside.any() and not inside.all():
            marking[topic] = _strongest(matrix, inside, terms)
    return marking


def _strongest(matrix: Any, inside: Any, terms: Any) -> list[str]:
    scores, _ = chi2(matrix, inside)
    more = np.asarray(matrix[inside].mean(axis=0)).ravel() > np.asarray(matrix[~inside].mean(axis=0)).ravel()
    order = np.argsort(-np.where(more, np.nan_to_num(scores), -1.0), kind="stable")
    return [str(terms[at]) for at in order[:MAX_MARKING]]


def _quartiles(words: Sequence[int]) -> dict[str, int]:
    low, middle, high = np.quantile(words, [0.25, 0.5, 0.75])
    return {"lower": int(low), "median": int(middle), "upper": int(high)}
