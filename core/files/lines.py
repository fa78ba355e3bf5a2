"""Read input lines and print JSON lines: the same for every command."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from core.errors import InputError
from core.files.json_lines import decode_line, encode
from core.files.streams import display_name, open_bytes, translate_errors

Item = TypeVar("Item")

MAX_LINE = 64 * 1024 * 1024
"""Characters of one line; a longer one is an error, not a full memory."""


def read_lines(name: str) -> Iterator[tuple[int, str]]:
    """Read numbered lines (from 1) of a file, of a gzip file, or of stdin ("-"); blank ones are left out.

    Bytes that are not UTF-8 are replaced, a byte-order mark is dropped.

    Raises
    ------
    InputError
        If the file cannot be opened or read.
    """
    with translate_errors(name), open_bytes(name) as stream:
        number = 0
        while raw := stream.readline(MAX_LINE + 1):
            number += 1
            if len(raw) > MAX_LINE:
                raise InputError(f"Line {number} of {display_name(name)} is longer than 64 MiB.")
            if line := decode_line(number, raw):
                yield number, line


def read_all(name: str) -> str:
    """Read the whole text of a file, of a gzip file, or of stdin ("-").

    Raises
    ------
    InputError
        If the file cannot be read or is larger than 64 MiB.
    """
    return read_bytes(name).decode("utf-8-sig", "replace")


def read_bytes(name: str) -> bytes:
    """Read the bytes of a file, of a gzip file, or of stdin ("-"); at most 64 MiB.

    Raises
    ------
    InputError
        If the file cannot be read or is larger.
    """
    with translate_errors(name), open_bytes(name) as stream:
        content = stream.read(MAX_LINE + 1)
    if len(content) > MAX_LINE:
        raise InputError(f"{display_name(name)} is larger than 64 MiB.")
    return content


def print_json(value: dict[str, Any]) -> None:
    """Print one object as one line of JSON."""
    sys.stdout.buffer.write(encode(value))
    sys.stdout.buffer.flush()


def print_json_array(values: Sequence[dict[str, Any]]) -> None:
    """Print objects as one array of JSON, a line each."""
    sys.stdout.buffer.write(b"[" + b",\n".join(encode(value).rstrip() for value in values) + b"]\n")
    sys.stdout.buffer.flush()


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Divide items into lists of at most `size`."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
