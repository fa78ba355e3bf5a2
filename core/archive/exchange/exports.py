"""Exports: every table as rows that mean something elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection

from core.archive.database.engine import Database
from core.archive.database.schema import ArticleRow, Entry, PredictionRow, Version
from core.archive.exchange.columns import ExportedTable, Selected
from core.archive.exchange.tables import TABLES
from core.archive.months.catalogue import MonthFile, addresses, month_files
from core.archive.months.hydrate import hydrated
from core.archive.months.merging import SortKey, merged
from core.errors import UsageError

BATCH = 1000
"""Rows that are fetched at once."""
OF_ARTICLES: dict[str, tuple[Selected, ...]] = {
    "articles": (ArticleRow.id,),
    "predictions": (PredictionRow.article_id, PredictionRow.model_id),
    "versions": (Version.article_id, Version.number),
}
"""Tables that are partly in files, and what their rows are sorted by."""
Cells = dict[str, Any]


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
        files = month_files(connection, whole=True)
        if files and name in OF_ARTICLES:
            yield from _merged(connection, table, OF_ARTICLES[name], files)
        elif files and name == "entries":
            yield from _with_addresses(connection, table)
        else:
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


def _merged(
    connection: Connection, table: ExportedTable, keys: tuple[Selected, ...], files: Sequence[MonthFile]
) -> Iterator[Cells]:
    """Stream the rows of the tables and those of files as one, in the order in which one table would give them."""
    query = table.query().add_columns(*keys)
    streaming = connection.execution_options(stream_results=True, yield_per=BATCH)

    def of_tables() -> Iterator[tuple[SortKey, Cells]]:
        for row in streaming.execute(query):
            yield tuple(row[-len(keys) :]), table.row(row)

    def of_file(file: MonthFile) -> Iterator[tuple[SortKey, Cells]]:
        for batch in file.batches():
            with hydrated(connection, batch) as memory:
                found = [(tuple(row[-len(keys) :]), table.row(row)) for row in memory.execute(query)]
            yield from found

    yield from merged([((0,), of_tables), *(((file.first_id,), lambda file=file: of_file(file)) for file in files)])


def _with_addresses(connection: Connection, table: ExportedTable) -> Iterator[Cells]:
    """Stream the rows of editions, with the addresses of articles that are in files."""
    query = table.query().add_columns(Entry.article_id)
    rows = iter(connection.execution_options(stream_results=True, yield_per=BATCH).execute(query))
    while batch := list(islice(rows, BATCH)):
        cells = [table.row(row) for row in batch]
        away = {row[-1] for row, cell in zip(batch, cells, strict=True) if row[-1] is not None and cell["url"] is None}
        found = addresses(connection, away)
        yield from (
            cell if cell["url"] is not None else {**cell, "url": found.get(row[-1])}
            for row, cell in zip(batch, cells, strict=True)
        )
