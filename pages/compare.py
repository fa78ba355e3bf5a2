"""Compare: several papers side by side, or one paper on several days."""

import streamlit as st

from core.ui import editions, frame, keys
from core.ui.compare import compared, comparison, lead, own_topic

TABS = {
    "Same story": comparison.same_story,
    "Topics": comparison.topics,
    "Your own topic": own_topic.own_topic,
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
    lead.follow_old_links()
    finding = st.container()
    chosen = compared.choose(edition, comparison.download)
    if chosen is None:
        return
    with finding:
        lead.sentence(chosen)
    for tab, show in zip(st.tabs(list(TABS), key=keys.COMPARE_TAB, bind="query-params"), TABS.values(), strict=True):
        if tab.open:
            with tab:
                show(chosen)


frame.guarded(page)
