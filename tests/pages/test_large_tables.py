"""A large table is classified in a process of its own, and answered whole whatever becomes of that."""

import os
import signal

import pytest

from core.errors import InputError
from core.serving.tables import BUSY, TableClassifier
from core.ui import resources
from tests.pages.conftest import words

ROWS = 120
TEXT = "Rovers won the cup final after extra time. The striker scored twice. "


@pytest.fixture
def tables(monkeypatch):
    opened = TableClassifier()
    monkeypatch.setattr(resources, "tables", lambda: opened)
    yield opened
    opened.close()


@pytest.fixture
def classify(app):
    app.query_params["way"] = "Spreadsheet"
    app.switch_page("pages/classify.py").run()

    def hand_in():
        rows = "title,text\n" + "".join(f"Number {n},{TEXT * 6}\n" for n in range(ROWS))
        app.file_uploader(key="table").set_value(("some.csv", rows.encode(), "text/csv")).run()
        assert not app.exception
        return app

    return hand_in


def test_its_answers_come_back_and_long_texts_are_cut_on_the_page(classify, tables):
    app = classify()
    assert f"{ROWS} articles" in words(app)
    shown = app.dataframe[0].value
    assert shown["topic"].tolist() == ["sport"] * ROWS
    assert shown["text"].str.len().max() == 200
    assert "the downloads hold all of them" in words(app)
    assert tables._process is not None


def test_a_table_is_answered_whole_although_its_process_is_killed(classify, tables, monkeypatch, caplog):
    ask, asked = tables._ask, []

    def killed_meanwhile(*args):
        answers = ask(*args)
        asked.append(len(args[0]))
        os.kill(tables._process.pid, signal.SIGKILL)
        tables._process.wait()
        tables._process.poll = lambda: None  # nobody has noticed yet
        return answers

    monkeypatch.setattr(tables, "_ask", killed_meanwhile)
    app = classify()
    assert asked == [50]
    assert app.dataframe[0].value["topic"].tolist() == ["sport"] * ROWS
    assert "classified in the server itself" in caplog.text


def test_one_table_too_many_is_asked_to_wait(classify, tables, monkeypatch):
    def busy(*_):
        raise InputError(BUSY)

    monkeypatch.setattr(tables, "classify", lambda *_: (busy() for _ in "x"))
    app = classify()
    assert [error.value.replace("\\", "") for error in app.error] == [BUSY]
