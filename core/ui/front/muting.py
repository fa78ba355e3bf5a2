"""What a visitor mutes: words in headlines, topics and papers, kept in the link and in the browser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from core import wording
from core.analysis.filters import MAX_MUTED, MAX_MUTED_LENGTH, Muted, muted_entries
from core.topics.taxonomy import LABEL_NAMES, label
from core.ui import keys

KEYS = (keys.MUTED_WORDS, keys.MUTED_TOPICS, keys.MUTED_PAPERS)
NOTE = (
    "Muted articles are left out of the stories and the list, not of the charts. Kept in the link and in this browser."
)


def current() -> Muted:
    """Return what is muted; before the controls are drawn, what the link says."""
    return Muted(*(_entries(key) for key in KEYS))


def choose(papers: Sequence[str]) -> None:
    """Show the controls; `papers` are the names that can be muted."""
    muted = current()
    words = st.multiselect(
        "Mute words in headlines",
        muted.words,
        key=keys.MUTED_WORDS,
        bind="query-params",
        accept_new_options=True,
        max_selections=MAX_MUTED,
        placeholder="Type a word or phrase, then Enter",
        on_change=_keep,
    )
    if len(words) > len(muted.words):
        st.caption(f"Up to {MAX_MUTED} words or phrases of up to {MAX_MUTED_LENGTH} characters can be muted.")
    st.multiselect(
        "Mute topics",
        LABEL_NAMES,
        format_func=label,
        key=keys.MUTED_TOPICS,
        bind="query-params",
        placeholder="No topic",
        on_change=_keep,
    )
    st.multiselect(
        "Mute papers",
        list(dict.fromkeys([*papers, *muted.papers])),
        key=keys.MUTED_PAPERS,
        bind="query-params",
        placeholder="No paper",
        on_change=_keep,
    )
    st.caption(NOTE)


def note(hidden: int) -> None:
    """Say in a sentence how many articles are muted, and offer to show or hide them."""
    if not hidden:
        return
    shown = shows_muted()
    articles = f"{wording.plural(hidden, 'muted article')} {wording.inflect(hidden, 'is', 'are')}"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"{articles} {'shown' if shown else 'hidden'}.", width="content")
        st.button("Hide them" if shown else "Show them", key=keys.TOGGLE_MUTED, on_click=_toggle, type="tertiary")


def shows_muted() -> bool:
    """Say whether muted articles are shown all the same."""
    return bool(st.session_state.get(keys.SHOWS_MUTED))


def mute(key: str, entry: str) -> None:
    """Mute one more word, topic or paper."""
    st.session_state[key] = list(muted_entries([*_entries(key), entry]))
    _keep()


def to_keep() -> dict[str, list[str]] | None:
    """Return what the browser is to keep; None where this visitor has changed nothing."""
    return st.session_state.get(keys.KEPT_MUTED)


def restore(kept: object) -> None:
    """Take over what the browser kept, unless the link mutes something itself or the visitor has changed it."""
    if not isinstance(kept, Mapping) or to_keep() is not None or current() != Muted():
        return
    for key in KEYS:
        values = kept.get(key)
        entries = _fit(key, values if isinstance(values, list) else [])
        if entries:
            st.session_state[key] = list(entries)


def _keep() -> None:
    st.session_state[keys.KEPT_MUTED] = {key: list(_entries(key)) for key in KEYS}


def _toggle() -> None:
    st.session_state[keys.SHOWS_MUTED] = not shows_muted()


def _entries(key: str) -> tuple[str, ...]:
    return _fit(key, st.session_state.get(key, st.query_params.get_all(key)))


def _fit(key: str, values: Sequence[Any]) -> tuple[str, ...]:
    """Keep what can be muted; a link has the labels of topics."""
    entries = muted_entries(values)
    if key != keys.MUTED_TOPICS:
        return entries
    names = {label(name): name for name in LABEL_NAMES} | {name: name for name in LABEL_NAMES}
    return tuple(dict.fromkeys(names[entry] for entry in entries if entry in names))
