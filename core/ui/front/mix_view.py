"""The chart of Front pages: how papers divide their attention, in three views."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import altair as alt
import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.analysis.compare import differences_from_others
from core.analysis.mix import ARTICLES, CHOSEN, NAME, has_estimates, paper_order, papers_without_shares
from core.analysis.shares import findings
from core.charts.frame import SELECTION, Frame
from core.charts.heat_table import heat_table
from core.charts.panels import difference_panels, interval_panels
from core.topics.schemes import TopicScheme
from core.topics.taxonomy import label, ordered
from core.types import Edition
from core.ui import keys, navigation, resources, scheme, share_notes, state
from core.ui.front import chart_clicks, read_report
from core.ui.kit import charts, shared
from core.ui.kit.tables import readable_mix
from core.ui.state import Mix

TABLE = "Table"
INTERVALS = "Intervals"
DIFFERENCES = "Minus the others"


@dataclass(frozen=True)
class _View:
    """What is drawn: the edition, its mix, the order of papers, and why some have no figures."""

    edition: Edition
    mix: Mix
    topics: TopicScheme
    order: list[str]

    @property
    def failed(self) -> dict[str, str]:
        """Papers that could not be read, and why."""
        return {
            paper.name: read_report.short_reason(paper) for paper in self.edition.report.papers if not paper.has_text
        }

    @property
    def without_intervals(self) -> dict[str, str]:
        """Papers that have no shares, and why."""
        few = {
            paper: f"{n} articles: too few for shares" for paper, n in papers_without_shares(self.mix.by_paper).items()
        }
        return few | {paper: f"Could not be read: {why}" for paper, why in self.failed.items()}

    @property
    def source(self) -> str:
        """Where the figures come from."""
        papers = list(dict.fromkeys(self.mix.by_paper["paper"]))
        edition = self.edition
        return findings.source_line(
            papers, edition.read_at, share_notes.model_words(edition.model), sample=edition.sample
        )

    def differences(self) -> pd.DataFrame:
        """Compare each paper with the others; made once for all visitors."""
        rows = state.articles(self.edition, self.topics)
        errors = resources.share_errors(self.topics)
        papers = list(dict.fromkeys(self.mix.by_paper["paper"]))
        return shared.results().get(self.mix, "differences", lambda: differences_from_others(rows, papers, errors))

    def finding(self, view: str, find: Callable[[], str]) -> str:
        """Say what a view shows; found once for all visitors."""
        return shared.results().get(self.mix, ("finding", view), find)


@st.fragment
def mix_charts(edition: Edition, mix: Mix, topics: TopicScheme) -> None:
    """Show the mix of topics by paper; a click on a topic filters the articles.

    Runs by itself where only the chart changes.
    """
    chart_clicks.rerun_if_needed()
    place = st.container()
    row = st.container(horizontal=True, vertical_alignment="bottom")  # below: what there is to see comes first
    with row:
        if scheme.choose() != topics:
            st.rerun()
        if mix.overall.empty:
            st.warning("No article with text was read, so there is no mix to draw. The reading log says why.")
            return
        view, order = _controls(mix.by_paper)
    with place:
        _draw(view, _View(edition, mix, topics, order), row)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if has_estimates(mix.by_paper) or has_estimates(mix.overall):
            share_notes.about_shares(topics)
        if not has_estimates(mix.by_paper):
            share_notes.too_few(edition)
    navigation.remember_current()


def _controls(by_paper: pd.DataFrame) -> tuple[str, list[str]]:
    """Show how the mix can be drawn; return the view, and the papers from top to bottom."""
    views, orders = shared.results().get(by_paper, "choices", lambda: _choices(by_paper))
    if st.session_state.get(keys.MIX_MEASURE, TABLE) not in views:
        st.session_state[keys.MIX_MEASURE] = TABLE
    view = TABLE
    if len(views) > 1:
        view = str(
            st.segmented_control("Show", views, default=TABLE, required=True, key=keys.MIX_MEASURE, bind="query-params")
        )
    order = st.selectbox(
        "Sort papers",
        list(orders),
        format_func=orders.__getitem__,
        key=keys.MIX_ORDER,
        bind="query-params",
        width=240,
    )
    return view, shared.results().get(by_paper, ("order", order), lambda: paper_order(by_paper, str(order)))


def _choices(by_paper: pd.DataFrame) -> tuple[list[str], dict[str, str]]:
    """Return the views that there are, and the orders of papers with what each is called."""
    estimated = by_paper.loc[by_paper["low"].notna(), "paper"].nunique()
    views = [TABLE, *([INTERVALS] if estimated else []), *([DIFFERENCES] if estimated > 1 else [])]
    orders = {CHOSEN: "as selected", NAME: "by name", ARTICLES: "most articles first"}
    return views, orders | {topic: f"most {label(topic).lower()} first" for topic in ordered(by_paper["topic"])}


def _draw(view: str, of: _View, more_place: DeltaGenerator) -> None:
    words, figure = {TABLE: _table, INTERVALS: _intervals, DIFFERENCES: _differences}[view](of)
    element = chart_clicks.element("mix")
    charts.chart(
        figure,
        shared.results().get(of.mix, "readable", lambda: readable_mix(of.mix.by_paper)),
        f"Topics by paper. {words} {of.mix.sentence}",
        "mix",
        element=element,
        drawn=charts.Drawn(of.mix, (view, *of.order, *of.failed.items())),
        more_place=more_place,
        on_select=lambda: chart_clicks.filter_by_click(element),
        selection_mode=[SELECTION],
    )


def _table(of: _View) -> tuple[str, Callable[[], alt.LayerChart]]:
    mix, overall = of.mix.by_paper, of.mix.overall
    alone = mix["paper"].nunique() == 1
    found = of.mix.sentence if alone else of.finding(TABLE, lambda: findings.overall_finding(overall))
    return found, lambda: heat_table(
        mix, overall, Frame(found, findings.table_note(mix, overall), of.source), of.order, of.failed
    )


def _intervals(of: _View) -> tuple[str, Callable[[], alt.LayerChart]]:
    mix, overall = of.mix.by_paper, of.mix.overall
    found = of.finding(INTERVALS, lambda: findings.range_finding(mix, of.differences()))
    return found, lambda: interval_panels(
        mix, overall, Frame(found, findings.interval_note(mix), of.source), of.order, of.without_intervals
    )


def _differences(of: _View) -> tuple[str, Callable[[], alt.LayerChart]]:
    differences = of.differences()
    found = of.finding(DIFFERENCES, lambda: findings.differences_finding(differences))
    return found, lambda: difference_panels(
        differences, Frame(found, findings.difference_note(differences), of.source), of.order, of.without_intervals
    )
