"""The button "Wrong topic?": one click and a topic, beside a prediction on any page; and a way to take it back."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from core.archive import Archive, ArchivedArticle, Correction, ModelVersion
from core.errors import BroadsheetError
from core.topics.names import BBC_2004
from core.topics.taxonomy import ALL_NAMES, LABEL_NAMES, OTHER, label
from core.types import Prediction
from core.ui import keys, session
from core.ui import state as page_state
from core.ui.kit.escape import escape


def draft_correction(
    prediction: Prediction, model: ModelVersion, url: str | None = None, title: str = "", text: str = ""
) -> Correction:
    """Begin a correction of this prediction, with no topic yet; give `text` only for what the visitor pasted."""
    return Correction("", prediction.best, prediction.confidence, model, url, title, text)


def draft_of_archived(article: ArchivedArticle, model: ModelVersion) -> Correction:
    """Draft a correction of what the archive says of an article by this model, without the right topic."""
    return Correction("", article.best or "", article.confidence or 0.0, model, article.url, article.title)


def button(draft: Correction, key: str, archive: Archive | None = None, consent: bool = False) -> None:
    """Show the button "Wrong topic?" with its topics; afterwards, what was sent and a way to take it back.

    Parameters
    ----------
    draft : Correction
        The prediction that may be wrong; its topic is still to be chosen.
    key : str
        Unique on the page.
    archive : Archive, optional
        Where corrections go; by default the one of what the visitor looks at.
    consent : bool
        Ask whether the text may be kept, too; for text that the visitor pasted.
    """
    if show_outcome(draft, key, archive):
        return
    if consent:
        ask_for_text(key)
    st.menu_button(
        "Wrong topic?",
        choices(draft),
        format_func=choice_label,
        key=key,
        on_click=send_chosen,
        args=(draft, key, archive),
        type="tertiary",
        icon=":material/flag:",
        help="Choose the right topic; you can undo it. A person reviews each correction.",
    )


def choices(draft: Correction) -> list[str]:
    """List what a reader can say instead: the other topics, and other news; the model of 2004 has none."""
    offered = ALL_NAMES if draft.model.name == BBC_2004 else LABEL_NAMES
    return [name for name in offered if name != draft.predicted]


def choice_label(name: str) -> str:
    """Return what a choice says."""
    return f"{OTHER.label} (none of these)" if name == OTHER.name else label(name)


def ask_for_text(key: str) -> None:
    """Ask whether a text that the visitor handed in may be kept with the correction of this key."""
    st.checkbox(
        "Keep this text with my correction",
        key=keys.part(key, "agreed"),
        help="Without it, only the topic is sent, none of your text. With it, a person reviews the text, and "
        "models may learn from it.",
    )


def show_outcome(draft: Correction, key: str, archive: Archive | None = None) -> bool:
    """Show what became of a correction: thanks and a way back, or why it was not taken; whether it was sent."""
    sent = st.session_state.get(keys.SENT_CORRECTIONS, {}).get(key)
    if sent is not None and sent[2] == (draft.url, draft.title, draft.text):
        _thank(key, sent[0], sent[1], archive)
        return True
    refused = st.session_state.get(keys.REFUSED_CORRECTIONS, {}).get(key)
    if refused:
        st.warning(escape(refused))
    return False


def send_chosen(draft: Correction, key: str, archive: Archive | None = None) -> None:
    """Send the topic that the widget of this key has; the next run shows what became of it."""
    topic = st.session_state[key]
    if topic is None:
        return
    agreed = bool(st.session_state.get(keys.part(key, "agreed")))
    correction = replace(draft, topic=str(topic), text_agreed=agreed)
    st.session_state.setdefault(keys.REFUSED_CORRECTIONS, {}).pop(key, None)
    try:
        token = (archive or page_state.archive()).send_correction(correction, session.fingerprint())
    except BroadsheetError as problem:
        st.session_state[keys.REFUSED_CORRECTIONS][key] = problem.for_visitors
        return
    st.session_state.setdefault(keys.SENT_CORRECTIONS, {})[key] = (
        token,
        str(topic),
        (draft.url, draft.title, draft.text),
    )


def _thank(key: str, token: str, topic: str, archive: Archive | None) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"Thank you: *{label(topic)}* waits for review.", width="content")
        st.button("Undo", key=keys.part(key, "undo"), on_click=_undo, args=(key, token, archive), type="tertiary")


def _undo(key: str, token: str, archive: Archive | None) -> None:
    try:
        (archive or page_state.archive()).undo_correction(token)
        st.session_state[keys.SENT_CORRECTIONS].pop(key, None)
        st.session_state.pop(key, None)  # the choice is open again
    except BroadsheetError as problem:
        st.session_state.setdefault(keys.REFUSED_CORRECTIONS, {})[key] = problem.for_visitors
