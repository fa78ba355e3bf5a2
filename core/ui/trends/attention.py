"""Attention to a search on the Trends page: its share of articles by paper, and over time."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from core import wording
from core.analysis.shares.articles import MIN_ARTICLES
from core.analysis.shares.attention import DayMatches, by_paper, largest, over_time
from core.analysis.trends import TOGETHER
from core.archive import Archive
from core.charts.style import Measure
from core.charts.trends import paper_panels
from core.errors import SearchError
from core.ui.kit import search_shares
from core.ui.kit.escape import escape
from core.ui.trends import article_pages, panels
from core.ui.trends.question import TrendQuestion, days_in_words

MAX_PAPERS = 12
"""Papers that are drawn: those with most articles."""


def search_results(archive: Archive, question: TrendQuestion) -> None:
    """Show the attention to a search, and what it found; a sentence where it cannot be understood."""
    try:
        attention(archive, question)
        article_pages.articles(archive, question)
    except SearchError as problem:
        st.warning(escape(str(problem)))


def attention(archive: Archive, question: TrendQuestion) -> None:
    """Show the share of articles that match the search, by paper and over time.

    Raises
    ------
    SearchError
        If the search cannot be understood.
    """
    found = archive.matching_counts(question.words, replace(question.articles, topic=None))
    counts = [(day.day, day.paper, day.n, day.count) for day in found]
    papers = by_paper(counts)
    st.subheader("Attention", anchor=False)
    if not papers:
        st.markdown("No article in these days. Choose more days, or another paper.")
        return
    left, right = st.columns([2, 3], gap="large")
    with left:
        search_shares.show(question.words, papers, MAX_PAPERS, f", {days_in_words(question.days)} (UTC)", "attention")
    with right:
        _over_time(counts, question, set(largest(papers, MAX_PAPERS)))


def _over_time(counts: list[DayMatches], question: TrendQuestion, shown: set[str]) -> None:
    own = over_time(counts, question.period)
    own = own[own["paper"].isin(shown | {TOGETHER})]
    enough = own[own["n"] >= MIN_ARTICLES]
    period = question.period.lower()
    if enough.empty or not question.share:
        drawn = paper_panels(own, question.period, Measure.COUNT)
        note = "" if not question.share else f" A share takes {MIN_ARTICLES} articles a {period}."
        panels.show(drawn, f"Articles that match, by {period}", f"By {period} of publication (UTC).{note}", "attended")
        return
    left_out = len(own) - len(enough)
    points = wording.plural(left_out, "point")
    note = f" Left out, with fewer than {MIN_ARTICLES} articles: {points}." if left_out else ""
    drawn = paper_panels(enough, question.period, Measure.SHARE)
    heading = f"Share of articles that match, by {period}"
    panels.show(drawn, heading, f"By {period} of publication (UTC), one scale.{note}", "attended")
