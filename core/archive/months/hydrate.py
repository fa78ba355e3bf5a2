"""Articles of files, put into tables of their own in memory: the archive's statements run on them as they are."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table, create_engine, insert, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.pool import StaticPool
from sqlalchemy.schema import CreateTable

from core.archive.database.base import table_of
from core.archive.database.schema import (
    ArticleRow,
    Body,
    CorrectionRow,
    EditionRow,
    Entry,
    Model,
    Paper,
    PredictionRow,
    SectionRow,
    Version,
)
from core.archive.months.catalogue import stored_at, stored_by_number
from core.archive.months.layout import ARTICLE_COLUMNS, PREDICTION_COLUMNS, VERSION_COLUMNS, Stored
from core.archive.text import chunks

LISTED = (*ARTICLE_COLUMNS, "text")
"""Columns of an article alone, without its predictions and versions."""
NAMES = (Paper, Model, SectionRow)
"""What articles refer to by number."""
HELD = (*NAMES, EditionRow, ArticleRow, Body, Version, PredictionRow, Entry, CorrectionRow)


@contextlib.contextmanager
def hydrated(connection: Connection, rows: Sequence[Stored]) -> Iterator[Connection]:
    """Put articles into a database in memory, with the names that they refer to from the archive's own.

    Parameters
    ----------
    connection : Connection
        To the archive.
    """
    engine = create_engine("sqlite://", poolclass=StaticPool)
    try:
        with engine.connect() as memory:
            for statement in _tables():
                memory.exec_driver_sql(statement)
            for name, values in _names(connection, rows).items():
                _fill(memory, name, values)
            for name, values in raw_rows(rows).items():
                _fill(memory, name, values)
            yield memory
    finally:
        engine.dispose()


@contextlib.contextmanager
def at(connection: Connection, urls: Collection[str]) -> Iterator[Connection | None]:
    """Put the articles of files at these addresses into a database in memory; None where there are none."""
    with _or_none(connection, stored_at(connection, urls) if urls else []) as memory:
        yield memory


@contextlib.contextmanager
def numbered(
    connection: Connection, numbers: Collection[int], columns: Sequence[str] | None = None
) -> Iterator[Connection | None]:
    """Put the articles of files with these numbers, or some columns, into a database in memory; None without any."""
    with _or_none(connection, stored_by_number(connection, numbers, columns) if numbers else []) as memory:
        yield memory


@contextlib.contextmanager
def _or_none(connection: Connection, rows: Sequence[Stored]) -> Iterator[Connection | None]:
    if not rows:
        yield None
        return
    with hydrated(connection, rows) as memory:
        yield memory


def raw_rows(rows: Sequence[Stored]) -> dict[str, list[Mapping[str, Any]]]:
    """Give the rows of the tables that articles stand in, by table."""
    return {
        "article": [{name: row[name] for name in ARTICLE_COLUMNS} for row in rows],
        "body": [{"article_id": row["id"], "text": row["text"]} for row in rows if row["text"] is not None],
        "prediction": [{"article_id": row["id"], **part} for row in rows for part in row.get("predictions") or ()],
        "version": [{"article_id": row["id"], **part} for row in rows for part in row.get("versions") or ()],
    }


COLUMNS = {
    "article": ARTICLE_COLUMNS,
    "body": ("article_id", "text"),
    "prediction": ("article_id", *PREDICTION_COLUMNS),
    "version": ("article_id", *VERSION_COLUMNS),
}
"""Columns of those tables, in the order of their rows."""


def insert_sql(name: str, placeholder: str) -> str:
    """Write the statement that puts raw rows into one of the tables."""
    columns = COLUMNS[name]
    marks = ", ".join(placeholder.format(column) for column in columns)
    return f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608


def _fill(memory: Connection, name: str, values: Sequence[Mapping[str, Any]]) -> None:
    if not values:
        return
    if name in COLUMNS:
        memory.exec_driver_sql(insert_sql(name, "?"), [tuple(row[c] for c in COLUMNS[name]) for row in values])
    else:
        memory.execute(insert(_table(name)), list(values))


def _table(name: str) -> Table:
    return next(table_of(of) for of in HELD if table_of(of).name == name)


@lru_cache(maxsize=1)
def _tables() -> tuple[str, ...]:
    # No foreign keys: what is put in is a part of an archive.
    return tuple(str(CreateTable(table_of(of)).compile(dialect=sqlite.dialect())) for of in HELD)


def _names(connection: Connection, rows: Sequence[Stored]) -> dict[str, list[Mapping[str, Any]]]:
    """Read the papers, models and sections that articles refer to."""
    models = {part["model_id"] for row in rows for part in row.get("predictions") or ()}
    used = {
        Paper: {row["paper_id"] for row in rows},
        Model: models | {row["model_id"] for row in rows if row["model_id"] is not None},
        SectionRow: {row["section_id"] for row in rows if row["section_id"] is not None},
    }
    return {
        table_of(of).name: [
            dict(row._mapping)
            for part in chunks(sorted(numbers))
            for row in connection.execute(select(table_of(of)).where(table_of(of).c.id.in_(part)))
        ]
        for of, numbers in used.items()
    }
