"""A model that learnt other news: it answers so, in both schemes, and explains itself."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import ModelError
from core.serving.model_versions import version_of
from core.topics.explain import explain
from core.topics.highlight import highlight
from core.topics.manifest import read_manifest
from core.topics.model import load_model
from core.topics.taxonomy import ALL_NAMES, CORE_NAMES
from core.types import Article, Doubt, Status
from tests.support.other_news import CRIME, GOAL, LABELS, VACCINE, change_manifest, write_with_other


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_with_other(tmp_path_factory.mktemp("artifacts"))


@pytest.fixture(scope="module")
def model(folder):
    return load_model("current", folder)


def test_other_news_is_answered_and_probabilities_sum_to_one(model):
    crime, vaccine, goal = model.predict([CRIME, VACCINE, GOAL])
    assert (crime.topic, crime.best, crime.shown, crime.reason) == ("other", "other", "other", None)
    assert (vaccine.topic, goal.topic) == ("health", "sport")
    for prediction in (crime, vaccine, goal):
        assert tuple(prediction.topics) == LABELS
        assert sum(prediction.topics.values()) == pytest.approx(1)
    assert (model.labels, model.entry.topics, model.entry.schemes) == (LABELS, ALL_NAMES, (5, 9))


@given(st.text(), st.sampled_from([5, 9]))
def test_whatever_comes_is_an_answer_or_has_a_code(model, text, topics):
    prediction = model.predict_one("", text, topics)
    assert sum(prediction.topics.values()) == pytest.approx(1)
    assert prediction.topic == (prediction.best if prediction.reason is None else "other")
    assert (prediction.reason in list(Doubt)) == (prediction.detail is not None) == (prediction.shown == "unsure")


def test_short_foreign_and_torn_texts_are_unsure(model, tmp_path):
    assert model.predict_one("", "xyzzy").reason is Doubt.TOO_SHORT
    strict = load_model("current", write_with_other(tmp_path, min_known_share=0.5))
    assert strict.predict_one("", "police court " + "gol copa " * 9).reason is Doubt.UNKNOWN_WORDS
    torn = model.predict_one("", "striker vaccine burglary recipe planet troops actor minister shares software")
    assert (torn.shown, torn.reason) == ("unsure", Doubt.LOW_CONFIDENCE)


def test_among_five_topics_health_is_other_news(model):
    vaccine, crime, goal = model.predict([VACCINE, CRIME, GOAL], topics=5)
    assert tuple(vaccine.topics) == (*CORE_NAMES, "other")
    assert (vaccine.topic, vaccine.best, vaccine.reason, vaccine.elsewhere) == ("other", "other", None, "health")
    assert (crime.best, crime.elsewhere, goal.topic) == ("other", None, "sport")
    as_five = version_of(model.entry).as_five
    assert [as_five(p) for p in model.predict([VACCINE, CRIME, GOAL])] == [vaccine, crime, goal]


def test_a_stub_is_answered_with_less_confidence(model):
    whole = Article("x", "https://x.example/1", *CRIME)
    stub = Article("x", "https://x.example/1", *CRIME, status=Status.PARTIAL)
    for topics in (5, 9):
        sure, less = model.predict_article(whole, topics), model.predict_article(stub, topics)
        assert sure.best == less.best == "other" and less.confidence < sure.confidence


def test_words_speak_for_and_against_other_news(model):
    found = explain(model, *CRIME)
    assert found.topic == "other" and "burglary" in dict(found.for_)
    against = explain(model, "", "The striker scored a goal; police arrested a man.", "other")
    assert "striker" in dict(against.against) and "police" in dict(against.for_)
    _, text = highlight(model, *CRIME, "other")
    assert any(piece.weight and piece.weight > 0 and piece.text == "burglary" for piece in text)


def test_the_manifest_keeps_the_threshold_of_other_news(tmp_path):
    folder = write_with_other(tmp_path)
    entry = read_manifest(folder).entry("current")
    assert entry.scheme(5).thresholds["other"] == entry.thresholds["other"] == 0.3
    five = {
        "thresholds": dict.fromkeys((*CORE_NAMES, "other"), 0.45),
        "max_outside": 1.0,
        "sharpness": 1.2,
        "passed_on": {},
    }
    change_manifest(folder, five=five)
    entry = read_manifest(folder).entry("current")
    assert (entry.scheme(5).labels, entry.scheme(5).thresholds["other"]) == ((*CORE_NAMES, "other"), 0.45)
    assert entry.to_dict()["five"] == five
    assert json.loads((folder / "manifest.json").read_text())["models"]["current"]["labels"] == list(LABELS)


FIVE = {"max_outside": 1.0, "sharpness": 1.0, "passed_on": {}}
NINE_ONLY = {"labels": ALL_NAMES, "thresholds": dict.fromkeys(ALL_NAMES, 0.3)}


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"thresholds": dict.fromkeys(ALL_NAMES, 0.3)}, "no threshold between 0 and 1 for other"),
        (
            {**NINE_ONLY, "five": {**FIVE, "thresholds": dict.fromkeys((*CORE_NAMES, "other"), 0.3)}},
            "does not know other news",
        ),
        ({"labels": ["sport", "other"], "five": None}, "two or more different topics"),
    ],
)
def test_a_manifest_that_contradicts_itself_is_refused(tmp_path, values, said):
    folder = write_with_other(tmp_path)
    change_manifest(folder, **values)
    with pytest.raises(ModelError, match=said):
        read_manifest(folder)
