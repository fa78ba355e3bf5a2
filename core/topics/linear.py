"""The classifier of the current model: linear, so that every word's part can be read, and calibrated."""

from __future__ import annotations

from typing import Any, Self

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator, ClassifierMixin


class LinearEnsemble(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """A linear SVM, a complement naive Bayes and a logistic regression, added up and calibrated.

    The SVM does best on whole articles, naive Bayes on headlines and on words
    seen a few times, and the logistic regression, on what the words mean,
    where most words were never seen. All three are linear in the features, so
    their sum is one matrix of weights that can be read word by word. Dividing
    by a temperature makes the softmax of the sums calibrated probabilities.

    Parameters
    ----------
    meanings : int
        So many columns at the end are meanings, the others terms; see
        `core.topics.views.ArticleViews`.
    C : float
        Of the SVM: less means smoother.
    alpha : float
        Of naive Bayes: more means smoother.
    meaning_C : float
        Of the logistic regression: less means smoother.
    margin_weight, count_weight, meaning_weight : float
        Shares of the three in the sum.
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
        meanings: int = 0,
        C: float = 0.5,
        alpha: float = 0.1,
        meaning_C: float = 30.0,
        margin_weight: float = 3.0,
        count_weight: float = 1.3,
        meaning_weight: float = 0.55,
        balance: float = 0.5,
        temperature: float = 1.8,
        random_state: int = 8,
    ) -> None:
        self.meanings = meanings
        self.C = C
        self.alpha = alpha
        self.meaning_C = meaning_C
        self.margin_weight = margin_weight
        self.count_weight = count_weight
        self.meaning_weight = meaning_weight
        self.balance = balance
        self.temperature = temperature
        self.random_state = random_state

    def fit(self, X: Any, y: Any, sample_weight: Any = None) -> Self:
        """Fit all three on their columns of `X`."""
        self.classes_, codes = np.unique(y, return_inverse=True)
        example_weights = np.ones(len(codes)) if sample_weight is None else np.asarray(sample_weight, dtype=np.float64)
        weights = self._balanced(codes, example_weights)
        X = sparse.csr_matrix(X)
        n_terms = X.shape[1] - self.meanings
        coef, offsets = self._fit_terms(X[:, :n_terms], codes, weights)
        if self.meanings:
            slopes, more = self._fit_meanings(X[:, n_terms:].toarray(), codes, example_weights)
            coef, offsets = np.hstack([coef, self.meaning_weight * slopes]), offsets + self.meaning_weight * more
        self.coef_ = (coef / self.temperature).astype(np.float32)
        self.intercept_ = (offsets / self.temperature).astype(np.float32)
        return self

    def _balanced(self, codes: Any, weights: Any) -> Any:
        totals = np.bincount(codes, weights=weights)
        total = weights.sum()
        balanced = weights * ((total / len(totals) / totals) ** self.balance)[codes]
        return balanced * total / balanced.sum()

    def _fit_terms(self, X: Any, codes: Any, weights: Any) -> tuple[Any, Any]:
        # Imported here, as below: to predict neither these nor scipy.stats, which they load, are needed.
        from sklearn.naive_bayes import ComplementNB
        from sklearn.svm import LinearSVC

        margins = LinearSVC(C=self.C, random_state=self.random_state).fit(X, codes, sample_weight=weights)
        counts = ComplementNB(alpha=self.alpha).fit(X, codes, sample_weight=weights)
        evidence = counts.feature_log_prob_ - counts.feature_log_prob_.mean(axis=0)
        # Naive Bayes has an opinion on terms that no training article has; only their meaning should speak.
        evidence[:, np.asarray(X.sum(axis=0)).ravel() == 0] = 0.0
        slopes, offsets = margins.coef_, margins.intercept_
        if len(self.classes_) == 2:
            slopes, offsets = np.vstack([-slopes, slopes]), np.concatenate([-offsets, offsets])
        return self.margin_weight * slopes + self.count_weight * evidence, self.margin_weight * offsets

    def _fit_meanings(self, X: Any, codes: Any, weights: Any) -> tuple[Any, Any]:
        from sklearn.linear_model import LogisticRegression

        lengths = np.linalg.norm(X, axis=1, keepdims=True)
        regression = LogisticRegression(C=self.meaning_C, solver="newton-cg", tol=1e-3, max_iter=100)
        regression.fit(X / np.where(lengths == 0, 1, lengths), codes, sample_weight=weights)
        slopes, offsets = regression.coef_, regression.intercept_
        if len(self.classes_) == 2:
            slopes, offsets = np.vstack([-slopes, slopes]), np.concatenate([-offsets, offsets])
        return slopes, offsets

    def decision_function(self, X: Any) -> Any:
        """Return the sums, one column for each class."""
        return np.asarray(X @ self.coef_.T, dtype=np.float64) + self.intercept_

    def predict_proba(self, X: Any) -> Any:
        """Softmax of the sums."""
        sums = self.decision_function(X)
        powers = np.exp(sums - sums.max(axis=1, keepdims=True))
        return powers / powers.sum(axis=1, keepdims=True)

    def predict(self, X: Any) -> Any:
        """Return the class with the greatest sum."""
        return self.classes_[self.decision_function(X).argmax(axis=1)]
