"""Lists of articles by paper, topic and days."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from core.archive.database.dialects import HIT_END, HIT_START
from core.archive.database.engine import Database
from core.archive.database.schema import ArticleRow, Body, Daily, Model, Paper, SectionRow, Version
from core.archive.months.catalogue import month_files, without_tables
from core.archive.months.hydrate import LISTED, at, numbered
from core.archive.months.newest import newest_of_list
from core.archive.queries.criteria import daily_conditions
from core.archive.records import PAGE_SIZE, ArchivedArticle, ArticlePage, ArticleQuery, ModelVersion, TextPart
from core.archive.text import chunks
from core.types import Article, Scheme


def list_articles(database: Database, query: ArticleQuery, offset: int = 0, limit: int = PAGE_SIZE) -> ArticlePage:
    """List articles of these papers, topic and days, newest first.

    Raises
    ------
    ArchiveError
        If the archive cannot be read.
    """
    with database.reading() as connection:
        files = month_files(connection)
        keys = newest_of_list(connection, files, query, offset + limit)[offset:]
        found = rows_of(connection, list_columns(query), [key.id for key in keys])
        return ArticlePage(tuple(to_article(row) for row in found), _count(connection, query))


def rows_of(
    connection: Connection,
    chosen: Select[*tuple[Any, ...]],
    numbers: Sequence[int],
    columns: Sequence[str] | None = LISTED,
) -> list[Row[Any]]:
    """Run a statement on articles by number, be they in tables or in files; its rows in the order of the numbers.

    `chosen` selects from `ArticleRow`, its number as `id`, and from what
    `columns` of a file hold: all of them with None.
    """
    rows: dict[int, Row[Any]] = {}
    for part in chunks(numbers):
        rows.update({row.id: row for row in connection.execute(chosen.where(ArticleRow.id.in_(part)))})
    with numbered(connection, [number for number in numbers if number not in rows], columns) as memory:
        if memory is not None:
            rows.update({row.id: row for row in memory.execute(chosen)})
    return [rows[number] for number in numbers if number in rows]


def versions(database: Database, article: int) -> list[tuple[datetime, str, str]]:
    """List former headlines and texts of an article, oldest first, each with when it was last seen."""
    chosen = select(Version.seen_at, Version.title, Version.text).where(Version.article_id == article)
    chosen = chosen.order_by(Version.number)
    with database.reading() as connection:
        there = connection.execute(select(ArticleRow.id).where(ArticleRow.id == article)).first()
        with numbered(connection, [] if there else [article]) as memory:
            rows = (memory or connection).execute(chosen)
            return [(row[0], row[1], row[2]) for row in rows]


def articles_at(database: Database, urls: Sequence[str]) -> list[Article]:
    """List the articles that could be read at these canonical addresses, with what is stored of the texts."""
    chosen = (
        select(Paper.key, ArticleRow.url, ArticleRow.title, Body.text)
        .join(Paper, Paper.id == ArticleRow.paper_id)
        .join(Body, Body.article_id == ArticleRow.id)
    )
    with database.reading() as connection:
        return [Article(row.key, row.url, row.title, row.text) for row in rows_at(connection, chosen, urls)]


def rows_at(connection: Connection, chosen: Select[*tuple[Any, ...]], urls: Collection[str]) -> list[Row[Any]]:
    """Run a statement that selects from `ArticleRow` on the articles at these addresses, be they in tables or files."""
    rows = [row for part in chunks(list(urls)) for row in connection.execute(chosen.where(ArticleRow.url.in_(part)))]
    with at(connection, without_tables(connection, urls)) as memory:
        return [*rows, *(memory.execute(chosen) if memory is not None else ())]


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
