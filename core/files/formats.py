"""The registry of file formats: every export writes through it, every import of an export reads through it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from core.errors import InputError
from core.files import csv_format, json_lines, parquet, workbook
from core.files.streams import open_bytes, translate_errors
from core.files.table import Table, Types
from core.wording import join_words


@dataclass(frozen=True, slots=True)
class Format:
    """A file format; `read` is None for one that only people read.

    `write` takes a table and a binary stream, and returns how many rows it
    wrote. `read` takes a binary stream, the file's name for messages, and the
    types of columns.
    """

    name: str
    ending: str
    media_type: str
    write: Callable[[Table, IO[bytes]], int]
    read: Callable[[IO[bytes], str, Types], Iterator[dict[str, Any]]] | None = None
    spreadsheet: bool = False


FORMATS: dict[str, Format] = {
    entry.ending: entry
    for entry in (
        Format("JSON Lines", "jsonl", "application/jsonl", json_lines.write, json_lines.read),
        Format("CSV", "csv", "text/csv", csv_format.write, csv_format.read, spreadsheet=True),
        Format("Parquet", "parquet", "application/vnd.apache.parquet", parquet.write, parquet.read),
        Format(
            "XLSX",
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            workbook.write,
            spreadsheet=True,
        ),
    )
}
"""Every format by the ending of its files. A new one is an entry here."""

EXCHANGE: tuple[str, ...] = tuple(ending for ending, entry in FORMATS.items() if entry.read is not None)
"""Formats that give back what was written: those of the command `archive`."""

SPREADSHEETS: tuple[str, ...] = tuple(ending for ending, entry in FORMATS.items() if entry.spreadsheet)
"""Formats that spreadsheet programs open: those under every table of a page."""

DOWNLOADS: tuple[str, ...] = (*SPREADSHEETS, *(ending for ending in FORMATS if ending not in SPREADSHEETS))
"""All formats in the order in which a page offers them."""

ALIASES = {"ndjson": "jsonl"}
"""Other endings that files of a format have."""


def to_bytes(table: Table, ending: str) -> bytes:
    """Write a table in the format of this ending."""
    out = io.BytesIO()
    FORMATS[ending].write(table, out)
    return out.getvalue()


def read_rows(path: Path, types: Types | None = None) -> Iterator[dict[str, Any]]:
    """Read the rows of a file in one of the formats of `EXCHANGE`, by its ending; `.gz` may follow.

    Raises
    ------
    InputError
        If the file cannot be read; the message names the line.
    """
    ending = Path(path.name.removesuffix(".gz")).suffix.removeprefix(".")
    entry = FORMATS.get(ALIASES.get(ending, ending))
    if entry is None or entry.read is None:
        endings = join_words((f".{name}" for name in EXCHANGE), "or")
        raise InputError(f"{path} is no {endings} file.")
    with translate_errors(str(path)), open_bytes(str(path)) as stream:
        yield from entry.read(stream, str(path), types or {})
