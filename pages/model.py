"""Model: how often the model is right; folded, everything for specialists; what it does and was trained on."""

import streamlit as st

from core.ui import frame
from core.ui.model import card, choices, details, overview


def page() -> None:
    """Draw the page, from top to bottom: the finding first, though the choice of a model stands below it."""
    st.title("Model")
    finding = st.container()
    name = choices.choose_model()
    with finding:
        overview.sentence(name)
        overview.measured(name)
    details.show(name)
    card.card(name)


frame.guarded(page)
