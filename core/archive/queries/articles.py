"""Lists of articles by paper, topic and days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from core.archive.database.dialects import HIT_END, HIT_START
from core.archive.database.engine import Database
from core.archive.database.schema import ArticleRow, Daily, Model, Paper, Section, Version
from core.archive.records import PAGE_SIZE, ArchivedArticle, ArticlePage, ArticleQuery, ModelVersion, TextPart
from core.archive.writing.counts import day_number
from core.types import Scheme


def list_articles(database: Database, which: ArticleQuery, offset: int = 0, limit: int = PAGE_SIZE) -> ArticlePage:
    """Articles of these papers, topic and days, newest first.

    Raises
    ------
    ArchiveError
        If the archive cannot be read.
    """
    with database.reading() as connection:
        wanted = conditions(connection, which)
        chosen = list_columns(which).where(*wanted).order_by(ArticleRow.at.desc(), ArticleRow.id.desc())
        rows = connection.execute(chosen.offset(offset).limit(limit)).all()
        return ArticlePage(tuple(to_article(row) for row in rows), _count(connection, which))


def versions(database: Database, article: int) -> list[tuple[datetime, str, str]]:
    """Former headlines and texts of an article, oldest first, each with when it was last seen."""
    chosen = select(Version.seen_at, Version.title, Version.text).where(Version.article_id == article)
    with database.reading() as connection:
        return [(row[0], row[1], row[2]) for row in connection.execute(chosen.order_by(Version.number))]


def list_columns(which: ArticleQuery) -> Select[*tuple[Any, ...]]:
    """What lists show of an article; `to_article` makes a record of each row."""
    topic = ArticleRow.five if which.scheme is Scheme.CORE else ArticleRow.topic
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
            Section.word.label("section"),
            Model.name.label("model_name"),
            Model.sha256.label("model_sha"),
        )
        .join(Paper, Paper.id == ArticleRow.paper_id)
        .outerjoin(Section, Section.id == ArticleRow.section_id)
        .outerjoin(Model, Model.id == ArticleRow.model_id)
    )


def conditions(connection: Connection, which: ArticleQuery) -> list[ColumnElement[bool]]:
    """What an article must be, to be one of those that are asked for."""
    topic = ArticleRow.five if which.scheme is Scheme.CORE else ArticleRow.topic
    # An article without a topic was not read: it stands in its edition's report, not in lists.
    found: list[ColumnElement[bool]] = [topic == which.topic] if which.topic else [topic.is_not(None)]
    if which.papers:
        found.append(ArticleRow.paper_id.in_(_paper_numbers(connection, which.papers)))
    if which.since:
        found.append(ArticleRow.at >= _midnight(which.since))
    if which.until:
        found.append(ArticleRow.at < _midnight(which.until + timedelta(days=1)))
    return found


def _paper_numbers(connection: Connection, keys: Sequence[str]) -> list[int]:
    return [int(number) for number in connection.execute(select(Paper.id).where(Paper.key.in_(keys))).scalars()]


def _count(connection: Connection, which: ArticleQuery) -> int:
    """How many articles these are: a sum over the counts of days, so that it costs the same for a million."""
    total = select(func.coalesce(func.sum(Daily.n), 0)).where(Daily.scheme == which.scheme)
    if which.topic:
        total = total.where(Daily.topic == which.topic)
    if which.papers:
        total = total.where(Daily.paper_id.in_(_paper_numbers(connection, which.papers)))
    if which.since:
        total = total.where(Daily.day >= day_number(which.since))
    if which.until:
        total = total.where(Daily.day <= day_number(which.until))
    return int(connection.execute(total).scalar_one())


def to_article(row: Row[Any], title: str = "", snippet: str = "") -> ArchivedArticle:
    """Make the record of a row that `list_columns` selected, with marks of a search."""
    values = row._asdict()
    name, sha256 = values.pop("model_name"), values.pop("model_sha")
    return ArchivedArticle(
        **values,
        model=ModelVersion(name, sha256, ()).short if sha256 else None,
        title_parts=parts(title or row.title),
        snippet=parts(snippet),
    )


def parts(marked: str) -> tuple[TextPart, ...]:
    """A marked text in pieces, so that a page can escape each of them."""
    found: list[TextPart] = []
    for number, piece in enumerate(marked.replace(HIT_END, HIT_START).split(HIT_START)):
        if piece:
            found.append(TextPart(piece, hit=number % 2 == 1))
    return tuple(found)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
