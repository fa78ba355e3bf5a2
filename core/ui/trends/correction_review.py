"""The view "Corrections" of the Trends page: the maintainer accepts or rejects what readers sent."""

from __future__ import annotations

import streamlit as st

from core import wording
from core.archive import Archive, CorrectionState, SentCorrection
from core.topics.taxonomy import label
from core.ui import admin, keys
from core.ui.kit.escape import escape, link


def review_all(archive: Archive) -> None:
    """Show corrections that wait, for whoever has the key: accept, reject, and change one's mind."""
    counts = archive.count_corrections()
    st.markdown(
        "Corrections train nothing before they are accepted here. "
        + ", ".join(f"{n:,} {name}" for name, n in counts.items())
        + "."
    )
    if not admin.ask_for_key():
        return
    chosen = st.segmented_control(
        "Show",
        list(CorrectionState),
        default=CorrectionState.PENDING,
        required=True,
        format_func=str.capitalize,
        key=keys.CORRECTION_STATE,
    )
    rows = archive.corrections(CorrectionState(str(chosen)), limit=50)
    if not rows:
        st.markdown("There are none.")
        return
    if chosen == CorrectionState.PENDING and len(rows) > 1:
        st.button(
            f"Accept all {len(rows)} shown",
            on_click=_review,
            args=(archive, rows, CorrectionState.ACCEPTED),
            key=keys.ACCEPT_ALL,
        )
    for sent_correction in rows:
        _review_one(archive, sent_correction)


def review_any(archive: Archive) -> None:
    """Do the same where nothing was read yet: only if somebody has sent a correction, of a text that they pasted."""
    if any(archive.count_corrections().values()):
        st.subheader("Corrections", anchor=False)
        review_all(archive)


def _review_one(archive: Archive, sent_correction: SentCorrection) -> None:
    correction, state = sent_correction.correction, sent_correction.state
    with st.container(border=True):
        st.markdown(
            f"**{label(correction.topic)}** instead of {label(correction.predicted)} ({correction.confidence:.0%}): "
            f"{link(correction.title or 'A pasted text', correction.url)}"
        )
        if correction.text:
            st.text(correction.text[:600])
        model = escape(correction.model.short)
        st.caption(f"{wording.moment(sent_correction.made_at)}, model {model}, {sent_correction.state}")
        if state is CorrectionState.UNDONE:
            return
        with st.container(horizontal=True):
            for name, next_state in (
                ("Accept", CorrectionState.ACCEPTED),
                ("Reject", CorrectionState.REJECTED),
                ("Back", CorrectionState.PENDING),
            ):
                if next_state is not state:
                    key = keys.part(name, sent_correction.uid)
                    st.button(name, key=key, on_click=_review, args=(archive, [sent_correction], next_state))


def _review(archive: Archive, sent_corrections: list[SentCorrection], state: CorrectionState) -> None:
    if admin.is_admin():
        archive.review_corrections([sent_correction.uid for sent_correction in sent_corrections], state)
