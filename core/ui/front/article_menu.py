"""The menu of an article in the list: a link "More" that opens a dialog, where its topic is corrected, too."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from core.archive import ModelVersion
from core.topics.taxonomy import LABEL_NAMES, label
from core.ui import correction_links, keys
from core.ui.correction_links import Link
from core.ui.front import article_history, muting
from core.ui.kit import text_changes
from core.ui.kit.escape import escape
from core.ui.kit.phrases import published_words, section_words, shortened


@dataclass(frozen=True, slots=True)
class Facts:
    """What the menu says of an article, in plain text; `url` is given where its headline or text changed."""

    paper: str
    published: str
    section: str
    topic: str
    url: str | None


def link(row: Any, model: ModelVersion) -> Link:
    """Make the link that opens the menu of this row of a frame of classified articles.

    Parameters
    ----------
    row : row of a DataFrame
        With the column `changed` beside those of `core.analysis.frame.article_frame`.
    model : ModelVersion
        The model that classified it.
    """
    url = row.url if row.changed else None
    facts = Facts(row.paper, published_words(row), section_words(row.section), row.topic, url)
    return Link.to(correction_links.draft_of_row(row, model), partial(_show, facts))


def _show(facts: Facts) -> None:
    """Show what the list has no room for, above the choice of another topic."""
    filed = f"Filed by the paper under {shortened(facts.section)}" if facts.section else ""
    st.caption(" · ".join(escape(words) for words in (facts.paper, facts.published, filed) if words))
    if facts.url is not None:
        text_changes.show(article_history.states(facts.url))
    with st.container(horizontal=True):
        _mute_button(keys.MUTED_PAPERS, facts.paper, facts.paper)
        if facts.topic in LABEL_NAMES:
            _mute_button(keys.MUTED_TOPICS, facts.topic, label(facts.topic))
    st.markdown("**Wrong topic?**")


def _mute_button(key: str, entry: str, name: str) -> None:
    if st.button(
        f"Mute {escape(name)}",
        key=keys.part("mute_now", key),
        on_click=_mute,
        args=(key, entry),
        icon=":material/visibility_off:",
    ):
        st.rerun()


def _mute(key: str, entry: str) -> None:
    muting.mute(key, entry)
    correction_links.close()
