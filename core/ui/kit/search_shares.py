"""What pages say of attention to a search: a sentence, and a row a paper; counts where a share takes more articles."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from core import wording
from core.analysis.shares.articles import MIN_ARTICLES
from core.analysis.shares.attention import Matches, finding, have_enough, largest, share_table, together
from core.charts.attention import attention_chart
from core.ui.kit import charts
from core.ui.kit.escape import escape

DASHED = "Lines: 95% intervals; dashed: all papers."


def show(typed: str, papers: Mapping[str, Matches], most: int, where: str, key: str) -> None:
    """Show how many articles of each paper match a search.

    Parameters
    ----------
    typed : str
        The search.
    papers : mapping of str to Matches
        All papers, by name.
    most : int
        Papers that have a row: those with most articles.
    where : str
        Which articles, such as their days; "" says nothing.
    key : str
        Names the chart on the page.
    """
    heading = finding(typed.strip(), papers)
    table = share_table(largest(papers, most))
    n = together(papers).n
    if have_enough(papers):
        note = f"n = {n:,} articles{where}. {DASHED}"
        alt = f"{heading} A row a paper, with its interval."
        drawn = charts.Drawn(attention_chart, (charts.content(table), heading, note))
        charts.chart(lambda: attention_chart(table, heading, note), table.round(4), alt, key, drawn=drawn)
    else:
        st.markdown(f"**{escape(heading)}**")
        st.table(_counts(table), hide_index=True)
        st.caption(f"n = {n:,} articles{where}. {wording.too_few_for_shares(MIN_ARTICLES)}")
    if len(papers) > most:
        st.caption(f"The {most} papers with most articles of {len(papers)}. Choose papers to see others.")
    st.caption("Intervals allow for sampling only.", help=wording.ATTENTION_HELP)


def _counts(table: pd.DataFrame) -> pd.DataFrame:
    counts = [f"{count:,} of {n:,}" for count, n in zip(table["count"], table["n"], strict=True)]
    return pd.DataFrame({"Newspaper": table["paper"].map(escape), "Articles that match": counts})
