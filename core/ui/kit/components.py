"""Pieces that several pages show: the sample's label, charts with their table, articles, the report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd
import streamlit as st

from core import wording
from core.analysis.frame import report_frame
from core.charts.style import theme_config
from core.topics.names import in_prose
from core.types import REASON_SENTENCES, Edition, PaperReport, Reason
from core.ui import keys, resources, state
from core.ui.front import progress
from core.ui.kit import downloads, look
from core.ui.kit.articles import article_list, heading, percent, shortened, sureness, topic_words
from core.ui.kit.escape import escape, link, safe_link
from core.ui.kit.tables import table

__all__ = ["article_list", "heading", "percent", "shortened", "sureness", "topic_words"]

MISSING = ("title", "url", "paper", "status", "error", "detail")
"""Columns of a download of articles that could not be classified."""

SAMPLE_NOTICE = (
    "This is the **sample edition**: six invented newspapers with articles written for Broadsheet. "
    "Nothing in it is real news, and its links lead nowhere."
)


def shown_edition() -> Edition | None:
    """The edition this visitor looks at, with its label; draws its reading while it lasts.

    None where there is none yet: the page says then how to get one.
    """
    reading = state.reading()
    edition = progress.follow(reading) if reading is not None else None
    if edition is not None:
        state.remember_in_link(edition)
        if edition.sample:
            st.info(SAMPLE_NOTICE, icon=":material/science:")
    return edition


def nothing_yet(what: str) -> None:
    """Say that there is no edition yet, and offer the ways to one."""
    st.markdown(f"{what} Read some papers first, or look at the sample edition.")
    with st.container(horizontal=True):
        st.button("Show the sample edition", on_click=state.request_sample, type="primary", key=keys.SAMPLE_ELSEWHERE)
        st.page_link("pages/front_pages.py", label="Choose papers to read", icon=":material/newspaper:")


def chart(
    figure: Any, table: pd.DataFrame, alt_text: str, key: str, element: str | None = None, **options: Any
) -> None:
    """A chart with words for those who do not see it, and one click away its table and its downloads.

    Parameters
    ----------
    figure : altair chart
    table : DataFrame
        The numbers that the chart draws, for people.
    alt_text : str
        What the chart shows, for a screen reader.
    key : str
        Names the chart; `element` is the key of the drawn chart where that has to change.
    """
    st.altair_chart(
        figure.properties(config=theme_config(look.theme())),
        width="stretch",
        alt=alt_text,
        key=element or key,
        **options,
    )
    more = st.expander("Table and downloads", key=keys.part(key, "more"), on_change="rerun", icon=":material/table:")
    if more.open:
        with more:
            st.dataframe(table, hide_index=True, width="stretch", key=keys.part(key, "table"), alt=f"Table: {alt_text}")
            with st.container(horizontal=True):
                downloads.picture(figure.to_dict, key, key)
                downloads.table(table, key, key)


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


def each(rows: pd.DataFrame) -> Iterator[Any]:
    """The rows one by one, their columns as attributes."""
    return rows.itertuples()


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
                        "Why": [_why(row.error, row.why) for row in each(report)],
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
                            "Article": [link(shortened(row.title or row.url), row.url) for row in each(missing)],
                            "Paper": [escape(name) for name in missing["paper"]],
                            "Status": missing["status"],
                            "Why": [_why(row.error, row.detail) for row in each(missing)],
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
