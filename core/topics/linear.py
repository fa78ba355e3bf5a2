"""The classifier of the current model: linear, so that every word's part can be read, and calibrated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator, ClassifierMixin

DOUBT_TEMPERATURE = 4.0
"""How much more even the part of the probabilities is that stands for doubt."""


def softmax(sums: Any) -> Any:
    """Return probabilities from sums, a row for each article."""
    powers = np.exp(sums - sums.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def doubtful_softmax(sums: Any, doubt: float) -> Any:
    """Mix the softmax with a more even one, which counts `doubt`; the order of the classes stays.

    One temperature cannot make both ends right: near 1 models are too sure, and between two topics that an editor
    might both take they are less sure than they may be.
    """
    return (1 - doubt) * softmax(sums) + doubt * softmax(sums / DOUBT_TEMPERATURE)


class LinearClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """A classifier whose softmax of weighted sums gives the probabilities; a class that inherits it fits the weights.

    Attributes
    ----------
    classes_ : ndarray
    coef_ : ndarray of float32, one row for each class
    intercept_ : ndarray of float32
    """

    def decision_function(self, X: Any) -> Any:
        """Return the sums, one column for each class."""
        return np.asarray(X @ self.coef_.T, dtype=np.float64) + self.intercept_

    def predict_proba(self, X: Any) -> Any:
        """Softmax of the sums."""
        return softmax(self.decision_function(X))

    def predict(self, X: Any) -> Any:
        """Return the class with the greatest sum."""
        return self.classes_[self.decision_function(X).argmax(axis=1)]


class LinearEnsemble(LinearClassifier):
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


class SoftTargetEnsemble(LinearClassifier):
    """A multinomial regression and a complement naive Bayes, both fitted to shares of classes, added up.

    An article that a fair editor would put under two topics is learnt as partly
    one and partly the other. The regression does best where much was seen,
    naive Bayes on words seen a few times; see docs/recipe.md for what each adds.

    Parameters
    ----------
    classes : tuple of str
        One for each column of the targets.
    meanings : int
        So many columns at the end are meanings, which naive Bayes does not see.
    penalty : float
        Half of it times the squared weights is added to the regression's loss, in units of examples.
    alpha : float
        Of naive Bayes: more means smoother.
    count_weight : float
        What naive Bayes counts beside the regression.
    temperature : float
        Above 1 makes the probabilities more even.
    offsets : mapping of str to float, optional
        Added to a class's sum before the temperature.
    iterations : int
        At most so many steps of L-BFGS.
    doubt : float
        This part of the probabilities comes from the softmax at `DOUBT_TEMPERATURE` times the temperature.
    """

    doubt = 0.0  # of models that were stored before there was such a setting

    def __init__(
        self,
        classes: tuple[str, ...] = (),
        meanings: int = 0,
        penalty: float = 1.0,
        alpha: float = 0.1,
        count_weight: float = 0.9,
        temperature: float = 1.0,
        offsets: Mapping[str, float] | None = None,
        iterations: int = 80,
        doubt: float = 0.0,
    ) -> None:
        self.classes = classes
        self.meanings = meanings
        self.penalty = penalty
        self.alpha = alpha
        self.count_weight = count_weight
        self.temperature = temperature
        self.offsets = offsets
        self.iterations = iterations
        self.doubt = doubt

    def predict_proba(self, X: Any) -> Any:
        """Softmax of the sums, with some doubt."""
        return doubtful_softmax(self.decision_function(X), self.doubt)

    def fit(self, X: Any, y: Any, sample_weight: Any = None) -> Self:
        """Fit both on their columns of `X`; `y` has a row for each example and a column for each class."""
        self.classes_ = np.array(self.classes)
        targets = np.asarray(y, dtype=np.float32)
        weights = np.ones(len(targets)) if sample_weight is None else sample_weight
        weights = np.asarray(weights, dtype=np.float32)
        X = sparse.csr_matrix(X, dtype=np.float32)
        slopes, intercept = fit_softmax(X, targets, weights, self.penalty, self.iterations)
        n_terms = X.shape[1] - self.meanings
        slopes[:n_terms] += self.count_weight * self._evidence(X[:, :n_terms], targets * weights[:, None])
        intercept = intercept + [(self.offsets or {}).get(name, 0.0) for name in self.classes]
        self.coef_ = np.ascontiguousarray(slopes.T / self.temperature, dtype=np.float32)
        self.intercept_ = (intercept / self.temperature).astype(np.float32)
        return self

    def _evidence(self, X: Any, shares: Any) -> Any:
        """Complement naive Bayes (Rennie et al., 2003): how rare a term is in all other classes; none where unseen."""
        counts = np.asarray(X.T @ shares, dtype=np.float64)
        totals = counts.sum(axis=1, keepdims=True)
        complement = totals - counts + self.alpha
        evidence = -np.log(complement / complement.sum(axis=0))
        evidence -= evidence.mean(axis=1, keepdims=True)
        evidence[totals[:, 0] == 0] = 0.0
        return evidence.astype(np.float32)


def fit_softmax(X: Any, targets: Any, weights: Any, penalty: float, iterations: int) -> tuple[Any, Any]:
    """Fit a multinomial logistic regression to shares of classes, by L-BFGS (Liu and Nocedal, 1989).

    scikit-learn's takes one class for each example only.

    Returns
    -------
    slopes, intercept : ndarray
        A row for each column of `X` and a column for each class; one number for each class.
    """
    # Imported here: to predict, scipy.optimize is not needed.
    from scipy.optimize import minimize

    n_columns, n_classes = X.shape[1], targets.shape[1]
    transposed = X.T.tocsr()
    total = float(weights.sum())
    split = n_columns * n_classes

    def loss(values: Any) -> tuple[float, Any]:
        slopes = values[:split].reshape(n_columns, n_classes).astype(np.float32)
        sums = X @ slopes + values[split:].astype(np.float32)
        sums -= sums.max(axis=1, keepdims=True)
        powers = np.exp(sums)
        norms = powers.sum(axis=1, keepdims=True)
        errors = (powers / norms - targets) * weights[:, None]
        unlikely = np.log(norms[:, 0]) * targets.sum(axis=1) - (targets * sums).sum(axis=1)
        value = float(weights @ unlikely) + penalty / 2 * float((values[:split] ** 2).sum())
        gradient = transposed @ errors + penalty * slopes
        return value / total, np.concatenate([gradient.ravel(), errors.sum(axis=0)]).astype(np.float64) / total

    start = np.zeros(split + n_classes)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": iterations, "maxcor": 8}).x
    return found[:split].reshape(n_columns, n_classes).astype(np.float32), found[split:].astype(np.float32)
