"""What the front pages show of an edition: the sentence, the filters and the articles."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core import wording
from core.analysis.filters import ArticleFilter
from core.analysis.stories import mates, newest_first, one_row_a_story
from core.topics.taxonomy import label, ordered
from core.ui import keys, navigation
from core.ui.front import article_table, chart_clicks, story_cards
from core.ui.kit.escape import escape
from core.ui.state import Mix

STORY = "Story"
ARTICLE = "Article"


def sentence(mix: Mix) -> None:
    """Say on top what the papers talk about."""
    if len(mix.by_paper):
        with st.container(key=keys.LEAD_SENTENCE):
            st.subheader(escape(mix.sentence), anchor=False)


def _clear_filters() -> None:
    st.session_state[keys.TOPIC], st.session_state[keys.SHOWN_PAPERS] = None, []
    st.session_state[keys.MIN_CONFIDENCE], st.session_state[keys.WORDS] = 0, ""


@st.fragment
def articles(stories: pd.DataFrame) -> None:
    """Show the table of articles that were classified, filtered, newest first.

    Runs by itself where only filters change.
    """
    chart_clicks.rerun_if_needed()
    story_cards.show(stories)
    st.subheader("All articles", anchor=False)
    criteria = _filters(stories)
    matches = newest_first(criteria.apply(stories))
    if not criteria.empty:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"{len(matches)} of {wording.plural(len(stories), 'article')} match.")
            st.button("Show all", on_click=_clear_filters, key=keys.CLEAR_FILTERS, icon=":material/close:")
    if matches.empty:
        st.markdown("No article matches these filters. Loosen one of them, or show all.")
    else:
        _list(matches, stories)
    navigation.remember_current()


def _list(matches: pd.DataFrame, articles: pd.DataFrame) -> None:
    """Show the articles that match, one row a story or one row an article."""
    rows = st.segmented_control(
        "One row per", [STORY, ARTICLE], default=STORY, required=True, key=keys.LIST_ROWS, bind="query-params"
    )
    shown = one_row_a_story(matches) if rows == STORY else matches
    article_table.article_list(shown, matches, mates(articles), "articles")


def _filters(stories: pd.DataFrame) -> ArticleFilter:
    topic = _topic_filter(ordered(stories["topic"]))
    papers = list(dict.fromkeys(stories["paper"]))
    left, middle, right = st.columns([3, 2, 2])
    chosen = left.multiselect("Papers", papers, key=keys.SHOWN_PAPERS, bind="query-params", placeholder="All papers")
    min_confidence = middle.slider(
        "Minimum confidence",
        0,
        100,
        0,
        step=5,
        format="%d%%",
        key=keys.MIN_CONFIDENCE,
        bind="query-params",
        help="The model's probability of the likeliest topic.",
    )
    words = right.text_input(
        "Words", key=keys.WORDS, bind="query-params", placeholder="In headline or text", max_chars=200
    )
    chart_clicks.unmark(topic, chosen)
    return ArticleFilter(topic, tuple(chosen), min_confidence / 100, words or "")


def _topic_filter(names: list[str]) -> str | None:
    if st.session_state.get(keys.TOPIC) not in (None, *names):
        st.session_state[keys.TOPIC] = None  # forgetting the key would bring back what the address says
    topic: str | None = st.pills(
        "Topic",
        names,
        format_func=label,
        key=keys.TOPIC,
        bind="query-params",
        help="Or click a cell of the chart: the articles follow.",
    )
    return topic
