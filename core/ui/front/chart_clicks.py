"""Clicks in the charts of Front pages: each sets the filters of the articles, and loses its mark where these change."""

from __future__ import annotations

import streamlit as st

from core.charts.frame import SELECTION
from core.ui import keys

CHARTS = ("mix",)
"""Keys of the charts that can be clicked."""


def rerun_if_needed() -> None:
    """Run the whole page where a change in one part of it touches the others."""
    if st.session_state.pop(keys.FRONT_RERUN, False):
        st.rerun()


def mark_page_drawn() -> None:
    """Note that all parts are drawn now: none has to ask for a rerun."""
    st.session_state.pop(keys.FRONT_RERUN, None)


def element(name: str) -> str:
    """Return the key of a chart as it is drawn now: another one whenever its mark was taken away."""
    return keys.part(name, st.session_state.setdefault(keys.CHART_RESETS, {}).get(name, 0))


def filter_by_click(key: str) -> None:
    """Set the filters that a click in a chart stands for; a click beside its marks clears them."""
    topic, papers = _clicked(key) or (None, [])
    st.session_state[keys.TOPIC], st.session_state[keys.SHOWN_PAPERS] = topic, papers
    st.session_state[keys.FRONT_RERUN] = True


def unmark(topic: str | None, papers: list[str]) -> None:
    """Take away what a chart has marked where the filters say otherwise: by their controls, or by a step back."""
    stale = [name for name in CHARTS if (said := _clicked(element(name))) and said != (topic, papers)]
    for name in stale:
        st.session_state[keys.CHART_RESETS][name] = st.session_state[keys.CHART_RESETS].get(name, 0) + 1
    if stale:
        st.rerun()


def _clicked(key: str) -> tuple[str | None, list[str]] | None:
    """Return the topic and the papers that a chart has marked; None where it has marked nothing."""
    chart = st.session_state.get(key)
    selection = chart.selection.get(SELECTION) if chart is not None else None
    if not selection:
        return None
    paper = selection[0].get("paper")
    return selection[0].get("topic") or None, [paper] if paper else []
