"""The classifier of the current model: linear, calibrated, and aware of other topics."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin, clone
from sklearn.naive_bayes import ComplementNB
from sklearn.svm import LinearSVC


class MarginAndCounts(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """A linear SVM and a complement naive Bayes, added up and calibrated.

    The SVM does best on whole articles, naive Bayes on headlines and on words
    seen a few times; both are linear in the features, so their sum is one
    matrix of weights that can be read word by word. Dividing by a temperature
    makes the softmax of the sums calibrated probabilities.

    Parameters
    ----------
    C : float
        Of the SVM: less means smoother.
    alpha : float
        Of naive Bayes: more means smoother.
    margin_weight, count_weight : float
        Shares of the two in the sum.
    temperature : float
        Above 1 makes the model less sure, below 1 surer.
    random_state : int
        Of the SVM's order of examples.

    Attributes
    ----------
    classes_ : ndarray
    coef_ : ndarray of float32, one row for each class
    intercept_ : ndarray of float32
    """

    def __init__(
        self,
        C: float = 0.5,
        alpha: float = 0.1,
        margin_weight: float = 3.0,
        count_weight: float = 1.3,
        temperature: float = 1.5,
        random_state: int = 8,
    ) -> None:
        self.C = C
        self.alpha = alpha
        self.margin_weight = margin_weight
        self.count_weight = count_weight
        self.temperature = temperature
        self.random_state = random_state

    def fit(self, X: Any, y: Any, sample_weight: Any = None) -> Self:
        """Fit both on `X`, every class counting the same."""
        self.classes_, codes = np.unique(y, return_inverse=True)
        weights = np.ones(len(codes)) if sample_weight is None else np.asarray(sample_weight, dtype=np.float64)
        totals = np.bincount(codes, weights=weights)
        weights = weights * (weights.sum() / len(totals) / totals)[codes]
        margins = LinearSVC(C=self.C, random_state=self.random_state).fit(X, codes, sample_weight=weights)
        counts = ComplementNB(alpha=self.alpha).fit(X, codes, sample_weight=weights)
        evidence = counts.feature_log_prob_ - counts.feature_log_prob_.mean(axis=0)
        slopes, offsets = margins.coef_, margins.intercept_
        if len(self.classes_) == 2:
            slopes, offsets = np.vstack([-slopes, slopes]), np.concatenate([-offsets, offsets])
        coef = self.margin_weight * slopes + self.count_weight * evidence
        self.coef_ = (coef / self.temperature).astype(np.float32)
        self.intercept_ = (self.margin_weight * offsets / self.temperature).astype(np.float32)
        return self

    def keep(self, labels: Sequence[str]) -> Self:
        """Forget all classes but these: what is left shares the probability among itself."""
        wanted = np.isin(self.classes_, list(labels))
        self.classes_ = self.classes_[wanted]
        self.coef_, self.intercept_ = self.coef_[wanted], self.intercept_[wanted]
        return self

    def decision_function(self, X: Any) -> Any:
        """The sums, one column for each class."""
        return np.asarray(X @ self.coef_.T, dtype=np.float64) + self.intercept_

    def predict_proba(self, X: Any) -> Any:
        """Softmax of the sums."""
        sums = self.decision_function(X)
        powers = np.exp(sums - sums.max(axis=1, keepdims=True))
        return powers / powers.sum(axis=1, keepdims=True)

    def predict(self, X: Any) -> Any:
        """The class with the greatest sum."""
        return self.classes_[self.decision_function(X).argmax(axis=1)]


class GatedTopics(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Tells the served topics apart, and says whether a text is about another one.

    The served topics are learnt next to the others, which keeps words of
    health or cookery from counting for whichever topic they met by chance.
    "World" is kept out there: papers file the same subjects under regions that
    others file under politics or business. A second layer, learnt on all
    topics, gives the probability of each topic that is not served.

    Parameters
    ----------
    layer : MarginAndCounts
        The settings of both layers.
    served : sequence of str
        The topics of `predict_proba`.
    apart : sequence of str
        Topics that only the second layer learns.

    Attributes
    ----------
    classes_, coef_, intercept_
        Of the first layer, for the served topics.
    gate_ : MarginAndCounts or None
        The second layer; None where the examples have no other topic.
    """

    def __init__(self, layer: MarginAndCounts, served: Sequence[str], apart: Sequence[str] = ("world",)) -> None:
        self.layer = layer
        self.served = served
        self.apart = apart

    def fit(self, X: Any, y: Any, sample_weight: Any = None) -> Self:
        """Fit both layers on examples of any topic."""
        topics = np.asarray(y)
        weights = np.ones(len(topics)) if sample_weight is None else np.asarray(sample_weight, dtype=np.float64)
        near = ~np.isin(topics, [name for name in self.apart if name not in self.served])
        first = clone(self.layer).fit(X[near], topics[near], weights[near]).keep(self.served)
        self.classes_, self.coef_, self.intercept_ = first.classes_, first.coef_, first.intercept_
        self._first = first
        others = not np.isin(topics, list(self.served)).all()
        self.gate_ = clone(self.layer).fit(X, topics, weights) if others else None
        return self

    def predict_proba(self, X: Any) -> Any:
        """Probabilities of the served topics, in the order of `classes_`."""
        return self._first.predict_proba(X)

    def predict(self, X: Any) -> Any:
        """The likeliest served topic."""
        return self._first.predict(X)

    def outside(self, X: Any) -> tuple[tuple[str, ...], Any]:
        """Names of the topics that are not served, and their probabilities among all topics."""
        if self.gate_ is None:
            return (), np.zeros((X.shape[0], 0))
        other = ~np.isin(self.gate_.classes_, list(self.served))
        return tuple(self.gate_.classes_[other].tolist()), self.gate_.predict_proba(X)[:, other]
