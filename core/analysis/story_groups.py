"""Articles divided into groups that tell one story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from scipy import sparse
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import squareform

from core.analysis.story_likeness import Articles, links, links_of_equals, represent

SIMILAR = 0.26
"""Mean likeness from which articles tell one story: chosen on the development parts of both sets of stories."""

MAX_BLOCK = 2_000
"""Articles whose distances are held at once: 2,000 x 2,000 of 8 bytes are 32 MB."""
STEP = 0.05
"""By how much the threshold rises where too many articles hang together to be compared at once."""
LAST_STEP = 0.95
"""Threshold from which a group is taken as it is, however large: its articles are all but equal."""


def cluster(
    articles: Iterable[tuple[str, str]], when: Iterable[float] | None = None, similar: float = SIMILAR
) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Return the story of each (title, text) as a number: equal numbers tell one story.

    Two groups are joined as long as the mean likeness of their articles is at
    least `similar` (average linkage; Manning, Raghavan and Schütze, 2008,
    Introduction to Information Retrieval, section 17.3), so that a page of
    many subjects does not chain their stories. The order of the articles does
    not matter, but for the numbers: they count from 0 in it.

    Parameters
    ----------
    articles : iterable of (str, str)
        Titles and texts; of a text the first 60 words count, and it may be empty.
    when : iterable of float, optional
        Seconds of publication for each; NaN where unknown.
    similar : float
        Mean likeness from which two groups are one, from 0 to 1.
    """
    pairs = list(articles)
    if not pairs:
        return np.zeros(0, dtype=np.int64)
    seconds = np.full(len(pairs), np.nan) if when is None else np.array(list(when), dtype=np.float64)
    moments = np.where(np.isfinite(seconds), seconds, np.inf).tolist()  # articles without a time come last
    order = sorted(range(len(pairs)), key=lambda at: (moments[at], pairs[at]))
    represented = represent([pairs[at][0] for at in order], [pairs[at][1] for at in order], seconds[order])
    equal = {pair: number for number, pair in enumerate(pairs)}
    linked = _linked(represented, np.array([equal[pairs[at]] for at in order]), similar)
    labels = np.zeros(len(pairs), dtype=np.int64)
    following = 0
    for members in _components(linked, similar):
        own = _average_linkage(represented, members, similar)
        labels[members] = own + following
        following += int(own.max()) + 1
    given = np.empty_like(labels)
    given[order] = labels
    return _numbered(given)


def _linked(articles: Articles, equal: Any, similar: float) -> sparse.csr_matrix:
    """Return the likeness of pairs that are at least `similar`; where one is found twice, more than that."""
    n = articles.terms.shape[0]
    found = [*links(articles, similar), links_of_equals(articles, equal, similar)]
    first, second, alike = (np.concatenate(column) for column in zip(*found, strict=True))
    return sparse.csr_matrix((alike, (first, second)), shape=(n, n))


def _components(linked: sparse.csr_matrix, threshold: float) -> Iterator[Any]:
    """Divide the articles into groups that may belong together; where too many do, those that are more alike."""
    strong = linked.copy()
    strong.data = (strong.data >= threshold).astype(np.int8)
    strong.eliminate_zeros()
    _, labels = connected_components(strong, directed=False)
    order = np.argsort(labels, kind="stable")
    for members in np.split(order, np.flatnonzero(np.diff(labels[order])) + 1):
        if len(members) <= MAX_BLOCK or threshold >= LAST_STEP:
            yield members
        else:
            part = linked[members][:, members].tocsr()
            yield from (members[inner] for inner in _components(part, threshold + STEP))


def _average_linkage(articles: Articles, members: Any, similar: float) -> Any:
    """Return numbers from 0 for the members. Exact: what average linkage joins has one pair at least so alike."""
    if len(members) == 1 or len(members) > MAX_BLOCK:  # alone, or all but equal
        return np.zeros(len(members), dtype=np.int64)
    distance = 1 - articles.likeness(members)
    distance = (distance + distance.T) / 2
    np.fill_diagonal(distance, 0)
    merged = linkage(squareform(distance, checks=False), "average")
    return fcluster(merged, 1 - similar, "distance") - 1


def _numbered(labels: Any) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Return the labels as numbers in the order in which they come."""
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    return np.asarray(np.argsort(np.argsort(first))[inverse], dtype=np.int64)
