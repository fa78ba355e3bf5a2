"""What a reader looks for in the list of articles: one search, topics, and the rest behind *Filters*."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.analysis.filters import ArticleFilter
from core.topics.taxonomy import label, ordered
from core.ui import keys
from core.ui.front import muting, visits

MAX_SEARCH_LENGTH = 200
"""Characters of a search."""
SEARCH_HELP = (
    'Finds articles whose headline or text has all the words. Put a phrase in quotes ("interest rates"), a minus '
    "before what must not be there (-football), and OR between words of which one is enough."
)


def show(articles: pd.DataFrame, bar: DeltaGenerator) -> ArticleFilter:
    """Show the filters: a search and a popover in the bar, the topics below it; return what was picked."""
    with bar:
        words = st.text_input(
            "Search",
            key=keys.WORDS,
            bind="query-params",
            placeholder='Search: words, "a phrase", -without',
            label_visibility="collapsed",
            icon=":material/search:",
            max_chars=MAX_SEARCH_LENGTH,
            help=SEARCH_HELP,
        )
        with st.popover(_label(), icon=":material/tune:", key=keys.FILTERS):
            papers, least, new = _popover(list(dict.fromkeys(articles["paper"])))
    topic = _topics(ordered(articles["topic"]))
    return ArticleFilter(topic, tuple(papers), least / 100, words or "", new)


def clear() -> None:
    """Let everything through again; what is muted stays so."""
    st.session_state[keys.TOPIC], st.session_state[keys.SHOWN_PAPERS] = None, []
    st.session_state[keys.MIN_CONFIDENCE], st.session_state[keys.WORDS] = 0, ""
    st.session_state[keys.NEW_ONLY] = False


def _popover(papers: Sequence[str]) -> tuple[list[str], int, bool]:
    """Show what is behind *Filters*; return the papers, the lowest confidence in percent, and whether only new ones."""
    chosen = st.multiselect(
        "Papers", papers, key=keys.SHOWN_PAPERS, bind="query-params", placeholder="All papers", width=320
    )
    least = st.slider(
        "Minimum confidence",
        0,
        100,
        0,
        step=5,
        format="%d%%",
        key=keys.MIN_CONFIDENCE,
        bind="query-params",
        help="The model's probability of the likeliest topic.",
    )
    new = visits.last() is not None and st.checkbox(
        "New since my last visit only",
        key=keys.NEW_ONLY,
        bind="query-params",
        help="This browser keeps when your last visit ended; a link can say it, as in since=2026-11-20T12:00Z.",
    )
    muting.choose(papers)
    return chosen, int(least), new


def _label() -> str:
    """Name the popover, with the number of filters in it that are set."""
    muted = muting.current()
    papers = st.session_state.get(keys.SHOWN_PAPERS, st.query_params.get_all(keys.SHOWN_PAPERS))
    least = str(st.session_state.get(keys.MIN_CONFIDENCE, st.query_params.get(keys.MIN_CONFIDENCE, "0")))
    new = str(st.session_state.get(keys.NEW_ONLY, st.query_params.get(keys.NEW_ONLY, ""))).lower() == "true"
    active = (papers, least != "0", new and visits.last() is not None, muted.words, muted.topics, muted.papers)
    number = sum(map(bool, active))
    return f"Filters ({number})" if number else "Filters"


def _topics(names: list[str]) -> str | None:
    if st.session_state.get(keys.TOPIC) not in (None, *names):
        st.session_state[keys.TOPIC] = None  # forgetting the key would bring back what the address says
    topic: str | None = st.pills(
        "Topic",
        names,
        format_func=label,
        key=keys.TOPIC,
        bind="query-params",
        label_visibility="collapsed",
    )
    return topic
