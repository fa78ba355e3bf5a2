"""The features of the current model: an article seen whole, by its opening, and by its title."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator, TransformerMixin, clone
from sklearn.feature_extraction.text import TfidfVectorizer

LONGEST_TITLE = 30
"""A first line of more words is not a title."""


class ArticleViews(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """TF-IDF of an article, with its title and its opening counted once more.

    In a long article a few words of every topic occur somewhere, while title
    and opening say what it is about. So the vector of an article with more
    words than `opening` is the weighted mean of three: of the whole, of title
    and opening, and of the title. A short one, such as a headline with a
    teaser, is one vector as usual; it is on those, and on whole articles, that
    the vocabulary is fitted.

    Parameters
    ----------
    vectorizer : TfidfVectorizer
        Takes words with spaces between them.
    opening : int
        Words of the opening, after the title.
    opening_weight, title_weight : float
        Beside 1 for the whole.

    Attributes
    ----------
    vectorizer_ : TfidfVectorizer
        Fitted.
    """

    def __init__(
        self,
        vectorizer: TfidfVectorizer,
        opening: int = 60,
        opening_weight: float = 0.5,
        title_weight: float = 0.5,
    ) -> None:
        self.vectorizer = vectorizer
        self.opening = opening
        self.opening_weight = opening_weight
        self.title_weight = title_weight

    def fit(self, documents: Iterable[str], y: object = None) -> Self:
        """Learn vocabulary and document frequencies."""
        self.fit_transform(documents)
        return self

    def fit_transform(self, documents: Iterable[str], y: object = None) -> Any:
        """Learn vocabulary and document frequencies; gives plain vectors, to train on."""
        self.vectorizer_ = clone(self.vectorizer)
        return self.vectorizer_.fit_transform(documents)

    @property
    def vocabulary_(self) -> dict[str, int]:
        """Each term with its column."""
        vocabulary: dict[str, int] = self.vectorizer_.vocabulary_
        return vocabulary

    def transform(self, documents: Iterable[str]) -> Any:
        """One row for each document."""
        wholes = list(documents)
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

    def build_tokenizer(self) -> Any:
        """What takes a document apart into words."""
        return self.vectorizer.build_tokenizer()

    def get_feature_names_out(self, input_features: object = None) -> Any:
        """The terms, in the order of the columns."""
        return self.vectorizer_.get_feature_names_out()

    @staticmethod
    def _split(document: str) -> tuple[list[str], list[str]]:
        """Words of the title and of the rest; no title where the first line is too long for one."""
        title, _, rest = document.partition("\n")
        words = title.split()
        if len(words) > LONGEST_TITLE:
            return [], document.split()
        return words, rest.split()
