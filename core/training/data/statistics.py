"""What the corpora hold: counts, lengths, and the words that mark each topic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.feature_selection import chi2

from core.intervals import wilson
from core.language import english
from core.topics.taxonomy import ALL_NAMES, LABEL_NAMES
from core.topics.text import NewsCleaner
from core.training.data.corpora import Corpus, Row
from core.training.data.labels import read_labels, row_key

MAX_MARKING = 12
"""Words and pairs shown for each topic."""
MIN_LABELS = 50
"""Articles that a publisher must have for a line of its own: fewer give an interval wider than 20 points."""
MANY_SITES = ("headlines-2022", "newsapi-2020-22")
"""Corpora of hundreds of sites, which are counted together."""
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
        frequent in it than elsewhere (scikit-learn's `chi2` on occurrence);
        `labels`: see `label_agreement`.
    """
    rows = [row for row in used if row.topic in LABEL_NAMES]
    groups: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for row in rows:
        publisher = row.publisher if row.corpus not in MANY_SITES else "(many sites)"
        groups[row.corpus, publisher, str(row.topic)].append(len(row.title.split()) + len(row.text.split()))
    counts = [
        {"corpus": corpus, "publisher": publisher, "topic": topic, "n": len(words), **_quartiles(words)}
        for (corpus, publisher, topic), words in sorted(groups.items())
    ]
    published = {corpus.name for corpus in corpora}
    marking = marking_words([row for row in rows if row.corpus in published])
    return {"counts": counts, "marking": marking, "labels": label_agreement(corpora)}


def label_agreement(corpora: Sequence[Corpus], labels: Mapping[str, tuple[str, ...]] | None = None) -> dict[str, Any]:
    """How often a publisher's section agrees with the hand label of the same article.

    Returns
    -------
    dict
        `topics` and `publishers`, each a list of lines with `name` (the topic
        that the section says, or the publisher), `n`, `best` (share of the
        articles whose best topic it is), `accepted` (share that accepts it)
        with the 95% Wilson interval `low` and `high`. Publishers with fewer
        than `MIN_LABELS` articles are put together. `control` is a line on
        articles that were labelled twice: how often our own best topic is the
        other label's, and among those that it accepts.
    """
    table = read_labels() if labels is None else labels
    rows = [row for corpus in corpora for row in corpus.rows]
    by_hand = {row.id: row.accepted for row in rows if row.accepted}
    kinds: dict[str, dict[str, list[tuple[bool, bool]]]] = {
        "topics": defaultdict(list),
        "publishers": defaultdict(list),
    }
    for row in rows:
        accepted = by_hand.get(row.id) or table.get(row_key(row))
        if row.topic in ALL_NAMES and not row.accepted and accepted:
            pair = (row.topic == accepted[0], row.topic in accepted)
            kinds["topics"][str(row.topic)].append(pair)
            kinds["publishers"][row.publisher].append(pair)
    few = [name for name, own in kinds["publishers"].items() if len(own) < MIN_LABELS]
    rest = [pair for name in few for pair in kinds["publishers"].pop(name)]
    kinds["publishers"] |= {"(others)": rest} if rest else {}
    twice = [(table[row_key(row)][0], row.accepted) for row in rows if row.accepted and row_key(row) in table]
    control = [(ours == theirs[0], ours in theirs) for ours, theirs in twice]
    kinds["control"] = {"our labels": control} if control else {}
    return {kind: [_agreement(name, own) for name, own in sorted(groups.items())] for kind, groups in kinds.items()}


def _agreement(name: str, pairs: Sequence[tuple[bool, bool]]) -> dict[str, Any]:
    n, accepted = len(pairs), sum(is_accepted for _, is_accepted in pairs)
    low, high = wilson(accepted, n)
    best = sum(is_best for is_best, _ in pairs) / n
    return {"name": name, "n": n, "best": best, "accepted": accepted / n, "low": low, "high": high}


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
    for topic in LABEL_NAMES:
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
