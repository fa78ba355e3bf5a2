"""Links "Wrong?" in any Markdown: one in a table's cell or a line of a list, answered in a dialog.

A button in each of hundreds of rows would make a page slow. A link costs
nothing; one listener on the page hears the clicks on all of them.
"""

from __future__ import annotations

import hashlib
from typing import Any

import streamlit as st

from core.archive import Correction
from core.topics.taxonomy import label
from core.ui import archives, corrections, keys
from core.ui.kit.escape import escape

ADDRESS_NOTE = " Of the article only its address and headline are sent."
MAX_LINKS = 3000
"""Links that a session remembers: far more than a page shows."""

LISTEN = """
export default function ({ setTriggerValue }) {
  const mark = "#wrong-"
  const onClick = (event) => {
    const link = event.target.closest ? event.target.closest(`a[href*="${mark}"]`) : null
    if (!link) return
    event.preventDefault()
    event.stopPropagation()
    setTriggerValue("clicked", link.hash.slice(mark.length))
  }
  document.addEventListener("click", onClick, true)
  return () => document.removeEventListener("click", onClick, true)
}
"""
_listener = st.components.v2.component("broadsheet_flags", js=LISTEN)


def link(draft: Correction) -> str:
    """Return Markdown of a link by which a reader says that this prediction is wrong; `listen` hears it."""
    content = f"{draft.url}\n{draft.title}\n{draft.predicted}"
    name = hashlib.blake2b(content.encode(), digest_size=8).hexdigest()
    links: dict[str, Correction] = st.session_state.setdefault(keys.CORRECTION_LINKS, {})
    if name not in links and len(links) >= MAX_LINKS:
        links.clear()
    links[name] = draft
    return f"[Wrong?](#wrong-{name})"


def row_link(row: Any) -> str:
    """Return the same for a row of a frame of classified articles (`core.analysis.frame.article_frame`)."""
    return link(Correction("", str(row.best), float(row.confidence), archives.version(), row.url, str(row.title)))


@st.fragment
def listen() -> None:
    """Once a page, after all else: hear the clicks, and ask what the article is about instead."""
    _listener(key=keys.CORRECTION_CLICKS, on_clicked_change=_on_click)
    draft = st.session_state.get(keys.CORRECTION_LINKS, {}).get(st.session_state.get(keys.CLICKED_CORRECTION_LINK))
    if draft is not None:
        _ask(draft, keys.part("flag", st.session_state[keys.CLICKED_CORRECTION_LINK]))


def _on_click() -> None:
    st.session_state[keys.CLICKED_CORRECTION_LINK] = st.session_state[keys.CORRECTION_CLICKS].clicked


def _close() -> None:
    st.session_state.pop(keys.CLICKED_CORRECTION_LINK, None)


@st.dialog("What is it about?", on_dismiss=_close)
def _ask(draft: Correction, key: str) -> None:
    st.markdown(f"**{escape(draft.title) or 'This article'}**")
    st.caption(f"The model said {label(draft.predicted)}, {draft.confidence:.0%} sure.")
    if corrections.show_outcome(draft, key):
        return
    if draft.url is None:
        corrections.ask_for_text(key)
    st.pills(
        "Right topic: one click sends it",
        corrections.choices(draft),
        format_func=corrections.choice_label,
        key=key,
        on_change=corrections.send_chosen,
        args=(draft, key),
    )
    st.caption("Somebody reviews it before it counts." + ("" if draft.url is None else ADDRESS_NOTE))
