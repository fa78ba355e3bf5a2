"""The newest articles of tables and files together: of a list by day, or of a search by number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, select

from core.archive.database.dialects import MAX_RANKED
from core.archive.database.engine import dialect_of
from core.archive.database.schema import ArticleRow, Daily
from core.archive.database.sqlite import matches_among, newest_matches
from core.archive.months.catalogue import MonthFile
from core.archive.queries.criteria import conditions, daily_conditions
from core.archive.records import ArticleQuery
from core.archive.search_syntax import Query
from core.archive.writing.counts import day_number


class Key(NamedTuple):
    """What lists are sorted by."""

    at: datetime
    id: int


def newest_of_list(
    connection: Connection,
    files: Sequence[MonthFile],
    query: ArticleQuery,
    limit: int,
    more: Sequence[ColumnElement[bool]] = (),
) -> list[Key]:
    """Find the newest classified articles of a query, in tables and files; `more` are further criteria."""

    def chosen(where: Connection) -> Select[int, datetime]:
        criteria = (*conditions(where, query), *more)
        return (
            select(ArticleRow.id, ArticleRow.at).where(*criteria).order_by(ArticleRow.at.desc(), ArticleRow.id.desc())
        )

    found = [Key(row.at, row.id) for row in connection.execute(chosen(connection).limit(limit))]
    days = _days(connection, query) if files and (query.topic or query.papers) else None
    for file in sorted(files, key=lambda file: file.last_at, reverse=True):
        if len(found) >= limit and found[limit - 1].at > file.last_at:
            break
        if days is not None and days.isdisjoint(range(day_number(file.first_at), day_number(file.last_at) + 1)):
            continue
        with file.searching() as index:
            inside = chosen(index)
        found += [Key(row.at, row.id) for row in file.first(inside, limit)]
        found = sorted(found, reverse=True)[:limit]
    return found


def _days(connection: Connection, query: ArticleQuery) -> set[int]:
    """Find the days of which there are articles of a query: files of other days need not be asked."""
    return set(connection.execute(select(Daily.day).where(*daily_conditions(connection, query)).distinct()).scalars())


def newest_of_search(
    connection: Connection, files: Sequence[MonthFile], parsed: Query, query: ArticleQuery
) -> list[int]:
    """Find the newest articles that match, in tables and files, at most `MAX_RANKED` + 1; headlines come first."""
    dialect, most = dialect_of(connection), MAX_RANKED + 1
    found = dialect.newest(connection, parsed, conditions(connection, query, classified=False))
    in_tables = list(found)
    in_files: dict[MonthFile, list[int]] = {}
    words = dialect.file_query(connection, parsed) if files else ""
    for file in files:
        if len(found) == most and found[-1] > file.last_id:
            break
        with file.searching() as index:
            chosen = newest_matches(words, conditions(index, query, classified=False))
        in_files[file] = [int(row[0]) for row in file.first(chosen, most)]
        found = sorted([*found, *in_files[file]], reverse=True)[:most]
    shown = set(found)
    first = dialect.in_headline(connection, parsed, [number for number in in_tables if number in shown])
    headline = dialect.file_query(connection, parsed, headline=True) if in_files else ""
    for file, numbers in in_files.items():
        inside = [number for number in numbers if number in shown]
        if inside:
            with file.searching() as index:
                first |= matches_among(index, headline, inside)
    return sorted(found, key=lambda number: (number not in first, -number))
