"""Parts of the front pages: the choice of papers, the mix, the filter by topic."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.analysis.frame import classified
from core.analysis.mix import mix_by_paper, overall_mix
from core.charts.mix import SELECTION, mix_chart, overall_chart
from core.topics.taxonomy import label, ordered
from core.types import Edition
from core.ui import components, services, state
from core.ui import papers as own_papers

TOPIC_KEY = "topic"
FIRST_PAPERS = ("guardian", "sky-news", "el-pais-english", "bbc", "mirror", "daily-mail")


def choose_and_read() -> None:
    """Controls: which papers, how many articles, read now, the sample edition."""
    own_papers.prepare()
    papers = {paper.id: paper.name for paper in services.catalogue()}
    first = [name for name in FIRST_PAPERS if name in papers]
    chosen = st.multiselect(
        "Newspapers",
        list(papers),
        default=first or list(papers)[: state.DEFAULT_PAPERS],
        format_func=papers.__getitem__,
        key="papers",
        bind="query-params",
        placeholder="Choose one or more newspapers",
    )
    limit = st.slider("Articles of each", 1, 20, state.DEFAULT_LIMIT, key="limit", bind="query-params")
    with st.container(horizontal=True):
        st.button(
            "Read now",
            type="primary",
            icon=":material/play_arrow:",
            disabled=not chosen,
            on_click=state.request_papers,
            args=(chosen, limit),
            key="read_now",
        )
        st.button("Show the sample edition", on_click=state.request_sample, icon=":material/science:", key="sample")
    own_papers.manage(chosen)
    state.follow_link(chosen, limit)
    if not chosen:
        st.caption("Choose at least one newspaper to read.")
    if services.settings().allow_loopback:
        st.warning("Loopback addresses can be read: BROADSHEET_ALLOW_LOOPBACK is set. Only for tests.")


def welcome() -> None:
    """What a first visitor reads before anything was read."""
    st.markdown(
        "Choose newspapers and press **Read now**: Broadsheet fetches their latest articles, works out what each "
        "is about, and shows how the papers divide their attention. It takes some seconds a paper, and headlines "
        "appear as they come.\n\nNo newspaper at hand, or no network? The **sample edition** shows everything "
        "with six invented papers."
    )


def mix_charts(rows: pd.DataFrame) -> None:
    """Topic mix by paper (share or count) and overall; a click on a topic filters the table."""
    by_paper, overall = mix_by_paper(rows), overall_mix(rows)
    if overall.empty:
        st.warning("No article with text was read, so there is no mix to draw. The read report says why.")
        return
    wanted = st.segmented_control(
        "Show", ["Share", "Count"], default="Share", required=True, key="measure", bind="query-params"
    )
    left, right = st.columns([3, 2], gap="large")
    with left:
        components.chart(
            mix_chart(by_paper, share=wanted == "Share"),
            by_paper.assign(topic=by_paper["topic"].map(label)),
            "Stacked bars: the share of each topic in each paper's articles. The table below holds the numbers.",
            "mix",
            on_select=lambda: _clicked("mix"),
            selection_mode=[SELECTION],
        )
    with right:
        components.chart(
            overall_chart(overall),
            overall.assign(topic=overall["topic"].map(label)),
            "Ring: the share of each topic over all papers. The table below holds the numbers.",
            "overall",
            on_select=lambda: _clicked("overall"),
            selection_mode=[SELECTION],
        )


def _clicked(key: str) -> None:
    picked = st.session_state[key].selection.get(SELECTION) or []
    st.session_state[TOPIC_KEY] = picked[0]["topic"] if picked else None


def articles(edition: Edition, rows: pd.DataFrame) -> None:
    """The table of articles, filtered by topic, newest first."""
    read = classified(rows)
    st.subheader("Articles")
    names = ordered(read["topic"])
    if st.session_state.get(TOPIC_KEY) not in names:
        st.session_state.pop(TOPIC_KEY, None)
    wanted = st.pills(
        "Topic",
        names,
        format_func=label,
        key=TOPIC_KEY,
        bind="query-params",
        help="Or click a topic in a chart.",
    )
    shown = read if wanted is None else read[read["topic"] == wanted]
    components.article_list(shown.sort_values("published", ascending=False, na_position="last"), "articles")
    components.read_report(edition, rows)
