"""The views "What changed" and "Rising words" of the Trends page: a span of days against the one before."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from core import wording
from core.analysis.frame import rows_of
from core.analysis.trends import (
    change,
    concentration_of,
    few_articles,
    of_same_papers,
    rising_words,
    spans,
    unusual_weeks,
)
from core.archive import Archive
from core.topics.taxonomy import label
from core.ui import resources, scheme, share_notes
from core.ui.kit import downloads
from core.ui.kit.escape import escape
from core.ui.trends.question import TrendQuestion, count_tuples, days_in_words

MAX_TEXTS = 2000
"""Articles of each span that rising words are counted in."""
MAX_WEEKS = 8
"""Unusual weeks that are listed."""


def what_changed(archive: Archive, question: TrendQuestion) -> None:
    """Compare the span with the one before it, and show weeks that stand out."""
    both_spans = spans(*question.days, question.first_day)
    if both_spans is None:
        st.markdown("One day cannot be compared with anything. Choose more days.")
        return
    now, before = of_same_papers(
        *(
            count_tuples(
                archive.daily_counts(
                    replace(question.articles, topic=None, since=days[0], until=days[1]), by_paper=True
                )
            )
            for days in both_spans
        )
    )
    rows = change(now, before, resources.share_errors(scheme.current()), concentration_of(now))
    if rows.empty or not rows["n"].max() or not rows["n_before"].max():
        st.markdown("No paper has articles both in these days and in those before. Choose fewer or later days.")
    else:
        st.markdown(
            f"**{days_in_words(both_spans[0])}** compared with **{days_in_words(both_spans[1])}** (UTC), "
            f"{escape(question.subject)}"
        )
        st.table(_change_table(rows), hide_index=True)
        st.caption(
            f"n = {rows['n'].max():,} articles now, {rows['n_before'].max():,} before, from papers with both. "
            f"{_clear_differences(rows)}"
        )
        if few_articles(rows):
            share_notes.too_few(None)
        else:
            share_notes.about_differences(scheme.current())
        downloads.every_format(rows, "changes", "changes")
    _unusual_weeks(archive, question)


def _change_table(rows: pd.DataFrame) -> pd.DataFrame:
    if few_articles(rows):
        some = rows[(rows["count"] > 0) | (rows["count_before"] > 0)]
        return pd.DataFrame(
            {
                "Topic": some["topic"].map(label),
                "Now": [f"{count} of {n}" for count, n in zip(some["count"], some["n"], strict=True)],
                "Before": [f"{count} of {n}" for count, n in zip(some["count_before"], some["n_before"], strict=True)],
            }
        )
    return pd.DataFrame(
        {
            "Topic": rows["topic"].map(label),
            "Share": [f"{s:.1%}" for s in rows["share"]],
            "Before": [f"{s:.1%}" for s in rows["before"]],
            "Points": [
                f"**{wording.signed(p, 1)}**" if clear else wording.signed(p, 1)
                for p, clear in zip(rows["points"], rows["clear"], strict=True)
            ],
            "95% interval": [wording.interval(a, b, "+.1f") for a, b in zip(rows["low"], rows["high"], strict=True)],
        }
    )


def _clear_differences(rows: pd.DataFrame) -> str:
    """Say which differences are more than chance, in a sentence."""
    clear = [label(name) for name in rows.loc[rows["clear"], "topic"]]
    if not clear:
        return "No difference is clear; each may be chance."
    return f"Clear: {wording.join_words(clear)}. The other differences may be chance."


def _unusual_weeks(archive: Archive, question: TrendQuestion) -> None:
    st.subheader("Unusual weeks")
    weeks = unusual_weeks(
        count_tuples(archive.daily_counts(replace(question.articles, topic=None))),
        resources.share_errors(scheme.current()),
    )
    if weeks.empty:
        st.markdown("No week stands out by three standard errors or more. It takes six weeks to tell.")
        return
    for row in rows_of(weeks.head(MAX_WEEKS)):
        more = "more" if row.z > 0 else "less"
        st.markdown(
            f"Week from {wording.day(row.week)}: **{label(row.topic)}** had {more} coverage than usual, "
            f"{row.share:.1%} of {row.n:,} articles, compared with {row.usual:.1%} in other weeks "
            f"({abs(row.z):.1f} standard errors)."
        )


def show_rising_words(archive: Archive, question: TrendQuestion) -> None:
    """Show words that are in more articles than in the days before."""
    both_spans = spans(*question.days, question.first_day)
    if both_spans is None:
        st.markdown("One day cannot be compared with anything. Choose more days.")
        return
    now, before = (archive.texts(replace(question.articles, since=a, until=b), MAX_TEXTS) for a, b in both_spans)
    words = rising_words(now, before) if now and before else pd.DataFrame()
    if words.empty:
        st.markdown("No word rises clearly. With more articles some may.")
        return
    st.markdown(
        f"Rising words in **{days_in_words(both_spans[0])}**, compared with **{days_in_words(both_spans[1])}** (UTC)"
    )
    st.dataframe(
        pd.DataFrame(
            {
                "Word": words["term"],
                "Articles now": words["count"],
                "Articles before": words["before"],
                "Strength": words["z"].round(1),
            }
        ),
        hide_index=True,
        width="stretch",
    )
    st.caption(
        f"n = {len(now):,} articles now and {len(before):,} before (the newest {MAX_TEXTS:,} of each at most). "
        "Strength: standardized log-odds. Words in the headline and the stored text."
    )
    downloads.every_format(words, "rising-words", "rising")
