"""JSON Lines: one object a line, exactly as it was."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import IO, Any

from core.errors import InputError
from core.files.streams import display_name
from core.files.table import Table, Types


def encode(value: dict[str, Any]) -> bytes:
    """Write one object as one line of UTF-8; half surrogates stay JSON escapes."""
    line = json.dumps(value, ensure_ascii=False, allow_nan=False) + "\n"
    return line.encode("utf-8", "backslashreplace")


def parse_object(number: int, line: str, name: str) -> dict[str, Any]:
    """Parse the JSON object of a line.

    Raises
    ------
    InputError
        If the line is something else; the message names the line.
    """
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        raise InputError(f"Line {number} of {display_name(name)} is not JSON.") from None
    if not isinstance(value, dict):
        raise InputError(f"Line {number} of {display_name(name)} is not a JSON object.")
    return value


def text_field(fields: Mapping[str, Any], name: str, number: int) -> str:
    """Return a text of a line's object; "" where it has none.

    Raises
    ------
    InputError
        If it is something else; the message names the line.
    """
    value = fields.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InputError(f'Line {number}: "{name}" is not a text.')
    return value


def decode_line(number: int, line: bytes) -> str:
    """Decode a line: bytes that are not UTF-8 are replaced, a byte-order mark at the start of the file is dropped."""
    return line.decode("utf-8-sig" if number == 1 else "utf-8", "replace").strip()


def write(table: Table, out: IO[bytes]) -> int:
    """Write a table; what is missing is null, moments are ISO 8601, bytes hexadecimal."""
    count = 0
    for row in table.rows:
        out.write(encode({name: _plain(value) for name, value in zip(table.columns, row, strict=True)}))
        count += 1
    return count


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return value.hex() if isinstance(value, bytes) else value


def read(stream: IO[bytes], name: str, _types: Types) -> Iterator[dict[str, Any]]:
    """Read objects line by line; blank lines are left out.

    Raises
    ------
    InputError
        If a line is no object; the message names the line.
    """
    for number, line in enumerate(stream, start=1):
        if line.strip():
            yield parse_object(number, decode_line(number, line), name)
