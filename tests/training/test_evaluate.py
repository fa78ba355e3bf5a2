import json
from types import SimpleNamespace

import pytest
from sklearn.metrics import f1_score

from core.errors import InputError
from core.training.data.corpora import Row
from core.training.measures.evaluate import evaluate, question, score, wilson
from core.training.measures.report import outside_study, threshold_study, wrong_articles
from core.types import Doubt, Prediction

LABELS = ("a", "b")


def said(best, confidence, topic=None):
    other = "b" if best == "a" else "a"
    reason = Doubt.LOW_CONFIDENCE if topic else None
    return Prediction(topic or best, best, confidence, {best: confidence, other: 1 - confidence}, 1.0, reason)


TRUTH = ["a", "a", "a", "b"]
SAID = [said("a", 0.95), said("a", 0.85), said("b", 0.55, "other"), said("b", 0.75)]


def test_the_figures_are_those_worked_out_by_hand():
    found = score("m", LABELS, TRUTH, SAID, left_out=2)
    assert (found.n, found.left_out, found.accuracy) == (4, 2, 0.75)
    assert found.accuracy_top2 == 1
    assert found.confusion == ((2, 1), (0, 1))
    a, b = found.topics
    assert (a.precision, a.recall, a.f1, a.support) == (1, pytest.approx(2 / 3), pytest.approx(0.8), 3)
    assert (b.precision, b.recall, b.f1, b.support) == (0.5, 1, pytest.approx(2 / 3), 1)
    assert found.macro_f1 == pytest.approx((0.8 + 2 / 3) / 2)
    assert found.macro_f1 == pytest.approx(f1_score(TRUTH, [p.best for p in SAID], average="macro"))
    assert (found.coverage, found.accuracy_answered) == (0.75, 1)
    assert (found.acceptable, *wilson(3, 4)) == (0.75, found.acceptable_low, found.acceptable_high)
    brier = (2 * 0.05**2 + 2 * 0.15**2 + 2 * 0.55**2 + 2 * 0.25**2) / 4
    assert found.brier == pytest.approx(brier)
    assert found.ece == pytest.approx((0.05 + 0.15 + 0.55 + 0.25) / 4)
    assert [(p.low, p.n, p.accuracy) for p in found.calibration] == [(0.5, 1, 0), (0.7, 1, 1), (0.8, 1, 1), (0.9, 1, 1)]
    json.dumps(found.to_dict())


def test_wilsons_interval():
    assert wilson(8, 10) == (pytest.approx(0.4902, abs=1e-4), pytest.approx(0.9433, abs=1e-4))
    assert wilson(0, 5)[0] == 0 and wilson(5, 5)[1] == 1


def test_rows_without_a_known_topic_are_left_out_and_counted():
    entry = SimpleNamespace(schemes=(2,), scheme=lambda topics: SimpleNamespace(labels=LABELS))
    predict = lambda documents, topics: [said("a", 0.9) for _ in documents]  # noqa: E731
    model = SimpleNamespace(name="m", labels=LABELS, entry=entry, predict=predict)
    rows = [{"title": "t", "text": None, "topic": "a"}, {"title": "t", "topic": None}, {"topic": "z"}]
    found = evaluate(model, rows)
    assert (found.n, found.left_out, found.accuracy) == (1, 2, 1)
    assert [t.support for t in found.topics] == [1, 0]
    with pytest.raises(InputError, match="None of the articles"):
        evaluate(model, rows[1:])


def test_a_sure_answer_of_one_falls_into_the_last_bin():
    found = score("m", LABELS, ["a"], [said("a", 1.0)])
    assert [p.high for p in found.calibration] == [1.0]


def test_the_threshold_study_trades_coverage_for_accuracy():
    study = {
        line["threshold"]: line
        for line in threshold_study(*question(LABELS, [{"topic": topic} for topic in TRUTH]).right(SAID))
    }
    assert study[0.0] == {"threshold": 0.0, "coverage": 1.0, "accuracy": 0.75}
    assert study[0.6] == {"threshold": 0.6, "coverage": 0.75, "accuracy": 1.0}
    assert 0.95 in study


def test_reports_hold_facts_and_the_words_that_misled_and_no_texts(tiny):
    text = "an unheard sentence of shares and profit"
    row = Row("c", "1", "The Post", "2022-05-01", "Bank raised", text, "sport", "front")
    business, sport = tiny.predict([("Bank raised", text), ("Striker scored", "a goal in the cup final")])
    facts = wrong_articles(tiny, question(tiny.labels, [row.to_dict()] * 2), [business, sport])
    assert len(facts) == 1
    assert facts[0]["predicted"] == "business" and facts[0]["words"] == 7 and facts[0]["section"] == "front"
    assert "shares" in facts[0]["misled_by"] and "shares" not in facts[0]["spoke_for_it"]
    assert "unheard" not in json.dumps(facts).lower()
    assert outside_study([row], [said("b", 0.7, "other")]) == [{"topic": "sport", "n": 1, "other": 1}]


def test_counts_are_whole_numbers_even_where_nothing_is_right():
    wrong = score("m", LABELS, ["a"], [said("b", 0.8)])
    assert json.dumps([topic.support for topic in wrong.topics]) == "[1, 0]"
    assert wrong.macro_f1 == 0
