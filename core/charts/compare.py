"""Words that set papers apart, and how alike papers are."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from core import palette
from core.charts.style import height_for, plain, title


def terms_chart(terms: pd.DataFrame, paper: str) -> alt.Chart:
    """Draw the words of one paper that the others use less.

    Parameters
    ----------
    terms : DataFrame
        Rows of one paper, as `core.analysis.terms.distinctive_terms` makes them.
    """
    rows = terms.assign(term=terms["term"].map(plain))
    return (
        alt.Chart(rows, title=title(f"Words of {paper}", "Articles of the paper that use the word"))
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
            alt.Tooltip("likeness:Q", title="Similarity", format=".0%"),
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
