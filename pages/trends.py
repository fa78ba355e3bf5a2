"""Trends: what was read, kept: topics over time, what changed, words that rise, search, exports, corrections."""

import streamlit as st

from core.ui import archives, editions, frame, keys, scheme
from core.ui.trends import archive_exports, article_pages, changes, correction_review, over_time, question

CORRECTIONS = "Corrections"
TABS: dict[str, question.Draw] = {
    "Topics": over_time.topics_over_time,
    "What changed": changes.what_changed,
    "Words that rise": changes.words_that_rise,
    "Export": lambda archive, what: archive_exports.exports(archive),
    CORRECTIONS: lambda archive, what: correction_review.review_all(archive),
}
# The tabs, each with what draws it; a string here would be drawn on the page.


def page() -> None:
    """Draw the page, from top to bottom; of the tabs the open one only."""
    st.title("Trends")
    st.markdown("How attention moves over time, in everything that was read here.")
    archive = archives.current(editions.shown_edition())
    asked = question.ask(archive, scheme.choose())
    if asked is None:
        st.caption(archives.storage_sentence())
        editions.nothing_yet("Nothing was read here yet.")
        correction_review.review_any(archive)
        return
    if asked.is_search:  # who searches wants to see what was found
        article_pages.articles(archive, asked)
    tabs = dict(
        zip(TABS, st.tabs(list(TABS), key=keys.TREND_VIEW, on_change="rerun", bind="query-params"), strict=True)
    )
    for name, tab in tabs.items():
        if tab.open:
            with tab:
                TABS[name](archive, asked)
    if not asked.is_search and not tabs[CORRECTIONS].open:
        article_pages.articles(archive, asked)


frame.guarded(page)
