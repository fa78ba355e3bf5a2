"""Trends: what was read, kept: topics over time, what changed, words that rise, search, exports, corrections."""

import streamlit as st

from core.ui import archives, editions, frame, keys, scheme
from core.ui.trends import archive_exports, correction_review, over_time


def page() -> None:
    """Draw the page, from top to bottom."""
    st.title("Trends")
    st.markdown("How attention moves over time, in everything that was read here.")
    archive = archives.current(editions.shown_edition())
    asked = over_time.ask(archive, scheme.choose())
    if asked is None:
        st.caption(archives.storage_sentence())
        editions.nothing_yet("Nothing was read here yet.")
        correction_review.review_any(archive)
        return
    if asked.words.strip():  # who searches wants to see what was found
        over_time.articles(archive, asked)
    topics, changed, words, files, wrong = st.tabs(
        ["Topics", "What changed", "Words that rise", "Take away", "Corrections"],
        key=keys.TREND_VIEW,
        on_change="rerun",
        bind="query-params",
    )
    if topics.open:
        with topics:
            over_time.topics_over_time(archive, asked)
    if changed.open:
        with changed:
            over_time.what_changed(archive, asked)
    if words.open:
        with words:
            over_time.words_that_rise(archive, asked)
    if files.open:
        with files:
            archive_exports.exports(archive)
    if wrong.open:
        with wrong:
            correction_review.review_all(archive)
    if not asked.words.strip() and not wrong.open:
        over_time.articles(archive, asked)


frame.guarded(page)
