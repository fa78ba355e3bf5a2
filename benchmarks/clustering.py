"""How well clusters agree with labels: pairs of articles, told to be one story and found to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import NamedTuple


class PairwiseAgreement(NamedTuple):
    """Precision, recall and F1 over pairs of articles, and how many pairs are one story by the labels."""

    precision: float
    recall: float
    f1: float
    pairs: int


def pairwise(truth: Sequence[Hashable], found: Sequence[Hashable]) -> PairwiseAgreement:
    """Compare a clustering with labels, pair by pair.

    Source: C. D. Manning, P. Raghavan and H. Schütze (2008), Introduction to
    Information Retrieval, section 16.3. Without any pair on one side, that
    side's figure is 1.

    Raises
    ------
    ValueError
        If the two are not equally long.
    """
    both = _pairs(Counter(zip(truth, found, strict=True)))
    labelled, clustered = _pairs(Counter(truth)), _pairs(Counter(found))
    precision = both / clustered if clustered else 1.0
    recall = both / labelled if labelled else 1.0
    f1 = 2 * both / (labelled + clustered) if labelled + clustered else 1.0
    return PairwiseAgreement(precision, recall, f1, labelled)


def _pairs(groups: Counter[Hashable] | Counter[tuple[Hashable, Hashable]]) -> int:
    return sum(size * (size - 1) // 2 for size in groups.values())
