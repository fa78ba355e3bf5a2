"""Attention to a search: how many articles of each paper and day match it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select, type_coerce
from sqlalchemy.types import BigInteger

from core.archive.database.base import table_of
from core.archive.database.engine import Database
from core.archive.database.schema import ArticleRow, Daily, Paper
from core.archive.database.sqlite import matching_rows
from core.archive.months.catalogue import month_files
from core.archive.queries.criteria import conditions, daily_conditions
from core.archive.records import ArticleQuery, MatchCount
from core.archive.search_syntax import parse
from core.archive.text import chunks
from core.archive.writing.counts import day_of

DAY = 86_400
"""Seconds of a day."""
PAPERS = 2**32
"""More than any number of a paper."""


def matching_counts(database: Database, typed: str, query: ArticleQuery) -> list[MatchCount]:
    """Count by day and paper, oldest first, the classified articles and those of them that match a search.

    Raises
    ------
    SearchError
        If the search cannot be understood.
    ArchiveError
        If the archive cannot be read.
    """
    parsed = parse(typed)
    with database.reading() as connection:
        papers = {row.id: (row.key, row.name) for row in connection.execute(select(Paper.id, Paper.key, Paper.name))}
        numbers = connection.execute(_all(connection, query)).all()
        matching = _counted(connection, database.dialect.matching(parsed), query)
        files = month_files(connection)
        words = database.dialect.file_query(connection, parsed) if files else ""
        for file in files:
            with file.searching() as index:
                matching.update(_counted(index, matching_rows(words), query))
                for part in chunks(sorted(file.gone)):
                    matching.subtract(_counted(index, matching_rows(words), query, part))
    return [_count(row, *papers[row.paper_id], matching[row.day, row.paper_id]) for row in numbers]


def _counted(
    connection: Connection, matching: Select[int], query: ArticleQuery, among: Sequence[int] | None = None
) -> Counter[tuple[int, int]]:
    """Count the articles that match by day and paper, all of them or those with certain numbers."""
    criteria = conditions(connection, query)
    if among is not None:
        criteria.append(ArticleRow.id.in_(among))
    found = connection.execute(_matches(matching, criteria))
    return Counter({divmod(row.key, PAPERS): int(row.n) for row in found})


def _count(row: Row[Any], key: str, name: str, matching: int) -> MatchCount:
    # PostgreSQL may have saved more between the two statements.
    return MatchCount(day_of(row.day), key, name, int(row.n), min(int(row.n), matching))


def _all(connection: Connection, query: ArticleQuery) -> Select[*tuple[Any, ...]]:
    """Select how many articles there are by day and paper, from the sums that the writer keeps."""
    return (
        select(Daily.day, Daily.paper_id, func.sum(Daily.n).label("n"))
        .where(*daily_conditions(connection, query))
        .group_by(Daily.day, Daily.paper_id)
        .order_by(Daily.day, Daily.paper_id)
    )


def _matches(matching: Select[int], criteria: list[ColumnElement[bool]]) -> Select[*tuple[Any, ...]]:
    """Select how many articles match by day and paper, as one number: SQLite groups by it in a third of the time."""
    article, found = table_of(ArticleRow), matching.subquery("found")
    day = type_coerce(article.c.at, BigInteger) // DAY  # of dates that are stored none is before 1971
    key = (day * PAPERS + article.c.paper_id).label("key")
    return (
        select(key, func.count().label("n"))
        .select_from(found.join(article, article.c.id == found.c.id))
        .where(*criteria)
        .group_by(key)
    )
