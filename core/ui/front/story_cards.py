"""The stories that most papers share, each as a card: the headlines side by side, and who does not have it."""

from __future__ import annotations

from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from core import wording
from core.analysis.frame import rows_of
from core.analysis.stories import ranked, story
from core.topics.taxonomy import label
from core.ui import keys
from core.ui.front.article_table import headline
from core.ui.kit import shared
from core.ui.kit.escape import escape
from core.ui.kit.phrases import published_words

AT_FIRST = 5
"""Cards that are shown before more are asked for."""
MORE = 10
"""Cards that each click adds."""
SIDE_BY_SIDE = 4
"""Papers in one row of a card."""
HEADLINE_WIDTH = 240
"""Pixels below which headlines stand below one another."""
NO_SHARED_STORY = "No story was found in more than one of these papers."


class _Card(NamedTuple):
    """What a card says: papers, topic, who lacks the story; place in the table, paper and words of each headline."""

    papers: int
    topic: str
    missing: str
    headlines: list[tuple[Any, str, str]]


def show(articles: pd.DataFrame, visible: pd.DataFrame, source: object = None) -> None:
    """Show the cards of the stories that at least two papers have, or say that there is none.

    Parameters
    ----------
    articles : DataFrame
        Classified articles with the column `story`, which say who has one and who has not.
    visible : DataFrame
        Those that may be shown: a story of which less than two are left has no card.
    source : object, optional
        What `articles` were made from, where they are the same for all visitors: cards are then made once.
    """
    st.subheader("Top stories", anchor=False)
    order, papers = (
        _ranked(articles) if source is None else shared.results().get(source, "ranked", lambda: _ranked(articles))
    )
    stories = order
    if visible is not articles:
        left = visible["story"].value_counts()
        stories = [number for number in order if left.get(number, 0) > 1]
    if not stories:
        st.markdown(NO_SHARED_STORY)
        return
    shown = st.session_state.setdefault(keys.STORIES_SHOWN, AT_FIRST)
    for place, number in enumerate(stories[:shown]):
        card = _made(articles, number) if source is None else _shared(source, articles, number)
        _card(card, visible.index, papers, place)
    waiting = len(stories) - shown
    if waiting > 0:
        more = wording.plural(min(MORE, waiting), "more story", "more stories")
        st.button(f"Show {more}", key=keys.MORE_STORIES, on_click=_show_more, icon=":material/expand_more:")


def _ranked(articles: pd.DataFrame) -> tuple[list[Any], int]:
    """Return the stories that have a card, in their order, and how many papers there are."""
    left = articles["story"].value_counts()
    return [number for number in ranked(articles) if left.get(number, 0) > 1], int(articles["paper"].nunique())


def _show_more() -> None:
    st.session_state[keys.STORIES_SHOWN] = st.session_state.get(keys.STORIES_SHOWN, AT_FIRST) + MORE


def _shared(source: object, articles: pd.DataFrame, number: Any) -> _Card:
    return shared.results().get(source, ("card", number), lambda: _made(articles, number))


def _made(articles: pd.DataFrame, number: Any) -> _Card:
    told = story(articles, number)
    missing = escape(missing_words(told.missing)) if told.missing else ""
    headlines = [(row.Index, str(row.paper), _headline(row)) for row in rows_of(told.articles)]
    return _Card(len(told.papers), label(told.topic), missing, headlines)


def _card(card: _Card, visible: pd.Index, papers: int, place: int) -> None:
    shown: dict[str, list[str]] = {}
    for index, paper, words in card.headlines:
        if index in visible:
            shown.setdefault(paper, []).append(words)
    with st.container(border=True, key=keys.part("story", place), gap="xsmall"):
        st.markdown(f"**{card.papers} of {papers} papers** :gray-badge[{card.topic}]")
        places = st.grid(min(len(shown), SIDE_BY_SIDE), min_column_width=HEADLINE_WIDTH, gap=("xsmall", "small"))
        for paper, headlines in shown.items():
            places.markdown("  \n".join([f"**{escape(paper)}**", *headlines]))
        if card.missing:
            st.caption(card.missing)


def _headline(row: Any) -> str:
    """Give an article's headline, and its time below."""
    published = published_words(row)
    return headline(row) + (f"  \n:small[{published}]" if published else "")


def missing_words(missing: tuple[tuple[str, int], ...]) -> str:
    """Say in which papers a story was not found, and among how many of their articles."""
    if len(missing) == 1:
        [(paper, n)] = missing
        return f"Not among the {wording.plural(n, 'article')} read from {paper}."
    papers = wording.join_words((f"{paper} ({n})" for paper, n in missing), "or")
    return f"Not among the articles read from {papers}."
