"""What was read for an edition, what was not, and why."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core import wording
from core.analysis.frame import report_frame, rows_of
from core.topics.names import in_prose
from core.types import REASON_SENTENCES, Edition, PaperReport, Reason
from core.ui import keys, resources
from core.ui.kit.escape import escape, link, safe_link
from core.ui.kit.phrases import shortened
from core.ui.kit.tables import table

MISSING = ("title", "url", "paper", "status", "error", "detail")
"""Columns of a download of articles that could not be classified."""


def summary(edition: Edition) -> None:
    """How much was read of how many papers, when, by which model, and what did not work."""
    papers = edition.report.papers
    articles = sum(paper.read for paper in papers)
    failed = [paper for paper in papers if not paper.read]
    said = (
        f"{wording.plural(articles, 'article')} of {wording.plural(len(papers) - len(failed), 'paper')}, "
        f"read {wording.moment(edition.read_at)}"
    )
    said += f" in {edition.report.seconds:.0f} s" if edition.report.seconds >= 1 else ""
    said += f", classified by {escape(in_prose(edition.model))}."
    if failed:
        said += f" Not read: {', '.join(escape(paper.name) for paper in failed)}."
    if not edition.sample:
        minutes = resources.settings().edition_minutes
        said += f" An edition is kept for {minutes:g} minutes; reading again gives newer articles after that."
    st.caption(said)


def short_reason(paper: PaperReport) -> str:
    """Why a paper could not be read, in a few words."""
    return paper.why or "no article was found"


def read_report(edition: Edition, rows: pd.DataFrame) -> None:
    """What became of every paper, and of every article that is not shown; one click away."""
    box = st.expander(
        "Read report: what was found, read, skipped, and why",
        key=keys.READ_REPORT,
        on_change="rerun",
        icon=":material/receipt_long:",
    )
    if not box.open:
        return
    report = report_frame(edition)
    with box:
        with st.container(key=keys.wide("report")):
            table(
                pd.DataFrame(
                    {
                        "Paper": [escape(name) for name in report["paper"]],
                        "Status": report["status"],
                        "Found": report["found"],
                        "Read": report["read"],
                        "Skipped": report["skipped"],
                        "Failed": report["failed"],
                        "Seconds": [f"{s:.1f}" for s in report["seconds"]],
                        "Why": [_why(row.error, row.why) for row in rows_of(report)],
                    }
                ),
                "report",
                "What became of every paper",
                report,
            )
        missing = rows[rows["url"].notna() & rows["topic"].isna()]
        if len(missing):
            st.markdown("**Articles that could not be classified**")
            with st.container(key=keys.wide("missing")):
                table(
                    pd.DataFrame(
                        {
                            "Article": [link(shortened(row.title or row.url), row.url) for row in rows_of(missing)],
                            "Paper": [escape(name) for name in missing["paper"]],
                            "Status": missing["status"],
                            "Why": [_why(row.error, row.detail) for row in rows_of(missing)],
                        }
                    ),
                    "missing",
                    "Articles that could not be classified",
                    missing[list(MISSING)].assign(url=missing["url"].map(safe_link)),
                )


def _why(error: object, detail: object) -> str:
    if isinstance(detail, str) and detail:
        return escape(detail)
    return escape(REASON_SENTENCES[Reason(error)]) if isinstance(error, str) and error else ""
