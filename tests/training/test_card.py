import json
import re

import pytest

from core.reports.frames import read_validation
from core.reports.targets import GOALS, goals_frame
from core.settings import ROOT
from core.topics.manifest import Manifest, ModelEntry, read_manifest, write_manifest
from core.topics.schemes import TopicScheme
from core.topics.taxonomy import ALL_NAMES, CORE_NAMES
from core.training.card import CARD, model_card, write_card
from core.training.card_tables import plain
from tests.support.validations import SETS, made_up

FIGURES = {"n": 266, "accuracy": 0.96, "accuracy_low": 0.93, "accuracy_high": 0.98, "accuracy_top2": 0.99}
FIGURES |= {"macro_f1": 0.7, "coverage": 0.95, "accuracy_answered": 0.98, "ece": 0.02, "brier": 0.05}


def entry(**changes):
    values = {"name": "current", "file": "current.joblib", "sha256": "ab" * 32, "bytes": 1234, "sklearn": "1.9"}
    values |= {"python": "3.11", "labels": ALL_NAMES, "thresholds": dict.fromkeys(ALL_NAMES, 0.5)}
    five = TopicScheme(CORE_NAMES, dict.fromkeys(CORE_NAMES, 0.4), 0.6, 1.3, {})
    what = {"what": SETS["guardian-2022-late"], "topics": len(CORE_NAMES), "sha256": "cd" * 32}
    return ModelEntry(**{**values, "five": five, "metrics": {"guardian-2022-late": {**FIGURES, **what}}, **changes})


@pytest.fixture
def folder(tmp_path):
    write_manifest(Manifest({"current": entry()}), tmp_path)
    (tmp_path / "reports").mkdir()
    return tmp_path


def test_without_reports_the_card_says_what_was_not_measured(folder):
    card = write_card(folder).read_text()
    assert "Not measured for this file: `python -m core train --validate` does it." in card
    assert "ab" * 32 in card and "cd" * 32 in card
    assert "0.960 (0.930 to 0.980)" in card and SETS["guardian-2022-late"] in card


def test_the_card_holds_validations_learning_curve_folds_and_years(folder):
    (folder / "reports/validation.json").write_text(json.dumps(made_up()))
    card = write_card(folder).read_text()
    assert "Not measured" not in card
    assert "in 10 folds: accuracy 0.981, from 0.972 to 0.990" in card
    assert "| 4,000 |" in card  # a tenth of the examples, in the learning curve
    assert "| 2023 | CNN, words in the URL, 2022 and 2023 | bbc-2004 | 5,000 | 0.410 (0.380 to 0.440) | 70.0% |" in card
    assert (folder / CARD).read_text() == card


def test_meaning_is_told_only_of_a_model_that_has_it(folder):
    assert "MiniLM" not in write_card(folder).read_text()
    write_manifest(Manifest({"current": entry(recipe={"meaning_weight": 0.5})}), folder)
    assert "all-MiniLM-L6-v2" in write_card(folder).read_text()


def test_every_table_has_as_many_cells_in_every_row(folder):
    (folder / "reports/validation.json").write_text(json.dumps(made_up()))
    rows = [line for line in write_card(folder).read_text().splitlines() if line.startswith("|")]
    widths = []
    for before, line in zip(["", *rows], rows, strict=False):
        if set(line) <= set("|-: "):
            widths.append(before.count("|"))
            assert line.count("|") == widths[-1]
        elif widths and line.count("|") != widths[-1]:
            assert line in [rows[at] for at in range(len(rows) - 1) if set(rows[at + 1]) <= set("|-: ")]


def test_what_came_with_an_article_stays_text():
    assert plain("a|b\n<img> `x` $y$") == r"a\|b \<img\> \`x\` \$y\$"


def test_columns_of_numbers_are_aligned_to_the_right(folder):
    assert "| Articles | n | current |\n| --- | ---: | ---: |\n| The Guardian" in write_card(folder).read_text()


def test_the_shipped_card_is_that_of_the_shipped_manifest_and_reports():
    artifacts = ROOT / "artifacts"
    assert model_card(artifacts) == (artifacts / CARD).read_text(encoding="utf-8")


def test_the_paths_that_the_card_names_exist():
    card = model_card(ROOT / "artifacts")
    paths = {path for path in re.findall(r"`([\w./]+)`", card) if path.startswith(("core/", "scripts/"))}
    assert paths and all((ROOT / path).exists() for path in paths)


def test_goals_are_met_or_say_what_would_close_the_gap(folder):
    (folder / "reports/validation.json").write_text(json.dumps(made_up()))
    frame = goals_frame(read_manifest(folder).entry("current"), read_validation(folder))
    assert 10 < len(frame) <= len(GOALS)
    first, second = frame.iloc[0], frame.iloc[1]
    assert (first["figure"], first["reached"], first["met"], first["closes"]) == ("accuracy", 0.96, True, "")
    assert (second["figure"], second["reached"], second["met"]) == ("macro_f1", 0.7, False) and second["closes"]
    folds = frame[frame["what"].str.contains("folds")].iloc[0]
    assert folds["reached"] == pytest.approx(0.9812) and folds["met"]
    assert all(frame[frame["figure"] == "ece"]["met"])


def test_without_validations_only_what_was_measured_is_compared(folder):
    frame = goals_frame(read_manifest(folder).entry("current"), None)
    assert set(frame["figure"]) == {"accuracy", "macro_f1", "ece"} and len(frame) == 3
