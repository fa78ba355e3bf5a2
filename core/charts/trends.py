"""Attention over time."""

from __future__ import annotations

import altair as alt
import pandas as pd

from core.charts.style import title, topic_colour
from core.topics.taxonomy import label


def trend_chart(trend: pd.DataFrame, subject: str, share: bool = True) -> alt.Chart:
    """Stacked bars, one a period: the share (or count) of each topic over time.

    Parameters
    ----------
    trend : DataFrame
        As `core.analysis.trends.topic_trend` makes it.
    subject : str
        Whose articles: a paper's name, or "All papers".
    """
    data = trend.assign(topic_label=trend["topic"].map(label))
    n = int(data.drop_duplicates("period")["n"].sum()) if len(data) else 0
    field, name, axis = ("share:Q", "Share of articles", alt.Axis(format="%")) if share else (
        "count:Q", "Articles", alt.Axis(tickMinStep=1))  # fmt: skip
    return (
        alt.Chart(data, title=title(f"{subject}: topics over time", f"n = {n} articles, by day of publication"))
        .mark_bar()
        .encode(
            x=alt.X("yearmonthdate(period):O", title=None, axis=alt.Axis(format="%d %b", labelAngle=-40)),
            y=alt.Y(field, title=name, axis=axis, stack="zero"),
            color=topic_colour(trend["topic"]),
            tooltip=[
                alt.Tooltip("period:T", title="Day"),
                alt.Tooltip("topic_label:N", title="Topic"),
                alt.Tooltip("count:Q", title="Articles"),
                alt.Tooltip("share:Q", title="Share", format=".0%"),
                alt.Tooltip("n:Q", title="of n"),
            ],
        )
        .properties(height=400)
    )
