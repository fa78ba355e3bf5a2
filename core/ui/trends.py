"""Parts of the Trends page: what was read since the app started."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.analysis.frame import classified, many_editions
from core.analysis.trends import search, topic_trend
from core.charts.trends import trend_chart
from core.topics.schemes import TopicScheme
from core.topics.taxonomy import label
from core.ui import components, services
from core.ui.escape import escape

ALL = "All papers"


def kept_articles(sample: bool, scheme: TopicScheme) -> pd.DataFrame:
    """Articles of every edition read since the app started, the sample's or the real ones."""
    return classified(many_editions(services.readings().editions(sample=sample), scheme))


def choose(rows: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """Paper, days and words to look for; the rows that are left, and whose they are."""
    left, middle, right = st.columns(3)
    papers = [ALL, *dict.fromkeys(rows["paper"])]
    paper = left.selectbox("Paper", papers, key="trend_paper", bind="query-params")
    when = rows["published"].fillna(rows["read_at"])
    first, last = when.min().date(), when.max().date()
    days = middle.date_input("Days", (first, last), min_value=first, max_value=last, key="days")
    words = right.text_input("Search", key="q", bind="query-params", placeholder="Words in headline or text")
    kept = rows if paper == ALL else rows[rows["paper"] == paper]
    if isinstance(days, tuple) and len(days) == 2:
        day = when.loc[kept.index].dt.date
        kept = kept[(day >= days[0]) & (day <= days[1])]
    return search(kept, words or ""), str(paper)


def over_time(rows: pd.DataFrame, subject: str) -> None:
    """Share or count of topics by day."""
    wanted = st.segmented_control(
        "Show", ["Share", "Count"], default="Share", required=True, key="trend_measure", bind="query-params"
    )
    trend = topic_trend(rows)
    components.chart(
        trend_chart(trend, subject, share=wanted == "Share"),
        trend.assign(topic=trend["topic"].map(label), period=trend["period"].dt.date),
        f"{subject}: topics by day of publication. The table below holds the numbers.",
        "trend",
    )


def found(rows: pd.DataFrame, subject: str) -> None:
    """The articles behind the chart, newest first, with their download."""
    st.subheader("Articles")
    st.caption(f"{len(rows)} articles, {escape(subject)}")
    components.article_list(rows.sort_values("published", ascending=False, na_position="last"), "trends")
