"""The menu of an article in the list: a link "More" that opens a dialog, where its topic is corrected, too."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from core.ui import correction_links
from core.ui.kit.escape import escape
from core.ui.kit.phrases import published_words, section_words, shortened


@dataclass(frozen=True, slots=True)
class Facts:
    """What the menu says of an article; plain text."""

    paper: str
    published: str
    section: str


def link(row: Any) -> str:
    """Return Markdown of the link that opens the menu of this row of a frame of classified articles."""
    facts = Facts(row.paper, published_words(row), section_words(row.section))
    return correction_links.row_link(row, "More", partial(_show, facts))


def _show(facts: Facts) -> None:
    """Show what the list has no room for, above the choice of another topic."""
    filed = f"Filed by the paper under {shortened(facts.section)}" if facts.section else ""
    st.caption(" · ".join(escape(words) for words in (facts.paper, facts.published, filed) if words))
    st.markdown("**Wrong topic?**")
