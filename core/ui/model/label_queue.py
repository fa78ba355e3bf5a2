"""The tab "Review" of the Model page: articles drawn at random, labelled one at a time, behind the key."""

from __future__ import annotations

import zlib

import streamlit as st

from core.archive import Archive, ReviewItem, ReviewLabel, ReviewQueue
from core.errors import ArchiveError, BroadsheetError
from core.review.estimate import estimate
from core.review.labels import MAX_ACCEPTED, label_of
from core.review.queue import LABELS as USUAL
from core.review.queue import MAX_LABELS, Wanted, next_waiting, open_queue, progress, unfinished
from core.review.sentences import NOTHING_TO_DRAW, estimate_sentence
from core.topics.taxonomy import LABEL_NAMES, OTHER, label, topic
from core.ui import admin, archives, keys, session
from core.ui.kit.escape import escape, link
from core.wording import join_words, number_word

ABOUT = (
    "Thirty labels a week are enough to estimate how often the model is right on what is read here: articles are drawn "
    "at random, and you choose a topic for each without seeing the model's answer. The tab *Live* shows the estimate."
)
NO_KEY = "Only the maintainer can label articles; no key has been set here yet."
LAST_WEEK = "The last 7 days"
WHOLE = "The whole archive"
SHORTCUTS = "1234567890"
"""The key of each label, in their order."""


def show(name: str) -> None:
    """Show the next article of the queue of this model, for whoever has the key; without a queue, how to draw one."""
    st.markdown(ABOUT)
    if not admin.ask_for_key(NO_KEY):
        return
    try:
        _show(archives.archive(), name)
    except ArchiveError as problem:
        st.error(escape(problem.for_visitors), icon=":material/error:")


def _show(archive: Archive, name: str) -> None:
    problem = st.session_state.pop(keys.REVIEW_PROBLEM, None)
    if problem:
        st.warning(escape(problem), icon=":material/error:")
    queue = _queue(archive, name)
    if queue is None:
        _draw_form(archive, name)
        return
    st.progress(queue.labelled / len(queue.items), progress(queue))
    item = _current(queue)
    if item is None:
        st.markdown("All are labelled, thank you. " + escape(estimate_sentence(queue, estimate(queue))))
        _ways(archive, queue, None)
        _draw_form(archive, name)
        return
    _article(item, len(queue.items))
    _choices(archive, queue, item)
    _ways(archive, queue, item)


def _queue(archive: Archive, name: str) -> ReviewQueue | None:
    """Give the queue that this session works on, or the newest of this model that has articles left."""
    model = archives.version(name)
    token = st.session_state.get(keys.REVIEW_QUEUE)
    queue = archive.reviews.queue(token) if token else None
    if queue is None or queue.query.model.short != model.short:
        queue = unfinished(archive, model)
        _begin(queue)
    return queue


def _begin(queue: ReviewQueue | None) -> None:
    """Work on this queue from now on; where to begin differs between sessions, so that two do not do the same."""
    st.session_state[keys.REVIEW_DONE] = []
    st.session_state[keys.REVIEW_QUEUE] = queue.uid if queue else None
    st.session_state[keys.REVIEW_AT] = (
        next_waiting(queue, zlib.crc32(session.visitor().encode()) % len(queue.items)) if queue else None
    )


def _current(queue: ReviewQueue) -> ReviewItem | None:
    at = st.session_state.get(keys.REVIEW_AT)
    return next((item for item in queue.items if item.position == at), None)


def _article(item: ReviewItem, of: int) -> None:
    with st.container(border=True):
        st.subheader(link(item.title, item.url), anchor=False)
        st.caption(f"{escape(item.paper)} · article {item.position} of {of}")
        if item.text:
            st.markdown(escape(item.text))
        if item.label is not None:
            also = join_words(label(name) for name in item.label.accepted)
            st.markdown(f"Labelled as **{label(item.label.best or OTHER.name)}** (right: {also}). A click changes it.")


def _choices(archive: Archive, queue: ReviewQueue, item: ReviewItem) -> None:
    st.pills(
        f"Also right ({number_word(MAX_ACCEPTED - 1)} at most; choose them first)",
        LABEL_NAMES,
        selection_mode="multi",
        format_func=label,
        key=keys.part(keys.REVIEW_ALSO, item.position),
    )
    st.markdown("What is it mainly about?")
    for name, shortcut in zip(LABEL_NAMES, SHORTCUTS, strict=True):
        choice, content = st.columns([1, 4], vertical_alignment="center", gap="small")
        with choice:
            st.button(
                label(name),
                key=keys.part(keys.REVIEW_TOPIC, name),
                on_click=_label,
                args=(archive, queue, item, name),
                shortcut=shortcut,
                width="stretch",
            )
        content.caption(topic(name).description)


def _ways(archive: Archive, queue: ReviewQueue, item: ReviewItem | None) -> None:
    """Offer the article before, the next one, and to take the last label back."""
    done = st.session_state.get(keys.REVIEW_DONE)
    at = item.position if item else len(queue.items) + 1
    with st.container(horizontal=True):
        st.button("Back", key=keys.REVIEW_BACK, on_click=_go, args=(at - 1,), disabled=at == 1, shortcut="b")
        if item is not None:
            st.button("Skip", key=keys.REVIEW_SKIP, on_click=_go, args=(next_waiting(queue, at),), shortcut="s")
        st.button("Undo", key=keys.REVIEW_UNDO, on_click=_undo, args=(archive, queue), disabled=not done, shortcut="u")


def _draw_form(archive: Archive, name: str) -> None:
    st.subheader("A new queue", anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.number_input("Articles", 1, MAX_LABELS, USUAL, key=keys.REVIEW_N, width=160)
        st.segmented_control("From", [LAST_WEEK, WHOLE], default=LAST_WEEK, required=True, key=keys.REVIEW_DAYS)
        st.button("Draw", key=keys.DRAW_QUEUE, on_click=_draw, args=(archive, name), type="primary")


def _draw(archive: Archive, name: str) -> None:
    if not admin.is_admin():
        return
    wanted = Wanted(int(st.session_state[keys.REVIEW_N]), whole=st.session_state[keys.REVIEW_DAYS] == WHOLE)
    try:
        queue = open_queue(archive, archives.version(name), wanted)
    except BroadsheetError as problem:
        st.session_state[keys.REVIEW_PROBLEM] = problem.for_visitors
        return
    _begin(queue)
    if queue is None:
        st.session_state[keys.REVIEW_PROBLEM] = NOTHING_TO_DRAW


def _label(archive: Archive, queue: ReviewQueue, item: ReviewItem, best: str) -> None:
    also = st.session_state.get(keys.part(keys.REVIEW_ALSO, item.position)) or []
    try:
        given = label_of(item.url, best, also)
    except BroadsheetError as problem:
        st.session_state[keys.REVIEW_PROBLEM] = f"{problem.for_visitors}."
        return
    if _store(archive, queue, given):
        st.session_state[keys.REVIEW_DONE].append((item.position, item.label or ReviewLabel(item.url, None)))
        fresh = archive.reviews.queue(queue.uid) or queue
        _go(next_waiting(fresh, item.position))


def _undo(archive: Archive, queue: ReviewQueue) -> None:
    """Give the article that was labelled last the label that it had before, or none, and show it."""
    position, former = st.session_state[keys.REVIEW_DONE][-1]
    if _store(archive, queue, former):
        st.session_state[keys.REVIEW_DONE].pop()
        _go(position)


def _store(archive: Archive, queue: ReviewQueue, given: ReviewLabel) -> bool:
    """Store a label of whoever has the key; where that fails, say why and stay at the article."""
    if not admin.is_admin():
        return False
    try:
        archive.reviews.label(queue.uid, [given], session.visitor()[:8])
    except BroadsheetError as problem:
        st.session_state[keys.REVIEW_PROBLEM] = problem.for_visitors
        return False
    return True


def _go(position: int | None) -> None:
    st.session_state[keys.REVIEW_AT] = position
