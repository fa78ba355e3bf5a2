"""The view "Topics" of the Trends page: how coverage changes over time."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import pandas as pd
import streamlit as st

from core import wording
from core.analysis.shares.articles import MIN_ARTICLES
from core.analysis.trends import concentration_of, over_time
from core.archive import Archive, DayCount
from core.charts.style import Measure
from core.charts.trends import Panels, paper_panels, topic_panels
from core.topics.taxonomy import ALL_NAMES, UNSURE, label
from core.ui import resources, scheme, share_notes
from core.ui.kit import shared
from core.ui.trends import panels
from core.ui.trends.question import TrendQuestion, content_hash, count_tuples, together

MAX_PAPERS_APART = 12
"""Papers that are drawn one by one: more panels than that nobody compares."""


class _View(NamedTuple):
    """What the view shows, in plain text but for `said`, which is Markdown."""

    panels: Panels
    heading: str
    note: str
    key: str
    share: bool
    """Whether shares are drawn; they may be asked for and no period have enough articles."""
    said: tuple[str, ...]
    """Sentences above the panels."""


def topics_over_time(archive: Archive, question: TrendQuestion) -> None:
    """Show shares over time with n and intervals: a panel a topic, or a panel a paper for one topic.

    Made once for all visitors who ask the same while the archive gives the same counts.
    """
    counts = archive.daily_counts(replace(question.articles, topic=None), by_paper=True)
    errors = resources.share_errors(scheme.current())
    if question.by_paper:
        asked, concentration = count_tuples(_largest_papers(counts)), 1.0
    else:
        asked, concentration = together(counts), concentration_of(count_tuples(counts))
    if not asked:
        st.markdown("No article in these days. Choose more days, or another paper.")
        return
    name = (question, content_hash(asked), concentration)
    view = shared.results().get(
        errors, name, lambda: _view(over_time(asked, question.period, errors, concentration), question)
    )
    if question.share and not view.share:
        share_notes.too_few(None)
    for sentence in view.said:
        st.caption(sentence)
    panels.show(view.panels, view.heading, view.note, view.key, kept=True)
    if view.share:
        share_notes.about_shares(scheme.current())


def _view(trend: pd.DataFrame, question: TrendQuestion) -> _View:
    said = []
    if question.share:
        trend, question, left_out = _where_enough(trend, question)
        said += left_out
    if not question.by_paper:
        drawn = _topics(trend, question)
        return _View(drawn, _heading(trend, question), _note(trend, question), "trend", question.share, tuple(said))
    name = question.articles.topic or largest_topic(trend)
    if question.articles.topic is None:
        said.append(f"{label(name)} has the largest share; choose another topic under *Options*.")
    drawn = paper_panels(trend[trend["topic"] == name], question.period, _measure(question))
    heading = f"{label(name)} in each paper, by {question.period.lower()}"
    return _View(drawn, heading, _note(trend, question), "papers", question.share, tuple(said))


def _where_enough(trend: pd.DataFrame, question: TrendQuestion) -> tuple[pd.DataFrame, TrendQuestion, list[str]]:
    """Leave out periods that have too few articles for shares, and say so; where all have, ask for counts instead."""
    enough = trend[trend["n"] >= MIN_ARTICLES]
    if enough.empty:
        return trend, replace(question, share=False), []
    left_out = len(trend.drop_duplicates(["period", "paper"])) - len(enough.drop_duplicates(["period", "paper"]))
    if not left_out:
        return enough, question, []
    periods = wording.plural(left_out, question.period.lower())
    return enough, question, [f"Left out, with fewer than {MIN_ARTICLES} articles: {periods}. *Count* shows all."]


def _topics(trend: pd.DataFrame, question: TrendQuestion) -> Panels:
    chosen = question.articles.topic
    shown = trend if chosen is None else trend[trend["topic"] == chosen]
    if chosen is None and question.share:
        shown = shown[shown["topic"] != UNSURE.name]  # spread over the topics
    return topic_panels(shown, question.period, _measure(question))


def _measure(question: TrendQuestion) -> Measure:
    return Measure.SHARE if question.share else Measure.COUNT


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
