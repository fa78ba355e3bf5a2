"""Days of one paper, to compare with each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, and_, func, select

from core.archive.database.engine import Database
from core.archive.database.schema import ArticleRow, Body, Daily, Model, Paper, PredictionRow
from core.archive.months.catalogue import month_files
from core.archive.months.newest import newest_of_list
from core.archive.queries.articles import list_columns, rows_of, to_article
from core.archive.records import MAX_A_DAY, MAX_DAYS, ArchivedArticle, ArticleQuery, PaperDay
from core.archive.text import unpack
from core.archive.writing.counts import day_number, day_of
from core.types import Scheme


def days_of_papers(database: Database, until: date, days: int = MAX_DAYS) -> list[PaperDay]:
    """Count articles by paper and day of so many days up to and with `until`, the latest day first.

    Raises
    ------
    ArchiveError
        If the archive cannot be read.
    """
    last = day_number(until)
    counted = (
        select(Paper.key, Paper.name, Daily.day, func.sum(Daily.n).label("n"))
        .join(Paper, Paper.id == Daily.paper_id)
        .where(Daily.scheme == Scheme.ALL, Daily.day > last - days, Daily.day <= last)
        .group_by(Paper.key, Paper.name, Daily.day)
        .order_by(Daily.day.desc(), Paper.name)
    )
    with database.reading() as connection:
        return [PaperDay(row.key, row.name, day_of(row.day), int(row.n)) for row in connection.execute(counted)]


def articles_of_days(
    database: Database, newspaper: str, days: Sequence[date], scheme: Scheme = Scheme.ALL, limit: int = MAX_A_DAY
) -> list[ArchivedArticle]:
    """List the classified articles of a paper (by id) of these days, at most so many of each, the newest first.

    Raises
    ------
    ArchiveError
        If the archive cannot be read.
    """
    with database.reading() as connection:
        return [
            _with_topics(row)
            for day in sorted(set(days), reverse=True)
            for row in _of_day(connection, newspaper, day, scheme, limit)
        ]


def _of_day(
    connection: Connection, newspaper: str, day: date, scheme: Scheme, limit: int
) -> Sequence[Row[*tuple[Any, ...]]]:
    query = ArticleQuery((newspaper,), since=day, until=day, scheme=scheme)
    chosen = (
        list_columns(query)
        .add_columns(func.coalesce(Body.text, "").label("text"), PredictionRow.probabilities, Model.labels)
        .outerjoin(Body, Body.article_id == ArticleRow.id)
        .outerjoin(
            PredictionRow,
            and_(PredictionRow.article_id == ArticleRow.id, PredictionRow.model_id == ArticleRow.model_id),
        )
    )
    newest = newest_of_list(connection, month_files(connection), query, limit)
    return rows_of(connection, chosen, [key.id for key in newest], None)


def _with_topics(row: Row[Any]) -> ArchivedArticle:
    """Make the record of a row with the probabilities that the article's prediction holds."""
    known = row.probabilities is not None and row.labels
    topics = unpack(row.labels.split(","), row.probabilities) if known else None
    return replace(to_article(row, leave_out=("probabilities", "labels")), topics=topics)
