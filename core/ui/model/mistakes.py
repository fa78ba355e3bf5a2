"""The most instructive mistakes: what a model was surest about and wrong, and the words that misled it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.analysis.frame import rows_of
from core.reports.frames import SetReport
from core.topics.taxonomy import label
from core.ui import keys
from core.ui.kit.escape import escape
from core.ui.kit.tables import table

MAX_MISTAKES = 8
"""Mistakes that are told one by one; the table holds all that were kept."""


def show(report: SetReport) -> None:
    """Show the surest mistakes, one of each kind first, with the words that decided."""
    st.subheader("Where it was wrong, and why")
    if report.wrong.empty:
        st.markdown("Nowhere in this set.")
        return
    wrong = report.wrong.sort_values("confidence", ascending=False)
    st.markdown(
        "The most confident mistakes, one for each pair of confused topics. The texts belong to their publishers and "
        "are not stored here; a few of their words show what misled the model."
    )
    surest = wrong.drop_duplicates(["topic", "predicted"]).head(MAX_MISTAKES)
    table(
        pd.DataFrame(
            {
                "It is": surest["topic"].map(label),
                "The model said": [f"{label(row.predicted)}, {row.confidence:.0%}" for row in rows_of(surest)],
                "Misled by": [_word_list(row.misled_by) for row in rows_of(surest)],
                "Words for the right topic": [_word_list(row.spoke_for_it) for row in rows_of(surest)],
                "Article": [_article(row) for row in rows_of(surest)],
            }
        ),
        "mistakes",
        "The most confident mistakes, with the words that decided",
        _all_mistakes(wrong),
    )
    with st.expander(f"All {len(wrong)} that were stored"):
        st.dataframe(_all_mistakes(wrong), hide_index=True, width="stretch", key=keys.ALL_MISTAKES)


def _all_mistakes(wrong: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Publisher's topic": wrong["topic"].map(label),
            "The model said": wrong["predicted"].map(label),
            "Shown as": wrong["shown"].map(label),
            "Confidence": [f"{c:.0%}" for c in wrong["confidence"]],
            "Probability of the right topic": [f"{p:.0%}" for p in wrong["probability_of_topic"]],
            "Known words": [f"{k:.0%}" for k in wrong["known_words"]],
            "Misled by": [", ".join(words) for words in wrong["misled_by"]],
            "Words for the right topic": [", ".join(words) for words in wrong["spoke_for_it"]],
            "Publisher": wrong["publisher"],
            "Section": wrong["section"],
            "Date": wrong["date"],
            "Words": wrong["words"],
        }
    )


def _word_list(words: list[str]) -> str:
    return ", ".join(escape(word) for word in words) or "nothing"


def _article(row: object) -> str:
    parts = (getattr(row, "publisher", ""), getattr(row, "section", ""), getattr(row, "date", ""))
    return ", ".join(escape(str(part)) for part in parts if part)
