"""Front pages: choose papers, read them now, see what they write about."""

import streamlit as st

from core.ui import archives, editions, frame, scheme, state
from core.ui.front import choice


def page() -> None:
    """Draw the home page, from top to bottom."""
    st.title("Broadsheet", anchor=False)
    st.markdown("What are the papers talking about, and how do they differ?")
    if not state.has_edition():
        choice.welcome()
    choice.choose_and_read(opened=not state.has_edition())
    edition = editions.shown_edition()
    if edition is None:
        return
    # Imported here: what draws an edition takes seconds to load, and the first page shows without it.
    from core.ui.front import front_page, read_report

    front_page.mark_page_drawn()
    topics = scheme.current()
    rows = state.articles(edition, topics)
    mix = state.mix(edition, topics)
    front_page.sentence(mix)
    read_report.summary(edition)
    archives.warn_unless_saved(edition)
    read_report.read_report(edition, rows)
    front_page.mix_charts(edition, mix, topics)
    front_page.articles(state.stories(edition, topics))


frame.guarded(page)
