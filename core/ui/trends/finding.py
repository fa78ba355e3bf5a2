"""What the Trends page opens with: what changed since the week before."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core import wording
from core.analysis.frame import rows_of
from core.analysis.shares.articles import MIN_ARTICLES
from core.analysis.trends import change, concentration_of, few_articles, last_weeks, of_same_papers
from core.archive import Archive, ArticleQuery
from core.topics.schemes import TopicScheme
from core.topics.taxonomy import label
from core.ui import keys, resources, share_notes
from core.ui.kit import shared
from core.ui.trends.question import content_hash, count_tuples, days_in_words

MAX_CHANGES = 3
"""Changes that are named."""


def since_last_week(archive: Archive, scheme: TopicScheme) -> None:
    """Say what changed clearly in the last seven days: a sentence, and a line for each of the largest changes."""
    days = archive.span()
    if days is None:
        return
    now, before = last_weeks(days[1])
    counts, earlier = of_same_papers(
        *(
            count_tuples(archive.daily_counts(ArticleQuery(since=a, until=b, scheme=scheme.kind), by_paper=True))
            for a, b in (now, before)
        )
    )
    with st.container(key=keys.LEAD_SENTENCE, gap="xsmall"):
        if not counts:
            st.markdown("### There is no earlier week to compare with yet")
            st.caption(f"No paper has articles both in {days_in_words(now)} and in the seven days before (UTC).")
            return
        errors = resources.share_errors(scheme)
        name = ("since last week", content_hash((counts, earlier)))
        rows = shared.results().get(errors, name, lambda: change(counts, earlier, errors, concentration_of(counts)))
        clear = rows[rows["clear"]].head(MAX_CHANGES)
        st.markdown(f"### {headline(rows)}")
        if len(clear):
            st.markdown("\n".join(_line(row) for row in rows_of(clear)))
        papers = wording.plural(len({paper for _, paper, *_ in counts}), "paper")
        n, m = int(rows["n"].max()), int(rows["n_before"].max())
        st.caption(
            f"{days_in_words(now)} (n = {n:,}), compared with {days_in_words(before)} (n = {m:,}); days in UTC; "
            f"{papers} with articles in both."
        )
        if not few_articles(rows):
            share_notes.about_differences(scheme)


def headline(rows: pd.DataFrame) -> str:
    """Say in a sentence what changed clearly from one week to the next, in plain text."""
    if few_articles(rows):
        return f"Too few articles to compare this week with the one before: it takes {MIN_ARTICLES} of each"
    clear = rows[rows["clear"]].head(MAX_CHANGES)
    if clear.empty:
        return "Nothing clear changed since the week before"
    more = [label(name).lower() for name in clear.loc[clear["points"] > 0, "topic"]]
    less = [label(name).lower() for name in clear.loc[clear["points"] < 0, "topic"]]
    parts = [f"{word} {wording.join_words(names)}" for word, names in (("more on", more), ("less on", less)) if names]
    sentence = ", ".join(parts)
    return f"{sentence[0].upper()}{sentence[1:]} than in the week before"


def _line(row: object) -> str:
    share, before, points, low, high = (getattr(row, name) for name in ("share", "before", "points", "low", "high"))
    name = label(str(getattr(row, "topic", "")))
    by = "up" if points > 0 else "down"
    ends = sorted((abs(low), abs(high)))
    return (
        f"- **{name}** {share:.0%}, {by} {abs(points):.0f} points from {before:.0%} "
        f"(95% interval: {ends[0]:.0f} to {ends[1]:.0f} points)"
    )
