"""Trends: what was read, kept: topics over time, what changed, words that rise, search, exports, corrections."""

import streamlit as st

from core.ui import components, frame, keeping, labels, scheme, take_away, trends


def page() -> None:
    """The page, from top to bottom."""
    st.title("Trends")
    st.markdown("How attention moves over time, in everything that was read here.")
    archive = keeping.current(components.shown_edition())
    asked = trends.ask(archive, scheme.choose())
    if asked is None:
        st.caption(keeping.where_kept())
        components.nothing_yet("Nothing was read here yet.")
        labels.review_any(archive)
        return
    if asked.words.strip():  # who searches wants to see what was found
        trends.articles(archive, asked)
    topics, changed, words, files, corrections = st.tabs(
        ["Topics", "What changed", "Words that rise", "Take away", "Corrections"],
        key="view",
        on_change="rerun",
        bind="query-params",
    )
    if topics.open:
        with topics:
            trends.topics_over_time(archive, asked)
    if changed.open:
        with changed:
            trends.what_changed(archive, asked)
    if words.open:
        with words:
            trends.words_that_rise(archive, asked)
    if files.open:
        with files:
            take_away.exports(archive)
    if corrections.open:
        with corrections:
            labels.review_all(archive)
    if not asked.words.strip() and not corrections.open:
        trends.articles(archive, asked)


frame.guarded(page)
