"""Validation on small made-up corpora, with a recipe that learns words alone."""

from dataclasses import replace

import pytest

from core.topics.taxonomy import ALL_NAMES, CORE_NAMES
from core.training.data.corpora import Corpus, Row
from core.training.data.heldout import all_held_out
from core.training.measures import validate as module
from core.training.measures.development import BY_HAND, development_trials
from core.training.measures.validate import validate
from core.training.measures.years import accuracy_by_year
from core.training.recipes.current import CurrentRecipe
from core.types import Prediction

WORDS = {
    "politics": "minister parliament vote election party",
    "business": "shares profit company bank market",
    "entertainment": "film album actor singer theatre",
    "sport": "match goal striker coach final",
    "tech": "software phone app internet computer",
    "world": "border troops earthquake embassy ceasefire",
}


def corpus(name, publishers, dates, each=24, topics=tuple(WORDS)):
    rows = []
    for topic in topics:
        words = WORDS[topic].split()
        for number in range(each):
            picked = [words[(number + at) % 5] for at in range(4)]
            title = f"{picked[0]} {name} {topic}{number}"
            text = f"{' '.join(picked)} text{name}{topic}{number}"
            publisher, date = publishers[number % len(publishers)], dates[number % len(dates)]
            rows.append(Row(name, f"{topic}/{number}", publisher, date, title, text, topic, topic))
    return Corpus(name, "", tuple(rows))


def by_hand(section_corpus):
    rows = (replace(r, id=f"hand/{r.id}", accepted=(str(r.topic),)) for r in section_corpus.rows)
    return replace(section_corpus, rows=tuple(rows))


@pytest.fixture(scope="module")
def corpora():
    return [
        corpus("bbc-2004", ["BBC"], ["2004"], topics=CORE_NAMES),
        corpus("feeds-2021", ["BBC", "CNN", "The Guardian"], ["2021-05-01", "2021-08-01", "2021-11-01", "2021-12-01"]),
        corpus("guardian-2022", ["The Guardian"], ["2022-05-01", "2022-06-01", "2022-07-01"]),
        corpus("headlines-2022", [f"site{'s' * number}.example" for number in range(24)], ["2022"]),
        by_hand(corpus("labelled-2026", ["Salon", "BBC", "Time", "Variety"], ["2026-01-02", "2026-01-07"])),
    ]


RECIPE = CurrentRecipe(meaning_terms=0, headline_weight=0.0, min_df=1)


def test_each_validation_is_measured_apart(corpora, monkeypatch):
    monkeypatch.setattr(module, "JOBS", 1)
    monkeypatch.setattr(module, "FOLDS", 3)
    said = []
    found = validate(corpora, [], (), 8, said.append, RECIPE)
    assert set(found) == {"rows", "learning", "folds", "years"} and found["years"] == []
    assert {row["kind"] for row in found["rows"]} == {"same time", "later", "never seen"}
    assert {row["share"] for row in found["rows"]} == {1.0}
    assert {row["share"] for row in found["learning"]} == set(module.SHARES)
    assert len(found["folds"]) == 3 and all(accuracy > 0.9 for accuracy in found["folds"])
    for row in found["rows"]:
        assert row["accuracy_low"] - 1e-9 <= row["accuracy"] <= row["accuracy_high"] + 1e-9 and row["n"] > 0
        assert row["what"] and 0 <= row["surest"] <= 1
    assert {r["what"] for r in found["rows"] if r["kind"] == "same time"} >= {"BBC, headline and teaser, 2021"}


def test_no_trial_is_trained_on_what_it_measures(corpora):
    trials = [*module.later_trials(corpora, [], RECIPE), *module.same_time_trials(corpora, [], RECIPE)]
    trials += module.unseen_trials(corpora, [], RECIPE)
    for trial in trials:
        measured = {(r.corpus, r.id) for rows in trial.sets.values() for r in rows}
        assert measured and not measured & {(r.corpus, r.id) for r in trial.train}
    unseen = module.unseen_trials(corpora, [], RECIPE)[:2]
    for trial, publisher in zip(unseen, ("BBC", "CNN"), strict=True):
        assert publisher not in {row.publisher for row in trial.train}


def test_publishers_left_out_for_development_are_measured_by_hand_labels(corpora):
    unseen = development_trials(corpora, [], RECIPE)[0]
    measured = unseen.sets[BY_HAND]
    assert {row.publisher for row in measured} == {"Salon"} and all(row.accepted for row in measured)
    assert not {row.publisher for row in unseen.train} & {"Salon", "Variety", "Time"}


def test_the_model_of_2022_knows_nothing_later(corpora):
    model = module.model_of_2022(corpora, [], (), 8)
    assert model.name == "news-2022" and "other" not in model.labels
    assert "textlabelled" not in " ".join(model.pipeline["vectorize"].vocabulary_)


def test_development_never_measures_held_out_articles(corpora):
    held_out = {(r.corpus, r.id) for r in all_held_out(corpora)}
    trials = development_trials(corpora, [], RECIPE)
    assert [trial.kind for trial in trials] == ["never seen", "later"]
    for trial in trials:
        measured = {(r.corpus, r.id) for rows in trial.sets.values() for r in rows}
        assert measured and not measured & held_out
        assert not measured & {(r.corpus, r.id) for r in trial.train}


class Always:
    """A model that always says the same, and knows half of the words."""

    name = "always"

    def predict(self, documents, topics):
        assert topics == len(CORE_NAMES)
        return [Prediction("sport", "sport", 0.9, {"sport": 0.9}, 0.5) for _ in documents]


def test_accuracy_by_year_keeps_sets_and_years_apart(corpora):
    lines = accuracy_by_year([Always()], corpora)
    assert {(line["year"], line["set"]) for line in lines} >= {(2022, "guardian-2022-late")}
    assert not any(line["set"] == "headlines-sites" for line in lines)
    for line in lines:
        assert line["n"] >= 20 and line["unknown"] == 0.5 and line["model"] == "always"
        assert line["accuracy_low"] < line["accuracy"] < line["accuracy_high"]
        assert line["what"]
    assert accuracy_by_year([], corpora) == []


def test_sets_are_named_in_words():
    assert module.in_words("feeds-2021, CNN") == "CNN, headline and teaser, 2021"
    assert module.in_words("bbc-2004") == "bbc-2004"
    assert "Guardian" in module.in_words("guardian-2022-late")
    assert set(ALL_NAMES) >= set(WORDS)
