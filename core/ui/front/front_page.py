"""What the front pages show of an edition: the sentence, the filters and the articles."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core import wording
from core.analysis.filters import ArticleFilter, Muted
from core.analysis.stories import newest_first, one_row_a_story
from core.errors import SearchError
from core.types import Edition
from core.ui import keys, navigation
from core.ui.front import (
    article_filters,
    article_history,
    article_table,
    chart_clicks,
    muting,
    story_cards,
    visits,
)
from core.ui.kit import shared
from core.ui.kit.escape import escape
from core.ui.state import Mix

BY_STORY = "By story"
BY_ARTICLE = "By article"


def sentence(mix: Mix) -> None:
    """Say on top what the papers talk about."""
    if len(mix.by_paper):
        with st.container(key=keys.LEAD_SENTENCE):
            st.subheader(escape(mix.sentence), anchor=False)


@st.fragment
def articles(edition: Edition, stories: pd.DataFrame) -> None:
    """Show the stories that most papers share, and the list of all articles with its filters.

    Runs by itself where only these change.
    """
    chart_clicks.rerun_if_needed()
    known, source = _marked(edition, stories)
    muted = muting.current()
    hidden = None if muted == Muted() else muted.hides(known)
    shows_all = hidden is None or muting.shows_muted() or not hidden.any()
    visible = known if shows_all or hidden is None else known[~hidden]
    told = known if shows_all else muted.without_papers(known)
    story_cards.show(told, visible, source if len(told) == len(known) else None)
    st.subheader("All articles", anchor=False)
    bar = st.container(horizontal=True, vertical_alignment="center", key=keys.LIST_BAR)
    criteria = article_filters.show(known, bar)
    rows = bar.segmented_control(
        "Rows of the list",
        [BY_STORY, BY_ARTICLE],
        default=BY_STORY,
        required=True,
        key=keys.LIST_ROWS,
        bind="query-params",
        label_visibility="collapsed",
    )
    chart_clicks.unmark(criteria.topic, list(criteria.papers))
    _say_new(visible)
    muting.note(0 if hidden is None else int(hidden.sum()))
    _list(visible, criteria, rows == BY_STORY, source if shows_all else None)
    visits.exchange()
    navigation.remember_current()


def _marked(edition: Edition, stories: pd.DataFrame) -> tuple[pd.DataFrame, object]:
    """Mark the articles that changed, and those that are new to this visitor.

    Return with them what can be made from them once for all visitors: the
    same object for all to whom nothing is new, else None.
    """
    changed = article_history.changed(edition, list(stories["url"].dropna()))

    def for_all() -> pd.DataFrame:
        return stories.assign(new=False, changed=stories["url"].isin(changed))

    known = shared.results().get(stories, ("for all", changed), for_all)
    if visits.last() is None:
        return known, known
    own = visits.with_new(known, edition)
    return (own, None) if own["new"].any() else (known, known)


def _say_new(articles: pd.DataFrame) -> None:
    """Say how many articles are new since the last visit, where that is known."""
    since = visits.last()
    if since is not None:
        new = wording.plural(int(articles["new"].sum()), "article")
        st.caption(f"{new} new since your last visit, {wording.moment(since)}.")


def _list(articles: pd.DataFrame, criteria: ArticleFilter, by_story: bool, source: object) -> None:
    """Show the articles that match, one row a story or one row an article.

    Without filters it is the same for all visitors whose articles are `source`; None where they are not.
    """
    if source is not None and criteria.empty and len(articles):
        matches, shown = shared.results().get(source, ("listed", by_story), lambda: _rows(articles, by_story))
        article_table.article_list(shown, matches, articles, "articles", article_table.Drawn(source, by_story))
        return
    try:
        matches = criteria.apply(articles)
    except SearchError as problem:
        st.warning(escape(problem.for_visitors), icon=":material/search_off:")
        matches = articles
    else:
        if not criteria.empty:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(f"{len(matches)} of {wording.plural(len(articles), 'article')} match.", width="content")
                st.button("Show all", on_click=article_filters.clear, key=keys.CLEAR_FILTERS, icon=":material/close:")
    if matches.empty:
        st.markdown("No article matches these filters. Relax one of them, or show all.")
        return
    matches, shown = _rows(matches, by_story)
    article_table.article_list(shown, matches, articles, "articles")


def _rows(articles: pd.DataFrame, by_story: bool) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the articles, the newest first, and those of them that have a row."""
    matches = newest_first(articles)
    return matches, one_row_a_story(matches) if by_story else matches
