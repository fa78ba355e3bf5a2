"""Articles as a table that a reader can take away."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from core import wording
from core.topics.schemes import runner_up
from core.topics.taxonomy import OTHER, label
from core.types import Prediction
from core.ui import correction_links, keys
from core.ui.kit import downloads, look
from core.ui.kit.escape import escape, link, safe_link

AT_FIRST = 25
"""Articles that a list shows before it is asked for all."""

LONGEST_HEADLINE = 300
"""Characters of a headline that a table shows; downloads hold all of it."""


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
    """The articles as a table: headline linked, topic, confidence as a bar, paper, published, section, also in."""
    if rows.empty:
        st.markdown("No article here.")
        return
    everything = rows
    if len(rows) > AT_FIRST and not st.toggle(f"Show all {len(rows)} articles", key=keys.part(key, "all")):
        rows = rows.head(AT_FIRST)
    shown: list[Any] = list(rows.itertuples())
    columns = {
        "Article": [link(shortened(row.title), row.url) for row in shown],
        "Topic": [topic_words(row) for row in shown],
        "Sure": [sureness(row) for row in shown],
        "": [correction_links.of_row(row) for row in shown],
        "Paper": [escape(row.paper) for row in shown],
        "Published": [published_words(row) for row in shown],
        "Section": [section_words(row) for row in shown],
    }
    if "also_in" in rows.columns:
        columns["Also in"] = [escape(", ".join(row.also_in)) for row in shown]
    with st.container(key=keys.wide(key)):
        st.table(pd.DataFrame(columns), hide_index=True, alt=f"{len(shown)} articles with topic and confidence")
        look.bars(keys.wide(key), 3, [row.confidence if sureness(row) else None for row in shown])
    with st.container(horizontal=True):
        downloads.table(download_table(everything), "articles", key)


def published_words(row: Any) -> str:
    """When a row's article was published, as a reader sees it; empty where that is not known."""
    return wording.moment(row.published, short=True, year=False) if pd.notna(row.published) else ""


def section_words(row: Any) -> str:
    """The publisher's own section, and the topic that it stands for where that is another than the model's."""
    section = escape(shortened(row.section)) if isinstance(row.section, str) else ""
    own = getattr(row, "section_topic", None)
    if not isinstance(own, str) or own == row.topic:
        return section
    return f"{section} (its topic: {label(own)})" if section else f"Its topic: {label(own)}"


def shortened(text: str, longest: int = LONGEST_HEADLINE) -> str:
    """A text of at most so many characters, its end marked where it was cut."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def download_table(rows: pd.DataFrame) -> pd.DataFrame:
    """The columns of a download; addresses that are no web links are left empty."""
    columns = [
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
    ]
    table = rows[columns].assign(url=rows["url"].map(safe_link)).rename(columns={"second": "runner_up"})
    if "also_in" in rows.columns:
        table = table.assign(also_in=[", ".join(papers) for papers in rows["also_in"]])
    return table
