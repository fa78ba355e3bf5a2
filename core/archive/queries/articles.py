"""Lists of articles by paper, topic and days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from core.archive.database.dialects import HIT_END, HIT_START
from core.archive.database.engine import Database
from core.archive.database.schema import ArticleRow, Body, Daily, Model, Paper, SectionRow, Version
from core.archive.records import PAGE_SIZE, ArchivedArticle, ArticlePage, ArticleQuery, ModelVersion, TextPart
from core.archive.text import chunks
from core.archive.writing.counts import day_number, midnight
from core.types import Article, Scheme


def list_articles(database: Database, query: ArticleQuery, offset: int = 0, limit: int = PAGE_SIZE) -> ArticlePage:
    """List articles of these papers, topic and days, newest first.

    Raises
    ------
    ArchiveError
        If the archive cannot be read.
    """
    with database.reading() as connection:
        criteria = conditions(connection, query)
        chosen = list_columns(query).where(*criteria).order_by(ArticleRow.at.desc(), ArticleRow.id.desc())
        rows = connection.execute(chosen.offset(offset).limit(limit)).all()
        return ArticlePage(tuple(to_article(row) for row in rows), _count(connection, query))


def versions(database: Database, article: int) -> list[tuple[datetime, str, str]]:
    """List former headlines and texts of an article, oldest first, each with when it was last seen."""
    chosen = select(Version.seen_at, Version.title, Version.text).where(Version.article_id == article)
    with database.reading() as connection:
        return [(row[0], row[1], row[2]) for row in connection.execute(chosen.order_by(Version.number))]


def articles_at(database: Database, urls: Sequence[str]) -> list[Article]:
    """List the articles that could be read at these canonical addresses, with what is stored of the texts."""
    chosen = (
        select(Paper.key, ArticleRow.url, ArticleRow.title, Body.text)
        .join(Paper, Paper.id == ArticleRow.paper_id)
        .join(Body, Body.article_id == ArticleRow.id)
    )
    with database.reading() as connection:
        return [
            Article(row.key, row.url, row.title, row.text)
            for part in chunks(urls)
            for row in connection.execute(chosen.where(ArticleRow.url.in_(part)))
        ]


def list_columns(query: ArticleQuery) -> Select[*tuple[Any, ...]]:
    """Select what lists show of an article; `to_article` makes a record of each row."""
    topic = ArticleRow.five if query.scheme is Scheme.CORE else ArticleRow.topic
    return (
        select(
            ArticleRow.id,
            ArticleRow.url,
            ArticleRow.title,
            ArticleRow.at,
            ArticleRow.published,
            ArticleRow.section_topic,
            topic.label("topic"),
            ArticleRow.best,
            ArticleRow.confidence,
            ArticleRow.words,
            ArticleRow.status,
            Paper.key.label("newspaper"),
            Paper.name.label("paper"),
            SectionRow.word.label("section"),
            Model.name.label("model_name"),
            Model.sha256.label("model_sha"),
        )
        .join(Paper, Paper.id == ArticleRow.paper_id)
        .outerjoin(SectionRow, SectionRow.id == ArticleRow.section_id)
        .outerjoin(Model, Model.id == ArticleRow.model_id)
    )


def conditions(connection: Connection, query: ArticleQuery, classified: bool = True) -> list[ColumnElement[bool]]:
    """Translate a query into criteria of articles; with `classified`, of those that have a topic.

    An article without a topic was not read, or came from elsewhere and was not
    classified yet: it stands in no list, but a search finds what there is of
    its text.
    """
    topic = ArticleRow.five if query.scheme is Scheme.CORE else ArticleRow.topic
    criteria: list[ColumnElement[bool]] = []
    if query.topic:
        criteria.append(topic == query.topic)
    elif classified:
        criteria.append(topic.is_not(None))
    if query.papers:
        criteria.append(ArticleRow.paper_id.in_(_paper_numbers(connection, query.papers)))
    if query.since:
        criteria.append(ArticleRow.at >= midnight(query.since))
    if query.until:
        criteria.append(ArticleRow.at < midnight(query.until + timedelta(days=1)))
    return criteria


def daily_conditions(connection: Connection, query: ArticleQuery) -> list[ColumnElement[bool]]:
    """Translate a query into criteria of the counts of days."""
    criteria: list[ColumnElement[bool]] = [Daily.scheme == query.scheme]
    if query.topic:
        criteria.append(Daily.topic == query.topic)
    if query.papers:
        criteria.append(Daily.paper_id.in_(_paper_numbers(connection, query.papers)))
    if query.since:
        criteria.append(Daily.day >= day_number(query.since))
    if query.until:
        criteria.append(Daily.day <= day_number(query.until))
    return criteria


def _paper_numbers(connection: Connection, keys: Sequence[str]) -> list[int]:
    return [int(number) for number in connection.execute(select(Paper.id).where(Paper.key.in_(keys))).scalars()]


def _count(connection: Connection, query: ArticleQuery) -> int:
    """Count the articles by summing the counts of days, which costs the same for a million."""
    total = select(func.coalesce(func.sum(Daily.n), 0)).where(*daily_conditions(connection, query))
    return int(connection.execute(total).scalar_one())


def to_article(row: Row[Any], title: str = "", snippet: str = "", leave_out: Sequence[str] = ()) -> ArchivedArticle:
    """Make the record of a row that `list_columns` selected, with marks of a search, but for some columns."""
    values = {name: value for name, value in row._asdict().items() if name not in leave_out}
    name, sha256 = values.pop("model_name"), values.pop("model_sha")
    return ArchivedArticle(
        **values,
        model=ModelVersion(name, sha256, ()).short if sha256 else None,
        title_parts=parts(title or row.title),
        snippet=parts(snippet),
    )


def parts(marked: str) -> tuple[TextPart, ...]:
    """Split a marked text into pieces, so that a page can escape each of them."""
    pieces: list[TextPart] = []
    for number, piece in enumerate(marked.replace(HIT_END, HIT_START).split(HIT_START)):
        if piece:
            pieces.append(TextPart(piece, hit=number % 2 == 1))
    return tuple(pieces)
