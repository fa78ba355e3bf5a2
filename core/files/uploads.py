"""Tables and texts that a person hands in."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from itertools import islice

import pandas as pd

from core.errors import InputError

MAX_ROWS = 5_000
MAX_COLUMNS = 60
MAX_UNPACKED = 200 * 1024 * 1024
"""Bytes that a workbook may unpack to."""

TITLES = ("title", "headline", "head", "subject", "titel", "titre", "titulo", "título")
TEXTS = (
    "text",
    "body",
    "content",
    "article",
    "article_text",
    "full_text",
    "description",
    "summary",
    "lead",
    "abstract",
)

_RULE = re.compile(r"^\s*-{3,}\s*$", re.MULTILINE)


def read_table(content: bytes, name: str) -> pd.DataFrame:
    """Read the rows of a CSV file or of the first sheet of an XLSX workbook, every value as text.

    The first row names the columns, unless it reads like an article itself.
    CSV may be in UTF-8 or Windows-1252, with commas, semicolons, tabs or bars.

    Raises
    ------
    InputError
        If the file cannot be read, is empty, or has more than `MAX_ROWS` rows.
    """
    rows = list(islice(_rows(content, name), MAX_ROWS + 2))
    rows = [row for row in rows if any(value.strip() for value in row)]
    if not rows:
        raise InputError(f"{name} holds no rows.")
    width = max(len(row) for row in rows)
    if width > MAX_COLUMNS:
        raise InputError(f"{name} has {width} columns; {MAX_COLUMNS} are the most that can be read.")
    rows = [[*row, *[""] * (width - len(row))] for row in rows]
    headless = max(len(value) for value in rows[0]) > 60
    names = [f"Column {number}" for number in range(1, width + 1)] if headless else _names(rows[0])
    body = rows if headless else rows[1:]
    if not body:
        raise InputError(f"{name} has names of columns but no rows below them.")
    if len(body) > MAX_ROWS:
        raise InputError(f"{name} has more than {MAX_ROWS:,} rows. Split it, and hand in one part after the other.")
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
    if b"\x00" in content[:4096]:
        raise InputError(f"{name} is neither a CSV file nor an XLSX workbook.")
    return _csv(content, name)


def _csv(content: bytes, name: str) -> Iterable[Sequence[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    try:
        dialect: csv.Dialect | type[csv.Dialect] = csv.Sniffer().sniff(text[:65_536], ",;\t|")
    except csv.Error:
        dialect = csv.excel
    csv.field_size_limit(MAX_UNPACKED)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), dialect, strict=False)
    except csv.Error as problem:
        raise InputError(f"{name} cannot be read as CSV: {problem}.") from problem


def _workbook(content: bytes, name: str) -> Iterable[Sequence[str]]:
    # Imported here: most visits hand in no workbook.
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
                raise InputError(f"{name} unpacks to more than {MAX_UNPACKED // 2**20} MiB.")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        for row in sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS + 1):
            yield _trimmed(["" if value is None else str(value) for value in row])
    except InputError:
        raise
    except Exception as problem:  # openpyxl raises what its parsers raise
        raise InputError(f"{name} cannot be read as an XLSX workbook.") from problem


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
