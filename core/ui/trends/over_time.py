"""The view "Topics" of the Trends page: how attention moves over time."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from core import wording
from core.analysis.shares.articles import MIN_ARTICLES
from core.analysis.trends import EVERY, over_time
from core.archive import Archive, DayCount
from core.charts.style import Measure
from core.charts.trends import SELECTION, topic_chart, trend_chart
from core.topics.taxonomy import label
from core.ui import keys, resources, scheme, share_notes
from core.ui.kit import charts
from core.ui.trends.question import TrendQuestion, concentration_of, count_tuples, show_first_page, together

MAX_PAPERS_APART = 6
"""Papers that are drawn one by one: more rows of bars than that nobody compares."""


def topics_over_time(archive: Archive, question: TrendQuestion) -> None:
    """Show shares over time with n and intervals; a click on a bar shows its articles."""
    counts = archive.daily_counts(replace(question.articles, topic=None), by_paper=True)
    errors = resources.share_errors(scheme.current())
    if question.by_paper:
        trend = over_time(count_tuples(_largest_papers(counts)), question.period, errors)
    else:
        trend = over_time(together(counts), question.period, errors, concentration_of(counts))
    if trend.empty:
        st.markdown("No article in these days. Choose more days, or another paper.")
        return
    if question.share:
        trend, question = _where_enough(trend, question)
    if not question.by_paper:
        _over_time(trend, question, question.subject, "trend")
    for number, name in enumerate(dict.fromkeys(trend["paper"]) if question.by_paper else ()):
        _over_time(trend[trend["paper"] == name], question, str(name), f"trend_{number}")
    if question.share:
        share_notes.about_shares(scheme.current())


def _where_enough(trend: pd.DataFrame, question: TrendQuestion) -> tuple[pd.DataFrame, TrendQuestion]:
    """Leave out periods that have too few articles for shares, and say so; where all have, ask for counts instead."""
    enough = trend[trend["n"] >= MIN_ARTICLES]
    if enough.empty:
        share_notes.too_few(None)
        return trend, replace(question, share=False)
    left_out = len(trend.drop_duplicates(["period", "paper"])) - len(enough.drop_duplicates(["period", "paper"]))
    if left_out:
        periods = wording.plural(left_out, question.period.lower())
        st.caption(f"Left out, with fewer than {MIN_ARTICLES} articles: {periods}. *Count* shows all.")
    return enough, question


def _over_time(trend: pd.DataFrame, question: TrendQuestion, subject: str, key: str) -> None:
    topic = question.articles.topic
    table = trend if topic is None else trend[trend["topic"] == topic]
    readable = table.assign(topic=table["topic"].map(label), period=table["period"].dt.date)
    if topic is not None and question.share:
        figure = topic_chart(table, subject, topic, question.period)
        charts.chart(
            figure, readable, f"{subject}: share of {label(topic)} over time, with its interval.", f"{key}_one"
        )
        return
    charts.chart(
        trend_chart(table, subject, question.period, Measure.SHARE if question.share else Measure.COUNT),
        readable,
        f"{subject}: topics by {question.period.lower()} of publication. The table holds the numbers.",
        key,
        on_select=lambda: _filter_by_click(key, question.period),
        selection_mode=[SELECTION],
    )


def _largest_papers(counts: list[DayCount]) -> list[DayCount]:
    """Keep the papers with most articles."""
    totals: dict[str, int] = {}
    for count in counts:
        totals[count.paper] = totals.get(count.paper, 0) + count.n
    largest = sorted(totals, key=lambda name: -totals[name])[:MAX_PAPERS_APART]
    if len(totals) > len(largest):
        st.caption(f"The {len(largest)} papers with most articles of {len(totals)}. Choose papers to see others.")
    return [count for count in counts if count.paper in largest]


def _filter_by_click(key: str, period: str) -> None:
    """Make the topic and the days of a bar that was clicked the filter."""
    selection = st.session_state[key].selection.get(SELECTION) or []
    if not selection:
        return
    st.session_state[keys.TREND_TOPIC] = selection[0]["topic"]
    start = pd.Timestamp(selection[0]["period"], unit="ms").to_period(EVERY[period])
    first, last = start.start_time.date(), start.end_time.date()
    chosen = st.session_state.get(keys.TREND_DAYS, ())
    if len(chosen) == 2:
        first, last = max(first, chosen[0]), min(last, chosen[1])
    if first <= last:
        st.session_state[keys.TREND_DAYS] = (first, last)
    show_first_page()
