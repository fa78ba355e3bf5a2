"""The core topics or all: the reader's choice, the same on every page."""

from __future__ import annotations

import streamlit as st

from core.topics.manifest import ModelEntry
from core.topics.schemes import TopicScheme
from core.topics.taxonomy import ALL_NAMES, CORE_NAMES, OTHER, topic_names
from core.types import Scheme
from core.ui import keys, resources
from core.wording import number_word

NAMES = {len(names): number_word(len(names)).capitalize() for names in map(topic_names, Scheme)}
HELP = (
    f"{NAMES[len(ALL_NAMES)]}: {', '.join(ALL_NAMES)}. {NAMES[len(CORE_NAMES)]}: "
    f"the first {number_word(len(CORE_NAMES))}; everything else is then *{OTHER.label}*."
)


def entry(name: str) -> ModelEntry:
    """Return what the manifest says about a model."""
    return resources.manifest().entry(name)


def current() -> TopicScheme:
    """Return the scheme of the model in use, as the switch or the page's address has it now; draw nothing.

    Raises
    ------
    ModelError
        If the manifest cannot be used.
    """
    model = entry(resources.settings().model)
    choice = str(st.session_state.get(keys.SCHEME) or st.query_params.get(keys.SCHEME, ""))
    numbers = [number for number in model.schemes if choice in (str(number), NAMES.get(number))]
    return model.scheme(numbers[0] if numbers else max(model.schemes))


def choose(name: str | None = None) -> TopicScheme:
    """Show the switch, where the model knows more than the core topics; return the scheme that is chosen.

    Parameters
    ----------
    name : str, optional
        The model; the one in use by default.

    Raises
    ------
    ModelError
        If the manifest cannot be used.
    """
    model = entry(name or resources.settings().model)
    if len(model.schemes) == 1:
        return model.scheme()
    number = st.segmented_control(
        "Topics",
        sorted(model.schemes, reverse=True),
        default=max(model.schemes),
        required=True,
        format_func=lambda number: NAMES.get(number, str(number)),
        key=keys.SCHEME,
        bind="query-params",
        help=HELP,
    )
    return model.scheme(number)
