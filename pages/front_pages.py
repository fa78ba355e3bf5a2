"""Front pages: choose papers, read them now, see what they write about."""

import streamlit as st

from core.ui import components, frame, front, keeping, scheme, state


def page() -> None:
    """The home page, from top to bottom."""
    st.title("Broadsheet", anchor=False)
    st.markdown("What are the papers talking about, and how do they differ?")
    if not state.has_edition():
        front.welcome()
    front.choose_and_read(opened=not state.has_edition())
    edition = components.shown_edition()
    if edition is None:
        return
    front.whole_page()
    topics = scheme.chosen()
    rows = state.articles(edition, topics)
    mix = state.mix(edition, topics)
    front.sentence(mix)
    components.summary(edition)
    keeping.notice(edition)
    components.read_report(edition, rows)
    front.mix_charts(edition, mix, topics)
    front.articles(state.stories(edition, topics))


frame.guarded(page)
