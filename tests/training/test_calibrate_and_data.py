import json

import numpy as np
import pytest

from core.topics.taxonomy import LABEL_NAMES
from core.training.data.corpora import Corpus, Row
from core.training.data.labels import row_key
from core.training.data.statistics import data_report, label_agreement, marking_words
from core.training.recipes import calibrate
from core.training.recipes.calibrate import (
    MAX_THRESHOLD,
    MIN_THRESHOLD,
    best_power,
    choose_thresholds,
    log_loss,
    read_calibration,
)
from core.training.recipes.current import CORE_LABELS, CurrentRecipe


def test_the_power_undoes_what_made_probabilities_too_sure():
    chance = np.random.default_rng(1)
    true = chance.dirichlet([1, 1, 1], 4000)
    right = np.eye(3, dtype=bool)[[chance.choice(3, p=row) for row in true]]
    sure = true**2 / (true**2).sum(axis=1, keepdims=True)
    assert best_power([(true, right)]) == pytest.approx(1, abs=0.06)
    assert best_power([(sure, right)]) == pytest.approx(0.5, abs=0.04)
    assert log_loss(sure, right, 0.5) < log_loss(sure, right, 1.0)


def test_a_threshold_is_where_enough_answers_are_right():
    confidence = np.linspace(0.99, 0.5, 200)
    probabilities = np.column_stack([confidence, 1 - confidence])
    right = np.column_stack([confidence >= 0.7, confidence < 0.7])  # right down to 0.7, wrong below
    chosen = choose_thresholds(["a", "b"], probabilities, right, 0.999)
    assert chosen["a"] == pytest.approx(0.7, abs=0.01)
    assert chosen["b"] == MAX_THRESHOLD  # never the likeliest: nothing to choose on
    lower = choose_thresholds(["a", "b"], probabilities, right, 0.8)
    assert MIN_THRESHOLD <= lower["a"] < chosen["a"]


def test_the_stored_calibration_is_whole():
    stored = read_calibration()
    assert set(stored["thresholds"]) == set(LABEL_NAMES) and set(stored["five_thresholds"]) == set(CORE_LABELS)
    assert all(MIN_THRESHOLD <= p <= MAX_THRESHOLD for p in stored["thresholds"].values())
    assert stored["temperature"] > 0 and stored["five_sharpness"] > 0


def test_a_topic_that_was_never_calibrated_has_the_strictest_threshold(monkeypatch):
    stored = read_calibration()
    known = {name: least for name, least in stored["thresholds"].items() if name != "lifestyle"}
    monkeypatch.setattr(calibrate, "read_calibration", lambda path: {**stored, "thresholds": known})
    assert CurrentRecipe().thresholds == {**known, "lifestyle": MAX_THRESHOLD}


def rows(corpus="c", publisher="The Post"):
    lines = {"sport": "goal final secretword", "tech": "software phone secretword"}
    return [
        Row(corpus, f"{topic}/{n}", publisher, "", f"{line} {topic}{n}", "more " * n, topic)
        for topic, line in lines.items()
        for n in range(8)
    ]


def test_counts_and_quartiles_by_corpus_publisher_and_topic():
    report = data_report([Corpus("c", "", tuple(rows()))], rows())
    assert [(line["topic"], line["n"]) for line in report["counts"]] == [("sport", 8), ("tech", 8)]
    sport = report["counts"][0]
    assert (sport["lower"], sport["median"], sport["upper"]) == (5, 7, 9)
    assert "secretword" not in report["marking"]["sport"][:2]
    json.dumps(report)


def test_marking_words_are_those_of_the_topic():
    found = marking_words(rows())
    assert {"goal", "final"} <= set(found["sport"][:3]) and {"software", "phone"} <= set(found["tech"][:3])
    assert marking_words(rows()[:2]) == {}


def test_many_sites_are_one_publisher():
    many = [Row("headlines-2022", str(n), f"site{n}.example", "", "goal", "", "sport") for n in range(3)]
    [line] = data_report([Corpus("headlines-2022", "", tuple(many))], many)["counts"]
    assert line["publisher"] == "(many sites)" and line["n"] == 3


def test_sections_are_held_against_hand_labels_by_topic_and_publisher():
    sections = [Row("feeds", str(n), "The Post", "", f"title {n}", "", "tech") for n in range(60)]
    few = [Row("feeds", f"x{n}", f"Small {n}", "", f"other {n}", "", "world") for n in range(2)]
    by_hand = [Row("labelled", "0", "The Post", "", "title 0", "", "other", accepted=("other", "tech"))]
    labels = {row_key(row): ("tech",) for row in sections[1:30]} | {row_key(few[0]): ("world", "politics")}
    labels |= {row_key(row): ("sport",) for row in sections[30:]}
    found = label_agreement([Corpus("feeds", "", (*sections, *few)), Corpus("labelled", "", tuple(by_hand))], labels)
    tech, world = found["topics"]
    assert (tech["name"], tech["n"]) == ("tech", 60)
    assert tech["best"] == pytest.approx(29 / 60) and tech["accepted"] == pytest.approx(30 / 60)
    assert tech["low"] < tech["accepted"] < tech["high"]
    assert (world["n"], world["best"]) == (1, 1.0)
    assert [line["name"] for line in found["publishers"]] == ["(others)", "The Post"]
    assert found["control"] == []


def test_what_was_labelled_twice_checks_our_own_labels():
    rows = [
        Row("labelled", str(n), "The Post", "", f"title {n}", "", "tech", accepted=("tech", "other")) for n in (1, 2)
    ]
    labels = {row_key(rows[0]): ("tech",), row_key(rows[1]): ("other", "sport")}
    (line,) = label_agreement([Corpus("labelled", "", tuple(rows))], labels)["control"]
    assert (line["n"], line["best"], line["accepted"]) == (2, 0.5, 1.0)
