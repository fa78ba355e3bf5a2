"""A table on its way to or from a file, whatever the file's format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

Types = Mapping[str, type]
"""What columns hold, by name: int, float, bool, or dict for nested values. Columns that are not named hold text."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns, read once.

    `line_end` and `timestamp` (how moments are written) are of CSV: archive
    tables follow RFC 4180 and ISO 8601, tables of pages pandas' `to_csv`.
    """

    columns: Sequence[str]
    rows: Iterable[Sequence[object]]
    title: str = ""
    types: Types = field(default_factory=dict)
    line_end: str = "\r\n"
    timestamp: Callable[[datetime], str] = datetime.isoformat


def mapping_table(
    rows: Iterable[Mapping[str, Any]], columns: Sequence[str], types: Types | None = None, title: str = ""
) -> Table:
    """Arrange rows that are mappings under `columns`; what a row lacks is missing."""
    return Table(columns, ([row.get(name) for name in columns] for row in rows), title, types or {})


def frame_table(frame: pd.DataFrame, title: str = "") -> Table:
    """Arrange a data frame as a table; NaN and NaT are missing values."""
    columns = [str(name) for name in frame.columns]
    types = {name: _TYPES[kind] for name, kind in zip(columns, _kinds(frame), strict=True) if kind in _TYPES}
    return Table(columns, _frame_rows(frame), title, types, line_end="\n", timestamp=str)


_TYPES = {"i": int, "u": int, "f": float, "b": bool}
"""Column types by the one-letter kind of a NumPy dtype."""


def _kinds(frame: pd.DataFrame) -> list[str]:
    return [str(getattr(dtype, "kind", "O")) for dtype in frame.dtypes]


def _frame_rows(frame: pd.DataFrame) -> Iterator[Sequence[object]]:
    objects = frame.astype(object)
    yield from objects.where(frame.notna(), None).itertuples(index=False, name=None)
