"""How well clusters agree with labels, over pairs of articles."""

from __future__ import annotations

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
