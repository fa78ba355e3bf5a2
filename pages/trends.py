"""Trends: topics over time, of what was read since the app started."""

import streamlit as st

from core.ui import components, scheme, trends


def page() -> None:
    """The page, from top to bottom."""
    st.title("Trends")
    st.markdown("How attention moves from day to day, in what was read here.")
    st.caption("Kept in memory since the app started: it is gone at the next restart.")
    current = components.shown_edition()
    sample = current is not None and current.sample
    rows = trends.kept_articles(sample, scheme.choose())
    if rows.empty:
        components.nothing_yet("Nothing was read here since the app started.")
        return
    kept, subject = trends.choose(rows)
    if kept.empty:
        st.markdown("No article matches. Choose more days, another paper or fewer words.")
        return
    trends.over_time(kept, subject)
    trends.found(kept, subject)


components.guarded(page)
