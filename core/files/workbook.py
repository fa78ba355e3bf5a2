"""Excel workbooks of one sheet, in which no cell is a formula."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain, islice
from numbers import Number
from typing import IO, TYPE_CHECKING, Any

from core.files.formulas import neutralise
from core.files.table import Table

if TYPE_CHECKING:
    from openpyxl.cell.cell import WriteOnlyCell

MAX_CELL = 32_767
"""Characters that a cell of a workbook can hold (Excel specifications and limits)."""
MAX_TITLE = 31
"""Characters that the name of a sheet can have (the same)."""
MAX_WIDTH = 60
"""Characters that a column is wide at most, however long its texts are."""
SAMPLED_ROWS = 50
"""Rows whose texts decide how wide the columns are."""


def write(table: Table, out: IO[bytes]) -> int:
    """Write a table, its header fixed.

    Times are written in UTC, without zone, as workbooks know none; texts are
    cut at what a cell can hold and lose characters that XML cannot.
    """
    # Imported here: a page that nobody downloads from needs no workbooks.
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet("".join(c for c in table.title if c not in r"[]:*?/\\")[:MAX_TITLE] or "Broadsheet")
    sheet.freeze_panes = "A2"
    rows = iter(table.rows)
    sample = list(islice(rows, SAMPLED_ROWS))
    for place, width in enumerate(_widths(table.columns, sample), 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.append([_cell(sheet, name, bold=True) for name in table.columns])
    count = 0
    for row in chain(sample, rows):
        sheet.append([_cell(sheet, value) for value in row])
        count += 1
    book.save(out)
    return count


def _widths(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[int]:
    for place, name in enumerate(columns):
        longest = max([len(name), *(len(str(row[place])) for row in rows)])
        yield min(MAX_WIDTH, longest + 2)


def _cell(sheet: Any, value: object, bold: bool = False) -> WriteOnlyCell:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, WriteOnlyCell
    from openpyxl.styles import Font

    plain = _plain(value)
    if isinstance(plain, str):
        plain = ILLEGAL_CHARACTERS_RE.sub("", plain.encode("utf-8", "replace").decode("utf-8"))[:MAX_CELL]
    cell = WriteOnlyCell(sheet, value=plain)
    if isinstance(plain, str):
        cell.data_type = "s"  # never a formula, whatever it starts with
    if bold:
        cell.font = Font(bold=True)
    return cell


def _plain(value: object) -> object:
    """Return a value as a workbook can hold it; nested values are JSON, bytes hexadecimal."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo is not None else value
    if isinstance(value, Number):
        return value.item() if hasattr(value, "item") else value
    if isinstance(value, bytes):
        return value.hex()
    return neutralise(json.dumps(value, ensure_ascii=False) if isinstance(value, (list, tuple, dict)) else str(value))
