"""How well clusters agree with labels: over pairs of articles, and over articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import NamedTuple

from sklearn.metrics.cluster import pair_confusion_matrix


class PairwiseAgreement(NamedTuple):
    """Precision, recall and F1 over pairs of articles, and how many pairs are one story by the labels."""

    precision: float
    recall: float
    f1: float
    pairs: int


def pairwise(truth: Sequence[Hashable], clusters: Sequence[Hashable]) -> PairwiseAgreement:
    """Compare a clustering with labels, pair by pair.

    Source: C. D. Manning, P. Raghavan and H. Schütze (2008), Introduction to
    Information Retrieval, section 16.3. Without any pair on one side, that
    side's figure is 1.

    Raises
    ------
    ValueError
        If the two are not equally long.
    """
    # Rows: apart or together by the labels; columns: by the clusters. Every pair counts twice, once in each order.
    (_, merged), (torn, both) = pair_confusion_matrix(list(truth), list(clusters)).tolist()
    clustered, labelled = merged + both, torn + both
    precision = both / clustered if clustered else 1.0
    recall = both / labelled if labelled else 1.0
    f1 = 2 * both / (labelled + clustered) if labelled + clustered else 1.0
    return PairwiseAgreement(precision, recall, f1, labelled // 2)


class BCubedAgreement(NamedTuple):
    """Precision, recall and F1, each the mean over articles."""

    precision: float
    recall: float
    f1: float


def b_cubed(truth: Sequence[Hashable], clusters: Sequence[Hashable]) -> BCubedAgreement:
    """Compare a clustering with labels, article by article.

    Precision is the share of an article's cluster that has its label, recall
    the share of its label that is in its cluster. Source: A. Bagga and B.
    Baldwin (1998), Entity-Based Cross-Document Coreferencing Using the Vector
    Space Model. All are 1 where there is no article.

    Raises
    ------
    ValueError
        If the two are not equally long.
    """
    if not truth and not clusters:
        return BCubedAgreement(1.0, 1.0, 1.0)
    both = Counter(zip(truth, clusters, strict=True))
    labelled, clustered = Counter(truth), Counter(clusters)
    precision = sum(n * n / clustered[cluster] for (_, cluster), n in both.items()) / len(truth)
    recall = sum(n * n / labelled[label] for (label, _), n in both.items()) / len(truth)
    return BCubedAgreement(precision, recall, 2 * precision * recall / (precision + recall))
