"""The features of the current model: an article whole, by its opening and title, and by what its words mean."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator, TransformerMixin, clone
from sklearn.feature_extraction.text import TfidfVectorizer

MAX_TITLE_WORDS = 30
"""A first line of more words is not a title."""


@dataclass(frozen=True, eq=False)
class WordVectors:
    """What words mean, as vectors; alike words have alike vectors.

    Parameters
    ----------
    words : tuple of str
    table : ndarray of int8, one row for each word
    scale : float
        What the integers are multiplied by.
    """

    words: tuple[str, ...]
    table: Any
    scale: float

    @property
    def dimensions(self) -> int:
        """Numbers in a vector."""
        return int(self.table.shape[1])


class ArticleViews(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """TF-IDF of an article, with its title and its opening counted once more, and the mean of its words' vectors.

    In a long article a few words of every topic occur somewhere, while title
    and opening say what it is about. So the vector of an article with more
    words than `opening` is the weighted mean of three: of the whole, of title
    and opening, and of the title. A short one, such as a headline with a
    teaser, is one vector as usual; it is on those, and on whole articles, that
    the vocabulary is fitted.

    With `vectors` the vocabulary also holds words that no training article
    has, and columns are added at the end for the article's meaning: the mean
    of its words' vectors, weighted by TF-IDF, of length 1 in a text of up to
    `meaning_terms` terms and shorter in longer ones, where the words
    themselves say enough.

    Parameters
    ----------
    vectorizer : TfidfVectorizer
        Takes words with spaces between them.
    opening : int
        Words of the opening, after the title.
    opening_weight, title_weight : float
        Beside 1 for the whole.
    vectors : WordVectors, optional
    meaning_terms : int
        See above.

    Attributes
    ----------
    vectorizer_ : TfidfVectorizer
        Fitted. Words with a vector have its first columns.
    """

    def __init__(
        self,
        vectorizer: TfidfVectorizer,
        opening: int = 60,
        opening_weight: float = 0.5,
        title_weight: float = 0.5,
        vectors: WordVectors | None = None,
        meaning_terms: int = 100,
    ) -> None:
        self.vectorizer = vectorizer
        self.opening = opening
        self.opening_weight = opening_weight
        self.title_weight = title_weight
        self.vectors = vectors
        self.meaning_terms = meaning_terms

    def fit(self, documents: Iterable[str], y: object = None) -> Self:
        """Learn vocabulary and document frequencies."""
        self.vectorizer_ = clone(self.vectorizer).fit(documents)
        if self.vectors is not None:
            _put_first(self.vectorizer_, self.vectors.words)
        return self

    def fit_transform(self, documents: Iterable[str], y: object = None) -> Any:
        """Learn vocabulary and document frequencies; gives plain vectors, to train on."""
        wholes = list(documents)
        return self._with_meaning(self.fit(wholes).vectorizer_.transform(wholes))

    def __getstate__(self) -> dict[str, Any]:
        """Return what is stored: fitted terms as one text, a line for each column, which loads faster."""
        state = dict(super().__getstate__())
        if "vectorizer_" not in state:
            return state
        terms = sorted(self.vocabulary_, key=self.vocabulary_.__getitem__)
        if any("\n" in term for term in terms):
            return state
        state["vectorizer_"] = copy(self.vectorizer_)
        del state["vectorizer_"].vocabulary_
        if self.vectors is not None:
            state["vectors"] = replace(self.vectors, words=())  # the first terms
        return state | {"terms": "\n".join(terms)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take a stored state; one with its terms apart, as former versions wrote it, too."""
        terms = state.get("terms")
        super().__setstate__({name: value for name, value in state.items() if name != "terms"})
        if terms is None:
            return
        order = terms.split("\n")
        self.vectorizer_.vocabulary_ = dict(zip(order, range(len(order)), strict=True))
        if self.vectors is not None:
            self.vectors = replace(self.vectors, words=tuple(order[: len(self.vectors.table)]))

    @property
    def vocabulary_(self) -> dict[str, int]:
        """Each term with its column."""
        vocabulary: dict[str, int] = self.vectorizer_.vocabulary_
        return vocabulary

    def transform(self, documents: Iterable[str]) -> Any:
        """One row for each document."""
        return self._with_meaning(self._terms(list(documents)))

    def meaning_parts(self, row: Any) -> Any:
        """Return what each term of one row adds to its meaning: as many rows as the row has terms.

        Parameters
        ----------
        row : sparse matrix
            One row as `transform` gives it.
        """
        terms = sparse.csr_matrix(row)[:, : len(self.vocabulary_)]
        if self.vectors is None:
            return np.zeros((terms.nnz, 0))
        vectors = np.zeros((terms.nnz, self.vectors.dimensions))
        with_vector = terms.indices < len(self.vectors.words)
        vectors[with_vector] = terms.data[with_vector, None] * self._unpacked(terms.indices[with_vector])
        return vectors * self._meaning_scale(vectors.sum(axis=0, keepdims=True), terms)[0]

    def build_tokenizer(self) -> Any:
        """Return what takes a document apart into words."""
        return str.split

    def get_feature_names_out(self, input_features: object = None) -> Any:
        """Return the terms, in the order of the columns, and the numbers of the meanings' columns."""
        terms = self.vectorizer_.get_feature_names_out()
        extra = 0 if self.vectors is None else self.vectors.dimensions
        return np.array([*terms, *(f"meaning {number}" for number in range(extra))], dtype=object)

    def _terms(self, wholes: list[str]) -> Any:
        """TF-IDF, with title and opening of long documents counted once more."""
        matrix = self.vectorizer_.transform(wholes)
        split = [self._split(whole) for whole in wholes]
        long = [at for at, (_, body) in enumerate(split) if len(body) > self.opening]
        if not long:
            return matrix
        titles = self.vectorizer_.transform([" ".join(split[at][0]) for at in long])
        openings = self.vectorizer_.transform([" ".join(split[at][0] + split[at][1][: self.opening]) for at in long])
        extra = self.title_weight * titles + self.opening_weight * openings
        share = np.ones(len(wholes), dtype=np.float32)
        share[long] = 1 / (1 + self.title_weight + self.opening_weight)
        place = sparse.csr_matrix(
            (np.ones(len(long), dtype=np.float32), (long, range(len(long)))), shape=(len(wholes), len(long))
        )
        return sparse.diags(share).dot(matrix + place @ extra).astype(np.float32).tocsr()

    def _with_meaning(self, terms: Any) -> Any:
        if self.vectors is None:
            return terms
        means = self._means(terms.tocsr())
        means *= self._meaning_scale(means, terms)
        return sparse.hstack([terms, sparse.csr_matrix(means)], format="csr", dtype=np.float32)

    def _means(self, terms: Any) -> Any:
        """Return the sum of the vectors of each row's words; only vectors that are needed are unpacked."""
        assert self.vectors is not None  # noqa: S101  (for mypy)
        with_vector = terms.indices < len(self.vectors.words)
        starts = np.concatenate([[0], np.cumsum(with_vector)])[terms.indptr]
        needed, columns = np.unique(terms.indices[with_vector], return_inverse=True)
        words = sparse.csr_matrix((terms.data[with_vector], columns, starts), shape=(terms.shape[0], len(needed)))
        return np.asarray(words @ self._unpacked(needed))

    def _unpacked(self, words: Any) -> Any:
        assert self.vectors is not None  # noqa: S101  (for mypy)
        return self.vectors.table[words].astype(np.float32) * np.float32(self.vectors.scale)

    def _meaning_scale(self, means: Any, terms: Any) -> Any:
        lengths = np.linalg.norm(means, axis=1, keepdims=True)
        counts = np.maximum(np.diff(terms.indptr)[:, None], 1)
        return np.minimum(1.0, self.meaning_terms / counts) / np.where(lengths == 0, 1.0, lengths)

    @staticmethod
    def _split(document: str) -> tuple[list[str], list[str]]:
        """Words of the title and of the rest; no title where the first line is too long for one."""
        title, _, rest = document.partition("\n")
        words = title.split()
        if len(words) > MAX_TITLE_WORDS:
            return [], document.split()
        return words, rest.split()


def _put_first(vectorizer: TfidfVectorizer, words: tuple[str, ...]) -> None:
    """Give these words the first columns, whether they were seen or not; the rarest weight if not."""
    old, weights = vectorizer.vocabulary_, vectorizer.idf_
    first = frozenset(words)
    rest = [term for term in sorted(old, key=old.__getitem__) if term not in first]
    unseen = weights.max()
    order = [*words, *rest]
    vectorizer.vocabulary_ = {term: at for at, term in enumerate(order)}
    vectorizer._tfidf.n_features_in_ = len(order)
    vectorizer.idf_ = np.array([weights[old[term]] if term in old else unseen for term in order], dtype=weights.dtype)
