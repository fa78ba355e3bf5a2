import joblib
import numpy as np
import pytest
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from core.topics.linear import DOUBT_TEMPERATURE, SoftTargetEnsemble, fit_softmax

CLASSES = ("business", "sport", "tech")


def data(n=300, columns=12, seed=1):
    chance = np.random.default_rng(seed)
    X = sparse.random(n, columns, density=0.4, random_state=seed, dtype=np.float32, format="csr")
    sums = X @ chance.normal(size=(columns, 3)) * 3
    return X, np.eye(3, dtype=np.float32)[sums.argmax(axis=1)]


def test_with_whole_classes_it_is_scikit_learns_regression():
    X, targets = data()
    slopes, intercept = fit_softmax(X, targets, np.ones(300, dtype=np.float32), 1.0, 500)
    theirs = LogisticRegression(C=1.0, tol=1e-8, max_iter=2000).fit(X, targets.argmax(axis=1))
    ours = X @ slopes + intercept
    expected = theirs.decision_function(X)
    assert np.allclose(ours - ours.mean(axis=1, keepdims=True), expected, atol=0.02)


def test_an_article_of_two_topics_is_learnt_as_half_of_each():
    X = sparse.csr_matrix(np.eye(2, dtype=np.float32)[[0] * 50 + [1] * 50])
    targets = np.array([[0.5, 0.5, 0]] * 50 + [[0, 0, 1]] * 50, dtype=np.float32)
    model = SoftTargetEnsemble(CLASSES, penalty=0.01, count_weight=0.0).fit(X, targets)
    both, tech = model.predict_proba(sparse.csr_matrix(np.eye(2, dtype=np.float32)))
    assert both[:2] == pytest.approx([0.5, 0.5], abs=0.02) and tech[2] > 0.98
    assert list(model.predict(X[-1:])) == ["tech"]


def test_weights_count_as_copies():
    X, targets = data(60)
    weights = np.array([2.0] * 30 + [1.0] * 30)
    copies = sparse.vstack([X, X[:30]]), np.vstack([targets, targets[:30]])
    one = SoftTargetEnsemble(CLASSES, iterations=300).fit(X, targets, sample_weight=weights)
    two = SoftTargetEnsemble(CLASSES, iterations=300).fit(*copies)
    assert np.allclose(one.predict_proba(X), two.predict_proba(X), atol=0.01)


def test_naive_bayes_speaks_for_rare_terms_and_not_for_meanings_or_unseen_terms():
    X = sparse.csr_matrix(np.array([[1, 0, 0, 0.5]] * 20 + [[0, 1, 0, 0.5]] * 20, dtype=np.float32))
    targets = np.eye(2, dtype=np.float32)[[0] * 20 + [1] * 20]
    without, with_counts = (
        SoftTargetEnsemble(CLASSES[:2], meanings=1, count_weight=weight).fit(X, targets) for weight in (0.0, 1.0)
    )
    added = with_counts.coef_ - without.coef_
    assert added[0, 0] > 0 > added[1, 0]
    assert not added[:, 2:].any()


def test_offset_and_temperature_change_the_probabilities_as_told():
    X, targets = data()
    plain = SoftTargetEnsemble(CLASSES).fit(X, targets)
    shifted = SoftTargetEnsemble(CLASSES, offsets={"tech": 1.0}).fit(X, targets)
    even = SoftTargetEnsemble(CLASSES, temperature=2.0).fit(X, targets)
    assert np.allclose(shifted.decision_function(X) - plain.decision_function(X), [0, 0, 1], atol=1e-5)
    assert np.allclose(even.decision_function(X) * 2, plain.decision_function(X), atol=1e-4)
    assert np.allclose(even.predict_proba(X).sum(axis=1), 1)


def test_two_fits_are_the_same_and_can_be_stored(tmp_path):
    X, targets = data()
    one, two = (SoftTargetEnsemble(CLASSES, offsets={"sport": 0.1}).fit(X, targets) for _ in range(2))
    assert (one.coef_ == two.coef_).all() and one.coef_.dtype == np.float32
    joblib.dump(one, tmp_path / "model")
    assert (joblib.load(tmp_path / "model").predict_proba(X) == one.predict_proba(X)).all()


def test_doubt_makes_the_surest_less_sure_and_changes_no_order():
    X, targets = data()
    sure = SoftTargetEnsemble(CLASSES, temperature=0.1).fit(X, targets)
    doubtful = SoftTargetEnsemble(CLASSES, temperature=0.1, doubt=0.2).fit(X, targets)
    even = SoftTargetEnsemble(CLASSES, temperature=0.1 * DOUBT_TEMPERATURE).fit(X, targets)
    before, after = sure.predict_proba(X), doubtful.predict_proba(X)
    assert np.allclose(after, 0.8 * before + 0.2 * even.predict_proba(X), atol=1e-5)
    assert np.allclose(after.sum(axis=1), 1) and np.all(after.max(axis=1) <= before.max(axis=1))
    assert np.array_equal(sure.decision_function(X).argsort(axis=1), after.argsort(axis=1))


def test_a_model_that_was_stored_without_doubt_has_none():
    X, targets = data()
    stored = SoftTargetEnsemble(CLASSES).fit(X, targets)
    del stored.__dict__["doubt"]
    assert np.allclose(stored.predict_proba(X).sum(axis=1), 1)
    assert np.array_equal(stored.predict_proba(X), SoftTargetEnsemble(CLASSES).fit(X, targets).predict_proba(X))
