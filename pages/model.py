"""Model: what the model was trained on, how well it does, where it fails, and what ten years do to one."""

import streamlit as st

from core.ui import frame
from core.ui.model import choices, tabs


def page() -> None:
    """The page, from top to bottom."""
    st.title("Model")
    st.markdown("What the model was trained on, how often it is right, and when it had better say nothing.")
    name, topics = choices.choose()
    tabs.show(name, topics)


frame.guarded(page)
