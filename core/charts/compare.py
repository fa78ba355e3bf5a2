"""Two papers side by side."""

from __future__ import annotations

import altair as alt
import pandas as pd

from core.charts.style import height_for, title, topic_order
from core.topics.taxonomy import label


def difference_chart(differences: pd.DataFrame, paper: str, other: str) -> alt.LayerChart:
    """A dot and its 95% interval for each topic: how many points more the one paper gives it.

    Parameters
    ----------
    differences : DataFrame
        As `core.analysis.compare.share_differences` makes it.
    paper, other : str
        Names of the papers; a dot right of zero means more in `paper`.
    """
    data = differences.assign(
        topic_label=differences["topic"].map(label),
        says=differences["clear"].map({True: "Clear difference", False: "Too few articles to say"}),
    )
    n, m = (int(data["n"].iloc[0]), int(data["other_n"].iloc[0])) if len(data) else (0, 0)
    base = alt.Chart(data).encode(
        y=alt.Y("topic_label:N", title=None, sort=topic_order(differences["topic"])),
        color=alt.Color(
            "says:N",
            scale=alt.Scale(domain=["Clear difference", "Too few articles to say"], range=["#4269d0", "#9498a0"]),
            legend=alt.Legend(title=None, orient="bottom", columns=1),
        ),
        tooltip=[
            alt.Tooltip("topic_label:N", title="Topic"),
            alt.Tooltip("share:Q", title=paper, format=".0%"),
            alt.Tooltip("other_share:Q", title=other, format=".0%"),
            alt.Tooltip("points:Q", title="Difference (points)", format="+.0f"),
            alt.Tooltip("low:Q", title="from", format="+.0f"),
            alt.Tooltip("high:Q", title="to", format="+.0f"),
        ],
    )
    zero = alt.Chart(pd.DataFrame({"zero": [0]})).mark_rule(strokeDash=[3, 3], color="#9498a0").encode(x="zero:Q")
    lines = base.mark_rule(strokeWidth=2).encode(
        x=alt.X("low:Q", title="Difference in percentage points", axis=alt.Axis(format="+d", tickCount=7)), x2="high:Q"
    )
    dots = base.mark_point(filled=True, size=90, opacity=1).encode(x="points:Q")
    return (zero + lines + dots).properties(
        height=height_for(len(differences), 34, extra=230),
        title=title(
            f"Where {paper} and {other} differ",
            f"Right of zero: more in {paper} (n = {n}); left: more in {other} (n = {m}). Lines: 95% interval.",
        ),
    )


def terms_chart(terms: pd.DataFrame, paper: str) -> alt.Chart:
    """The words of one paper that the others use less.

    Parameters
    ----------
    terms : DataFrame
        Rows of one paper, as `core.analysis.terms.distinctive_terms` makes them.
    """
    return (
        alt.Chart(terms, title=title(f"Words of {paper}", "Articles of the paper that hold the word"))
        .mark_bar(color="#4269d0")
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
