"""What stands beside shares on every page: what they are; or why there are counts, with the offer to read more."""

from __future__ import annotations

import streamlit as st

from core import wording
from core.analysis.shares.articles import MIN_ARTICLES
from core.topics.names import in_prose
from core.topics.schemes import TopicScheme
from core.types import Edition
from core.ui import keys, resources, state


def about_shares(scheme: TopicScheme) -> None:
    """Say how shares and intervals are meant."""
    _note("Shares are estimates, with 95% intervals.", wording.SHARES_HELP, scheme)


def about_differences(scheme: TopicScheme) -> None:
    """Say how differences and intervals are meant."""
    _note("The intervals hold for all topics at once.", f"{wording.SHARES_HELP} {wording.DIFFERENCES_HELP}", scheme)


def too_few(edition: Edition | None) -> None:
    """Say why there are counts; offer to read more, where the edition is of real papers."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(wording.too_few_for_shares(MIN_ARTICLES))
        if edition is not None:
            offer_more(edition)


def offer_more(edition: Edition, least: int = 0) -> None:
    """Offer to read more articles of the same papers than `least` of each, where they are real papers."""
    number = MIN_ARTICLES if least < MIN_ARTICLES else state.MAX_LIMIT
    if edition.sample or least >= number:
        return
    st.button(
        f"Read {number} from each",
        icon=":material/play_arrow:",
        on_click=_read,
        args=([paper.id for paper in edition.newspapers], number),
        key=keys.READ_MORE,
    )


def model_words(name: str) -> str:
    """Name a model and its version: the first letters of its file's hash, as the manifest has it whole."""
    return f"{in_prose(name)}, version {resources.manifest().entry(name).sha256[:7]}"


def _read(papers: list[str], number: int) -> None:
    """Ask for so many articles of the same papers; links then say how many."""
    st.session_state[keys.LIMIT] = number
    state.request_papers(papers, number)


def _note(sentence: str, help_text: str, scheme: TopicScheme) -> None:
    alone = "" if resources.share_errors(scheme).measured else f" {wording.SAMPLING_ALONE}"
    st.caption(f"{sentence}{alone}", help=help_text)
