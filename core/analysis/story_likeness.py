"""How likely two articles tell one story: by their words, by what those mean, and by the time between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer

from core.analysis.story_words import rarity, stem, words
from core.topics.vectors import read_vectors

LEAD_WORDS = 60
"""Words of a text that are compared: its lead, which tells what is new."""
MAX_LEAD = 1_000
"""Characters of a lead, which bounds it where no spaces are between words."""
TITLE_WEIGHT = 2
"""How often the headline counts: it names the story, the lead tells it."""

MEANING = 0.3
"""Share of the words' meaning in the likeness; the rest is for the words themselves."""
PER_DAY = 0.08
"""How much less likely one story is for each day between two articles."""
PER_LEAD = 0.06
"""How much a whole lead adds to the likeness of unlike articles: long texts share words by chance."""
WHOLE_LEAD = 10
"""Words, without stop words, from which a lead is whole."""
MAX_DAYS_APART = 4
"""Articles published further apart tell different stories, however alike."""

CHUNK = 1_000
"""Articles that are compared with all others near in time at once."""
MAX_ARTICLES_OF_WORD = 400
"""A word in more articles of the same days brings no two of them together, though it counts where others do."""
MAX_PAIRS = 50_000
"""Pairs whose meanings are held at once: some 100 numbers of 8 bytes for each of the two are 80 MB."""
MIN_WORDS_ALIKE = 0.04
"""Likeness by rarer words below which two articles are not looked at closely."""
_DAY = 86_400.0


@dataclass(frozen=True, eq=False)
class Articles:
    """Articles as numbers, one row each.

    Parameters
    ----------
    terms : sparse matrix
        Words, weighted: their dot product is the part of the likeness that is due to equal words.
    meanings : ndarray
        What the words mean: their dot product is the rest of it.
    days : ndarray of float
        Time of publication in days; NaN where unknown.
    leads : ndarray of float
        What each one's lead takes off the likeness.
    """

    terms: sparse.csr_matrix
    meanings: Any
    days: Any
    leads: Any

    def likeness(self, members: Any) -> Any:
        """Return the likeness of all pairs of some articles: a square, 0 to 1."""
        terms, meanings, days = self.terms[members], self.meanings[members], self.days[members]
        alike = (terms @ terms.T).toarray() + meanings @ meanings.T
        leads = self.leads[members]
        return _corrected(alike, np.abs(days[:, None] - days[None]), leads[:, None] + leads[None])


def represent(titles: Sequence[str], texts: Sequence[str], seconds: Any) -> Articles:
    """Turn articles into numbers.

    Parameters
    ----------
    titles, texts : sequence of str
        Of a text the first `LEAD_WORDS` words count.
    seconds : ndarray of float
        Time of publication; NaN where unknown.
    """
    leads = [words(" ".join(text.split()[:LEAD_WORDS])[:MAX_LEAD]) for text in texts]
    documents = [words(title) * TITLE_WEIGHT + lead for title, lead in zip(titles, leads, strict=True)]
    lengths = np.minimum(1, np.array([len(lead) for lead in leads]) / WHOLE_LEAD)
    terms, meanings = _vectors(documents)
    return Articles(terms, meanings, seconds / _DAY, PER_LEAD * lengths)


def _vectors(documents: list[list[str]]) -> tuple[sparse.csr_matrix, Any]:
    """Return weighted words, and meanings; words whose meaning is not known are alike only if they are equal."""
    n = len(documents)
    counter = CountVectorizer(analyzer=list)
    try:
        counts = counter.fit_transform(documents).astype(np.float64).tocsr()
    except ValueError:  # no word in any of them
        return sparse.csr_matrix((n, 1)), np.zeros((n, 1))
    counts.data = 1 + np.log(counts.data)
    found = counter.get_feature_names_out().tolist()
    stems, place = np.unique([stem(word) for word in found], return_inverse=True)
    to_stem = sparse.csr_matrix((np.ones(len(found)), (range(len(found)), place)), shape=(len(found), len(stems)))
    stemmed = (counts @ to_stem).tocsr()
    weights = rarity(stems.tolist(), stemmed.getnnz(axis=0), n)
    by_word = stemmed @ sparse.diags(weights)
    weighted = (counts @ sparse.diags(weights[place])).tocsr()
    known, vectors = _meanings(found)
    meanings = weighted[:, known] @ vectors
    unknown = weighted @ sparse.diags((~known).astype(np.float64)) @ to_stem
    lengths = np.sqrt((meanings**2).sum(axis=1) + _squares(unknown))
    scale = np.sqrt(MEANING) / np.where(lengths == 0, 1, lengths)
    sizes = np.sqrt(_squares(by_word))
    by_word = sparse.diags(np.sqrt(1 - MEANING) / np.where(sizes == 0, 1, sizes)) @ by_word
    terms = sparse.hstack([by_word, sparse.diags(scale) @ unknown], format="csr")
    return terms, meanings * scale[:, None]


def _squares(matrix: Any) -> Any:
    return np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel()


def _meanings(found: list[str]) -> tuple[Any, Any]:
    """Return which of the words have a vector, and the vectors of those."""
    rows = _rows()
    places = np.array([rows.get(word, rows.get(stem(word), -1)) for word in found])
    known, vectors = places >= 0, read_vectors()
    return known, vectors.table[places[known]] * vectors.scale


@lru_cache(maxsize=1)
def _rows() -> dict[str, int]:
    return {word: row for row, word in enumerate(read_vectors().words)}


def links(articles: Articles, similar: float) -> Iterator[tuple[Any, Any, Any]]:
    """Yield pairs that are at least so alike: first rows, second rows, likeness.

    Articles must be sorted by time, those without one last. Each is compared
    with those of the days around it that share a word which is not in too
    many of them, so that time grows with the number of articles and not with
    its square.
    """
    n = articles.terms.shape[0]
    timed = int(np.isfinite(articles.days).sum())
    for start in range(0, n, CHUNK):
        end = min(start + CHUNK, n)
        near = np.arange(start, n)
        if start < timed:
            latest = articles.days[min(end, timed) - 1] + MAX_DAYS_APART
            last = max(int(np.searchsorted(articles.days[:timed], latest, side="right")), end)
            near = np.concatenate([np.arange(start, last), np.arange(max(timed, last), n)])
        yield _links_of_chunk(articles, np.arange(start, end), near, similar)


def links_of_equals(articles: Articles, groups: Any, similar: float) -> tuple[Any, Any, Any]:
    """Return pairs of articles with the same words and neighbouring times, as `links` does, however many there are.

    Parameters
    ----------
    articles : Articles
        Sorted by time.
    groups : ndarray of int
        Equal numbers for equal titles and texts.
    similar : float
        The least likeness.
    """
    order = np.argsort(groups, kind="stable")
    equal = np.flatnonzero(groups[order[1:]] == groups[order[:-1]])
    first, second = order[equal], order[equal + 1]
    alike = np.asarray(articles.terms[first].multiply(articles.terms[second]).sum(axis=1)).ravel()
    alike = _between(articles, first, second, alike + _products(articles.meanings, first, second))
    return first[alike >= similar], second[alike >= similar], alike[alike >= similar]


def _links_of_chunk(articles: Articles, own: Any, near: Any, similar: float) -> tuple[Any, Any, Any]:
    terms = articles.terms[near]
    spread = terms.getnnz(axis=0)
    rare = sparse.diags((spread <= MAX_ARTICLES_OF_WORD).astype(np.float64))
    often = np.flatnonzero(spread > MAX_ARTICLES_OF_WORD)
    by_rare = (articles.terms[own] @ rare @ terms.T).tocoo()
    keep = (by_rare.data >= MIN_WORDS_ALIKE) & (near[by_rare.col] > own[by_rare.row])
    first, second, alike = own[by_rare.row[keep]], near[by_rare.col[keep]], by_rare.data[keep]
    dense = np.hstack([articles.meanings[near], terms[:, often].toarray()])
    alike = alike + _products(dense, by_rare.row[keep], by_rare.col[keep])  # the chunk's own rows come first
    alike = _between(articles, first, second, alike)
    linked = alike >= similar
    return first[linked], second[linked], alike[linked]


def _products(rows: Any, first: Any, second: Any) -> Any:
    parts = [slice(at, at + MAX_PAIRS) for at in range(0, len(first), MAX_PAIRS)]
    return np.concatenate([np.zeros(0), *(np.einsum("ij,ij->i", rows[first[p]], rows[second[p]]) for p in parts)])


def _between(articles: Articles, first: Any, second: Any, alike: Any) -> Any:
    apart = np.abs(articles.days[first] - articles.days[second])
    return _corrected(alike, apart, articles.leads[first] + articles.leads[second])


def _corrected(alike: Any, apart: Any, leads: Any) -> Any:
    """Take off the likeness what time and leads account for; unknown time takes off nothing."""
    apart = np.where(np.isnan(apart), 0, apart)
    return np.where(apart > MAX_DAYS_APART, 0, np.clip(alike - PER_DAY * apart - leads, 0, 1))
