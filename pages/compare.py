"""Compare: several papers side by side, or one paper on several days."""

import streamlit as st

from core.ui import editions, frame, keys
from core.ui.compare import choices, comparison, opening

TABS = {
    "Same story": comparison.same_story,
    "Topics": comparison.topics,
    "Blind spots": comparison.blind_spots,
    "Words": comparison.words,
    "Similarity": comparison.similarity,
}


def page() -> None:
    """Draw the page, from top to bottom: the finding first, though what is compared is chosen below it."""
    st.title("Compare", anchor=False)
    edition = editions.shown_edition()
    if edition is None:
        editions.nothing_yet("How coverage differs: topics, gaps and shared stories. Nothing has been read yet.")
        return
    opening.follow_old_links()
    finding = st.container()
    compared = choices.choose(edition, comparison.download)
    if compared is None:
        return
    with finding:
        opening.sentence(compared)
    for tab, show in zip(st.tabs(list(TABS), key=keys.COMPARE_TAB, bind="query-params"), TABS.values(), strict=True):
        if tab.open:
            with tab:
                show(compared)


frame.guarded(page)
