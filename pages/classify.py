"""Classify: paste an article or give a link, and see its topic and why."""

import streamlit as st

from core.ui import classify, components, scheme


def page() -> None:
    """The page, from top to bottom."""
    st.title("Classify")
    st.markdown("Paste an article, or give its link, and see what it is about, how sure the model is, and why.")
    way = st.segmented_control(
        "What do you have?", ["Text", "Link"], default="Text", required=True, key="way", bind="query-params"
    )
    handed = classify.pasted() if way == "Text" else classify.from_link()
    if handed is not None:
        classify.answer(handed, scheme.choose())


components.guarded(page)
