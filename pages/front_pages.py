"""Front pages: choose papers, read them now, see what they write about."""

import streamlit as st

from core.ui import components, front, keeping, labels, scheme, state


def page() -> None:
    """The home page, from top to bottom."""
    st.title("Broadsheet")
    st.markdown("What are the papers talking about, and how do they differ?")
    front.choose_and_read()
    edition = components.shown_edition()
    if edition is None:
        front.welcome()
        return
    components.summary(edition)
    keeping.notice(edition)
    rows = state.articles(edition, scheme.choose())
    front.mix_charts(rows)
    front.articles(edition, rows)
    labels.wrong_in_list(rows[rows["topic"].notna()], "wrong")


components.guarded(page)
