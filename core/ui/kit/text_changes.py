"""How the headline and text of an article changed, from the versions that the archive keeps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

import streamlit as st

from core import wording
from core.archive import ArticleState
from core.ui.kit.escape import escape

CONTEXT = 5
"""Words that are shown before and after a change."""
MAX_WORDS = 1200
"""Words of each text that are compared: the time grows with their square."""
LEGEND = "Struck through: taken out. Bold: put in."


def show(states: Sequence[ArticleState]) -> None:
    """Show each change from one state of an article to the next, the newest first; nothing where there is none."""
    changes = [change for before, after in pairwise(states) for change in _changes(before, after)]
    for change in reversed(changes):
        st.markdown(change)
    if any("~~" in change or "**" in change.partition("\n")[2] for change in changes):
        st.caption(LEGEND)


def _changes(before: ArticleState, after: ArticleState) -> Iterator[str]:
    """Give what changed as Markdown: the text, then the headline."""
    seen = wording.moment(before.seen_at, short=True)
    words = word_changes(before.text, after.text) if before.text and after.text else ""
    if words:
        yield f"**Text changed** after {seen}:  \n{words}"
    if before.title != after.title:
        yield f"**Headline changed** after {seen}:  \n{escape(before.title)} → {escape(after.title)}"


def word_changes(before: str, after: str) -> str:
    """Return the changes from one text to another, word by word, as Markdown with some words around each.

    Empty where no word changed. What is beyond `MAX_WORDS` words is not compared.
    """
    old, new = before.split()[:MAX_WORDS], after.split()[:MAX_WORDS]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    groups = matcher.get_grouped_opcodes(CONTEXT)
    return " … ".join(" ".join(_marked(old, new, group)) for group in groups)


def _marked(old: list[str], new: list[str], group: Sequence[tuple[str, int, int, int, int]]) -> Iterator[str]:
    for kind, start, end, new_start, new_end in group:
        if kind == "equal":
            yield escape(" ".join(old[start:end]))
            continue
        if end > start:
            yield f"~~{escape(' '.join(old[start:end]))}~~"
        if new_end > new_start:
            yield f"**{escape(' '.join(new[new_start:new_end]))}**"
