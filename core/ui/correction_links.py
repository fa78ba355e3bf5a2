"""Links "Wrong topic?" in any Markdown: one in a table's cell or a line of a list, answered in a dialog.

A button in each of hundreds of rows would make a page slow. A link costs
nothing; one listener on the page hears the clicks on all of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from core import wording
from core.archive import Correction, ModelVersion
from core.topics.taxonomy import label
from core.ui import archives, corrections, keys
from core.ui.kit.escape import escape

REVIEW_NOTE = "A person reviews each correction."
ADDRESS_NOTE = " Only the article's link and headline are sent."
WRONG_TOPIC = "Wrong topic?"
"""What the links say."""
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


@dataclass(frozen=True, slots=True)
class Link:
    """A link and what it is about; `about` draws what else its dialog shows of the article.

    It holds nothing of the visitor who sees it.
    """

    name: str
    draft: Correction
    about: Callable[[], None] | None = None

    @classmethod
    def to(cls, draft: Correction, about: Callable[[], None] | None = None) -> Link:
        """Make the link to the dialog about this prediction."""
        content = f"{draft.url}\n{draft.title}\n{draft.predicted}"
        return cls(hashlib.blake2b(content.encode(), digest_size=8).hexdigest(), draft, about)

    def markdown(self, text: str) -> str:
        """Write the link as Markdown; `text` is words of ours."""
        return f"[{text}](#wrong-{self.name})"


def link(draft: Correction) -> str:
    """Return Markdown of a link by which a reader says that this prediction is wrong; `listen` hears it."""
    made = Link.to(draft)
    remember([made])
    return made.markdown(WRONG_TOPIC)


def row_link(row: Any) -> str:
    """Return the same for a row of a frame of classified articles (`core.analysis.frame.article_frame`)."""
    return link(draft_of_row(row, archives.version()))


def draft_of_row(row: Any, model: ModelVersion) -> Correction:
    """Draft a correction of what the model says of such a row, without the right topic."""
    return Correction("", str(row.best), float(row.confidence), model, row.url, str(row.title))


def remember(links: Iterable[Link]) -> None:
    """Answer clicks on these links in this session."""
    known: dict[str, Link] = st.session_state.setdefault(keys.CORRECTION_LINKS, {})
    for made in links:
        if made.name not in known and len(known) >= MAX_LINKS:
            known.clear()
        known[made.name] = made


@st.fragment
def listen() -> None:
    """Once a page, after all else: hear the clicks, and ask what the article is about instead."""
    _listener(key=keys.CORRECTION_CLICKS, on_clicked_change=_on_click)
    clicked = st.session_state.get(keys.CLICKED_CORRECTION_LINK)
    known: Link | None = st.session_state.get(keys.CORRECTION_LINKS, {}).get(clicked)
    if known is not None:
        title = "Correct the topic" if known.about is None else "About this article"
        st.dialog(title, on_dismiss=close)(_ask)(known, keys.part("flag", clicked))


def _on_click() -> None:
    st.session_state[keys.CLICKED_CORRECTION_LINK] = st.session_state[keys.CORRECTION_CLICKS].clicked


def close() -> None:
    """Close the dialog with the next run."""
    st.session_state.pop(keys.CLICKED_CORRECTION_LINK, None)


def _ask(known: Link, key: str) -> None:
    draft = known.draft
    st.markdown(f"**{escape(draft.title) or 'This article'}**")
    if known.about is not None:
        known.about()
    st.caption(f"The model chose {label(draft.predicted)} ({wording.confidence(draft.confidence)} confident).")
    if corrections.show_outcome(draft, key):
        return
    if draft.url is None:
        corrections.ask_for_text(key)
    st.pills(
        "Choose the right topic (sent when you click; you can undo it)",
        corrections.choices(draft),
        format_func=corrections.choice_label,
        key=key,
        on_change=corrections.send_chosen,
        args=(draft, key),
    )
    st.caption(REVIEW_NOTE + ("" if draft.url is None else ADDRESS_NOTE))
