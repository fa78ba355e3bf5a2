import json

import numpy as np
import pytest
from sklearn.neighbors import KNeighborsClassifier

from core.training.data.corpora import Row
from core.training.measures.report import candidates_report
from core.training.recipes import candidates as module
from core.training.recipes.bbc_2004 import SplitFeatures, split_features
from core.training.recipes.candidates import CANDIDATES, PUBLISHED, Candidate, compare

NEAREST = Candidate(
    "k nearest neighbours",
    lambda seed: KNeighborsClassifier(),
    {"n_neighbors": 1},
    {"n_neighbors": [1, 3, 5]},
    2,
    lambda best: {"n_neighbors": [best["n_neighbors"], 7]},
)
MAJORITY = CANDIDATES[-1]


@pytest.fixture
def data():
    """Two clouds that hardly touch, one of them larger."""
    chance = np.random.default_rng(3)
    topics = ["sport"] * 40 + ["tech"] * 20
    points = np.vstack([chance.normal(0, 1, (40, 2)), chance.normal(4, 1, (20, 2))])
    return SplitFeatures(points, topics, points + 0.1, topics)


@pytest.fixture(autouse=True)
def two_candidates(monkeypatch):
    monkeypatch.setattr(module, "CANDIDATES", (NEAREST, MAJORITY))
    monkeypatch.setattr(module, "JOBS", 1)


def test_candidates_are_measured_with_the_settings_that_were_found_best(data):
    said = []
    nearest, majority = compare(data, search=False, seed=8, progress=said.append)
    assert (nearest.candidate, nearest.params, nearest.cv, nearest.iterations) == (NEAREST.name, NEAREST.best, None, 0)
    assert nearest.test > 0.9 and nearest.train == 1.0
    assert majority.test == majority.train == pytest.approx(40 / 60)
    assert (nearest.published, majority.published) == (PUBLISHED[NEAREST.name], PUBLISHED[MAJORITY.name])
    assert said[0].startswith("k nearest neighbours: ") and len(said) == 2


def test_a_search_goes_through_a_sample_and_a_grid_around_its_best(data):
    nearest, majority = compare(data, search=True, seed=8, progress=str)
    assert nearest.params["n_neighbors"] in (1, 3, 5, 7) and nearest.iterations == 2
    assert 0.9 < nearest.cv <= 1
    assert majority.cv is None  # nothing to search
    report = candidates_report([nearest, majority], [], [])
    assert json.loads(json.dumps(report))["candidates"][0]["params"] == nearest.params


def test_every_candidate_is_one_that_the_original_published():
    assert {candidate.name for candidate in CANDIDATES} == set(PUBLISHED)
    for candidate in CANDIDATES:
        model = candidate.make(8)
        assert set(candidate.best) <= set(model.get_params())
        assert set(candidate.around({**candidate.best})) >= set(candidate.best)


def test_features_are_learnt_on_the_training_side_alone():
    class Cleaner:
        def fit(self, documents, y=None):
            return self

        def transform(self, documents):
            return [document.lower() for document in documents]

    def rows(words, n):
        return [Row("bbc-2004", str(at), "BBC", "", "", words, "sport") for at in range(n)]

    features = split_features(rows("goal match", 12), rows("goal software", 2), Cleaner())
    assert features.train.shape == (12, 3) and features.test.shape == (2, 3)  # goal, match, goal match
    assert (features.test > 0).sum() == 2
    assert features.train_topics == ["sport"] * 12 and features.test_topics == ["sport"] * 2
