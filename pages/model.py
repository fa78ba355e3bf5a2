"""Model: what the model was trained on, how well it does, where it fails, and what ten years do to one."""

import streamlit as st

from core.ui import frame, keys
from core.ui.model import (
    candidates,
    card,
    choices,
    figures,
    label_queue,
    live,
    map_view,
    mismatch,
    training_data,
    validations,
)

TABS: dict[str, choices.Draw] = {
    "Card": lambda name, topics: card.card(name),
    "Data": lambda name, topics: training_data.data(),
    "Candidates": lambda name, topics: candidates.candidates(),
    "How well it does": figures.figures,
    "Validations": lambda name, topics: validations.validations(topics),
    "Map": map_view.maps,
    "2004 against today": lambda name, topics: mismatch.show(),
    "Live": lambda name, topics: live.show(),
    "Review": lambda name, topics: label_queue.show(name),
}
# The tabs, each with what draws it; a string here would be drawn on the page.


def page() -> None:
    """Draw the page, from top to bottom; of the tabs the open one only."""
    st.title("Model")
    st.markdown("What the model was trained on, how often it is right, and when it had better not answer.")
    name, topics = choices.choose()
    card.opening(name)
    for tab, draw in zip(st.tabs(list(TABS), key=keys.MODEL_TAB, bind="query-params"), TABS.values(), strict=True):
        if tab.open:
            with tab:
                draw(name, topics)


frame.guarded(page)
