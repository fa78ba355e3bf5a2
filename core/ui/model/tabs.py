"""The tabs of the Model page: one is drawn at a time, and a link opens any of them."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from core.topics.schemes import TopicScheme
from core.ui import keys
from core.ui.model import candidates, card, figures, live, map_view, mismatch, training_data, validations

TABS: dict[str, Callable[[str, TopicScheme], None]] = {
    "Card": lambda name, topics: card.card(name),
    "Data": lambda name, topics: training_data.data(),
    "Candidates": lambda name, topics: candidates.candidates(),
    "How well it does": figures.figures,
    "Validations": lambda name, topics: validations.validations(topics),
    "Map": map_view.maps,
    "2004 against today": lambda name, topics: mismatch.show(),
    "Live": lambda name, topics: live.show(),
}


def show(name: str, topics: TopicScheme) -> None:
    """The tabs, the open one with what it holds.

    Parameters
    ----------
    name : str
        The model that the page is about.
    topics : TopicScheme
        How many topics it is asked to tell apart.
    """
    for tab, draw in zip(st.tabs(list(TABS), key=keys.MODEL_TAB, bind="query-params"), TABS.values(), strict=True):
        if tab.open:
            with tab:
                draw(name, topics)
