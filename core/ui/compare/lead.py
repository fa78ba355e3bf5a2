"""What the Compare page opens with: the finding in one sentence, and where nothing is clear, how to see more."""

from __future__ import annotations

import streamlit as st

from core.analysis.compare import Finding, compare_papers
from core.analysis.shares.articles import MIN_ARTICLES
from core.ui import keys, share_notes
from core.ui.compare.compared import Comparison
from core.ui.kit.escape import escape
from core.wording import plural

CLEAR = "Each paper is compared with all the others, and only clear differences are named."
CLEAR_DAYS = "Each day is compared with all the others, and only clear differences are named."
OLD_TABS = {"Likeness": "Similarity"}
"""Names in links that people kept."""


def follow_old_links() -> None:
    """Let a link to a tab that has a new name lead to it."""
    new = OLD_TABS.get(st.query_params.get(keys.COMPARE_TAB, ""))
    if new is not None:
        st.session_state[keys.COMPARE_TAB] = new


def sentence(comparison: Comparison) -> None:
    """Say what the comparison finds; where nothing is clear, say why, and offer to read more."""
    found = comparison.once("finding", lambda: _finding(comparison))
    with st.container(key=keys.LEAD_SENTENCE):
        st.subheader(escape(found.sentence), anchor=False)
    if found.clear:
        st.caption(CLEAR_DAYS if comparison.days else CLEAR)
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(_why_nothing(found, comparison.days))
        if not comparison.days:
            share_notes.offer_more(comparison.edition, found.least)


def _finding(comparison: Comparison) -> Finding:
    return compare_papers(comparison.rows, comparison.papers, comparison.errors, same_paper=comparison.days)


def _why_nothing(found: Finding, days: bool) -> str:
    each = "day" if days else "paper"
    n = plural(found.most, "article")
    if found.least != found.most:
        n = f"{found.least} to {n}"
    if found.least < MIN_ARTICLES:
        return f"With {n} from each {each}, topics cannot be compared: that takes {MIN_ARTICLES} from each."
    if found.telling is None:
        return f"With {n} from each {each}, no gap would be large enough to be clear."
    return f"With {n} from each {each}, only gaps of about {found.telling} points would show."
