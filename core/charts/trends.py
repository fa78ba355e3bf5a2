"""Attention over time."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from core import palette
from core.charts.intervals import POINT, interval_chart
from core.charts.style import Measure, title, topic_colour
from core.topics.taxonomy import UNSURE, label, topic

SELECTION = "period_topic"
"""Name of the selection that a click on the chart makes: topic and period."""
HEIGHT = 480
"""Pixels of a chart with its title and legend."""
AXES = {"Day": "%d %b", "Week": "%d %b", "Month": "%b %Y"}


def trend_chart(
    trend: pd.DataFrame,
    subject: str,
    every: str = "Day",
    measure: Measure = Measure.SHARE,
    height: int = HEIGHT,
) -> alt.Chart:
    """Draw stacked bars, one a period: the share (or count) of each topic over time.

    Parameters
    ----------
    trend : DataFrame
        As `core.analysis.trends.over_time` makes it, of one paper or of all
        together.
    subject : str
        Whose articles: papers' names, or "All papers".
    every : str
        "Day", "Week" or "Month".
    measure : Measure
        What the bars are as long as.
    height : int
        Pixels of the whole chart.
    """
    name = "Share of articles" if measure is Measure.SHARE else "Articles"
    if measure is Measure.SHARE and set(trend["topic"]) != {UNSURE.name}:
        trend = trend[trend["topic"] != UNSURE.name]  # spread over the topics
    clicked = alt.selection_point(name=SELECTION, fields=["topic", "period"], toggle=False)
    bars = (
        alt.Chart()
        .mark_bar()
        .encode(
            x=_period(every),
            y=alt.Y(f"{measure}:Q", title=name, axis=measure.axis(), stack="zero"),
            color=topic_colour(trend["topic"]),
            opacity=alt.condition(clicked, alt.value(1.0), alt.value(0.45)),
            order=alt.Order("order:Q"),
            tooltip=_tooltip(every),
        )
        .add_params(clicked)
    )
    return _whole(bars, trend, f"{subject}: topics over time", every, height=height)


def topic_chart(trend: pd.DataFrame, subject: str, name: str, every: str = "Day") -> alt.Chart:
    """Draw the share of one topic as a line with its 95% interval."""
    colour = topic(name).colour
    base = alt.Chart().encode(x=_period(every))
    band = base.mark_area(opacity=0.25, color=colour).encode(
        y=alt.Y("low:Q", title="Share of articles", axis=alt.Axis(format="%")), y2="high:Q"
    )
    line = base.mark_line(color=colour, point=alt.OverlayMarkDef(color=colour)).encode(
        y="share:Q", tooltip=_tooltip(every)
    )
    own = trend[trend["topic"] == name]
    return _whole(alt.layer(band, line), own, f"{subject}: {label(name)} over time", every, "band: 95% interval")


def _whole(chart: Any, trend: pd.DataFrame, heading: str, every: str, note: str = "", height: int = HEIGHT) -> Any:
    data = trend.assign(
        topic_label=trend["topic"].map(label),
        # Vega draws dates in the reader's zone: noon keeps the day what it is.
        period=trend["period"] + pd.Timedelta(hours=12),
        order=trend["topic"].map({name: place for place, name in enumerate(dict.fromkeys(trend["topic"]))}),
    )
    n = int(data.drop_duplicates(["period", "paper"])["n"].sum()) if len(data) else 0
    text = title(heading, "; ".join(filter(None, [f"n = {n:,} articles, by {every.lower()} of publication", note])))
    return chart.properties(data=data, title=text, height=height)


def _period(every: str) -> alt.X:
    angle = 0 if every == "Month" else -40
    return alt.X(
        "yearmonthdate(period):O", title=None, axis=alt.Axis(format=AXES[every], labelAngle=angle, labelOverlap=True)
    )


def _tooltip(every: str) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("paper:N", title="Paper"),
        alt.Tooltip("period:T", title=every if every == "Day" else f"{every} from", format="%d %b %Y"),
        alt.Tooltip("topic_label:N", title="Topic"),
        alt.Tooltip("share:Q", title="Share", format=".1%"),
        alt.Tooltip("low:Q", title="at least", format=".1%"),
        alt.Tooltip("high:Q", title="at most", format=".1%"),
        alt.Tooltip("count:Q", title="Articles"),
        alt.Tooltip("n:Q", title="of n"),
    ]


def agreement_chart(rows: pd.DataFrame, by: str, heading: str) -> alt.LayerChart:
    """Draw the agreement with the publishers' sections: points with their 95% interval.

    Parameters
    ----------
    rows : DataFrame
        As `core.analysis.live.agreement` makes it: name, share, low, high, n.
    by : str
        "week" draws a line over time; else a row for each name.
    heading : str
        What agrees with what, by what.
    """
    note = f"n = {int(rows['n'].sum()):,} articles with a section that says something; bars: 95% interval"
    tooltip = [
        alt.Tooltip("name:N", title="Of"),
        alt.Tooltip("share:Q", title="Agree", format=".1%"),
        alt.Tooltip("low:Q", format=".1%"),
        alt.Tooltip("high:Q", format=".1%"),
        alt.Tooltip("n:Q"),
    ]
    axis = alt.Axis(format="%")
    low: alt.X | alt.Y
    height: int | alt.Step
    if by == "week":
        weeks = alt.X("name:O", title="Week from", axis=alt.Axis(labelAngle=-40, labelOverlap=True))
        base, height = alt.Chart(rows).encode(x=weeks), 360
        low = alt.Y("low:Q", title="Agreement", axis=axis, scale=alt.Scale(zero=False, nice=True))
    else:
        base, height = alt.Chart(rows).encode(y=alt.Y("name:N", title=None, sort="-x")), alt.Step(24)
        low = alt.X("low:Q", title="Agreement", axis=axis, scale=alt.Scale(domain=[0, 1]))
    return interval_chart(
        base,
        low,
        "share:Q",
        "high:Q",
        rule={"color": palette.INTERVAL},
        point={"filled": True, "size": POINT["size"]},
        line=by == "week",
        tooltip=tooltip,
    ).properties(height=height, title=title(heading, note))
