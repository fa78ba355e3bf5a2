"""Model: what the model was trained on, how well it does, where it fails, and what ten years do to one."""

from collections.abc import Callable

import streamlit as st

from core.topics.schemes import TopicScheme
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

TABS: dict[str, Callable[[str, TopicScheme], None]] = {
    "Card": lambda name, topics: model_card.card(name),
    "Data": lambda name, topics: model_data.data(),
    "Candidates": lambda name, topics: model_candidates.candidates(),
    "How well it does": model_figures.figures,
    "Validations": lambda name, topics: model_validations.validations(topics),
    "Map": model_map.maps,
    "2004 against today": lambda name, topics: mismatch.show(),
    "Live": lambda name, topics: live.show(),
}


def page() -> None:
    """The page, from top to bottom."""
    st.title("Model")
    st.markdown("What the model was trained on, how often it is right, and when it had better say nothing.")
    name, topics = model.choose()
    for tab, show in zip(st.tabs(list(TABS), key="part", bind="query-params"), TABS.values(), strict=True):
        if tab.open:
            with tab:
                show(name, topics)


components.guarded(page)
