"""Classify: hand in an article, a link, several of them or a table, and see topics and why."""

import streamlit as st

from core.ui import frame, keys, scheme
from core.ui.classify import several, single


def page() -> None:
    """Draw the page, from top to bottom."""
    st.title("Classify", anchor=False)
    st.markdown("Hand in an article, and see what it is about, how sure the model is, and which words decided.")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        way = st.segmented_control(
            "What do you have?",
            ["Text", "Link", "Several", "Table"],
            default="Text",
            required=True,
            key=keys.INPUT_KIND,
            bind="query-params",
        )
        topics = scheme.choose()
    if way == "Several":
        several.several(topics)
    elif way == "Table":
        several.table(topics)
    else:
        handed = single.pasted() if way == "Text" else single.from_link()
        if handed is not None:
            single.answer(handed, topics)
            if way == "Text":
                single.share(handed)


frame.guarded(page)
