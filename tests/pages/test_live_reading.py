"""Front pages with newspapers that are really read, on loopback."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import ROOT, words
from tests.support.servers import catalogue, honest_papers, newspaper, serving, status


@pytest.fixture
def opened(monkeypatch, tmp_path):
    """Opens the app with a catalogue of these papers."""

    def open_with(papers):
        path = tmp_path / "papers.toml"
        path.write_text(catalogue(papers))
        monkeypatch.setenv("BROADSHEET_CATALOGUE", str(path))
        monkeypatch.setenv("BROADSHEET_ALLOW_LOOPBACK", "1")
        st.cache_resource.clear()
        app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=60).run()
        assert not app.exception
        return app

    monkeypatch.chdir(ROOT)
    yield open_with
    st.cache_resource.clear()


def test_papers_are_read_now_and_a_dead_one_does_not_matter(opened):
    with honest_papers(2, articles=3) as papers, serving({"/feed.xml": status(503)}) as dead:
        app = opened([*papers, newspaper(dead, "dead")])
        assert "BROADSHEET_ALLOW_LOOPBACK" in app.warning[0].value
        app.button(key="read_now").click().run()
        assert not app.exception
        assert "6 articles from 2 papers" in words(app)
        assert "Could not be read: Dead" in words(app)
        next(group for group in app.button_group if group.key == "rows").set_value("By article").run()
        assert len(app.table[0].value) == 6  # with one text, which is one story
        asked = len(dead.requests)
        app.button(key="read_now").click().run()
        assert len(dead.requests) == asked  # a fresh edition is reused
        assert app.query_params["edition"] in ("live", ["live"])
        other = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=60)
        other.query_params["edition"] = "live"
        other.run()
        assert "6 articles from 2 papers" in words(other)  # whoever has the link sees it, too
        for page in ("compare", "trends"):
            app.switch_page(f"pages/{page}.py").run()
            assert not app.exception
            assert not app.error


def test_nothing_can_be_read(opened):
    with serving({"/feed.xml": status(403)}) as dead:
        app = opened([newspaper(dead, "dead")])
        app.button(key="read_now").click().run()
        assert not app.exception
        assert "no mix to draw" in words(app)
        app.session_state["report"] = True
        app.run()
        report = app.table[-1].value
        assert report["Why"].tolist() == ["The server answered 403 Forbidden\\."]
        app.switch_page("pages/compare.py").run()
        assert "two papers" in words(app)
        app.switch_page("pages/trends.py").run()
        assert "Nothing has been read here" in words(app)


def test_a_link_is_read_and_classified(opened):
    with honest_papers(1) as papers:
        app = opened(papers)
        app.switch_page("pages/classify.py").run()
        next(group for group in app.button_group if group.key == "way").set_value("Link").run()
        app.text_input(key="article_link").set_value(f"{papers[0].home}news/0-1")
        app.button(key="classify_link").click().run()
        assert not app.exception
        assert "Bridge 0 1" in words(app)
        assert app.subheader[0].value


def test_a_broken_catalogue_is_a_sentence(opened, tmp_path, monkeypatch):
    app = opened([])
    assert "holds no newspaper" in app.error[0].value
    assert app.title[0].value == "Broadsheet"


def test_an_altered_model_is_a_sentence_on_every_page(monkeypatch, tmp_path):
    for name in ("manifest.json", "current.joblib", "bbc-2004.joblib"):
        (tmp_path / name).write_bytes((ROOT / "artifacts" / name).read_bytes() + b" " * name.endswith(".joblib"))
    monkeypatch.setenv("BROADSHEET_ARTIFACTS", str(tmp_path))
    monkeypatch.chdir(ROOT)
    st.cache_resource.clear()
    try:
        app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=60).run()
        app.multiselect(key="papers").set_value(app.multiselect(key="papers").value[:1]).run()
        app.button(key="read_now").click().run()
        assert not app.exception
        assert "not the one in the manifest" in words(app)
        app.switch_page("pages/classify.py").run()  # its example asks the model
        assert not app.exception
        assert "not the one in the manifest" in words(app)
        app.switch_page("pages/model.py").run()
        app.session_state["specialists"] = True
        app.session_state["part"] = "2004 against today"  # the tab that asks the models
        app.run()
        assert not app.exception
        assert app.error
    finally:
        st.cache_resource.clear()
