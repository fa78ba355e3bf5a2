import numpy as np
import pytest

from core.training.measures.clusters import MIN_PUBLISHERS, intervals_by_publisher
from core.training.measures.evaluate import question
from core.types import Prediction

LABELS = ("business", "other", "sport")


def measure(publishers, right_share, each=30, seed=1):
    """Articles on sport, of which each publisher has its own share of right answers."""
    chance = np.random.default_rng(seed)
    rows, predictions = [], []
    for number in range(publishers):
        share = right_share(number, chance)
        for at in range(each):
            best = "sport" if at < each * share else "business"
            rows.append({"publisher": f"P{number}", "topic": "sport", "accepted": ["sport"], "title": str(at)})
            topics = {name: 0.8 if name == best else 0.1 for name in LABELS}
            predictions.append(Prediction(best, best, 0.8, topics, 1.0))
    return intervals_by_publisher(question(LABELS, rows), predictions, 8)


def test_publishers_that_differ_widen_the_interval():
    alike = measure(20, lambda number, chance: 0.8)
    apart = measure(20, lambda number, chance: 0.95 if number % 2 else 0.65)
    assert alike["accuracy_low"] == pytest.approx(0.8) == alike["accuracy_high"]
    assert apart["accuracy_low"] < 0.78 and apart["accuracy_high"] > 0.82
    assert apart["acceptable_low"] == apart["accuracy_low"] and apart["coverage_low"] == 1.0
    assert apart["ece_low"] >= 0 and apart["accuracy_top2_high"] <= 1


def test_against_sections_the_interval_holds_the_figure_among_topics_alone():
    asked = question(LABELS, [{"publisher": f"P{n % 20}", "topic": "sport", "title": str(n)} for n in range(200)])
    answer = Prediction("business", "business", 0.5, {"business": 0.5, "other": 0.4, "sport": 0.1}, 1.0)
    predictions = [answer] * len(asked.rows)
    limits = intervals_by_publisher(asked, predictions, 8)
    assert asked.score("m", predictions).accuracy_top2 == 1
    assert limits["accuracy_top2_low"] == limits["accuracy_top2_high"] == 1


def test_few_publishers_give_no_interval():
    assert measure(MIN_PUBLISHERS - 1, lambda number, chance: 0.8) == {}


def test_the_seed_decides():
    first, second = (measure(12, lambda number, chance: chance.uniform(0.6, 0.9)) for _ in range(2))
    assert first == second
