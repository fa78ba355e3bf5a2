"""Articles as a table that a reader can download."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from core import wording
from core.analysis.frame import rows_of
from core.topics.taxonomy import label
from core.ui import correction_links, keys
from core.ui.kit import downloads, look
from core.ui.kit.escape import escape, link, safe_link
from core.ui.kit.phrases import percent, shortened, topic_words

MAX_ARTICLES_AT_FIRST = 25
"""Articles that a list shows before it is asked for all."""
DOWNLOADED = (
    "paper",
    "title",
    "url",
    "published",
    "section",
    "section_topic",
    "topic",
    "best",
    "second",
    "confidence",
    "words",
    "status",
)
"""Columns of a download."""


def article_list(articles: pd.DataFrame, name: str) -> None:
    """Show articles as a table: linked headline, topic, confidence as a bar, paper, date, section, also in."""
    if articles.empty:
        st.markdown("No article here.")
        return
    first = articles
    if len(articles) > MAX_ARTICLES_AT_FIRST and not st.toggle(
        f"Show all {len(articles)} articles", key=keys.part(name, "all")
    ):
        first = articles.head(MAX_ARTICLES_AT_FIRST)
    rows = list(rows_of(first))
    cells = _cells(rows)
    with st.container(key=keys.wide(name)):
        st.table(pd.DataFrame(cells), hide_index=True, alt=f"{len(rows)} articles with topic and confidence")
        look.bars(keys.wide(name), list(cells), "Sure", [row.confidence if sureness(row) else None for row in rows])
        look.name_cells_on_phones(keys.wide(name), list(cells), ("Section", "Also in"))
    with st.container(horizontal=True):
        downloads.table(download_table(articles), "articles", name)


def _cells(rows: list[Any]) -> dict[str, list[str]]:
    """Give the table's columns, as Markdown."""
    cells = {
        "Article": [link(shortened(row.title), row.url) for row in rows],
        "Topic": [topic_words(row) for row in rows],
        "Sure": [sureness(row) for row in rows],
        "": [correction_links.row_link(row) for row in rows],
        "Paper": [escape(row.paper) for row in rows],
        "Published": [published_words(row) for row in rows],
        "Section": [section_words(row) for row in rows],
    }
    if hasattr(rows[0], "also_in"):
        cells["Also in"] = [escape(", ".join(row.also_in)) for row in rows]
    return cells


def sureness(row: Any) -> str:
    """Give the confidence as a reader sees it; empty where it is not about the topic that is shown."""
    about_another = isinstance(row.elsewhere, str) and row.best != row.topic
    return "" if pd.isna(row.confidence) or about_another else percent(row.confidence)


def published_words(row: Any) -> str:
    """Give the moment of an article's publication as a reader sees it; empty where that is not known."""
    return wording.moment(row.published, short=True, year=False) if pd.notna(row.published) else ""


def section_words(row: Any) -> str:
    """Give the publisher's own section, and the topic that it stands for where that is not the model's."""
    section = escape(shortened(row.section)) if isinstance(row.section, str) else ""
    topic = getattr(row, "section_topic", None)
    if not isinstance(topic, str) or topic == row.topic:
        return section
    return f"{section} (its topic: {label(topic)})" if section else f"Its topic: {label(topic)}"


def download_table(articles: pd.DataFrame) -> pd.DataFrame:
    """Select the columns of a download; addresses that are no web links are left empty."""
    table = articles[list(DOWNLOADED)].assign(url=articles["url"].map(safe_link))
    table = table.rename(columns={"second": "runner_up"})
    if "also_in" in articles.columns:
        table = table.assign(also_in=[", ".join(papers) for papers in articles["also_in"]])
    return table
