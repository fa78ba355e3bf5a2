"""Compare: two papers side by side, and the stories that several papers tell."""

import streamlit as st

from core.ui import compare, components, scheme, state


def page() -> None:
    """The page, from top to bottom."""
    st.title("Compare")
    st.markdown("How two papers divide their attention, what only one of them has, and the stories they share.")
    edition = components.shown_edition()
    if edition is None:
        components.nothing_yet("There is no edition to compare yet.")
        return
    topics = scheme.choose()
    rows, stories = state.articles(edition, topics), state.stories(edition, topics)
    pair = compare.choose_pair(rows)
    if pair is None:
        return
    shares, only, words, same = st.tabs(["Topics", "Only in one", "Words", "Same story"])
    with shares:
        compare.shares(rows, pair)
    with only:
        compare.only_one(stories, pair)
    with words:
        compare.words(rows, pair)
    with same:
        compare.same_story(stories)


components.guarded(page)
