import json
import shutil

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from core.topics.manifest import hand_labels_first, read_manifest
from core.topics.taxonomy import ALL_NAMES, CORE_NAMES, label
from core.ui import resources
from tests.pages.conftest import ROOT, words
from tests.support.models import SHIPPED
from tests.support.validations import made_up

TABS = ["How well it does", "Data", "Candidates", "Validations", "Map", "2004 against today", "Live", "Review"]


CHARTS = [
    "confusion",
    "calibration",
    "risk",
    "thresholds",
    "candidates",
    "validations",
    "learning",
    "folds",
    "years",
    "map",
    "data_counts",
    "data_lengths",
]


@pytest.fixture
def opened(monkeypatch, tmp_path):
    """Opens the Model page on the shipped artifacts, with or without some of their reports."""

    def open_page(*, without=(), validation=None, **query):
        folder = tmp_path / "artifacts"
        shutil.copytree(ROOT / "artifacts", folder, ignore=shutil.ignore_patterns("sample", "former"))
        for name in without:
            (folder / "reports" / name).unlink(missing_ok=True)
        if validation is not None:
            (folder / "reports" / "validation.json").write_text(json.dumps(validation))
        monkeypatch.setenv("BROADSHEET_ARTIFACTS", str(folder))
        monkeypatch.setattr(resources, "models", lambda: SHIPPED)  # which differ in their reports only
        st.cache_resource.clear()
        app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=120)
        for key, value in query.items():
            app.query_params[key] = value
        app.run()
        app.switch_page("pages/model.py").run()
        app.session_state["specialists"] = True
        for chart in CHARTS:
            app.session_state[f"{chart}_more"] = True  # its table is open
        app.run()
        assert not app.exception
        assert not app.error
        return app

    monkeypatch.chdir(ROOT)
    yield open_page
    st.cache_resource.clear()


def turn_to(app, tab):
    app.session_state["part"] = tab
    app.run()
    assert not app.exception
    assert not app.error
    return app


def leaf_through(app):
    """Every tab's tables, frames and words."""
    tables, frames, said = [], [], ""
    for tab in TABS:
        turn_to(app, tab)
        tables += [table.value for table in app.table]
        frames += [frame.value for frame in app.dataframe]
        said += words(app) + " ".join(info.value for info in app.info)
    return tables, frames, said


def columns(app):
    return [list(table.value.columns) for table in app.table]


def frame_with(app, *columns):
    return next(frame.value for frame in app.dataframe if set(columns) <= set(frame.value.columns))


def control(app, key):
    return next(group for group in app.button_group if group.key == key)


def test_every_tab_shows_what_was_measured(opened):
    app = opened(validation=made_up())
    assert [tab.label for tab in app.tabs] == TABS
    entry = read_manifest(ROOT / "artifacts").entry("current")
    tables, frames, said = leaf_through(app)
    assert entry.sha256 in said
    measured, *again = [t for t in tables if "Right, nine topics" in t.columns]
    assert all(measured.equals(table) for table in again)  # it stands above every tab
    by_hand = [name for name in entry.metrics if name.startswith("labels-")]
    assert 2 * len(measured) == len(by_hand)  # five and nine topics are columns of one row
    first = entry.metrics[f"{hand_labels_first(entry.metrics)[0]}-9"]
    assert measured["Right, nine topics"][0].startswith(f"{first['acceptable']:.0%} (")
    assert f"{first['acceptable']:.0%} with nine topics".replace("%", r"\%") in said
    everything = next(frame for frame in frames if "Right in top 2" in frame.columns and "Topics" in frame.columns)
    assert len(everything) == len(entry.metrics)
    [marking] = [t for t in tables if list(t.columns) == ["Topic", "Words"]]
    assert set(marking["Topic"]) == {label(name) for name in entry.labels}
    [wishes] = [t for t in tables if "Target" in t.columns]
    assert {"yes"} <= set(wishes["Met"]) <= {"yes", "no"}
    assert all(row["Met"] == "yes" or row["What would close the gap"] for _, row in wishes.iterrows())
    assert "ignores" in said and "n = " in said
    shown = [set(frame.columns) for frame in frames]
    for columns in (
        *({"truth", "predicted", "count"}, {"confidence", "accuracy", "count"}, {"coverage", "wrong"}, {"Candidate"}),
        *({"Validation", "Right in top 2"}, {"share", "train"}, {"Fold", "Accuracy"}, {"x", "y", "topic"}),
        *({"Year", "Words it does not know"}, {"Misled by"}, {"Corpus", "Publisher"}, {"lower", "median", "upper"}),
    ):
        assert any(columns <= found for found in shown), columns


def test_reports_that_were_not_made_are_said_kindly(opened):
    missing = ["validation.json", "bbc-2004-candidates.json", "data.json"]
    app = opened(without=missing)
    _, _, notes = leaf_through(app)
    assert "core train --validate" in notes
    assert "core train --candidates" in notes
    assert "has not been explored" in notes


def test_what_is_for_specialists_is_folded_unless_the_link_names_it(opened):
    app = opened()
    app.session_state["specialists"] = False
    app.run()
    assert not app.tabs
    assert any(box.label.startswith("For specialists") for box in app.expander)
    linked = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=120).run()
    linked.switch_page("pages/model.py")
    linked.query_params["part"] = "Map"
    linked.run()
    assert [tab.label for tab in linked.tabs] == TABS
    assert linked.selectbox(key="map_set")


def test_the_core_topics_or_all(opened):
    app = turn_to(opened(validation=made_up()), "How well it does")
    by_hand = frame_with(app, "truth", "predicted")
    assert len(by_hand) == (len(ALL_NAMES) + 1) ** 2  # other news is a label, too
    app.selectbox(key="set").set_value("guardian-2022-late").run()
    nine = frame_with(app, "truth", "predicted")
    control(app, "topics").set_value(5).run()
    assert not app.exception
    five = frame_with(app, "truth", "predicted")
    assert (len(nine), len(five)) == (len(ALL_NAMES) ** 2, len(CORE_NAMES) ** 2)
    assert any("Other news or unsure" in names for names in columns(app))
    assert {"by_topic_taken_csv", "by_topic_taken_xlsx"} <= {button.key for button in app.get("download_button")}
    turn_to(app, "Map")
    app.selectbox(key="map_set").set_value("guardian-2022-late").run()
    assert set(frame_with(app, "x", "y")["topic"]) <= {
        "Politics",
        "Business",
        "Entertainment",
        "Sport",
        "Tech",
    }
    assert control(app, "topics").value == 5


def test_the_held_out_sets_are_named_in_words_and_stand_in_the_link(opened):
    app = turn_to(opened(), "How well it does")
    chooser = app.selectbox(key="set")
    report = json.loads((ROOT / "artifacts/reports/current.json").read_text())
    sets = hand_labels_first(report["sets"])
    assert chooser.options == [report["sets"][name].get("what", name) for name in sets]
    before = frame_with(app, "low", "confidence")
    chooser.select_index(1).run()
    assert not app.exception
    assert not before.equals(frame_with(app, "low", "confidence"))
    assert app.selectbox(key="set").value == sets[1]


def test_the_model_of_2004_has_its_own_figures(opened):
    app = opened(validation=made_up())
    control(app, "model").set_value("bbc-2004").run()
    assert "one of five topics" in words(app)
    turn_to(app, "How well it does")
    assert len(frame_with(app, "truth", "predicted")) == 25


def test_both_models_say_which_words_they_ignore(opened):
    app = turn_to(opened(), "2004 against today")
    app.selectbox(key="mismatch_example").set_value("My own text").run()
    app.text_area(key="mismatch_text").set_value(
        "Zorblatt *wins* [cup](http://evil.example)\n\nThe striker scored twice in the final for the team."
    ).run()
    assert not app.exception
    ignored = [m.value for m in app.markdown if m.value.startswith("It ignores")]
    assert len(ignored) == 2
    assert all("Zorblatt" in line for line in ignored)
    assert not any("](http" in line for line in ignored)
