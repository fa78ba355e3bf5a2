"""Pieces that several pages show: the sample's label, charts with their table, articles, the report."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
import streamlit as st

from core.analysis.export import to_csv
from core.analysis.frame import report_frame
from core.errors import BroadsheetError
from core.topics.schemes import runner_up
from core.topics.taxonomy import OTHER, label
from core.types import REASON_SENTENCES, Edition, Prediction, Reason
from core.ui import progress, services, state
from core.ui.escape import escape, link, safe_link

FRAMED = "framed"
"""Key of the session state that the frame sets before it runs a page."""

AT_FIRST = 25
"""Articles that a list shows before it is asked for all."""

SAMPLE_NOTICE = (
    "This is the **sample edition**: six invented newspapers with articles written for Broadsheet. "
    "Nothing in it is real news, and its links lead nowhere."
)


def guarded(page: Callable[[], None]) -> None:
    """Run a page; what Broadsheet knows can go wrong becomes a sentence in place of a traceback."""
    if FRAMED not in st.session_state:
        # A link into the app is the first thing this server ever answered: Streamlit has found the page file by
        # itself and knows no navigation yet. The frame shows the same page, with everything around it.
        importlib.import_module("streamlit_app").main()
        return
    try:
        page()
    except BroadsheetError as problem:
        st.error(escape(str(problem)), icon=":material/error:")


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
        st.button("Show the sample edition", on_click=state.request_sample, type="primary", key="sample_here")
        st.page_link("pages/front_pages.py", label="Choose papers to read", icon=":material/newspaper:")


def chart(figure: Any, table: pd.DataFrame, alt_text: str, key: str, **options: Any) -> None:
    """A chart with the table behind it, one click away, and words for those who do not see it."""
    st.altair_chart(figure, width="stretch", alt=alt_text, key=key, **options)
    with st.expander("Table"):
        st.dataframe(table, hide_index=True, width="stretch", key=f"{key}_table")


def summary(edition: Edition) -> None:
    """One line: how much was read of how many papers, when, and what did not work."""
    papers = edition.report.papers
    articles = sum(paper.read for paper in papers)
    failed = [escape(paper.name) for paper in papers if not paper.read]
    said = f"{articles} articles of {len(papers) - len(failed)} papers, read {edition.read_at:%-d %B %Y, %H:%M} UTC"
    said += f" in {edition.report.seconds:.0f} s." if edition.report.seconds >= 1 else "."
    if failed:
        said += f" Not read: {', '.join(failed)}. The read report below says why."
    st.markdown(said)
    if not edition.sample:
        minutes = services.settings().edition_minutes
        st.caption(f"An edition is kept for {minutes:g} minutes. Read now gives newer articles after that.")


def each(rows: pd.DataFrame) -> Iterator[Any]:
    """The rows one by one, their columns as attributes."""
    return rows.itertuples()


def heading(prediction: Prediction) -> str:
    """The answer for one text: the topic, or that there is none."""
    if prediction.elsewhere is not None:
        return f"Other ({label(prediction.elsewhere)}?)"
    if prediction.topic == OTHER.name:
        return "Unsure"
    second = runner_up(prediction)
    return label(prediction.topic) if second is None else f"{label(prediction.topic)}, or {label(second)}"


def topic_words(row: Any) -> str:
    """A row's topic as a reader sees it: the label, or what it might be when unsure."""
    if pd.isna(row.topic):
        return ""
    if isinstance(row.elsewhere, str):
        return f"Other ({label(row.elsewhere)}?)"
    if row.topic == OTHER.name:
        second = f" or {label(row.second)}" if isinstance(row.second, str) else ""
        return f"Unsure ({label(row.best)}{second}?)"
    return f"{label(row.topic)} or {label(row.second)}" if isinstance(row.second, str) else label(row.topic)


def percent(share: float) -> str:
    """A probability as a reader sees it: never quite certain."""
    return "over 99%" if share > 0.995 else f"{share:.0%}"


def sureness(row: Any) -> str:
    """The confidence as a reader sees it; empty where it is not about the topic that is shown."""
    return "" if pd.isna(row.confidence) or isinstance(row.elsewhere, str) else percent(row.confidence)


def article_list(rows: pd.DataFrame, key: str) -> None:
    """The articles as a table: headline linked, paper, topic, confidence, published, section."""
    if rows.empty:
        st.markdown("No article here.")
        return
    everything = rows
    if len(rows) > AT_FIRST and not st.toggle(f"Show all {len(rows)} articles", key=f"{key}_all"):
        rows = rows.head(AT_FIRST)
    st.table(
        pd.DataFrame(
            {
                "Article": [link(row.title, row.url) for row in each(rows)],
                "Topic": [topic_words(row) for row in each(rows)],
                "Sure": [sureness(row) for row in each(rows)],
                "Paper": [escape(name) for name in rows["paper"]],
                "Published": [f"{t:%-d %b %H:%M}" if pd.notna(t) else "" for t in rows["published"]],
                "Section": [escape(s) if isinstance(s, str) else "" for s in rows["section"]],
            }
        ),
        hide_index=True,
    )
    st.download_button(
        "Download as CSV",
        to_csv(download_table(everything)),
        file_name="broadsheet-articles.csv",
        mime="text/csv",
        key=f"{key}_csv",
        icon=":material/download:",
    )


def download_table(rows: pd.DataFrame) -> pd.DataFrame:
    """The columns of a download; addresses that are no web links are left empty."""
    columns = ["paper", "title", "url", "published", "section", "topic", "best", "confidence", "words", "status"]
    return rows[columns].assign(url=rows["url"].map(safe_link))


def read_report(edition: Edition, rows: pd.DataFrame) -> None:
    """What became of every paper, and of every article that is not shown."""
    with st.expander("Read report: what was found, read, skipped, and why", expanded=False):
        report = report_frame(edition)
        st.table(
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
            hide_index=True,
        )
        missing = rows[rows["url"].notna() & rows["topic"].isna()]
        if len(missing):
            st.markdown("**Articles that could not be classified**")
            st.table(
                pd.DataFrame(
                    {
                        "Article": [link(row.title or row.url, row.url) for row in each(missing)],
                        "Paper": [escape(name) for name in missing["paper"]],
                        "Status": missing["status"],
                        "Why": [_why(row.error, row.detail) for row in each(missing)],
                    }
                ),
                hide_index=True,
            )


def _why(error: object, detail: object) -> str:
    if isinstance(detail, str) and detail:
        return escape(detail)
    return escape(REASON_SENTENCES[Reason(error)]) if isinstance(error, str) and error else ""
