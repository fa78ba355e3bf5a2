"""The archive is lost, locked or full: the reader still sees the edition, and is told that it was not kept."""

import sqlite3
import threading

import pytest
import streamlit as st
from sqlalchemy import event, text
from streamlit.testing.v1 import AppTest

from core.archive import Archive
from core.errors import ArchiveError
from core.serving.saver import Outcome, Saver
from core.ui import archives
from tests.pages.conftest import ROOT, words
from tests.support.servers import catalogue, honest_papers

LOST = "postgresql://nobody@127.0.0.1:1/none"


def lost(folder):
    """Nothing listens at the address of the database."""
    return lambda: Archive.at(LOST)


def locked(folder):
    """Another program holds the file."""
    opened = Archive.at(f"sqlite:///{folder / 'archive.sqlite'}")
    holder = sqlite3.connect(folder / "archive.sqlite", isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN IMMEDIATE")
    return lambda: (opened, holder)[0]  # which also keeps the other program's connection open


def full(folder):
    """The file can become no larger."""
    opened = Archive.at(f"sqlite:///{folder / 'archive.sqlite'}")
    with opened.database.reading() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar()
    event.listen(opened.database.engine, "connect", lambda made, _: made.execute(f"PRAGMA max_page_count = {pages}"))
    opened.database.engine.dispose()
    return lambda: opened


@pytest.mark.parametrize(
    ("trouble", "said"),
    [(lost, "cannot be reached"), (locked, "locked by another program"), (full, "disk of the archive is full")],
)
def test_the_edition_is_shown_and_the_reader_told(monkeypatch, tmp_path, trouble, said):
    monkeypatch.setattr("core.archive.database.sqlite_connections.WAIT_FOR_WRITER", 0.1)
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("BROADSHEET_ALLOW_LOOPBACK", "1")
    monkeypatch.setenv("BROADSHEET_CATALOGUE", str(tmp_path / "papers.toml"))
    monkeypatch.setattr(archives, "archive", trouble(tmp_path))
    monkeypatch.setattr(archives, "may_exist", lambda: True)
    saver = Saver(lambda: archives.archive(), patience=0.2)
    monkeypatch.setattr(archives, "saver", lambda: saver)
    st.cache_resource.clear()
    with honest_papers(4) as papers:
        (tmp_path / "papers.toml").write_text(catalogue(papers))
        app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=60).run()
        app.button(key="read_now").click().run()
        assert not app.exception
        assert "20 articles from 4 papers" in words(app)
        outcome = saver.saving(app.session_state["reading"].edition, wait=60).outcome
        assert outcome is Outcome.NOT_SAVED
        app.run()
        assert not app.exception
        assert "You see this edition, but it was not saved for Trends." in words(app)
        assert said in words(app).replace("\\", "")
        for place in (str(tmp_path), "127.0.0.1:1", "nobody", "BROADSHEET_KEEP", "BROADSHEET_DATA"):
            assert place not in words(app).replace("\\", "").replace("\u2060", "")
        next(group for group in app.button_group if group.key == "rows").set_value("By article").run()
        assert len(app.table[0].value) == 20
    st.cache_resource.clear()


def test_only_what_shows_the_archive_waits_for_it(app, monkeypatch):
    asked = []

    def slow():
        asked.append(threading.current_thread().name)
        raise ArchiveError("The database server of the archive cannot be reached: x.")

    monkeypatch.setattr(archives, "archive", slow)
    app.run()
    for page in ("compare", "classify", "model", "about"):
        app.switch_page(f"pages/{page}.py").run()
        assert not app.exception
        assert not app.error
    assert not [name for name in asked if name not in ("kept", "archive")]
    app.query_params["part"] = "Live"
    app.switch_page("pages/model.py").run()
    assert "cannot be reached" in app.error[0].value
