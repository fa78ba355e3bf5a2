"""The stories that most papers share, each as a card: the headlines side by side, and who does not have it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from core import wording
from core.analysis.frame import rows_of
from core.analysis.stories import Story, most_shared
from core.topics.taxonomy import label
from core.ui import keys
from core.ui.kit.escape import escape, link
from core.ui.kit.phrases import published_words, shortened

AT_FIRST = 5
"""Cards that are shown before more are asked for."""
MORE = 10
"""Cards that each click adds."""
SIDE_BY_SIDE = 4
"""Papers in one row of a card."""
HEADLINE_WIDTH = 240
"""Pixels below which headlines stand below one another."""
NO_SHARED_STORY = "No story was found in more than one of these papers."


def show(articles: pd.DataFrame) -> None:
    """Show the cards of the stories that at least two papers have, or say that there is none.

    Parameters
    ----------
    articles : DataFrame
        Classified articles with the column `story`.
    """
    st.subheader("Top stories", anchor=False)
    stories = most_shared(articles)
    if not stories:
        st.markdown(NO_SHARED_STORY)
        return
    papers = articles["paper"].nunique()
    shown = st.session_state.setdefault(keys.STORIES_SHOWN, AT_FIRST)
    for number, story in enumerate(stories[:shown]):
        _card(story, papers, number)
    left = len(stories) - shown
    if left > 0:
        more = wording.plural(min(MORE, left), "more story", "more stories")
        st.button(f"Show {more}", key=keys.MORE_STORIES, on_click=_show_more, icon=":material/expand_more:")


def _show_more() -> None:
    st.session_state[keys.STORIES_SHOWN] = st.session_state.get(keys.STORIES_SHOWN, AT_FIRST) + MORE


def _card(story: Story, papers: int, number: int) -> None:
    with st.container(border=True, key=keys.part("story", number), gap="xsmall"):
        st.markdown(f"**{len(story.papers)} of {papers} papers** :gray-badge[{label(story.topic)}]")
        places = st.grid(min(len(story.papers), SIDE_BY_SIDE), min_column_width=HEADLINE_WIDTH, gap=("xsmall", "small"))
        for paper, articles in story.articles.groupby("paper", sort=False):
            places.markdown("  \n".join([f"**{escape(str(paper))}**", *map(_headline, rows_of(articles))]))
        if story.missing:
            st.caption(escape(missing_words(story.missing)))


def _headline(row: Any) -> str:
    """Give an article's headline, and its time below."""
    published = published_words(row)
    return link(shortened(row.title), row.url) + (f"  \n:small[{published}]" if published else "")


def missing_words(missing: tuple[tuple[str, int], ...]) -> str:
    """Say in which papers a story was not found, and among how many of their articles."""
    if len(missing) == 1:
        [(paper, n)] = missing
        return f"Not among the {wording.plural(n, 'article')} read from {paper}."
    papers = wording.join_words((f"{paper} ({n})" for paper, n in missing), "or")
    return f"Not among the articles read from {papers}."
