"""The articles of the Trends page, page by page."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from core import wording
from core.archive import PAGE_SIZE, Archive, ArchivedArticle, ArticlePage, ModelVersion, TextPart
from core.topics.taxonomy import OTHER, UNSURE, label
from core.ui import archives, corrections, keys
from core.ui.kit import phrases
from core.ui.kit.escape import escape, link
from core.ui.trends.question import TrendQuestion, days_in_words


def articles(archive: Archive, question: TrendQuestion) -> None:
    """Show the articles behind it all, page by page, each with a way to say that its topic is wrong.

    Raises
    ------
    SearchError
        If the search cannot be understood.
    """
    st.subheader("Articles")
    typed = str(st.session_state.get(keys.TREND_PAGE) or st.query_params.get(keys.TREND_PAGE, "1"))
    number = int(typed) if typed.isdecimal() else 1
    page = _article_page(archive, question, max(0, number - 1) * PAGE_SIZE)
    if not page.total:
        st.markdown("No article matches. Choose more days, other papers or fewer words.")
        return
    more = " or more; the newest are ranked" if page.more else ""
    st.caption(f"{page.total:,} articles{more}, {escape(question.subject)}, {days_in_words(question.days)} (UTC)")
    model = archives.version()
    for article in page.articles:
        _article(archive, article, model)
    st.pagination(max(1, -(-page.total // PAGE_SIZE)), key=keys.TREND_PAGE, bind="query-params")


def _article_page(archive: Archive, question: TrendQuestion, offset: int) -> ArticlePage:
    if question.is_search:
        return archive.search(question.words, question.articles, offset)
    return archive.articles(question.articles, offset)


def _article(archive: Archive, article: ArchivedArticle, model: ModelVersion) -> None:
    with st.container(key=keys.part("found", article.id), gap="xxsmall"):
        st.markdown(f"**{link(article.title, article.url)}**")
        facts = [escape(article.paper), wording.moment(article.at), _topic(article)]
        facts += [f"Filed under {escape(article.section)}"] if article.section else []
        if article.snippet:
            st.markdown(_marked(article.snippet))
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.caption(" · ".join(facts), width="content")
            if article.topic is not None:
                corrections.button(
                    corrections.draft_of_archived(article, model), keys.part("wrong", article.id), archive
                )


def _topic(article: ArchivedArticle) -> str:
    if article.topic is None:
        return "Not classified yet"
    confidence = f" {phrases.percent(article.confidence)}" if article.confidence is not None else ""
    if article.topic == UNSURE.name:
        return f"{UNSURE.label} ({label(article.best)}?)" if article.best else UNSURE.label
    if article.topic == OTHER.name and article.best and article.best != OTHER.name:
        return f"**{OTHER.label}** ({label(article.best)}?)"
    return f"**{label(article.topic)}**{confidence}"


def _marked(parts: Iterable[TextPart]) -> str:
    """Return a snippet as Markdown: matches in bold, everything escaped."""
    pieces = []
    for part in parts:
        text, inner = part.text, part.text.strip()
        if part.hit and inner:
            pieces.append(f"**{escape(inner)}**")
        else:
            lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
            pieces.append((" " if lead else "") + escape(text) + (" " if tail and inner else ""))
    return "".join(pieces)
