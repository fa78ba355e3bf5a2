"""Topic mix: by paper, and overall."""

from __future__ import annotations

import altair as alt
import pandas as pd

from core.charts.style import height_for, title, topic_colour
from core.topics.taxonomy import label, ordered

SELECTION = "topic_click"
"""Name of the selection parameter that a click on a topic sets."""


def _labelled(mix: pd.DataFrame) -> pd.DataFrame:
    ranks = {name: rank for rank, name in enumerate(ordered(mix["topic"]))}
    return mix.assign(topic_label=mix["topic"].map(label), rank=mix["topic"].map(ranks))


def _click() -> alt.Parameter:
    return alt.selection_point(name=SELECTION, fields=["topic"])


def mix_chart(mix: pd.DataFrame, share: bool = True) -> alt.Chart:
    """Stacked bars, one a paper: how each divides its articles over topics.

    Parameters
    ----------
    mix : DataFrame
        As `core.analysis.mix.mix_by_paper` makes it.
    share : bool
        Shares of each paper's articles; otherwise their count.
    """
    data = _labelled(mix)
    papers = list(dict.fromkeys(data["paper"]))
    click = _click()
    if share:
        title_x, axis, scale = "Share of the paper's articles", alt.Axis(format="%"), alt.Scale(domain=[0, 1])
    else:
        title_x, axis, scale = "Articles", alt.Axis(tickMinStep=1), alt.Scale()
    value = alt.X("share:Q" if share else "count:Q", title=title_x, axis=axis, scale=scale)
    n = int(data.drop_duplicates("paper")["n"].sum())
    return (
        alt.Chart(data, title=title("What each paper writes about", f"n = {n} articles of {len(papers)} papers"))
        .mark_bar()
        .encode(
            x=value,
            y=alt.Y("paper:N", title=None, sort=papers, axis=alt.Axis(labelLimit=130)),
            color=topic_colour(mix["topic"]),
            order=alt.Order("rank:Q"),
            opacity=alt.condition(click, alt.value(1.0), alt.value(0.3)),
            tooltip=[
                alt.Tooltip("paper:N", title="Paper"),
                alt.Tooltip("topic_label:N", title="Topic"),
                alt.Tooltip("count:Q", title="Articles"),
                alt.Tooltip("share:Q", title="Share", format=".0%"),
                alt.Tooltip("n:Q", title="of n"),
            ],
        )
        .add_params(click)
        .properties(height=height_for(len(papers), 36, extra=190))
    )


def overall_chart(mix: pd.DataFrame) -> alt.LayerChart:
    """A ring over all papers: the share of each topic.

    Parameters
    ----------
    mix : DataFrame
        As `core.analysis.mix.overall_mix` makes it.
    """
    data = _labelled(mix)
    n = int(data["n"].iloc[0]) if len(data) else 0
    click = _click()
    base = alt.Chart(data).encode(
        theta=alt.Theta("count:Q", stack=True),
        order=alt.Order("rank:Q"),
        color=topic_colour(mix["topic"]),
        tooltip=[
            alt.Tooltip("topic_label:N", title="Topic"),
            alt.Tooltip("count:Q", title="Articles"),
            alt.Tooltip("share:Q", title="Share", format=".0%"),
        ],
    )
    radius = "min(width, height) / 2"
    ring = base.mark_arc(innerRadius=alt.expr(f"{radius} * 0.6"), outerRadius=alt.expr(radius)).encode(
        opacity=alt.condition(click, alt.value(1.0), alt.value(0.3))
    )
    percent = (
        base.transform_filter("datum.share >= 0.05")
        .mark_text(radius=alt.expr(f"{radius} * 0.8"), fontSize=12, fontWeight="bold")
        .encode(text=alt.Text("share:Q", format=".0%"), color=alt.value("#15171a"))
    )
    return (ring.add_params(click) + percent).properties(
        height=360, title=title("All papers together", f"n = {n} articles")
    )
