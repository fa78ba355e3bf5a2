"""Attention to a search: a row a paper, its share with interval, and how many articles that rests on."""

from __future__ import annotations

import altair as alt
import pandas as pd

from core import palette
from core.analysis.shares.articles import MIN_ARTICLES
from core.charts.intervals import POINT, RULE, interval_chart
from core.charts.style import plain, scale_end, title

ROW = 34
"""Pixels of a row."""


def attention_chart(table: pd.DataFrame, heading: str, note: str) -> alt.LayerChart:
    """Draw dots with intervals, the share of all papers as a rule; papers with few articles have counts only.

    Parameters
    ----------
    table : DataFrame
        As `core.analysis.shares.attention.share_table` makes it.
    heading, note : str
        The finding; n, and what the intervals are.
    """
    enough = table["n"] >= MIN_ARTICLES
    data = table.assign(
        paper_label=table["paper"].map(plain),
        says=[_figure(row["share"], row["count"], row["n"]) for row in table.to_dict("records")],
    )
    known = data[enough]
    top = scale_end(float(known["high"].max())) if len(known) else 1.0
    scale = alt.Scale(domain=[0, top], nice=False)
    rows = alt.Y("paper_label:N", title=None, sort=list(data["paper_label"]), axis=alt.Axis(labelLimit=140))
    base = alt.Chart(known).encode(
        y=rows,
        tooltip=[
            alt.Tooltip("paper_label:N", title="Paper"),
            alt.Tooltip("share:Q", title="Share", format=".1%"),
            alt.Tooltip("low:Q", title="at least", format=".1%"),
            alt.Tooltip("high:Q", title="at most", format=".1%"),
            alt.Tooltip("count:Q", title="Articles"),
            alt.Tooltip("n:Q", title="of n"),
        ],
    )
    low = alt.X("low:Q", title="Share of the paper's articles", axis=alt.Axis(format="%", tickCount=4), scale=scale)
    together = pd.DataFrame({"share": [table["count"].sum() / max(1, table["n"].sum())]})
    rule = alt.Chart(together).mark_rule(strokeDash=[4, 3], color=palette.MUTED).encode(x=alt.X("share:Q", scale=scale))
    dots = interval_chart(
        base,
        low,
        "share:Q",
        "high:Q",
        rule={**RULE, "color": palette.ACCENT},
        point={**POINT, "color": palette.ACCENT},
        below=rule,
    )
    words = (
        alt.Chart(data)
        .mark_text(align="left", baseline="bottom", dy=-5, fontSize=11)
        .encode(y=rows, x=alt.value(2), text="says:N")
    )
    return alt.LayerChart(layer=[dots, words], height=alt.Step(ROW), title=title(heading, note))


def _figure(share: float, count: int, n: int) -> str:
    counted = f"{count:,} of {n:,}"
    return counted if n < MIN_ARTICLES else f"{share:.0%}, {counted}"
