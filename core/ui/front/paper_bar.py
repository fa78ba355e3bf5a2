"""The bar on top of Front pages: which papers are chosen, folded, and beside it the button that reads or stops.

All that a fresh server loads for its first page; nothing here may need pandas or Altair.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core import wording
from core.errors import BroadsheetError
from core.types import Edition
from core.ui import editions, keys, known_papers, resources, state
from core.ui.front import opening, paper_filter, paper_manager

WELCOME = (
    "Broadsheet fetches the latest articles from the newspapers you choose, works out what each is about, and shows "
    "how the papers divide their attention. **Read the papers** takes a few seconds; headlines appear as they arrive. "
    "The **sample edition** shows everything offline with six made-up papers."
)
STALE_LINK = (
    "The link you followed showed an edition that is no longer kept. Press **Read the papers** to read the same papers "
    "now."
)
FETCHING = "Fetching the latest news. This takes a few seconds on a server that has just started."
SAMPLE_LABEL = "Sample edition · Choose papers"
"""What the bar says beside the sample: none of the real papers is what is shown."""


@dataclass(frozen=True)
class PaperBar:
    """The papers that are chosen, by id, how many articles of each, and the place of the button."""

    chosen: Sequence[str]
    limit: int
    button: DeltaGenerator


def show() -> PaperBar:
    """Show the bar: a button is drawn into it by `edition`."""
    paper_manager.prepare()
    folded = state.has_edition() or opening.waits()
    if not folded:
        _welcome()
    with st.container(horizontal=True, key=keys.PAPER_BAR):
        box = st.expander(_label(), not folded, icon=":material/newspaper:", key=keys.PAPER_CHOICE, on_change="rerun")
        place = st.empty()
    with box:
        bar = PaperBar(*_paper_choice(bool(box.open)), place)
        with st.container(horizontal=True):
            st.button(
                "Show the sample edition", on_click=state.request_sample, icon=":material/science:", key=keys.SAMPLE
            )
            paper_manager.sets(bar.chosen)
        if box.open:
            paper_manager.manage()
    paper_manager.messages()
    if not bar.chosen:
        st.caption("Choose at least one newspaper to read.")
    return bar


def edition(bar: PaperBar) -> Edition | None:
    """Give the edition to show; while it is read, *Stop* stands in the bar, else the button that reads.

    None where there is none yet, and while the page has to wait for the model.

    Raises
    ------
    BroadsheetError
        If the model or a catalogue cannot be used.
    """
    if opening.waits():
        _offer_reading(bar)
        st.markdown(FETCHING)
        opening.wait()
        return None
    try:
        shown = editions.shown_edition(bar.button)
    except BroadsheetError:
        _offer_reading(bar)
        raise
    opening.stand_in()
    _offer_reading(bar)
    return shown


def _offer_reading(bar: PaperBar) -> None:
    again = state.shows(bar.chosen, bar.limit)
    minutes = f"{resources.settings().edition_minutes:g}"
    bar.button.button(
        "Read again" if again else "Read the papers",
        type="secondary" if again else "primary",
        icon=":material/refresh:" if again else ":material/play_arrow:",
        disabled=not bar.chosen,
        help=f"An edition is kept for {minutes} minutes; reading again gives newer articles after that.",
        on_click=state.request_papers,
        args=(list(bar.chosen), bar.limit),
        key=keys.READ_NOW,
    )


def _welcome() -> None:
    """Tell a first visitor what to do."""
    st.markdown("What are the papers talking about, and how do they differ?")
    st.markdown(WELCOME)
    if state.link_is_stale():
        st.info(STALE_LINK, icon=":material/link:")


def _label() -> str:
    """Say in a few words what is chosen, before the controls are drawn that choose it."""
    if state.shows_sample():
        return SAMPLE_LABEL
    papers, limit = state.linked_choice()
    papers = st.session_state.get(keys.PAPERS, papers)
    limit = st.session_state.get(keys.LIMIT, limit)
    return f"{wording.plural(len(papers), 'paper')}, {wording.plural(limit, 'article')} each · Change"


def _paper_choice(is_open: bool) -> tuple[list[str], int]:
    """Show the choice of papers and of how many articles; return both.

    Parameters
    ----------
    is_open : bool
        Whether a visitor sees it; the filters are drawn only then.
    """
    papers = sorted(known_papers.catalogue(), key=lambda paper: paper.name.casefold())
    names = {paper.id: paper.name for paper in papers}
    if is_open:
        paper_filter.filters(papers)
    chosen = st.session_state.get(keys.PAPERS, state.linked_choice()[0])
    listed = paper_filter.narrowed(papers, {*chosen, *state.default_papers()})  # a default has to be in the list
    chosen = st.multiselect(
        "Newspapers",
        [paper.id for paper in listed],
        default=state.default_papers(),
        format_func=names.__getitem__,
        key=keys.PAPERS,
        bind="query-params",
        placeholder="Choose one or more newspapers",
        label_visibility="collapsed",
    )
    if is_open:
        paper_filter.summary(papers, chosen)
    limit = st.slider(
        "Articles per paper", 1, state.MAX_LIMIT, state.DEFAULT_LIMIT, key=keys.LIMIT, bind="query-params"
    )
    return chosen, limit
