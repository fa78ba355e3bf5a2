"""Classify: hand in an article, a link, several of them or a table, and see topics and why."""

import streamlit as st

from core.ui import classify, frame, many, scheme


def page() -> None:
    """The page, from top to bottom."""
    st.title("Classify", anchor=False)
    st.markdown("Hand in an article, and see what it is about, how sure the model is, and which words decided.")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        way = st.segmented_control(
            "What do you have?",
            ["Text", "Link", "Several", "Table"],
            default="Text",
            required=True,
            key="way",
            bind="query-params",
        )
        topics = scheme.choose()
    if way == "Several":
        many.several(topics)
    elif way == "Table":
        many.table(topics)
    else:
        handed = classify.pasted() if way == "Text" else classify.from_link()
        if handed is not None:
            classify.answer(handed, topics)
            if way == "Text":
                classify.share(handed)


frame.guarded(page)
