"""Model: what the model was trained on, how well it does, where it fails, and what ten years do to one."""

import streamlit as st

from core.ui import components, live, model


def page() -> None:
    """The page, from top to bottom."""
    st.title("Model")
    st.markdown("What the model was trained on, how often it is right, and when it had better say nothing.")
    name = model.choose()
    card, candidates, errors, space, mismatch, on_live = st.tabs(
        ["Card", "Candidates", "How well it does", "Map", "2004 against today", "Live"]
    )
    with card:
        model.card(name)
    with candidates:
        model.candidates()
    with errors:
        model.figures(name)
    with space:
        model.maps(name)
    with mismatch:
        model.show_mismatch()
    with on_live:
        live.show()


components.guarded(page)
