"""Trends: what changed, topics over time, attention to a search, rising words, exports, corrections."""

import streamlit as st

from core.ui import archives, editions, frame, keys, scheme
from core.ui.trends import (
    archive_exports,
    article_pages,
    attention,
    changes,
    correction_review,
    finding,
    over_time,
    question,
)

CORRECTIONS = "Corrections"
TABS: dict[str, question.Draw] = {
    "Topics": over_time.topics_over_time,
    "What changed": changes.what_changed,
    "Rising words": changes.show_rising_words,
    "Export": lambda archive, what: archive_exports.exports(archive),
    CORRECTIONS: lambda archive, what: correction_review.review_all(archive),
}
FORMER_TABS = {"Words that rise": "Rising words"}
# The tabs, each with what draws it; what links called one before. A string here would be drawn on the page.


def page() -> None:
    """Draw the page, from top to bottom; of the tabs the open one only."""
    st.title("Trends")
    st.markdown("How coverage changes over time, across every article read here.")
    archive = archives.current(editions.shown_edition())
    finding.since_last_week(archive, scheme.current())
    asked = question.ask(archive)
    if asked is None:
        st.caption(archives.storage_sentence())
        editions.nothing_yet("Nothing has been read here yet.")
        correction_review.review_any(archive)
        return
    if asked.is_search:  # who searches wants to see what was found
        attention.search_results(archive, asked)
    question.follow_former_link(keys.TREND_VIEW, FORMER_TABS)
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
