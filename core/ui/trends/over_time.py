"""The view "Topics" of the Trends page: how coverage changes over time."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from core import wording
from core.analysis.shares.articles import MIN_ARTICLES
from core.analysis.trends import concentration_of, over_time
from core.archive import Archive, DayCount
from core.charts.style import Measure
from core.charts.trends import paper_panels, topic_panels
from core.topics.taxonomy import ALL_NAMES, UNSURE, label
from core.ui import resources, scheme, share_notes
from core.ui.trends import panels
from core.ui.trends.question import TrendQuestion, count_tuples, together

MAX_PAPERS_APART = 12
"""Papers that are drawn one by one: more panels than that nobody compares."""


def topics_over_time(archive: Archive, question: TrendQuestion) -> None:
    """Show shares over time with n and intervals: a panel a topic, or a panel a paper for one topic."""
    counts = archive.daily_counts(replace(question.articles, topic=None), by_paper=True)
    errors = resources.share_errors(scheme.current())
    if question.by_paper:
        trend = over_time(count_tuples(_largest_papers(counts)), question.period, errors)
    else:
        trend = over_time(together(counts), question.period, errors, concentration_of(count_tuples(counts)))
    if trend.empty:
        st.markdown("No article in these days. Choose more days, or another paper.")
        return
    if question.share:
        trend, question = _where_enough(trend, question)
    if question.by_paper:
        _papers(trend, question)
    else:
        _topics(trend, question)
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


def _topics(trend: pd.DataFrame, question: TrendQuestion) -> None:
    chosen = question.articles.topic
    measure = Measure.SHARE if question.share else Measure.COUNT
    shown = trend if chosen is None else trend[trend["topic"] == chosen]
    if chosen is None and question.share:
        shown = shown[shown["topic"] != UNSURE.name]  # spread over the topics
    drawn = topic_panels(shown, question.period, measure)
    panels.show(drawn, _heading(trend, question), _note(trend, question), "trend")


def _papers(trend: pd.DataFrame, question: TrendQuestion) -> None:
    name = question.articles.topic or largest_topic(trend)
    measure = Measure.SHARE if question.share else Measure.COUNT
    drawn = paper_panels(trend[trend["topic"] == name], question.period, measure)
    if question.articles.topic is None:
        st.caption(f"{label(name)} has the largest share; choose another topic under *Options*.")
    panels.show(drawn, f"{label(name)} in each paper, by {question.period.lower()}", _note(trend, question), "papers")


def largest_topic(trend: pd.DataFrame) -> str:
    """Name the topic with most articles; other news and unsure only where there is nothing else."""
    sizes = trend.groupby("topic", sort=False)["count"].sum().to_dict()
    return str(min(sizes, key=lambda name: (name not in ALL_NAMES, -sizes[name])))


def _heading(trend: pd.DataFrame, question: TrendQuestion) -> str:
    """Say which topic has most in the last period, or what is shown."""
    if question.articles.topic is not None:
        return f"{question.subject}: {label(question.articles.topic)} by {question.period.lower()}"
    last = trend[trend["period"] == trend["period"].max()]
    value = "share" if question.share else "count"
    own = last[last["topic"].isin(ALL_NAMES)].sort_values(value, ascending=False, kind="stable")
    if own.empty or own[value].iloc[0] == 0:
        return f"{question.subject}: topics by {question.period.lower()}"
    figure = f"{own['share'].iloc[0]:.0%}" if question.share else wording.plural(int(own["count"].iloc[0]), "article")
    first = wording.day(own["period"].iloc[0].date())
    when = first if question.period == "Day" else f"the {question.period.lower()} from {first}"
    names = label(own["topic"].iloc[0])
    if len(own) > 1 and own[value].iloc[0] == own[value].iloc[1]:
        names = f"{names} and {label(own['topic'].iloc[1])}"
    return f"{question.subject}: most about {names.lower()} in {when}, {figure}"


def _note(trend: pd.DataFrame, question: TrendQuestion) -> str:
    n = int(trend.drop_duplicates(["period", "paper"])["n"].sum())
    band = " Bands: 95% interval." if question.share else ""
    return f"n = {n:,} articles by {question.period.lower()} of publication (UTC), one scale.{band}"


def _largest_papers(counts: list[DayCount]) -> list[DayCount]:
    """Keep the papers with most articles."""
    totals: dict[str, int] = {}
    for count in counts:
        totals[count.paper] = totals.get(count.paper, 0) + count.n
    largest = sorted(totals, key=lambda name: -totals[name])[:MAX_PAPERS_APART]
    if len(totals) > len(largest):
        st.caption(f"The {len(largest)} papers with most articles of {len(totals)}. Choose papers to see others.")
    return [count for count in counts if count.paper in largest]
