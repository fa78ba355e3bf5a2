"""Front pages as a visitor opens it who has asked for nothing, with newspapers on loopback."""

import re
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from core.errors import ModelError
from core.newspapers.own import OwnPapers, to_link
from core.serving.opening import PAUSE, Opening
from core.serving.readings import Reading, ReadingRequest
from core.ui import archives, readings, resources, state
from core.ui.front import opening
from core.ui.front.paper_bar import FETCHING
from tests.pages.conftest import ROOT, words
from tests.support.clock import FakeClock
from tests.support.servers import article_html, catalogue, newspaper, page, publish, serving, status


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def visit(monkeypatch, tmp_path, clock):
    """Opens Front pages of a server with these papers: each time as a visitor of its own."""

    def listing(papers, how="read"):
        (tmp_path / "papers.toml").write_text(catalogue(papers))
        monkeypatch.setenv("BROADSHEET_CATALOGUE", str(tmp_path / "papers.toml"))
        monkeypatch.setenv("BROADSHEET_ALLOW_LOOPBACK", "1")
        monkeypatch.setenv("BROADSHEET_OPEN", how)
        st.cache_resource.clear()
        made = Opening(readings.shared(), opening._archived, clock=clock)
        monkeypatch.setattr(opening, "opening", lambda: made)

        def open_page(**parameters):
            app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=60)
            for name, value in parameters.items():
                app.query_params[name] = value
            app.run()
            assert not app.exception
            return app

        return open_page

    monkeypatch.chdir(ROOT)
    yield listing
    st.cache_resource.clear()


@pytest.fixture
def two_papers():
    """Two newspapers with two articles each; their servers know what was asked of them."""
    with ExitStack() as stack:
        servers = [stack.enter_context(serving()) for _ in range(2)]
        for number, server in enumerate(servers):
            publish(server, {f"/news/{n}": page(article_html(f"Bridge {number} {n}")) for n in range(2)})
        yield servers


def papers_of(servers):
    return [newspaper(server, f"paper-{number}") for number, server in enumerate(servers)]


def requests(servers):
    return sum(len(server.requests) for server in servers)


def test_the_page_reads_by_itself_once_for_everybody(visit, two_papers):
    open_page = visit(papers_of(two_papers))
    first = open_page()
    assert "4 articles from 2 papers" in words(first)
    assert first.button(key="read_now").label == "Read again"
    assert "2 papers, 5 articles each" in first.expander[0].label
    asked = requests(two_papers)
    assert asked
    assert "4 articles from 2 papers" in words(open_page())
    assert requests(two_papers) == asked


@pytest.fixture
def not_loaded(monkeypatch):
    """Makes the model one that is not loaded yet."""
    return lambda: monkeypatch.setattr(resources.models(), "is_loaded", lambda name: False)


def go_on(app):
    """What the page does by itself when the model is there."""
    app.session_state["opening_waits"] = opening.GOES_ON
    app.run()
    assert not app.exception


def test_a_fresh_server_shows_its_frame_then_reads(visit, two_papers, not_loaded):
    open_page = visit(papers_of(two_papers))
    not_loaded()
    app = open_page()
    assert FETCHING in words(app)
    assert not app.expander[0].proto.expanded
    app.run()  # a visitor who clicks meanwhile goes on waiting
    assert FETCHING in words(app)
    assert not requests(two_papers)
    go_on(app)
    assert FETCHING not in words(app)
    assert "4 articles from 2 papers" in words(app)


def test_a_fresh_server_with_nothing_to_show_asks(visit, two_papers, not_loaded):
    open_page = visit(papers_of(two_papers), "last")
    not_loaded()
    app = open_page()
    go_on(app)
    assert FETCHING not in words(app)
    assert app.expander[0].proto.expanded
    app.run()
    assert app.button(key="read_now").label == "Read the papers"


def test_whoever_asks_while_the_page_waits_is_answered(visit, two_papers, not_loaded):
    open_page = visit(papers_of(two_papers))
    not_loaded()
    app = open_page()
    app.button(key="sample").click().run()
    assert FETCHING not in words(app)
    assert "This is the **sample edition**" in words(app)
    assert not requests(two_papers)


@pytest.mark.parametrize("problem", [None, ModelError("The model is gone.")])
def test_the_page_goes_on_when_the_model_is_there_or_broken(monkeypatch, problem):
    def load():
        if problem is not None:
            raise problem

    def script():
        import streamlit as st

        from core.ui import keys
        from core.ui.front import opening

        if not st.session_state.get("drawn"):
            st.session_state[keys.OPENING_WAITS] = opening.WAITS
            st.session_state["drawn"] = True
            opening._go_on()

    monkeypatch.setattr(resources, "model", load)
    app = AppTest.from_function(script).run()
    assert not app.exception
    assert app.session_state["opening_waits"] == opening.GOES_ON


@pytest.mark.parametrize("how", ["ask", "last"])
def test_nothing_is_read_unless_the_setting_says_so(visit, two_papers, how):
    app = visit(papers_of(two_papers), how)()
    assert not requests(two_papers)
    assert app.button(key="read_now").label == "Read the papers"


def test_last_shows_what_somebody_read(visit, two_papers):
    open_page = visit(papers_of(two_papers), "last")
    reader = open_page()
    reader.slider(key="limit").set_value(1).run()
    reader.button(key="read_now").click().run()
    assert "2 articles from 2 papers" in words(reader)
    other = open_page()
    assert "2 articles from 2 papers" in words(other)
    assert other.slider(key="limit").value == 1  # the controls say what is shown


def test_a_link_to_certain_papers_waits_for_a_click(visit, two_papers):
    open_page = visit(papers_of(two_papers))
    own = to_link(OwnPapers((replace(papers_of(two_papers)[0], id="own-x", home="https://x.example/"),)))
    for choice in ({"papers": "Paper-1"}, {"limit": "3"}, {"mine": own}):
        app = open_page(**choice)
        assert app.button(key="read_now").label == "Read the papers"
    assert not requests(two_papers)


def test_a_link_to_an_edition_that_is_gone_opens_as_the_page_does(visit, two_papers):
    app = visit(papers_of(two_papers))(edition="live")
    assert "4 articles from 2 papers" in words(app)


def test_a_robot_begins_nothing(visit, two_papers, monkeypatch):
    open_page = visit(papers_of(two_papers))
    monkeypatch.setattr(opening, "_user_agent", lambda: "Mozilla/5.0 (compatible; Googlebot/2.1)")
    assert open_page().button(key="read_now").label == "Read the papers"
    assert not requests(two_papers)


def test_where_no_newspaper_can_be_reached_the_sample_stands_in(visit, clock):
    with serving({"/feed.xml": status(503)}) as one, serving({"/feed.xml": status(403)}) as two:
        open_page = visit(papers_of([one, two]))
        app = open_page()
        assert "No newspaper could be reached just now" in words(app)
        assert "sample edition" in app.info[0].value
        assert "Sample edition" in app.expander[0].label
        assert "edition" not in app.query_params  # whoever loads the page again may have more luck
        assert app.button(key="read_now").label == "Read the papers"
        asked = requests([one, two])
        clock.now += PAUSE - 1
        assert "No newspaper could be reached just now" in words(open_page())
        assert requests([one, two]) == asked
        clock.now += 1
        open_page()
        assert requests([one, two]) > asked
        asked = requests([one, two])
        app.button(key="read_now").click().run()
        assert requests([one, two]) > asked  # a click asks, whatever failed before
        assert "made-up news" not in words(app)


def test_a_visitors_own_paper_is_not_shown_to_others(visit, two_papers, archive, monkeypatch):
    monkeypatch.setattr(archives, "may_exist", lambda: True)
    listed, own = papers_of(two_papers)
    open_page = visit([listed], "last")
    reader = open_page(mine=to_link(OwnPapers((own,))))
    [added] = reader.session_state["own_papers"].papers
    reader.multiselect(key="papers").set_value([listed.id, added.id]).run()
    reader.button(key="read_now").click().run()
    assert "4 articles from 2 papers" in words(reader)
    archives.saver().saving(reader.session_state["reading"].edition, wait=30)
    assert len(archive.papers()) == 2
    other = open_page()
    assert not re.search(r"\d articles from", words(other))
    assert other.button(key="read_now").label == "Read the papers"


def test_after_a_restart_the_archive_tells_the_newest(visit, two_papers, archive, monkeypatch):
    monkeypatch.setattr(archives, "save", lambda edition: None)
    papers = papers_of(two_papers)
    edition = visit(papers)().session_state["reading"].edition
    archive.save(replace(edition, read_at=datetime.now(UTC) - timedelta(days=3, hours=1)), archives.version())
    monkeypatch.setattr(archives, "may_exist", lambda: True)
    asked = requests(two_papers)
    app = visit(papers)()
    assert "4 articles from 2 papers" in words(app)
    assert "3 days ago" in words(app)
    assert app.button(key="read_now").label == "Read again"
    assert requests(two_papers) == asked
    app.switch_page("pages/compare.py").run()
    assert not app.exception
    assert not app.error


def test_whoever_opens_the_page_after_a_stop_is_asked(visit, two_papers):
    open_page = visit(papers_of(two_papers))
    two_papers[0].latency = 0.5
    request = state.reading_request((("paper-0", "paper-1"), 5))
    reading = opening.opening().begin(request, "a visitor")
    reading.leave("a visitor", at_once=True)
    reading.join(20)
    app = open_page()
    assert app.button(key="read_now").label == "Read the papers"
    assert "made-up news" not in words(app)


def stop():
    from core.ui import state

    state.stop_reading()


@pytest.mark.parametrize("followed", [True, False])
def test_stop_leaves_a_reading_that_others_follow(followed):
    def wait(request, stopped):
        stopped.wait(20)
        yield from ()

    reading = Reading(ReadingRequest((), 5), wait, lambda *_: None, grace=0.0)
    reading.begin()
    for visitor in ("me", *(["another"] if followed else [])):
        reading.enter(visitor)
    app = AppTest.from_function(stop)
    app.session_state["visitor"], app.session_state["reading"] = "me", reading
    app.query_params["edition"] = "live"
    app.run()
    assert not app.exception
    assert reading.stopped is not followed
    assert ("reading" in app.session_state) is not followed  # what was read until then is shown, or nothing
    reading.leave("another", at_once=True)
