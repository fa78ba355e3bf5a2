"""About: what this is, what is kept, how articles get topics, where they come from, adding a paper, licences."""

import streamlit as st

from core.ui import frame
from core.ui.about import sections


def page() -> None:
    """Draw the page, from top to bottom."""
    st.title("About", anchor=False)
    sections.what()
    for heading, show in (
        ("Privacy", sections.privacy),
        ("Topics", sections.topics),
        ("Sources", sections.sources),
        ("Add a newspaper", sections.adding),
        ("Licences", sections.licences),
    ):
        st.header(heading, anchor=heading.lower().replace(" ", "-"))
        show()


frame.guarded(page)
