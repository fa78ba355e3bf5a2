"""What rows of files name: newspapers, models, and the numbers of what is in the archive already."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from core.archive.exchange.tables import TABLES
from core.archive.records import ModelVersion
from core.errors import InputError
from core.text import storable
from core.types import Newspaper

Row = Mapping[str, Any]
Rows = Sequence[Row]


def numbers_of(connection: Connection, rows: Rows, column: str, table: type[Any], key: Any) -> dict[str, int]:
    """Look up the numbers of what a column of the rows names, as far as it is there."""
    names = list({str(row[column]) for row in rows if row.get(column)})
    return {name: int(number) for name, number in connection.execute(select(key, table.id).where(key.in_(names)))}


def pairs_of(connection: Connection, first: Any, second: Any, numbers: Collection[int]) -> set[tuple[Any, ...]]:
    """List the pairs of two columns that are there, of these numbers in the first one."""
    return {tuple(row) for row in connection.execute(select(first, second).where(first.in_(numbers)))}


def newspaper_id(row: Row) -> str:
    """Read the id of the newspaper that a row names.

    Raises
    ------
    InputError
        If it names none.
    """
    newspaper = storable(text_of(row, "newspaper") or text_of(row, "publisher")).strip()
    if not newspaper:
        raise InputError("A row names no newspaper: it needs 'newspaper' (or 'publisher').")
    return newspaper


def newspaper_of(row: Row) -> Newspaper:
    """Read the newspaper that a row names, with what else the row says of it.

    Raises
    ------
    InputError
        If it names none.
    """
    values = TABLES["papers"].values(row)
    number = newspaper_id(row)
    return Newspaper(number, storable(text_of(row, "paper")) or number, **values)


def version_of(row: Row) -> ModelVersion:
    """Read the version of a model that a row names."""
    return ModelVersion(text_of(row, "model"), text_of(row, "sha256"), tuple(row.get("labels") or ()))


def text_of(row: Row, name: str) -> str:
    """Read a cell as a text; "" where there is none."""
    value = row.get(name)
    return "" if value is None else str(value)
