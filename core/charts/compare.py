"""Two papers side by side."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from core import palette
from core.charts.intervals import POINT, interval_chart
from core.charts.style import height_for, plain, title, topic_order
from core.topics.taxonomy import label

SAYS = ["Clear difference", "May be chance"]


def _shapes() -> alt.Shape:
    """Return a second sign beside colour."""
    return alt.Shape("says:N", scale=alt.Scale(domain=SAYS, range=["diamond", "circle"]), legend=None)


def difference_chart(differences: pd.DataFrame, paper: str, other: str) -> alt.LayerChart:
    """Draw a dot and its interval for each topic: how many points more the one paper gives it.

    Parameters
    ----------
    differences : DataFrame
        As `core.analysis.compare.share_differences` makes it.
    paper, other : str
        Names of the papers; a dot right of zero means more in `paper`.
    """
    data = differences.assign(
        topic_label=differences["topic"].map(label),
        says=differences["clear"].map({True: SAYS[0], False: SAYS[1]}),
    )
    n, m = (int(data["n"].iloc[0]), int(data["other_n"].iloc[0])) if len(data) else (0, 0)
    base = alt.Chart(data).encode(
        y=alt.Y("topic_label:N", title=None, sort=topic_order(differences["topic"])),
        color=alt.Color(
            "says:N",
            scale=alt.Scale(domain=SAYS, range=[palette.ACCENT, palette.MUTED]),
            legend=alt.Legend(title=None, orient="bottom", columns=1),
        ),
        tooltip=[
            alt.Tooltip("topic_label:N", title="Topic"),
            alt.Tooltip("share:Q", title=plain(paper), format=".0%"),
            alt.Tooltip("other_share:Q", title=plain(other), format=".0%"),
            alt.Tooltip("points:Q", title="Difference (points)", format="+.0f"),
            alt.Tooltip("low:Q", title="from", format="+.0f"),
            alt.Tooltip("high:Q", title="to", format="+.0f"),
        ],
    )
    zero = alt.Chart(pd.DataFrame({"zero": [0]})).mark_rule(strokeDash=[3, 3], color=palette.MUTED).encode(x="zero:Q")
    heading = title(
        f"Where {paper} and {other} differ",
        f"Right of zero: more in {paper} (n = {n}); left: more in {other} (n = {m}). "
        "Lines: what chance and the model's errors leave open.",
    )
    lines_above = len(heading.text) + len(heading.subtitle)
    height = height_for(len(differences), 34, extra=140 + 18 * lines_above)
    return interval_chart(
        base,
        alt.X("low:Q", title="Difference in percentage points", axis=alt.Axis(format="+d", tickCount=7)),
        "points:Q",
        "high:Q",
        point={**POINT, "size": 90},
        below=zero,
        shape=_shapes(),
    ).properties(height=height, title=heading)


def terms_chart(terms: pd.DataFrame, paper: str) -> alt.Chart:
    """Draw the words of one paper that the others use less.

    Parameters
    ----------
    terms : DataFrame
        Rows of one paper, as `core.analysis.terms.distinctive_terms` makes them.
    """
    rows = terms.assign(term=terms["term"].map(plain))
    return (
        alt.Chart(rows, title=title(f"Words of {paper}", "Articles of the paper that hold the word"))
        .mark_bar(color=palette.ACCENT)
        .encode(
            x=alt.X("count:Q", title="Articles", axis=alt.Axis(tickMinStep=1)),
            y=alt.Y("term:N", title=None, sort=None),
            tooltip=[
                alt.Tooltip("term:N", title="Word"),
                alt.Tooltip("count:Q", title="Articles here"),
                alt.Tooltip("elsewhere:Q", title="Articles elsewhere"),
                alt.Tooltip("z:Q", title="z", format=".1f"),
            ],
        )
        .properties(height=height_for(len(terms), 22))
    )


def likeness_chart(likeness: pd.DataFrame, papers: Sequence[str], heading: str, note: str) -> alt.LayerChart:
    """Draw a heat map of every two papers, the number written into each field.

    Parameters
    ----------
    likeness : DataFrame
        As `core.analysis.similarity` makes it.
    papers : sequence of str
        The papers from top to bottom and left to right.
    heading, note : str
        What is shown, and how to read it.
    """
    data = likeness.assign(
        paper_label=likeness["paper"].map(plain),
        other_label=likeness["other"].map(plain),
    )
    order = [plain(paper) for paper in papers]
    base = alt.Chart(data).encode(
        x=alt.X(
            "other_label:N",
            title=None,
            sort=order,
            axis=alt.Axis(labelAngle=-40, labelLimit=120, orient="top", labelAlign="left", labelOverlap=False),
        ),
        y=alt.Y("paper_label:N", title=None, sort=order, axis=alt.Axis(labelLimit=130)),
        tooltip=[
            alt.Tooltip("paper_label:N", title="Paper"),
            alt.Tooltip("other_label:N", title="with"),
            alt.Tooltip("likeness:Q", title="Likeness", format=".0%"),
            alt.Tooltip("n:Q", title="n"),
            alt.Tooltip("other_n:Q", title="n of the other"),
        ],
    )
    fields = base.mark_rect().encode(
        color=alt.Color("likeness:Q", scale=alt.Scale(domain=[0, 1], range=palette.SCALE), legend=None)
    )
    numbers = base.mark_text(fontSize=12).encode(
        text=alt.Text("likeness:Q", format=".0%"),
        color=alt.condition("datum.likeness > 0.5", alt.value(palette.WHITE), alt.value(palette.BLACK)),
    )
    return alt.LayerChart(layer=[fields, numbers], title=title(heading, note), height=height_for(len(papers), 40, 150))
