import json
import re
from datetime import date
from functools import cache

import pandas as pd
import pytest

from core import palette
from core.analysis.compare import share_differences
from core.analysis.frame import article_frame
from core.analysis.mix import mix_by_paper, overall_mix
from core.analysis.shares.attention import Matches, share_table
from core.analysis.terms import distinctive_terms
from core.analysis.trends import over_time
from core.charts.attention import attention_chart
from core.charts.classify import probabilities_chart, words_chart
from core.charts.compare import terms_chart
from core.charts.differences import difference_chart
from core.charts.frame import SELECTION, Frame
from core.charts.heat_table import heat_table
from core.charts.model import calibration_chart, candidates_chart, confusion_chart, map_chart, threshold_chart
from core.charts.panels import difference_panels, interval_panels
from core.charts.slope import slope_chart
from core.charts.style import MAX_TITLE_LINE, Measure
from core.charts.training_data import counts_chart, lengths_chart
from core.charts.trends import agreement_chart, paper_panels, topic_panels
from core.charts.validation import folds_chart, learning_chart, risk_chart, validations_chart, years_chart
from core.topics.taxonomy import OTHER, TOPICS, UNSURE
from tests.support.editions import prediction, small_edition
from tests.support.validations import made_up

FRAME = article_frame(small_edition())
TREND = over_time([(date(2026, 11, 19), "", "sport", 2), (date(2026, 11, 20), "", "politics", 3)])
AGREEMENT = pd.DataFrame({"name": ["The Bay"], "share": [0.8], "low": [0.5], "high": [0.9], "n": [10]})
DIFFERENCES = share_differences(FRAME, "The Bay", "Hill & Dale")
FRAMED = Frame(
    "Sport is most.", "n = 5 articles from 2 papers. Bold: the largest.", "Source: The Bay, read 20 November."
)
MIX = mix_by_paper(FRAME).assign(low=lambda mix: mix["share"] / 2, high=lambda mix: (1 + mix["share"]) / 2)
OVERALL = overall_mix(FRAME)
FROM_OTHERS = DIFFERENCES.assign(paper="The Bay")
CONFUSION = pd.DataFrame({"truth": ["sport", "sport"], "predicted": ["sport", "tech"], "count": [9, 1]})
CURVE = pd.DataFrame({"confidence": [0.5, 0.9], "accuracy": [0.55, 0.92], "count": [10, 90]})
STUDY = pd.DataFrame({"threshold": [0.4, 0.6], "coverage": [0.99, 0.9], "accuracy": [0.9, 0.95]})
POINTS = pd.DataFrame({"x": [0.0, 1], "y": [1.0, 2], "topic": ["sport", "tech"], "predicted": ["sport", "sport"]})
CANDIDATES = pd.DataFrame({"candidate": ["SVM"], "figure": ["Ours, test"], "accuracy": [0.93], "n": [334]})
TERMS = pd.DataFrame({"paper": ["The Bay"], "term": ["goal"], "z": [2.0], "count": [3], "elsewhere": [0]})
VALIDATIONS = {name: pd.DataFrame(made_up()[name]) for name in ("rows", "learning", "years")}
COUNTS = pd.DataFrame(
    [
        {"corpus": "feeds-2021", "publisher": publisher, "topic": topic, "n": 3, "lower": 9, "median": 12, "upper": 20}
        for publisher in ("BBC", "CNN")
        for topic in ("sport", "tech")
    ]
)
TOPIC_P = prediction("sport").topics

SEARCHED = share_table({"The Bay": Matches(12, 40), "Hill & Dale": Matches(1, 2)})


def panels(measure=Measure.SHARE):
    return topic_panels(TREND, "Day", measure)


CHARTS = {
    "heat table": (lambda: heat_table(mix_by_paper(FRAME), overall_mix(FRAME), FRAMED), 5),
    "heat table of all": (lambda: heat_table(mix_by_paper(FRAME).iloc[:0], overall_mix(FRAME), FRAMED), 5),
    "interval panels": (lambda: interval_panels(MIX, OVERALL, FRAMED), 5),
    "difference panels": (lambda: difference_panels(FROM_OTHERS, FRAMED), 5),
    "difference": (lambda: difference_chart(DIFFERENCES, "The Bay", "Hill & Dale"), 3),
    "slope": (lambda: slope_chart(DIFFERENCES, "20 November", "21 November"), 3),
    "terms": (lambda: terms_chart(TERMS, "The Bay"), None),
    "trend": (lambda: panels().picture("Topics by day", "n = 5 articles"), 5),
    "trend count": (lambda: panels(Measure.COUNT).picture("Topics by day", "n = 5 articles"), 5),
    "attention": (lambda: attention_chart(SEARCHED, "“ferry” is in 30% of articles", "n = 42 articles"), 42),
    "agreement": (lambda: agreement_chart(AGREEMENT, "paper", "Agreement by paper"), 10),
    "agreement over time": (lambda: agreement_chart(AGREEMENT, "week", "Agreement by week"), 10),
    "probabilities": (lambda: probabilities_chart(TOPIC_P, 120, 0.5), 1),
    "probabilities without threshold": (lambda: probabilities_chart(TOPIC_P, 120), 1),
    "words": (lambda: words_chart([("goal", 0.5), ("tax", -0.2)], "sport"), 2),
    "candidates": (lambda: candidates_chart(CANDIDATES), 334),
    "confusion": (lambda: confusion_chart(CONFUSION, "held out"), 10),
    "calibration": (lambda: calibration_chart(CURVE, "held out"), 100),
    "threshold": (lambda: threshold_chart(STUDY, 292, {"sport": 0.5, "tech": 0.4}), 292),
    "threshold without choice": (lambda: threshold_chart(STUDY, 292), 292),
    "map": (lambda: map_chart(POINTS, "PCA"), 2),
    "reliability": (lambda: calibration_chart(CURVE, "held out", 0.02), 100),
    "risk": (lambda: risk_chart(STUDY, 292), 292),
    "data counts": (lambda: counts_chart(COUNTS), 12),
    "lengths": (lambda: lengths_chart(COUNTS, "feeds-2021"), 12),
    "validations": (lambda: validations_chart(VALIDATIONS["rows"]), 500),
    "learning": (lambda: learning_chart(VALIDATIONS["learning"]), 500),
    "folds": (lambda: folds_chart(made_up()["folds"]), 10),
    "years": (
        lambda: years_chart(VALIDATIONS["years"], {"bbc-2004": "Model of 2004", "current": "Today's model"}),
        266,
    ),
}


@cache
def spec_of(name):
    """A chart as Vega-Lite has it: made once a process; never change it."""
    return CHARTS[name][0]().to_dict()


def titles(spec):
    found = [spec["title"]] if "title" in spec else []
    for layer in spec.get("layer", []):
        found += titles(layer)
    return found


def lines_of(words):
    """The lines of a title: of one that breaks by the page's width, those of the narrowest."""
    return json.loads(re.search(r"\[.*?\]", words["expr"]).group()) if isinstance(words, dict) else words


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_has_a_title_that_fits_and_says_n(name):
    [title] = titles(spec_of(name))
    lines = lines_of(title["text"])
    assert lines
    assert all(len(line) <= MAX_TITLE_LINE + 2 * isinstance(title["text"], dict) for line in lines)
    n = CHARTS[name][1]
    if n is not None:
        assert f"n = {n}" in " ".join(lines_of(title["subtitle"]))


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_is_a_spec_that_json_can_hold(name):
    json.dumps(spec_of(name), allow_nan=False, default=str)


def colours(spec):
    channel = spec.get("encoding", {}).get("color", {})
    scale = channel.get("scale", {})
    pairs = dict(zip(scale.get("domain", []), scale.get("range", []), strict=False)) if isinstance(scale, dict) else {}
    for layer in spec.get("layer", []):
        pairs |= colours(layer)
    return pairs


@pytest.mark.parametrize("name", ["probabilities", "map"])
def test_topics_keep_their_colour_in_every_chart(name):
    taxonomy = {t.label: t.colour for t in (*TOPICS, OTHER, UNSURE)}
    shown = colours(spec_of(name))
    assert shown
    assert shown.items() <= taxonomy.items()


@pytest.mark.parametrize("name", ["heat table", "interval panels", "difference panels"])
def test_a_click_selects_a_topic_of_a_paper(name):
    [click] = [param for param in spec_of(name)["params"] if param["name"] == SELECTION]
    assert click["select"]["fields"] == ["topic", "paper"]


def test_panels_have_one_colour_and_one_scale_that_ends_at_all_of_them():
    drawn = panels()
    assert drawn.names == ["Politics", "Sport"]
    assert drawn.top == 1.0
    for name in drawn.names:
        spec = drawn.panel(name).to_dict()
        lines = [layer for layer in spec["layer"] if layer["mark"]["type"] == "line"]
        assert [line["mark"]["color"] for line in lines] == [palette.ACCENT]
        assert {layer["encoding"]["y"]["scale"]["domain"][1] for layer in spec["layer"]} == {1.0}
        assert [row["below"].partition("|")[2] for row in next(iter(spec["datasets"].values()))] == ["n 2", "n 3"]
    assert panels(Measure.COUNT).top == 3


@pytest.mark.parametrize(("most", "top"), [(0.03, 0.05), (0.2, 0.2), (0.21, 0.3), (0.7, 0.8), (0.81, 1.0), (1.0, 1.0)])
def test_a_scale_of_shares_ends_at_a_round_value(most, top):
    table = TREND.assign(low=0.0, high=most)
    assert topic_panels(table, "Day", Measure.SHARE).top == top
    assert paper_panels(table[table["topic"] == "sport"], "Day", Measure.SHARE).top == top


def test_few_articles_have_a_count_and_no_interval():
    spec = attention_chart(SEARCHED, "x", "n = 42").to_dict()
    assert {"12 of 40", "1 of 2"} == {row["says"].split(", ")[-1] for row in _rows(spec, "says")}
    assert "%" not in next(row["says"] for row in _rows(spec, "says") if row["n"] == 2)
    _, intervals, dots = spec["layer"][0]["layer"]
    for layer in (intervals, dots):
        assert [row["n"] for row in spec["datasets"][layer["data"]["name"]]] == [40]


def _rows(spec, column):
    return [row for rows in spec["datasets"].values() for row in rows if column in row]


def test_terms_of_real_frames_can_be_drawn():
    terms = distinctive_terms(FRAME, ["The Bay", "Hill & Dale"])
    assert terms_chart(terms, "The Bay").to_dict()
