"""The frame around every page: its configuration, the navigation, and what becomes of trouble."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from contextvars import ContextVar

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from core.errors import BroadsheetError
from core.memory import PacedCollector, share_arenas
from core.ui import correction_links, navigation, readings, resources
from core.ui.kit import look, tab_icon
from core.ui.kit.escape import escape

FRAMED: ContextVar[bool] = ContextVar("FRAMED", default=False)
"""Whether the frame is being drawn around the page that runs."""


def show() -> None:
    """List the pages and run the one that the address names."""
    framed = FRAMED.set(True)
    try:
        _show()
    finally:
        FRAMED.reset(framed)


def _show() -> None:
    share_arenas_once()
    st.set_page_config(page_title="Broadsheet", layout="wide")
    tab_icon.show()
    listed = pages()
    current = st.navigation(listed, position="hidden")
    navigation.remember(current)
    look.apply()  # before what it styles, which would jump else
    navigation.links(listed, current)
    current.run()
    navigation.remember(current)
    with contextlib.suppress(BroadsheetError):  # the page has said so
        readings.warm_up()
    collector().after_run()


@st.cache_resource(show_spinner=False, max_entries=1)
def share_arenas_once() -> None:
    """Let all threads of the server share memory that was freed, before there are many."""
    share_arenas()


@st.cache_resource(show_spinner=False, max_entries=1)
def collector() -> PacedCollector:
    """Return what collects garbage for all sessions, in place of Streamlit's collection after every run."""
    return PacedCollector()


def pages() -> list[StreamlitPage]:
    """List the pages in the order of the navigation; the first is the home page."""
    return [
        st.Page("pages/front_pages.py", title="Front pages", icon=":material/newspaper:", default=True),
        st.Page("pages/compare.py", title="Compare", icon=":material/compare_arrows:"),
        st.Page("pages/classify.py", title="Classify", icon=":material/label:"),
        st.Page("pages/trends.py", title="Trends", icon=":material/timeline:"),
        st.Page("pages/model.py", title="Model", icon=":material/fact_check:"),
        st.Page("pages/about.py", title="About", icon=":material/info:"),
    ]


def guarded(page: Callable[[], None]) -> None:
    """Run a page; what Broadsheet knows can go wrong becomes a sentence in place of a traceback."""
    if not FRAMED.get():
        # A link into the app is the first thing this server ever answered, or an AppTest goes on: Streamlit has found
        # the page file by itself and knows no navigation yet. The frame shows the same page, with everything around it.
        show()
        return
    try:
        page()
        correction_links.listen()
        if resources.settings().allow_loopback:
            st.warning("Loopback addresses can be read: BROADSHEET_ALLOW_LOOPBACK is set. Only for tests.")
    except BroadsheetError as problem:
        st.error(escape(problem.for_visitors), icon=":material/error:")
