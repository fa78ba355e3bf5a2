"""The parts of the Model page for specialists, folded into one box with a tab for each."""

from __future__ import annotations

import streamlit as st

from core.ui import keys, scheme
from core.ui.model import (
    candidates,
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
    "How well it does": figures.figures,
    "Data": lambda name, topics: training_data.data(),
    "Candidates": lambda name, topics: candidates.candidates(),
    "Validations": lambda name, topics: validations.validations(topics),
    "Map": map_view.maps,
    "2004 against today": lambda name, topics: mismatch.show(),
    "Live": lambda name, topics: live.show(),
    "Review": lambda name, topics: label_queue.show(name),
}
"""The tabs, each with what draws it."""
LABEL = "For specialists: all figures, training data, candidates, validations, map, live accuracy"


def show(name: str) -> None:
    """Draw the box, open where the link names one of its tabs; of the tabs the open one only."""
    named = st.query_params.get(keys.MODEL_TAB) in TABS
    box = st.expander(LABEL, named, key=keys.MODEL_DETAILS, icon=":material/query_stats:", bind="query-params")
    if not box.open:
        return
    with box:
        topics = scheme.choose(name)
        for tab, draw in zip(st.tabs(list(TABS), key=keys.MODEL_TAB, bind="query-params"), TABS.values(), strict=True):
            if tab.open:
                with tab:
                    draw(name, topics)
