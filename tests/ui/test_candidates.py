"""The candidates' figures as a table for people."""

import pandas as pd

from core.settings import load_settings
from core.ui.model import candidates

ROWS = pd.DataFrame(
    {
        "candidate": ["svm", "random forest"],
        "published": [0.94, None],
        "test": [0.951, 0.9],
        "train": [0.99, 1.0],
        "cv": [0.945, None],
        "seconds": [1.25, 30.0],
        "iterations": [50, 0],
        "params": [{"C": 0.1, "kernel": "linear"}, {}],
        "n_test": [334, 334],
    }
)


def test_what_was_not_measured_is_left_empty():
    table = candidates._candidate_table(ROWS)
    assert list(table["Candidate"]) == ["SVM", "Random forest"]
    assert list(table["Published, test"]) == ["94%", ""]
    assert list(table["Ours, test"]) == ["95.1%", "90.0%"]
    assert list(table["Over folds"]) == ["94.5%", ""]
    assert list(table["Settings tried"]) == ["50", ""]
    assert list(table["Settings"]) == ["C = 0.1, kernel = linear", ""]


def test_before_a_comparison_was_made_the_page_says_how_to_make_it(monkeypatch, tmp_path):
    notes = []
    monkeypatch.setattr(candidates.resources, "settings", lambda: load_settings({"artifacts": tmp_path}))
    monkeypatch.setattr(candidates.choices.st, "info", lambda text, icon: notes.append(text))
    candidates.candidates()
    assert notes == [candidates.NOT_WRITTEN]
