"""Model: what the model was trained on, how well it does, where it fails, and what ten years do to one."""

import streamlit as st

from core.ui import (
    components,
    live,
    mismatch,
    model,
    model_candidates,
    model_card,
    model_data,
    model_figures,
    model_map,
    model_validations,
)

TABS = ["Card", "Data", "Candidates", "How well it does", "Validations", "Map", "2004 against today", "Live"]


def page() -> None:
    """The page, from top to bottom."""
    st.title("Model")
    st.markdown("What the model was trained on, how often it is right, and when it had better say nothing.")
    name, topics = model.choose()
    card, data, candidates, figures, validations, space, years, on_live = st.tabs(
        TABS, key="part", on_change="rerun", bind="query-params"
    )
    with card:
        model_card.card(name)
    with data:
        model_data.data()
    with candidates:
        model_candidates.candidates()
    with figures:
        model_figures.figures(name, topics)
    with validations:
        model_validations.validations(topics)
    with space:
        model_map.maps(name, topics)
    with years:
        mismatch.show()
    if on_live.open:  # the only one that asks the database
        with on_live:
            live.show()


components.guarded(page)
