"""The edition that a visitor looks at, or the ways to one."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.types import Edition
from core.ui import keys, reading_progress, state

SAMPLE_NOTICE = (
    "This is the **sample edition**: six made-up newspapers with articles written for Broadsheet. "
    "None of it is real news, and the links don't work."
)
NOTHING_REACHED = "No newspaper could be reached just now, so you see made-up news."


def shown_edition(stop: DeltaGenerator | None = None) -> Edition | None:
    """Give the edition this visitor looks at, with its label; draw its reading while it lasts.

    None where there is none yet: the page says then how to get one.

    Parameters
    ----------
    stop : DeltaGenerator, optional
        Where the button stands that stops a reading; below its progress without.
    """
    reading = state.reading()
    edition = reading_progress.follow(reading, stop) if reading is not None else None
    if edition is not None:
        state.remember_in_link(edition)
        if keys.NOTHING_REACHED in st.session_state:
            st.warning(NOTHING_REACHED, icon=":material/cloud_off:")
        if edition.sample:
            st.info(SAMPLE_NOTICE, icon=":material/science:")
    return edition


def nothing_yet(what: str) -> None:
    """Say that there is no edition yet, and offer the ways to one."""
    st.markdown(f"{what} Try it with six made-up papers, or choose papers to read.")
    with st.container(horizontal=True):
        st.button("Show the sample edition", on_click=state.request_sample, type="primary", key=keys.SAMPLE_ELSEWHERE)
        st.page_link("pages/front_pages.py", label="Choose papers to read", icon=":material/newspaper:")
