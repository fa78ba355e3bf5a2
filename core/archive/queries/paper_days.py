"""What one paper published on single days: for setting its days against each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, func, select

from core.archive.database.engine import Archive
from core.archive.database.schema import ArticleRow, Body, Daily, Paper
from core.archive.queries.articles import conditions, list_columns, to_article
from core.archive.records import ArchivedArticle, ArticleQuery
from core.archive.writing.counts import day_number, day_of
from core.types import Scheme

MOST_DAYS = 60
"""Days, up to the last one that is asked about, of which there is a choice."""
MOST_A_DAY = 100
"""Articles of one day that are compared; the newest, where there are more."""


@dataclass(frozen=True, slots=True)
class PaperDay:
    """How many articles of a paper, by its id and name, there are of a day (UTC)."""

    newspaper: str
    paper: str
    day: date
    n: int


def days_of_papers(archive: Archive, until: date, days: int = MOST_DAYS) -> list[PaperDay]:
    """Articles by paper and day of so many days up to and with `until`, the latest day first.

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
    with archive.reading() as connection:
        return [PaperDay(row.key, row.name, day_of(row.day), int(row.n)) for row in connection.execute(counted)]


def articles_of_days(
    archive: Archive, newspaper: str, days: Sequence[date], scheme: Scheme = Scheme.ALL, most: int = MOST_A_DAY
) -> list[ArchivedArticle]:
    """The classified articles of a paper (by id) of these days, at most so many of each, the newest first.

    Raises
    ------
    ArchiveError
        If the archive cannot be read.
    """
    with archive.reading() as connection:
        return [
            to_article(row)
            for day in sorted(set(days), reverse=True)
            for row in _of_day(connection, newspaper, day, scheme, most)
        ]


def _of_day(
    connection: Connection, newspaper: str, day: date, scheme: Scheme, most: int
) -> Sequence[Row[*tuple[Any, ...]]]:
    query = ArticleQuery((newspaper,), since=day, until=day, scheme=scheme)
    chosen = (
        list_columns(query)
        .add_columns(func.coalesce(Body.text, "").label("text"))
        .outerjoin(Body, Body.article_id == ArticleRow.id)
        .where(*conditions(connection, query))
        .order_by(ArticleRow.at.desc(), ArticleRow.id.desc())
        .limit(most)
    )
    return connection.execute(chosen).all()
