"""What was read for an edition, what was not, and why."""

from __future__ import annotations

from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from core import wording
from core.analysis.frame import report_frame, rows_of
from core.topics.names import in_prose
from core.types import REASON_SENTENCES, Edition, PaperReport, Reason
from core.ui import keys
from core.ui.kit.escape import escape, link, safe_link
from core.ui.kit.phrases import shortened
from core.ui.kit.tables import table

UNCLASSIFIED_COLUMNS = ("title", "url", "paper", "status", "error", "detail")
"""Columns of a download of articles that could not be classified."""


def summary(edition: Edition) -> None:
    """Say how much was read of how many papers, when, by which model, and what did not work."""
    papers = edition.report.papers
    articles = sum(paper.read for paper in papers)
    failed = [paper for paper in papers if not paper.has_text]
    sentence = (
        f"{wording.plural(articles, 'article')} from {wording.plural(len(papers) - len(failed), 'paper')}, "
        f"read {wording.moment(edition.read_at)}{_age(edition)}"
    )
    sentence += f" in {edition.report.seconds:.0f} s" if edition.report.seconds >= 1 else ""
    sentence += f", classified by {escape(in_prose(edition.model))}."
    from_feed = sum(paper.from_feed for paper in papers)
    if from_feed:
        sentence += f" For {wording.plural(from_feed, 'more article')} only the feed's text was available."
    if failed:
        sentence += f" Could not be read: {', '.join(escape(paper.name) for paper in failed)}."
    st.caption(sentence)


def _age(edition: Edition) -> str:
    """Say how old an edition of real papers is."""
    return "" if edition.sample else f" ({wording.age(datetime.now(UTC) - edition.read_at)})"


def short_reason(paper: PaperReport) -> str:
    """Say why a paper could not be read, in a few words."""
    return paper.why or "no article was found"


def read_report(edition: Edition, rows: pd.DataFrame) -> None:
    """Show what became of every paper, and of every article that is not shown; one click away."""
    box = st.expander(
        "Reading log: what we fetched, skipped and missed",
        key=keys.READ_REPORT,
        on_change="rerun",
        icon=":material/receipt_long:",
    )
    if box.open:
        with box:
            _papers(report_frame(edition))
            _unclassified(rows[rows["url"].notna() & rows["topic"].isna()])


def _papers(report: pd.DataFrame) -> None:
    cells = {
        "Paper": [escape(name) for name in report["paper"]],
        "Status": report["status"],
        "Found": report["found"],
        "Read": report["read"],
        "From feed": report["from_feed"],
        "Skipped": report["skipped"],
        "Failed": report["failed"],
        "Seconds": [f"{seconds:.1f}" for seconds in report["seconds"]],
        "Why": [_why(row.error, row.why) for row in rows_of(report)],
    }
    with st.container(key=keys.wide("report")):
        table(pd.DataFrame(cells), "report", "Result for each paper", report)


def _unclassified(articles: pd.DataFrame) -> None:
    if articles.empty:
        return
    st.markdown("**Articles that could not be classified**")
    cells = {
        "Article": [link(shortened(row.title or row.url), row.url) for row in rows_of(articles)],
        "Paper": [escape(name) for name in articles["paper"]],
        "Status": articles["status"],
        "Why": [_why(row.error, row.detail) for row in rows_of(articles)],
    }
    download = articles[list(UNCLASSIFIED_COLUMNS)].assign(url=articles["url"].map(safe_link))
    with st.container(key=keys.wide("missing")):
        table(pd.DataFrame(cells), "missing", "Articles that could not be classified", download)


def _why(error: object, detail: object) -> str:
    if isinstance(detail, str) and detail:
        return escape(detail)
    return escape(REASON_SENTENCES[Reason(error)]) if isinstance(error, str) and error else ""
