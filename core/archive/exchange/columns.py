"""Columns of exported tables, each declared once: its type in files, what is selected, what an import inserts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, select
from sqlalchemy.orm import InstrumentedAttribute

from core.errors import InputError
from core.text import storable

Selected = ColumnElement[Any] | InstrumentedAttribute[Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """What cells hold: their type in files, and how the value of a cell is parsed; it may raise ValueError."""

    name: str
    type: type
    parse: Callable[[Any], Any]


def _parse_moment(value: object) -> datetime | None:
    if not value:
        return None
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _parse_hash(value: Any) -> bytes | None:
    return value if isinstance(value, bytes) else bytes.fromhex(value) if value else None


TEXT = Kind("text", str, lambda value: "" if value is None else storable(str(value)))
OPTIONAL_TEXT = Kind("text", str, lambda value: storable(str(value)) or None if value is not None else None)
NUMBER = Kind("number", int, lambda value: int(value or 0))
SHARE = Kind("number", float, lambda value: float(value or 0))
FLAG = Kind("flag", bool, bool)
MOMENT = Kind("date in ISO 8601", str, _parse_moment)
HASH = Kind("hexadecimal number", str, _parse_hash)
NESTED = Kind("list or mapping", dict, lambda value: value)
"""Lists and mappings; `dict` stands for both. They are JSON where a format has only cells."""


def unchanged(value: Any) -> Any:
    """Return the value itself: the cell of most columns."""
    return value


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an exported table.

    Parameters
    ----------
    select : a column of the schema, or several
        What an export selects.
    kind : Kind
        Of its cells.
    insert : str
        Name of the value that an import makes of it: a column of the schema,
        or a field of a record. "" where an import looks it up, or needs it not.
    cell : callable
        Makes the cell of what was selected.
    required : bool
        Whether a row that lacks it cannot be imported.
    """

    name: str
    select: Selected | tuple[Selected, ...]
    kind: Kind = TEXT
    insert: str = ""
    cell: Callable[..., Any] = unchanged
    required: bool = False

    @property
    def selected(self) -> tuple[Selected, ...]:
        """Everything that is selected for it."""
        return self.select if isinstance(self.select, tuple) else (self.select,)

    def parse(self, row: Mapping[str, Any]) -> Any:
        """Read its value from a row of a file.

        Raises
        ------
        InputError
            If the cell holds something else, or nothing though it is required.
        """
        value = row.get(self.name)
        if self.required and value in (None, ""):
            raise InputError(f"A row lacks {self.name!r}.")
        try:
            return self.kind.parse(value)
        except (TypeError, ValueError) as problem:
            raise InputError(f"{self.name!r} of a row is no {self.kind.name}: {str(value)[:40]!r}.") from problem


@dataclass(frozen=True, slots=True)
class ExportedTable:
    """An exported table: its columns, and the joins and the order of the query behind it."""

    fields: tuple[Column, ...]
    arrange: Callable[[Select[Any]], Select[Any]]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns, in order."""
        return tuple(field.name for field in self.fields)

    def query(self) -> Select[Any]:
        """Select everything that its cells are made of."""
        return self.arrange(select(*(part for field in self.fields for part in field.selected)))

    def row(self, selected: Row[Any]) -> dict[str, Any]:
        """Make the cells of a row that `query` selected."""
        values: Iterator[Any] = iter(selected)
        return {field.name: field.cell(*islice(values, len(field.selected))) for field in self.fields}

    def values(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """Read what an import inserts from a row of a file, by the names of its `insert`.

        Raises
        ------
        InputError
            If a cell cannot be read.
        """
        return parse_fields(self.fields, row)


def parse_fields(fields: Iterable[Column], row: Mapping[str, Any]) -> dict[str, Any]:
    """Read what an import inserts for these columns, by the names of their `insert`.

    Raises
    ------
    InputError
        If a cell cannot be read.
    """
    return {field.insert: field.parse(row) for field in fields if field.insert}
