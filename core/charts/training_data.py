"""What the training data holds: how many articles of each topic, and how long they are."""

from __future__ import annotations

import altair as alt
import pandas as pd

from core import palette
from core.charts.intervals import POINT, interval_chart
from core.charts.style import height_for, title, topic_colour, topic_order
from core.topics.taxonomy import label, ordered


def counts_chart(counts: pd.DataFrame) -> alt.Chart:
    """Draw the articles of each corpus by topic, stacked.

    Parameters
    ----------
    counts : DataFrame
        Columns corpus, topic, n.
    """
    data = counts.groupby(["corpus", "topic"], as_index=False)["n"].sum()
    data["topic_label"] = data["topic"].map(label)
    rank = {name: at for at, name in enumerate(ordered(data["topic"]))}
    data["rank"] = data["topic"].map(rank)
    return (
        alt.Chart(data, title=title("What the model learnt from", f"n = {int(data['n'].sum()):,} articles and lines"))
        .mark_bar()
        .encode(
            x=alt.X("n:Q", title="Articles", axis=alt.Axis(format="~s")),
            y=alt.Y("corpus:N", title=None, axis=alt.Axis(labelLimit=120)),
            color=topic_colour(data["topic"]),
            order="rank:Q",
            tooltip=["corpus:N", alt.Tooltip("topic_label:N", title="Topic"), alt.Tooltip("n:Q", format=",")],
        )
        .properties(height=height_for(data["corpus"].nunique(), 30, 190))
    )


def lengths_chart(counts: pd.DataFrame, corpus: str) -> alt.LayerChart:
    """Draw the length in words by topic and publisher: the middle half of the articles, and the median.

    Parameters
    ----------
    counts : DataFrame
        Columns publisher, topic, n, lower, median, upper, of one corpus.
    corpus : str
        Its name.
    """
    data = counts.assign(topic_label=counts["topic"].map(label))
    publishers = int(data["publisher"].nunique())
    base = alt.Chart(data).encode(
        y=alt.Y(
            "topic_label:N",
            title=None,
            sort=topic_order(data["topic"]),
            axis=alt.Axis(labelOverlap=False),
        ),
        color=alt.Color(
            "publisher:N",
            scale=alt.Scale(range=[palette.ACCENT, palette.SECOND, palette.GOOD]),
            legend=alt.Legend(title=None, orient="bottom", columns=1) if publishers > 1 else None,
        ),
        tooltip=[
            alt.Tooltip("topic_label:N", title="Topic"),
            "publisher:N",
            alt.Tooltip("n:Q", format=","),
            alt.Tooltip("lower:Q", title="A quarter is shorter than"),
            alt.Tooltip("median:Q"),
            alt.Tooltip("upper:Q", title="A quarter is longer than"),
        ],
    )
    if publishers > 1:
        base = base.encode(yOffset="publisher:N")
    halves = {"strokeWidth": 4, "opacity": 0.5}
    medians = {**POINT, "size": 60}
    low = alt.X("lower:Q", title="Words")
    return interval_chart(base, low, "median:Q", "upper:Q", rule=halves, point=medians).properties(
        height=height_for(int(data["topic"].nunique()), 26 if publishers == 1 else 44),
        title=title(
            f"How long the articles are: {corpus}",
            f"n = {int(data['n'].sum()):,}; line: the middle half, point: the median",
        ),
    )
