"""Articles as a table that a reader can download: one row a story, or one row an article."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from core import wording
from core.analysis.frame import rows_of
from core.analysis.stories import Mate, mates
from core.archive import ModelVersion
from core.ui import archives, correction_links, keys
from core.ui.correction_links import Link
from core.ui.front import article_menu
from core.ui.kit import downloads, look, shared
from core.ui.kit.escape import escape, link, safe_link
from core.ui.kit.phrases import percent, published_words, section_words, shortened, topic_words

MAX_ARTICLES_AT_FIRST = 25
"""Rows that a list shows before it is asked for all."""
ARTICLE = "Article"
TOPIC = "Topic"
ALSO_IN = "Also in"
MENU = "Menu"
COLUMNS = (ARTICLE, TOPIC, ALSO_IN, MENU)
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


class Drawn(NamedTuple):
    """What a list is made from where it is the same for all visitors, and what they chose of it."""

    source: object
    choice: Hashable


class _Made(NamedTuple):
    """A list as it is drawn: its cells, a number for the bar in each row, and the links that open menus."""

    cells: pd.DataFrame
    shares: list[float | None]
    menus: list[Link]


def article_list(
    shown: pd.DataFrame, articles: pd.DataFrame, read: pd.DataFrame, name: str, drawn: Drawn | None = None
) -> None:
    """Show articles as a table: headline with paper and time, topic with confidence, also in, menu.

    Parameters
    ----------
    shown : DataFrame
        The articles that have a row.
    articles : DataFrame
        All that match, for downloads.
    read : DataFrame
        Among which the other articles of each story are.
    name : str
        Names the list: letters, digits and underscores.
    drawn : Drawn, optional
        Given where all visitors see the same list, which is then made once.
    """
    first = shown
    if len(shown) > MAX_ARTICLES_AT_FIRST and not st.toggle(f"Show all {len(shown)}", key=keys.part(name, "all")):
        first = shown.head(MAX_ARTICLES_AT_FIRST)
    made = _made(first, read, drawn)
    correction_links.remember(made.menus)
    with st.container(key=keys.wide(name)):
        st.table(
            made.cells,
            hide_index=True,
            alt=f"{wording.plural(len(first), 'article')} with topic and confidence",
        )
        look.bars(keys.wide(name), COLUMNS, TOPIC, made.shares)
    with st.container(horizontal=True):
        downloads.table(lambda: download_table(articles), "articles", name)


def _made(first: pd.DataFrame, read: pd.DataFrame, drawn: Drawn | None) -> _Made:
    model = archives.version()
    if drawn is None:
        return _make(first, read, model)
    changed = tuple(first.index[first["changed"]])  # found later than the list is first drawn
    name = ("list", drawn.choice, len(first), changed, model.sha256)
    return shared.results().get(drawn.source, name, lambda: _make(first, read, model))


def _make(first: pd.DataFrame, read: pd.DataFrame, model: ModelVersion) -> _Made:
    rows = list(rows_of(first))
    others = mates(read, first)
    menus = [article_menu.link(row, model) for row in rows]
    cells = {
        ARTICLE: [_article(row) for row in rows],
        TOPIC: [_topic(row) for row in rows],
        ALSO_IN: [_also_in(others[row.Index]) for row in rows],
        MENU: [menu.markdown("More") for menu in menus],
    }
    return _Made(pd.DataFrame(cells), [row.confidence if confidence(row) else None for row in rows], menus)


def _article(row: Any) -> str:
    """Give a headline, and below it the paper, the time, and where the paper filed it under another topic."""
    below = [escape(row.paper), published_words(row), _filed(row), "Changed since first read" if row.changed else ""]
    return f"{headline(row)}  \n:small[{' · '.join(filter(None, below))}]"


def headline(row: Any) -> str:
    """Give a headline as a link, with a mark where it is new since the last visit."""
    return link(shortened(row.title), row.url) + (" :blue-badge[new]" if row.new else "")


def _filed(row: Any) -> str:
    """Say how the paper filed an article, where that stands for another topic than the model's."""
    return filed_words(row.section) if isinstance(row.section_topic, str) and row.section_topic != row.topic else ""


def filed_words(section: Any) -> str:
    """Say in which section a paper filed an article; empty where that is not known."""
    words = section_words(section)
    return f"Filed by the paper under {escape(shortened(words))}" if words else ""


def _topic(row: Any) -> str:
    """Give the topic and its confidence, which stay on one line if the topic does."""
    number = confidence(row)
    return f"{topic_words(row)} :small[{number}]" if number else topic_words(row)


def confidence(row: Any) -> str:
    """Give the confidence as a reader sees it; empty where it is not about the topic that is shown."""
    about_another = isinstance(row.elsewhere, str) and row.best != row.topic
    return "" if pd.isna(row.confidence) or about_another else percent(row.confidence)


def _also_in(others: Sequence[Mate]) -> str:
    """Give the other articles of a story as links, each called by its paper, further ones of it by their number."""
    return ", ".join(
        link(mate.paper if mate.number == 1 else f"{mate.paper} ({mate.number})", mate.url) for mate in others
    )


def download_table(articles: pd.DataFrame) -> pd.DataFrame:
    """Select the columns of a download; addresses that are no web links are left empty."""
    table = articles[list(DOWNLOADED)].assign(url=articles["url"].map(safe_link))
    table = table.rename(columns={"second": "runner_up"})
    if "also_in" in articles.columns:
        table = table.assign(also_in=[", ".join(papers) for papers in articles["also_in"]])
    return table
