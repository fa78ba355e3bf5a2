"""Counts by day, paper and topic, for trends."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, func, select

from core.archive.database.engine import Database
from core.archive.database.schema import Daily, Paper
from core.archive.queries.criteria import daily_conditions
from core.archive.records import ArticleQuery, DayCount
from core.archive.writing.counts import day_of
from core.types import Scheme


def daily_counts(database: Database, query: ArticleQuery, by_paper: bool = False) -> list[DayCount]:
    """Count articles by day and topic, oldest first; all papers together under "" unless `by_paper`.

    Raises
    ------
    ArchiveError
        If the archive cannot be read.
    """
    with database.reading() as connection:
        names = {int(row.id): row.name for row in connection.execute(select(Paper.id, Paper.name))}
        rows = connection.execute(_counts(connection, query, by_paper)).all()
    return [DayCount(day_of(row.day), names[row.paper_id] if by_paper else "", row.topic, int(row.n)) for row in rows]


def _counts(connection: Connection, query: ArticleQuery, by_paper: bool) -> Select[*tuple[Any, ...]]:
    keys = [Daily.day, Daily.topic, *([Daily.paper_id] if by_paper else [])]
    chosen = select(*keys, func.sum(Daily.n).label("n")).where(*daily_conditions(connection, query)).group_by(*keys)
    return chosen.order_by(*keys)


def span(database: Database) -> tuple[date, date] | None:
    """Find the first and the last day of which there are articles; None where there are none."""
    with database.reading() as connection:
        days = select(func.min(Daily.day), func.max(Daily.day)).where(Daily.scheme == Scheme.ALL)
        row = connection.execute(days).one()
    return None if row[0] is None else (day_of(row[0]), day_of(row[1]))


def papers(database: Database) -> dict[str, str]:
    """Name the papers that have articles, by id, in order of their names."""
    having = select(Daily.paper_id).where(Daily.scheme == Scheme.ALL).distinct()
    with database.reading() as connection:
        rows = connection.execute(select(Paper.key, Paper.name).where(Paper.id.in_(having)).order_by(Paper.name))
        return {row.key: row.name for row in rows}
