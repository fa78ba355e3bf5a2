"""Tables and texts that a person hands in."""

from __future__ import annotations

import codecs
import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import pandas as pd

from core.errors import InputError
from core.files.csv_dialect import parse_csv, split_declaration
from core.files.formulas import restore
from core.files.header import MAX_PREAMBLE, TEXTS, TITLES, count_usual_names, find_header

MAX_ROWS = 5_000
MAX_COLUMNS = 60
MAX_UNPACKED = 200 * 1024 * 1024
"""Bytes that a workbook may unpack to."""

MAX_SHEETS = 20
"""Sheets of a workbook that are searched for articles."""
MAX_SHEET_ROWS = 1_048_576
"""Rows that a sheet can have, with the empty ones (Excel specifications and limits)."""
SAMPLED_ROWS = 50
"""Rows of a sheet by which it is chosen."""
MIN_PROSE = 0.5
"""Share of long values from which a column without a usual name holds texts, not notices."""
MAX_NAME = 60
"""Characters that a column's name has at most: a longer value is an article's."""

_ESCAPE = re.compile(r"_x(000[9AD]|005F)_", re.IGNORECASE)
"""How Excel writes line ends and underscores in a cell (ECMA-376, 22.9.2.19)."""
_RULE = re.compile(r"^\s*-{3,}\s*$", re.MULTILINE)


def read_table(content: bytes, name: str) -> pd.DataFrame:
    """Read the rows of a CSV file, or of the sheet of an XLSX workbook that holds articles, every value as text.

    The first row names the columns, unless it reads like an article itself.
    CSV may be in UTF-8, UTF-16 with a byte-order mark, or Windows-1252, with
    commas, semicolons, tabs, bars, or what its first line declares ("sep=;").

    Raises
    ------
    InputError
        If the file cannot be read, is empty, or has more than `MAX_ROWS` rows.
    """
    filled = (row for row in _rows(content, name) if any(value.strip() for value in row))
    rows = [[restore(value) for value in row] for row in islice(filled, MAX_ROWS + 2)]
    if not rows:
        raise InputError(f"{name} holds no rows.")
    rows = rows[find_header(rows) :]
    width = max(len(row) for row in rows)
    if width > MAX_COLUMNS:
        raise InputError(f"{name} has {width} columns; {MAX_COLUMNS} at most can be read.")
    rows = [[*row, *[""] * (width - len(row))] for row in rows]
    headless = _is_prose(rows[0])
    names = [f"Column {number}" for number in range(1, width + 1)] if headless else _names(rows[0])
    body = rows if headless else rows[1:]
    if not body:
        raise InputError(f"{name} has column names but no rows.")
    if len(body) > MAX_ROWS:
        raise InputError(f"{name} has more than {MAX_ROWS:,} rows. Split it, and upload one part at a time.")
    return pd.DataFrame(body, columns=names, dtype="object")


def guess_columns(frame: pd.DataFrame) -> tuple[str | None, str]:
    """Guess which columns hold the headline (None where there is none) and the text."""
    lower = {str(name).strip().casefold(): str(name) for name in frame.columns}
    title = next((lower[name] for name in TITLES if name in lower), None)
    text = next((lower[name] for name in TEXTS if name in lower), None)
    if text is None:
        others = [str(name) for name in frame.columns if str(name) != title]
        text = max(others, key=lambda name: frame[name].str.len().mean(), default=title)
    return title if title != text else None, str(text)


def split_articles(text: str) -> list[str]:
    """Split several articles in one text: between lines of dashes, or else one a line."""
    parts = _RULE.split(text) if _RULE.search(text) else text.splitlines()
    return [part.strip() for part in parts if part.strip()]


def _rows(content: bytes, name: str) -> Iterable[Sequence[str]]:
    if content[:4] == b"PK\x03\x04":
        return _workbook(content, name)
    return _csv(content, name)


def _csv(content: bytes, name: str) -> Iterable[Sequence[str]]:
    csv.field_size_limit(MAX_UNPACKED)
    separator, text = split_declaration(_decode(content, name))
    try:
        return parse_csv(text, MAX_ROWS + 2, separator)
    except csv.Error as problem:
        raise InputError(f"{name} cannot be read as CSV: {problem}.") from problem


def _decode(content: bytes, name: str) -> str:
    """Decode as the byte-order mark says (Unicode Standard, 23.8), or else as UTF-8 or Windows-1252."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = content.decode("utf-16", "replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", "replace")
    if "\0" in text[:4096]:
        raise InputError(f"{name} is neither a CSV file nor an XLSX workbook.")
    return text.replace("\0", "\ufffd")


def _workbook(content: bytes, name: str) -> Iterable[Sequence[str]]:
    # Imported here: most visits hand in no workbook.
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
                raise InputError(f"{name} unpacks to more than {MAX_UNPACKED // 2**20} MiB.")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        yield from _sheet_rows(_sheet_of_articles(book.worksheets))
    except InputError:
        raise
    except Exception as problem:  # openpyxl raises what its parsers raise
        raise InputError(f"{name} cannot be read as an XLSX workbook.") from problem


def _sheet_of_articles(sheets: Sequence[Any]) -> Any:
    """Take the first sheet that holds articles, a visible one if there is; covers and notes are passed over."""
    samples = [list(islice(_sheet_rows(sheet), SAMPLED_ROWS)) for sheet in sheets[:MAX_SHEETS]]
    promises = [_promise(sample, samples[0]) for sample in samples]
    return max(zip(sheets, promises, strict=False), key=lambda pair: (pair[1], pair[0].sheet_state == "visible"))[0]


def _promise(rows: Sequence[Sequence[str]], first: Sequence[Sequence[str]]) -> int:
    """Judge how likely rows are articles.

    Returns
    -------
    int
        5 for a header that says so or texts with other values, 4 for one
        column of texts, 3 for a usual name, 2 for columns of other names,
        1 for any rows, 0 for none below a header. A sheet that is shorter
        than the first may describe it: what it has counts little.
    """
    header = find_header(rows)
    below = rows[header + 1 :]
    prose = sum(map(_is_prose, rows))
    if not below and not prose:
        return 0
    usual = count_usual_names(rows[header])
    is_wide = max(map(len, below), default=0) > 1
    if usual > 1 or (prose and (usual or is_wide)):
        return 5
    if prose > MIN_PROSE * len(rows):
        return 4
    is_shorter = len(rows) < len(first) and not _is_cover(first)
    return 1 if is_shorter else 3 if usual else 2 if is_wide else 1


def _is_cover(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows may be a title page: a few lines, not in columns."""
    return len(rows) <= MAX_PREAMBLE and max(map(len, rows), default=0) < 2


def _is_prose(row: Sequence[str]) -> bool:
    """Whether a row reads like an article itself."""
    return max(map(len, row), default=0) > MAX_NAME


def _sheet_rows(sheet: Any) -> Iterator[list[str]]:
    """Read all rows with a value, whatever range the sheet says to use (ECMA-376, 18.3.1.35: it need not be right)."""
    sheet.reset_dimensions()
    for row in islice(sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS + 1), MAX_SHEET_ROWS):
        if row.count(None) < len(row):
            yield _trimmed(["" if value is None else _ESCAPE.sub(_unescape, str(value)) for value in row])


def _unescape(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))


def _trimmed(row: list[str]) -> list[str]:
    """Return the row without the empty cells at its end."""
    while row and not row[-1]:
        row.pop()
    return row


def _names(row: Sequence[str]) -> list[str]:
    """Return names of columns: each once, none empty."""
    names: list[str] = []
    for number, value in enumerate(row, 1):
        name = value.strip() or f"Column {number}"
        while name in names:
            name += " (again)"
        names.append(name)
    return names
