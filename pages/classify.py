"""Classify: paste an article, a link, several texts or a spreadsheet, and see topics and why."""

import streamlit as st

from core.ui import frame, keys, scheme
from core.ui.classify import several, single


def page() -> None:
    """Draw the page, from top to bottom."""
    st.title("Classify", anchor=False)
    st.markdown("Paste an article to see its topic, the model's confidence and the words behind it.")
    several.follow_old_links()
    way = st.segmented_control(
        "Input",
        ["Text", "Link", several.TEXTS, several.SPREADSHEET],
        default="Text",
        required=True,
        key=keys.INPUT_KIND,
        bind="query-params",
    )
    topics = scheme.current()
    if way == several.TEXTS:
        several.several(topics)
    elif way == several.SPREADSHEET:
        several.table(topics)
    else:
        handed = single.pasted() if way == "Text" else single.from_link()
        if handed is not None:
            single.answer(handed, topics)
            if way == "Text":
                single.share(handed)
        elif way == "Text":
            single.worked_example(topics)
    scheme.choose()


frame.guarded(page)
