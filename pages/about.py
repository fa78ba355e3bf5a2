"""About: what this is, what each topic holds, where articles come from, what is kept, how to add a paper, licences."""

import streamlit as st

from core.ui import frame
from core.ui.about import sections


def page() -> None:
    """Draw the page, from top to bottom."""
    st.title("About", anchor=False)
    sections.what()
    for heading, show in (
        ("Topics", sections.topics),
        ("Sources", sections.sources),
        ("Privacy", sections.privacy),
        ("Add a newspaper", sections.adding),
        ("Licences", sections.licences),
    ):
        st.header(heading, anchor=heading.lower().replace(" ", "-"))
        show()


frame.guarded(page)
