"""What Front pages shows to a visitor who opens it and has asked for nothing."""

from __future__ import annotations

import streamlit as st

from core.serving.opening import Catalogue, Opening, is_robot, reached_nothing, with_copies
from core.serving.readings import Reading
from core.types import Edition
from core.ui import archives, keys, known_papers, readings, resources, session, state

CHOICE = (keys.PAPERS, keys.LIMIT, keys.OWN_PAPERS_LINK)
"""What makes a link one to certain papers: these are read after a click only."""


def open_page() -> None:
    """Once a session, follow the newest edition or the automatic reading, as the setting says; before all else.

    Streamlit runs this for a browser that has opened its WebSocket: fetching
    the page or its health check runs nothing.

    Raises
    ------
    BroadsheetError
        If the model or a catalogue cannot be used.
    """
    how = resources.settings().open
    if how == "ask" or keys.OPENED in st.session_state or _has_asked():
        return
    st.session_state[keys.OPENED] = True
    resources.model()  # whoever has to wait for it is told
    reading = opening().newest(_catalogue())
    if reading is None and how == "read" and not is_robot(_user_agent()):
        request = state.reading_request((tuple(state.default_papers()), state.DEFAULT_LIMIT))
        reading = opening().begin(request, session.visitor())
    if reading is not None:
        _follow(reading)


def stand_in() -> None:
    """Show the sample edition where the automatic reading reached no newspaper; the page says so."""
    reading: Reading | None = st.session_state.get(keys.READING)
    automatic = opening().automatic if reading is not None and reading.done else None
    if automatic is not None and automatic is reading and reached_nothing(automatic):
        st.session_state[keys.REQUESTED_READING] = "sample"
        st.session_state[keys.NOTHING_REACHED] = True
        st.rerun()


@st.cache_resource(show_spinner=False, max_entries=1)
def opening() -> Opening:
    """Open what decides, for all visitors of this process."""
    return Opening(readings.shared(), _archived)


def _archived(catalogue: Catalogue) -> Edition | None:
    if not archives.may_exist():
        return None
    edition = archives.archive().newest_edition(catalogue.newspapers, archives.version(), catalogue.min_papers)
    return None if edition is None else with_copies(edition)


def _catalogue() -> Catalogue:
    return Catalogue.of((*resources.shipped_catalogue(), *known_papers.for_everybody().papers))


def _user_agent() -> str | None:
    return st.context.headers.get("User-Agent")


def _has_asked() -> bool:
    """Whether the session follows a reading, or the link says what is to be shown."""
    if state.has_edition() or any(key in st.query_params for key in CHOICE):
        return True
    return st.query_params.get(keys.EDITION) == "live" and state.linked_reading() is not None


def _follow(reading: Reading) -> None:
    """Show this reading, and choose its papers in the controls."""
    st.session_state[keys.READING] = reading
    papers = [paper.id for paper in reading.request.newspapers]
    if set(papers) != set(state.default_papers()):
        st.session_state[keys.PAPERS] = papers
    if reading.request.limit != state.DEFAULT_LIMIT:
        st.session_state[keys.LIMIT] = min(reading.request.limit, state.MAX_LIMIT)
