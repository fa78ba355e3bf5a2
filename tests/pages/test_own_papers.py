"""Front pages with papers that a visitor adds, on loopback."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from core.newspapers.own import from_link
from core.ui import keys
from tests.pages.conftest import ROOT, words
from tests.support.servers import article_html, catalogue, feed, honest_papers, page, serving


@pytest.fixture
def opened(monkeypatch, tmp_path):
    def open_with(listed, **parameters):
        path = tmp_path / "papers.toml"
        path.write_text(catalogue(listed))
        monkeypatch.setenv("BROADSHEET_CATALOGUE", str(path))
        monkeypatch.setenv("BROADSHEET_ALLOW_LOOPBACK", "1")
        app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=60)
        for name, value in parameters.items():
            app.query_params[name] = value
        app.run()
        assert not app.exception
        return app

    monkeypatch.chdir(ROOT)
    st.cache_resource.clear()
    yield open_with
    st.cache_resource.clear()


@pytest.fixture
def site():
    with serving() as server:
        server.answers["/"] = page(
            '<html lang=en><head><meta property="og:site_name" content="Paper-0 *bold*">'
            '<link rel=alternate type="application/rss+xml" href="/feed.xml"></head><body></body></html>'
        )
        server.answers["/news/a"] = page(article_html("Own bridge"))
        server.answers["/feed.xml"] = page(feed(server.url, ["/news/a"]), "application/rss+xml")
        yield server


def link_of(app):
    given = app.query_params.get("mine", "")
    return given[0] if isinstance(given, list) else given


def submit(app, key):
    next(button for button in app.button if button.key == key or button.label == key).click().run()
    assert not app.exception


def test_a_paper_is_added_by_its_address_read_and_shared(opened, site):
    with honest_papers(1, articles=2) as papers:
        app = opened(papers)
        app.text_input(key="own_address").set_value(site.url)
        submit(app, "Add newspaper")
        assert "was added: its feed lists 1 article." in words(app).replace("\\", "")
        [paper] = from_link(link_of(app)).papers
        assert paper.feeds == (f"{site.url}/feed.xml",)
        assert app.multiselect(key="papers").value == ["paper-0", paper.id]
        assert app.query_params["papers"] == ["Paper-0", paper.name]
        app.button(key="read_now").click().run()
        assert not app.exception
        assert "3 articles from 2 papers" in words(app)
        other = opened(papers, mine=link_of(app))
        assert paper.name in other.multiselect(key="papers").options
        assert "own_address" not in [field.key for field in app.text_input], "what is folded away is not drawn"
        app.session_state[keys.PAPER_CHOICE] = True
        app.run()
        app.button(key=f"drop_{paper.id}").click().run()
        assert not app.exception
        assert paper.name not in app.multiselect(key="papers").options
        assert link_of(app) == ""


def test_what_does_not_work_is_not_added_and_says_why(opened, site):
    del site.answers["/feed.xml"]
    with honest_papers(1) as papers:
        app = opened(papers)
        for address, said in {
            site.url: "No feed or news sitemap",
            "http://10.0.0.1/": "private network",
            "file:///etc/passwd": "Only http",
        }.items():
            app.text_input(key="own_address").set_value(address)
            submit(app, "Add newspaper")
            assert said in words(app).replace("\\", "")
            assert link_of(app) == ""


def test_sets_are_named_chosen_and_removed(opened):
    with honest_papers(3) as papers:
        app = opened(papers)
        app.multiselect(key="papers").set_value(["paper-0", "paper-2"]).run()
        app.text_input(key="set_name").set_value("Morning *x*")
        submit(app, "Save the 2 chosen newspapers as a set")
        assert from_link(link_of(app)).sets == {"Morning *x*": ("paper-0", "paper-2")}
        app.multiselect(key="papers").set_value(["paper-1"]).run()
        app.button(key="set_0").click().run()
        assert app.multiselect(key="papers").value == ["paper-0", "paper-2"]
        assert app.query_params["papers"] == ["Paper-0", "Paper-2"]
        other = opened(papers, mine=link_of(app), papers=["Paper-0", "Paper-2"])
        assert other.multiselect(key="papers").value == ["paper-0", "paper-2"]
        assert "Morning" in other.button(key="set_0").label
        app.button(key="drop_set_0").click().run()
        assert link_of(app) == ""


def test_a_link_of_a_stranger_does_no_harm(opened):
    with honest_papers(1) as papers:
        app = opened(papers, mine="not-a-link")
        assert "cannot be understood" in words(app)
        assert app.multiselect(key="papers").options == ["Paper-0"]


def test_opml_is_imported(opened, site):
    opml = f'<opml version="2.0"><body><outline type="rss" text="Mine" xmlUrl="{site.url}/feed.xml"/></body></opml>'
    with honest_papers(1) as papers:
        app = opened(papers)
        app.file_uploader(key="own_opml").upload("mine.opml", opml.encode(), "text/x-opml")
        submit(app, "Import newspapers")
        assert "Mine was added" in words(app)
        assert [paper.name for paper in from_link(link_of(app)).papers] == ["Mine"]


def test_with_the_key_papers_are_kept_for_everybody(opened, site, monkeypatch, tmp_path, archive):
    from core.ui import admin, archives, resources

    waits = []
    check = admin.KeyCheck(lambda: 100.0, waits.append)
    monkeypatch.setattr(admin, "key_check", lambda: check)
    monkeypatch.setattr(resources, "admin_key", lambda: "sesame")
    monkeypatch.setattr(resources, "data_folder", lambda: tmp_path / "data")
    monkeypatch.setattr(archives, "may_exist", lambda: True)
    with honest_papers(1) as papers:
        app = opened(papers)
        app.text_input(key="own_address").set_value(site.url)
        submit(app, "Add newspaper")
        app.text_input(key="admin_key").set_value("open")
        submit(app, "Share my newspapers and sets with everyone")
        assert "not the maintainer's key" in words(app).replace("\\", "")
        assert not archive.paper_sets()
        app.text_input(key="admin_key").set_value("sesame")
        submit(app, "Share my newspapers and sets with everyone")
        assert waits == [1.0]  # the wrong key slows the next one down
        [kept] = archive.paper_sets()[""]
        other = opened(papers)
        assert kept["name"] in other.multiselect(key="papers").options
        other.multiselect(key="leaving").set_value([kept["id"]])
        other.text_input(key="admin_key").set_value("sesame")
        submit(other, "Share my newspapers and sets with everyone")
        assert not archive.paper_sets()


def test_without_a_key_nothing_is_offered_to_be_kept(opened):
    with honest_papers(1) as papers:
        app = opened(papers)
        assert not [widget for widget in app.text_input if widget.key == "admin_key"]
