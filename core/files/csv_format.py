"""CSV for spreadsheets: UTF-8 with a byte-order mark, and no cell that is a formula."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any

from core.errors import InputError
from core.files.formulas import neutralise, restore
from core.files.table import Table, Types

BYTE_ORDER_MARK = "\ufeff"
"""Makes Excel read the file as UTF-8."""
MAX_CELL = 64 * 1024 * 1024
"""Characters of one cell that is read: as long as the longest line of other inputs."""
TRUE = ("True", "true", "1")


def write(table: Table, out: IO[bytes]) -> int:
    """Write a table; what a spreadsheet would run gets a leading apostrophe (OWASP, CSV injection)."""
    text = io.TextIOWrapper(out, "utf-8", "replace", newline="")
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text, lineterminator=table.line_end)
    writer.writerow([neutralise(name) for name in table.columns])
    count = 0
    for row in table.rows:
        writer.writerow([_cell(value, table) for value in row])
        count += 1
    text.flush()
    text.detach()
    return count


def _cell(value: object, table: Table) -> object:
    if isinstance(value, datetime):
        return table.timestamp(value)
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, dict | list):
        value = json.dumps(value, ensure_ascii=False)
    return neutralise(value)


def read(stream: IO[bytes], name: str, types: Types) -> Iterator[dict[str, Any]]:
    """Read rows that `write` wrote.

    Raises
    ------
    InputError
        If the file is no CSV, or a row has another number of cells than there are columns.
    """
    csv.field_size_limit(MAX_CELL)
    try:
        for row in csv.DictReader(io.TextIOWrapper(stream, "utf-8-sig", newline="")):
            if None in row or None in row.values():
                raise InputError(f"A row of {name} has more or fewer cells than there are columns.")
            yield {column: _value(cell, types.get(column, str)) for column, cell in row.items()}
    except (csv.Error, ValueError) as problem:
        raise InputError(f"{name} is not a sound CSV file: {problem}.") from problem


def _value(cell: str, kind: type) -> Any:
    cell = restore(cell)
    if not cell:
        return None
    if kind is dict:
        return json.loads(cell)
    return cell in TRUE if kind is bool else kind(cell)
