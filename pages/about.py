"""About: what this is, where articles come from, what is kept, how to add a paper, licences."""

import streamlit as st

from core.ui import about, frame


def page() -> None:
    """The page, from top to bottom."""
    st.title("About", anchor=False)
    about.what()
    for heading, show in (
        ("Sources", about.sources),
        ("Privacy", about.privacy),
        ("Add a newspaper", about.adding),
        ("Licences", about.licences),
    ):
        st.header(heading, anchor=heading.lower().replace(" ", "-"))
        show()


frame.guarded(page)
