"""The classifier of the current model: linear, so that every word's part can be read, and calibrated."""

from __future__ import annotations

from typing import Any, Self

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin
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
    balance : float
        1 makes every class count the same, 0 lets each count as often as it
        occurs; between them, in between.
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
        balance: float = 0.5,
        temperature: float = 1.8,
        random_state: int = 8,
    ) -> None:
        self.C = C
        self.alpha = alpha
        self.margin_weight = margin_weight
        self.count_weight = count_weight
        self.balance = balance
        self.temperature = temperature
        self.random_state = random_state

    def fit(self, X: Any, y: Any, sample_weight: Any = None) -> Self:
        """Fit both on `X`."""
        self.classes_, codes = np.unique(y, return_inverse=True)
        weights = np.ones(len(codes)) if sample_weight is None else np.asarray(sample_weight, dtype=np.float64)
        totals = np.bincount(codes, weights=weights)
        total = weights.sum()
        weights = weights * ((total / len(totals) / totals) ** self.balance)[codes]
        weights *= total / weights.sum()
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
