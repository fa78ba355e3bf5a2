"""What the tabs of the Model page share: which model, which held-out articles."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from core.errors import ModelError
from core.reports.frames import SetReport, read_reports
from core.topics.names import TITLES
from core.topics.schemes import TopicScheme
from core.ui import keys, resources

T = TypeVar("T")
Draw = Callable[[str, TopicScheme], None]
"""Draws a tab, given the model that the page is about and how many topics it is asked to tell apart."""


def choose_model() -> str:
    """Let the visitor choose which of the models the page is about."""
    names = list(resources.manifest().models)
    in_use = resources.settings().model
    name = st.segmented_control(
        "Model",
        sorted(names, key=lambda name: name != in_use),
        default=in_use,
        required=True,
        format_func=lambda name: TITLES.get(name, name),
        key=keys.MODEL,
        bind="query-params",
    )
    return str(name)


def choose_held_out(name: str, topics: TopicScheme, key: str) -> SetReport:
    """Return the report on the held-out articles that the reader chooses, named in words."""
    reports = read_reports(resources.artifacts(), name, len(topics.topics))
    held_out = st.selectbox(
        "Measured on",
        list(reports),
        format_func=lambda name: reports[name].what,
        key=key,
        bind="query-params",
    )
    return reports[str(held_out)]


def read_if_written(read: Callable[[], T], otherwise: str) -> T | None:
    """Return a report, or None and a sentence where training has not written it."""
    try:
        return read()
    except ModelError:
        st.info(otherwise, icon=":material/pending:")
        return None
