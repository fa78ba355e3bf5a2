"""What the tabs of the Model page share: which model, how many topics, which held-out articles."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from core.errors import ModelError
from core.reports.frames import SetReport, read_reports
from core.topics.names import TITLES
from core.topics.schemes import TopicScheme
from core.ui import keys, resources, scheme

T = TypeVar("T")
Draw = Callable[[str, TopicScheme], None]
"""Draws a tab, given the model that the page is about and how many topics it is asked to tell apart."""


def choose() -> tuple[str, TopicScheme]:
    """Which of the models the page is about, and how many topics it is asked to tell apart."""
    known = list(resources.manifest().models)
    first = resources.settings().model
    with st.container(horizontal=True):
        chosen = st.segmented_control(
            "Model",
            sorted(known, key=lambda name: name != first),
            default=first,
            required=True,
            format_func=lambda name: TITLES.get(name, name),
            key=keys.MODEL,
            bind="query-params",
        )
        topics = scheme.choose(str(chosen))
    return str(chosen), topics


def choose_set(name: str, topics: TopicScheme, key: str) -> SetReport:
    """The report on the held-out articles that the reader chooses, named in words."""
    reports = read_reports(resources.settings().artifacts, name, len(topics.labels))
    chosen = st.selectbox(
        "Measured on",
        list(reports),
        format_func=lambda held_out: reports[held_out].what,
        key=key,
        bind="query-params",
    )
    return reports[str(chosen)]


def if_made(read: Callable[[], T], what: str) -> T | None:
    """A report, or None and a sentence where it has not been made."""
    try:
        return read()
    except ModelError:
        st.info(what, icon=":material/pending:")
        return None
