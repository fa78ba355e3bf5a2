"""Exports: every table as rows that mean something elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from core.archive.database.engine import Database
from core.archive.exchange.columns import ExportedTable
from core.archive.exchange.tables import TABLES
from core.errors import UsageError

BATCH = 1000
"""Rows that are fetched at once."""


def export_rows(database: Database, name: str) -> Iterator[dict[str, Any]]:
    """Stream the rows of a table.

    Raises
    ------
    UsageError
        If there is no such table.
    ArchiveError
        If the archive cannot be read.
    """
    table = table_named(name)
    with database.reading() as connection:
        rows = connection.execution_options(stream_results=True, yield_per=BATCH).execute(table.query())
        yield from map(table.row, rows)


def table_named(name: str) -> ExportedTable:
    """Look a table up by its name.

    Raises
    ------
    UsageError
        If there is none.
    """
    if name not in TABLES:
        raise UsageError(f"There is no table {name!r} to export; there are: {', '.join(TABLES)}.")
    return TABLES[name]
