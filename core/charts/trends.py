"""Attention over time: small multiples of lines with a band, on one scale."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import altair as alt
import pandas as pd

from core import palette, wording
from core.charts.intervals import POINT, interval_chart
from core.charts.style import Measure, plain, scale_end, title
from core.topics.taxonomy import ALL_NAMES, label

PANEL_HEIGHT = 200
"""Pixels of a panel with its axis, without its name."""
PICTURE_PANEL = (230, 130)
"""Width and height of the lines of a panel in a picture to download."""
PICTURE_COLUMNS = 3
"""Panels that stand side by side in a picture."""
AXES: Mapping[str, Callable[[date], str]] = {
    "Day": lambda day: wording.day(day, short=True, year=False),
    "Week": lambda day: wording.day(day, short=True, year=False),
    "Month": lambda day: f"{day:%b %Y}",
}
"""How the first day of a period is written."""


@dataclass(frozen=True)
class Panels:
    """Lines over time, a panel each, on one scale.

    Parameters
    ----------
    table : DataFrame
        A row a point: panel (its name), period (its first day), count, n, share, low and high; in the order of panels.
    every : str
        "Day", "Week" or "Month".
    measure : Measure
        What is drawn: shares with a band, or counts.
    """

    table: pd.DataFrame
    every: str
    measure: Measure

    @property
    def names(self) -> list[str]:
        """The panels, in their order."""
        return list(dict.fromkeys(self.table["panel"]))

    @property
    def top(self) -> float:
        """Where the common scale ends: at the next round value, and never above 100%."""
        if self.measure is Measure.COUNT:
            return max(1.0, float(self.table["count"].max())) if len(self.table) else 1.0
        return scale_end(float(self.table["high"].max())) if len(self.table) else 1.0

    def panel(self, name: str, height: int = PANEL_HEIGHT) -> alt.LayerChart:
        """Draw one panel; its title has the figure of the last period."""
        own = self.table[self.table["panel"] == name]
        lines = self._lines(_prepared(own, self.every))
        return lines.properties(
            height=height,
            title=alt.TitleParams(text=plain(name), subtitle=self.latest(own), anchor="start", fontSize=13),
        )

    def latest(self, own: pd.DataFrame) -> str:
        """Say the figure of the last period in a few words."""
        last = own.iloc[-1]
        if self.measure is Measure.COUNT:
            return f"Latest: {int(last['count'])} of {int(last['n'])}"
        return f"Latest: {last['share']:.0%} ({last['low']:.0%} to {last['high']:.0%})"

    def picture(self, heading: str, note: str) -> alt.ConcatChart:
        """Draw all panels as one chart, to download."""
        width, height = PICTURE_PANEL
        drawn = [self.panel(name).properties(width=width, height=height) for name in self.names]
        return alt.concat(*drawn, columns=PICTURE_COLUMNS).properties(title=title(heading, note))

    def _lines(self, data: pd.DataFrame) -> alt.LayerChart:
        colour = palette.ACCENT  # panels bear their names, so that no colour has to tell them apart
        share = self.measure is Measure.SHARE
        axis = alt.Axis(format="%", tickCount=3) if share else alt.Axis(tickMinStep=1, tickCount=3)
        scale = alt.Scale(domain=[0, self.top], nice=False)
        y = alt.Y(f"{self.measure}:Q", title=None, axis=axis, scale=scale)
        base = alt.Chart(data).encode(x=_periods(data))
        line = base.mark_line(color=colour, point=alt.OverlayMarkDef(color=colour, size=28)).encode(
            y=y, tooltip=_tooltip(self.every, share)
        )
        if not share:
            return alt.LayerChart(layer=[line])
        ends = {"y": alt.Y("low:Q", title=None, axis=axis, scale=scale), "y2": "high:Q"}
        band = base.mark_area(opacity=0.22, color=colour).encode(**ends)
        rules = base.mark_rule(opacity=0.5, color=colour).encode(**ends)
        return alt.LayerChart(layer=[band, rules, line])


def _prepared(own: pd.DataFrame, every: str) -> pd.DataFrame:
    """Name each point: its day and its n, which stand below it."""
    days = own["period"].map(AXES[every])
    return own.assign(
        place=range(len(own)), when=own["period"].map(wording.day), below=days + "|n " + own["n"].astype(str)
    )


def _periods(data: pd.DataFrame) -> alt.X:
    """Return the axis of periods: below each its first day, and how many articles there are; fewer where room lacks."""
    axis = alt.Axis(labelExpr="split(datum.label, '|')", labelAngle=0, labelOverlap=True, labelFlush=False, ticks=True)
    return alt.X("below:O", title=None, sort=list(data["below"]), axis=axis)


def _tooltip(every: str, share: bool) -> list[alt.Tooltip]:
    ends = [
        alt.Tooltip("share:Q", title="Share", format=".1%"),
        alt.Tooltip("low:Q", title="at least", format=".1%"),
        alt.Tooltip("high:Q", title="at most", format=".1%"),
    ]
    return [
        alt.Tooltip("panel:N", title="Of"),
        alt.Tooltip("when:N", title=every if every == "Day" else f"{every} from"),
        *(ends if share else []),
        alt.Tooltip("count:Q", title="Articles"),
        alt.Tooltip("n:Q", title="of n"),
    ]


def topic_panels(trend: pd.DataFrame, every: str, measure: Measure) -> Panels:
    """Give each topic a panel, the largest shares of all periods first; other news and unsure come last.

    Parameters
    ----------
    trend : DataFrame
        As `core.analysis.trends.over_time` makes it, of one paper or of all together.
    """
    sizes = trend.groupby("topic", sort=False)["share"].mean().to_dict()
    order = sorted(sizes, key=lambda name: (name not in ALL_NAMES, -sizes[name]))
    rows = [trend[trend["topic"] == name].assign(panel=label(str(name))) for name in order]
    return Panels(pd.concat(rows, ignore_index=True) if rows else trend.assign(panel=""), every, measure)


def paper_panels(trend: pd.DataFrame, every: str, measure: Measure) -> Panels:
    """Give each paper a panel, in the order in which papers come.

    Parameters
    ----------
    trend : DataFrame
        A row a paper and period: paper, period, count, n, share, low and high.
    """
    names = list(dict.fromkeys(trend["paper"]))
    rows = [trend[trend["paper"] == name].assign(panel=plain(str(name))) for name in names]
    table = pd.concat(rows, ignore_index=True) if rows else trend.assign(panel="")
    return Panels(table, every, measure)


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
