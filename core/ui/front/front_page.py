"""What the front pages show of an edition: the sentence, the mix, the filters and the articles."""

from __future__ import annotations

from collections.abc import Callable

import altair as alt
import pandas as pd
import streamlit as st

from core import wording
from core.analysis.filters import ArticleFilter
from core.analysis.mix import ARTICLES, CHOSEN, NAME, has_estimates, paper_order
from core.analysis.stories import mates, newest_first, one_row_a_story
from core.charts.mix import SELECTION, matrix_chart, mix_chart, overall_chart
from core.charts.style import Measure
from core.topics.schemes import TopicScheme
from core.topics.taxonomy import label, ordered
from core.types import Edition
from core.ui import keys, navigation, scheme, share_notes
from core.ui.front import article_table, read_report, story_cards
from core.ui.kit import charts
from core.ui.kit.escape import escape
from core.ui.kit.tables import readable_mix
from core.ui.state import Mix

SHARE = "Share"
COUNT = "Count"
MATRIX = "Topic by topic"
STORY = "Story"
ARTICLE = "Article"
MANY_PAPERS = 8
"""From more papers on, small multiples are shown first."""


def sentence(mix: Mix) -> None:
    """Say on top what the papers talk about."""
    if len(mix.by_paper):
        with st.container(key=keys.LEAD_SENTENCE):
            st.subheader(escape(mix.sentence), anchor=False)


@st.fragment
def mix_charts(edition: Edition, mix: Mix, topics: TopicScheme) -> None:
    """Show the topic mix by paper and overall; a click on a topic filters the table.

    Runs by itself where only the charts change.
    """
    _rerun_if_needed()
    place = st.container()
    with st.container(horizontal=True, vertical_alignment="bottom"):  # below: what there is to see comes first
        if scheme.choose() != topics:
            st.rerun()
        if mix.overall.empty:
            st.warning("No article with text was read, so there is no mix to draw. The read report says why.")
            return
        view, order = _mix_controls(mix.by_paper)
    left, right = place.columns([3, 2], gap="large")
    with left:
        _mix_by_paper(edition, mix, view, order)
    with right:
        _overall(mix.overall)
    _how_counted(edition, mix, topics)
    navigation.remember_current()


def _overall(overall: pd.DataFrame) -> None:
    measure = Measure.SHARE if has_estimates(overall) else Measure.COUNT
    largest = overall.sort_values([str(measure), "count"], ascending=False).iloc[0]
    size = f"{largest['share']:.0%}" if measure is Measure.SHARE else f"{largest['count']} of {largest['n']}"
    sentence = f"{label(largest['topic'])} is largest with {size}."
    _clickable(
        "overall",
        lambda: overall_chart(overall, measure=measure),
        overall,
        f"Topic mix of all papers together: {sentence}",
        charts.Drawn(overall, ()),
    )


def _how_counted(edition: Edition, mix: Mix, topics: TopicScheme) -> None:
    """Say what shares are; or why there are counts, with the offer to read more."""
    if has_estimates(mix.by_paper) or has_estimates(mix.overall):
        share_notes.about_shares(topics)
    if not has_estimates(mix.by_paper):
        share_notes.too_few(edition)


def _mix_by_paper(edition: Edition, mix: Mix, view: str, order: list[str]) -> None:
    failed = {paper.name: read_report.short_reason(paper) for paper in edition.report.papers if not paper.has_text}

    def figure() -> alt.LayerChart:
        if view == MATRIX:
            whole = Measure.SHARE if has_estimates(mix.by_paper) else Measure.COUNT
            return matrix_chart(mix.by_paper, order, whole)
        measure = Measure.SHARE if view == SHARE else Measure.COUNT
        return mix_chart(mix.by_paper, measure=measure, order=order, failed=failed)

    drawn = charts.Drawn(mix, (view, *order, *failed.items()))
    _clickable("mix", figure, mix.by_paper, f"Topic mix by paper. {mix.sentence}", drawn)
    if failed and view == MATRIX:
        st.caption(f"Not read: {', '.join(escape(name) for name in failed)}.")


def _clickable(
    name: str, figure: Callable[[], alt.LayerChart], table: pd.DataFrame, words: str, drawn: charts.Drawn
) -> None:
    """Show a chart of topics whose clicks set the filters, with its table for people."""
    element = _element(name)
    charts.chart(
        figure,
        readable_mix(table),
        words,
        name,
        element=element,
        drawn=drawn,
        on_select=lambda: _filter_by_click(element),
        selection_mode=[SELECTION],
    )


def _rerun_if_needed() -> None:
    """Run the whole page where a change in one part of it touches the others."""
    if st.session_state.pop(keys.FRONT_RERUN, False):
        st.rerun()


def mark_page_drawn() -> None:
    """Note that all parts are drawn now: none has to ask for a rerun."""
    st.session_state.pop(keys.FRONT_RERUN, None)


def _mix_controls(by_paper: pd.DataFrame) -> tuple[str, list[str]]:
    """Show how the mix can be drawn; return the view, and the papers from top to bottom."""
    many = by_paper["paper"].nunique() > MANY_PAPERS
    views = [SHARE, COUNT, MATRIX] if has_estimates(by_paper) else [COUNT, MATRIX]
    if st.session_state.get(keys.MIX_MEASURE, views[0]) not in views:
        st.session_state[keys.MIX_MEASURE] = views[0]
    orders = {CHOSEN: "as chosen", NAME: "by name", ARTICLES: "most articles first"}
    orders |= {topic: f"most {label(topic).lower()} first" for topic in ordered(by_paper["topic"])}
    view = st.segmented_control(
        "Show",
        views,
        default=MATRIX if many else views[0],
        required=True,
        key=keys.MIX_MEASURE,
        bind="query-params",
    )
    order = st.selectbox(
        "Order of papers",
        list(orders),
        format_func=orders.__getitem__,
        key=keys.MIX_ORDER,
        bind="query-params",
        width=240,
    )
    return str(view), paper_order(by_paper, str(order))


def _filter_by_click(key: str) -> None:
    """Set the filters that a click in a chart stands for; a click beside the bars clears them."""
    selection = st.session_state[key].selection.get(SELECTION) or []
    st.session_state[keys.TOPIC] = selection[0]["topic"] if selection else None
    paper = selection[0].get("paper") if selection else None
    st.session_state[keys.SHOWN_PAPERS] = [paper] if paper else []
    st.session_state[keys.FRONT_RERUN] = True


def _element(name: str) -> str:
    """Return the key of a chart as it is drawn now: another one whenever its mark was taken away."""
    return keys.part(name, st.session_state.setdefault(keys.CHART_RESETS, {}).get(name, 0))


def _unmark(topic: str | None, papers: list[str]) -> None:
    """Take away what a chart has marked where the filters say otherwise: by their controls, or by a step back."""
    stale = []
    for name in ("mix", "overall"):
        chart = st.session_state.get(_element(name))
        selection = chart.selection.get(SELECTION) if chart is not None else None
        if selection:
            paper = selection[0].get("paper")
            if (selection[0]["topic"], [paper] if paper else []) != (topic, papers):
                stale.append(name)
    for name in stale:
        st.session_state[keys.CHART_RESETS][name] = st.session_state[keys.CHART_RESETS].get(name, 0) + 1
    if stale:
        st.rerun()


def _clear_filters() -> None:
    st.session_state[keys.TOPIC], st.session_state[keys.SHOWN_PAPERS] = None, []
    st.session_state[keys.MIN_CONFIDENCE], st.session_state[keys.WORDS] = 0, ""


@st.fragment
def articles(stories: pd.DataFrame) -> None:
    """Show the table of articles that were classified, filtered, newest first.

    Runs by itself where only filters change.
    """
    _rerun_if_needed()
    story_cards.show(stories)
    st.subheader("All articles", anchor=False)
    criteria = _filters(stories)
    matches = newest_first(criteria.apply(stories))
    if not criteria.empty:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"{len(matches)} of {wording.plural(len(stories), 'article')} match.")
            st.button("Show all", on_click=_clear_filters, key=keys.CLEAR_FILTERS, icon=":material/close:")
    if matches.empty:
        st.markdown("No article matches these filters. Loosen one of them, or show all.")
    else:
        _list(matches, stories)
    navigation.remember_current()


def _list(matches: pd.DataFrame, articles: pd.DataFrame) -> None:
    """Show the articles that match, one row a story or one row an article."""
    rows = st.segmented_control(
        "One row per", [STORY, ARTICLE], default=STORY, required=True, key=keys.LIST_ROWS, bind="query-params"
    )
    shown = one_row_a_story(matches) if rows == STORY else matches
    article_table.article_list(shown, matches, mates(articles), "articles")


def _filters(stories: pd.DataFrame) -> ArticleFilter:
    topic = _topic_filter(ordered(stories["topic"]))
    papers = list(dict.fromkeys(stories["paper"]))
    left, middle, right = st.columns([3, 2, 2])
    chosen = left.multiselect("Papers", papers, key=keys.SHOWN_PAPERS, bind="query-params", placeholder="All papers")
    min_confidence = middle.slider(
        "Minimum confidence",
        0,
        100,
        0,
        step=5,
        format="%d%%",
        key=keys.MIN_CONFIDENCE,
        bind="query-params",
        help="The model's probability of the likeliest topic.",
    )
    words = right.text_input(
        "Words", key=keys.WORDS, bind="query-params", placeholder="In headline or text", max_chars=200
    )
    _unmark(topic, chosen)
    return ArticleFilter(topic, tuple(chosen), min_confidence / 100, words or "")


def _topic_filter(names: list[str]) -> str | None:
    if st.session_state.get(keys.TOPIC) not in (None, *names):
        st.session_state[keys.TOPIC] = None  # forgetting the key would bring back what the address says
    topic: str | None = st.pills(
        "Topic",
        names,
        format_func=label,
        key=keys.TOPIC,
        bind="query-params",
        help="Or click a bar in a chart: the table follows.",
    )
    return topic
