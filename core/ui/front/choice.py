"""What the front pages show before there is an edition: what to do, and the choice of papers.

All that a fresh server loads for its first page; nothing here may need pandas or Altair.
"""

from __future__ import annotations

import streamlit as st

from core.ui import keys, known_papers, resources, state
from core.ui.front import paper_manager


def choose_and_read(opened: bool) -> None:
    """Show the controls: which papers, how many articles, read now, the sample edition."""
    paper_manager.prepare()
    chosen, limit = _paper_choice(opened)
    with st.container(horizontal=True):
        st.button(
            "Read the papers",
            type="primary",
            icon=":material/play_arrow:",
            disabled=not chosen,
            on_click=state.request_papers,
            args=(chosen, limit),
            key=keys.READ_NOW,
        )
        st.button("Show the sample edition", on_click=state.request_sample, icon=":material/science:", key=keys.SAMPLE)
        paper_manager.sets(chosen)
    paper_manager.manage()
    if not chosen:
        st.caption("Choose at least one newspaper to read.")
    if resources.settings().allow_loopback:
        st.warning("Loopback addresses can be read: BROADSHEET_ALLOW_LOOPBACK is set. Only for tests.")


def _paper_choice(opened: bool) -> tuple[list[str], int]:
    """Show the choice of papers and of how many articles; return both."""
    papers = {paper.id: paper.name for paper in known_papers.catalogue()}
    with st.expander("Newspapers", expanded=opened, icon=":material/newspaper:", key=keys.PAPER_CHOICE):
        chosen = st.multiselect(
            "Newspapers",
            list(papers),
            default=state.default_papers(),
            format_func=papers.__getitem__,
            key=keys.PAPERS,
            bind="query-params",
            placeholder="Choose one or more newspapers",
            label_visibility="collapsed",
        )
        limit = st.slider(
            "Articles of each", 1, state.MAX_LIMIT, state.DEFAULT_LIMIT, key=keys.LIMIT, bind="query-params"
        )
    return chosen, limit


def welcome() -> None:
    """Tell a first visitor what to do."""
    st.markdown(
        "Broadsheet fetches the latest articles of the newspapers you choose, works out what each is about, and shows "
        "how the papers divide their attention. **Read the papers** takes some seconds, and headlines appear as they "
        "come. The **sample edition** shows everything with six invented papers, without a network."
    )
    if state.link_is_stale():
        st.info(
            "The link you followed showed an edition that is no longer kept. Press **Read the papers** to read the "
            "same papers now.",
            icon=":material/link:",
        )
