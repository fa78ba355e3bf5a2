"""The tab "Your own topic" of the Compare page: the share of each paper's articles that match a search."""

from __future__ import annotations

import streamlit as st

from core.analysis.frame import classified
from core.analysis.shares.attention import Matches, matches_of
from core.archive import match_texts
from core.errors import SearchError
from core.ui import keys
from core.ui.compare.compared import Comparison
from core.ui.kit import search_shares
from core.ui.kit.escape import escape


def own_topic(comparison: Comparison) -> None:
    """Ask for a search, and show how many articles of each paper match it; a sentence where it is no search."""
    typed = st.text_input(
        "Attention to",
        key=keys.COMPARED_SEARCH,
        bind="query-params",
        max_chars=500,
        placeholder='ferry -strike "interest rates"',
        help='All words must be there. "Several words" in a row, -without this one, this OR that, begin*.',
    )
    if not (typed or "").strip():
        st.markdown("Type words to see which papers write about them.")
        return
    try:
        papers = comparison.once("matches", lambda: _matches(comparison, str(typed)), typed)
    except SearchError as problem:
        st.warning(escape(str(problem)))
        return
    search_shares.show(str(typed), papers, len(papers), "", "own_topic")


def _matches(comparison: Comparison, typed: str) -> dict[str, Matches]:
    rows = classified(comparison.rows)
    found = match_texts(typed, list(zip(rows["title"], rows["text"], strict=True)))
    return matches_of(list(rows["paper"]), found)
