"""Tables for spreadsheets, in which no cell becomes a formula."""

from __future__ import annotations

import io
from datetime import datetime
from numbers import Number

import pandas as pd

from core.files.formulas import neutralise

LONGEST_CELL = 32_767
"""Characters that a cell of a workbook can hold."""


def to_csv(frame: pd.DataFrame) -> bytes:
    """The frame as CSV in UTF-8 with a byte-order mark (so that Excel reads it), formulas neutralised."""
    safe = frame.rename(columns=lambda name: neutralise(str(name)))
    for place in range(safe.shape[1]):
        column = safe.iloc[:, place]
        if column.dtype == object or pd.api.types.is_string_dtype(column):
            safe.isetitem(place, column.map(neutralise))  # type: ignore[arg-type]  # pandas-stubs: a Series is meant
    text: str = safe.to_csv(index=False)
    return ("\ufeff" + text).encode("utf-8", "replace")


def to_xlsx(frame: pd.DataFrame, title: str = "Broadsheet") -> bytes:
    """The frame as an Excel workbook of one sheet, its header fixed, formulas neutralised.

    Times are written in UTC, without zone, as workbooks know none; texts are
    cut at what a cell can hold and lose characters that XML cannot.
    """
    # Imported here: a page that nobody downloads from needs no workbooks.
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet("".join(c for c in title if c not in r"[]:*?/\\")[:31] or "Broadsheet")
    sheet.freeze_panes = "A2"

    def cell(value: object, bold: bool = False) -> WriteOnlyCell:
        plain = _plain(value)
        if isinstance(plain, str):
            plain = ILLEGAL_CHARACTERS_RE.sub("", plain.encode("utf-8", "replace").decode("utf-8"))[:LONGEST_CELL]
        made = WriteOnlyCell(sheet, value=plain)
        if isinstance(plain, str):
            made.data_type = "s"  # never a formula, whatever it starts with
        if bold:
            made.font = Font(bold=True)
        return made

    for place, name in enumerate(frame.columns, 1):
        longest = max([len(str(name)), *(len(str(value)) for value in frame.iloc[:50, place - 1])])
        sheet.column_dimensions[get_column_letter(place)].width = min(60, longest + 2)
    sheet.append([cell(str(name), bold=True) for name in frame.columns])
    for row in frame.itertuples(index=False, name=None):
        sheet.append([cell(value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _plain(value: object) -> object:
    """A value as a workbook can hold it; nothing for what is missing."""
    if value is None or (not isinstance(value, (str, list, tuple, dict)) and bool(pd.isna(value))):  # type: ignore[call-overload]
        return None
    if isinstance(value, datetime):
        moment = pd.Timestamp(value)
        moment = moment.tz_convert("UTC").tz_localize(None) if moment.tzinfo is not None else moment
        return moment.to_pydatetime()
    if isinstance(value, bool):
        return value
    if isinstance(value, Number):
        return value.item() if hasattr(value, "item") else value
    return neutralise(str(value))
