"""Compare: several papers side by side, or one paper on several days."""

import streamlit as st

from core.ui import editions, frame, keys, scheme
from core.ui.compare import comparison

TABS = {
    "Topics": comparison.topics,
    "Blind spots": comparison.blind_spots,
    "Words": comparison.words,
    "Same story": comparison.same_story,
    "Likeness": comparison.likeness,
}


def page() -> None:
    """Draw the page, from top to bottom."""
    st.title("Compare", anchor=False)
    st.markdown("How papers divide their attention, what one has and the others don't, and the stories they share.")
    edition = editions.shown_edition()
    if edition is None:
        editions.nothing_yet("There is no edition to compare yet.")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        way = comparison.choose_way()
        topics = scheme.choose()
    compared = comparison.choose(edition, topics, way)
    if compared is None:
        return
    comparison.download(edition, compared)
    for tab, show in zip(st.tabs(list(TABS), key=keys.COMPARE_TAB, bind="query-params"), TABS.values(), strict=True):
        if tab.open:
            with tab:
                show(compared)


frame.guarded(page)
