"""What Front pages shows to a visitor who opens it and has asked for nothing."""

from __future__ import annotations

import contextlib

import streamlit as st

from core.errors import BroadsheetError
from core.serving.opening import Catalogue, Opening, is_robot, reached_nothing, with_copies
from core.serving.readings import Reading
from core.types import Edition
from core.ui import archives, keys, known_papers, readings, resources, session, state

CHOICE = (keys.PAPERS, keys.LIMIT, keys.OWN_PAPERS_LINK)
"""What makes a link one to certain papers: these are read after a click only."""
DRAWS = "draws"
"""What a session does first that opens the page of a server whose model is not loaded yet."""
WAITS = "waits"
"""What it does then."""
GOES_ON = "goes on"
"""What it does when the model is there, or is broken."""
SOON = 0.2
"""Seconds after which a page that is drawn begins to wait: time to paint."""


def open_page() -> None:
    """Once a session, follow the newest edition or the automatic reading, as the setting says; before all else.

    Where the model is not loaded yet, this only notes that the page has to wait.

    Streamlit runs this for a browser that has opened its WebSocket: fetching
    the page or its health check runs nothing.

    Raises
    ------
    BroadsheetError
        If the model or a catalogue cannot be used.
    """
    how = resources.settings().open
    if how == "ask" or keys.OPENED in st.session_state or _has_chosen():
        st.session_state.pop(keys.OPENING_WAITS, None)
        return
    if st.session_state.get(keys.OPENING_WAITS) != GOES_ON and not _is_loaded():
        st.session_state[keys.OPENING_WAITS] = DRAWS
        return
    waited = st.session_state.pop(keys.OPENING_WAITS, None) is not None
    if _follows_link():
        return
    try:
        reading = _newest_or_begun(how)
    except BroadsheetError:
        st.session_state[keys.OPENED] = True
        raise
    if reading is not None:
        _follow(reading)
    elif waited:
        st.session_state[keys.PAPER_CHOICE] = True  # folded until now, for there was something to wait for
    st.session_state[keys.OPENED] = True  # last: a rerun that breaks in before this begins anew


def waits() -> bool:
    """Whether the page has to wait for the model before it can show or read anything."""
    return keys.OPENING_WAITS in st.session_state


def wait() -> None:
    """Run the page again when the model is there; returns at once, so that the page shows meanwhile."""
    _go_on()
    st.session_state[keys.OPENING_WAITS] = WAITS


@st.fragment(run_every=SOON)
def _go_on() -> None:
    """Wait for whoever loads the model, else load it; not yet in the run that draws the page.

    Called again until the page goes on, should another rerun have taken the place of the one asked for here.
    """
    if st.session_state.get(keys.OPENING_WAITS, DRAWS) == DRAWS:
        return
    with contextlib.suppress(BroadsheetError):  # the page says so when it goes on
        resources.model()
    st.session_state[keys.OPENING_WAITS] = GOES_ON
    st.rerun()


def stand_in() -> None:
    """Show the sample edition where the automatic reading reached no newspaper; the page says so."""
    reading: Reading | None = st.session_state.get(keys.READING)
    if reading is not None and reached_nothing(reading) and reading is opening().automatic:
        st.session_state[keys.REQUESTED_READING] = "sample"
        st.session_state[keys.NOTHING_REACHED] = True
        st.rerun()


@st.cache_resource(show_spinner=False, max_entries=1)
def opening() -> Opening:
    """Open what decides, for all visitors of this process."""
    return Opening(readings.shared(), _archived, several=archives.is_shared())


def _archived(catalogue: Catalogue) -> Edition | None:
    if not archives.may_exist():
        return None
    edition = archives.archive().newest_edition(catalogue.newspapers, archives.version(), catalogue.min_papers)
    return None if edition is None else with_copies(edition)


def _catalogue() -> Catalogue:
    return Catalogue.of((*resources.shipped_catalogue(), *known_papers.for_everybody().papers))


def _user_agent() -> str | None:
    return st.context.headers.get("User-Agent")


def _is_loaded() -> bool:
    return resources.models().is_loaded(resources.settings().model)


def _has_chosen() -> bool:
    """Whether the session follows a reading, or the link names papers or the sample."""
    return state.has_edition() or any(key in st.query_params for key in CHOICE)


def _follows_link() -> bool:
    """Whether the link leads to an edition that is still kept."""
    return st.query_params.get(keys.EDITION) == "live" and state.linked_reading() is not None


def _newest_or_begun(how: str) -> Reading | None:
    resources.model()  # whoever has to wait for it is told
    reading = opening().newest(_catalogue())
    if reading is None and how == "read" and not is_robot(_user_agent()):
        request = state.reading_request((tuple(state.default_papers()), state.DEFAULT_LIMIT))
        reading = opening().begin(request, session.visitor())
    return reading


def _follow(reading: Reading) -> None:
    """Show this reading, and choose its papers in the controls."""
    st.session_state[keys.READING] = reading
    papers = [paper.id for paper in reading.request.newspapers]
    if set(papers) != set(state.default_papers()):
        st.session_state[keys.PAPERS] = papers
    if reading.request.limit != state.DEFAULT_LIMIT:
        st.session_state[keys.LIMIT] = min(reading.request.limit, state.MAX_LIMIT)
