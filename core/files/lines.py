"""Files of lines in, JSON lines out: the same for every command."""

from __future__ import annotations

import gzip
import json
import sys
import zlib
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any, TypeVar

from core.errors import InputError

Item = TypeVar("Item")

MAX_LINE = 64 * 1024 * 1024
"""Characters of one line; a longer one is an error, not a full memory."""


def read_lines(name: str) -> Iterator[tuple[int, str]]:
    """Numbered lines (from 1) of a file, of a gzip file, or of stdin where the name is "-"; blank ones left out.

    Bytes that are not UTF-8 are replaced, a byte-order mark is dropped.

    Raises
    ------
    InputError
        If the file cannot be opened or read.
    """
    try:
        with open_bytes(name) as stream:
            number = 0
            while raw := stream.readline(MAX_LINE + 1):
                number += 1
                if len(raw) > MAX_LINE:
                    raise InputError(f"Line {number} of {said(name)} is longer than 64 MiB.")
                line = raw.decode("utf-8-sig" if number == 1 else "utf-8", "replace").strip()
                if line:
                    yield number, line
    except (OSError, EOFError, zlib.error) as problem:
        raise _unreadable(name, problem) from problem


def read_all(name: str) -> str:
    """The whole text of a file, of a gzip file, or of stdin where the name is "-".

    Raises
    ------
    InputError
        If the file cannot be read or is larger than 64 MiB.
    """
    return read_bytes(name).decode("utf-8-sig", "replace")


def read_bytes(name: str) -> bytes:
    """The bytes of a file, of a gzip file, or of stdin where the name is "-"; at most 64 MiB.

    Raises
    ------
    InputError
        If the file cannot be read or is larger.
    """
    try:
        with open_bytes(name) as stream:
            content = stream.read(MAX_LINE + 1)
    except (OSError, EOFError, zlib.error) as problem:
        raise _unreadable(name, problem) from problem
    if len(content) > MAX_LINE:
        raise InputError(f"{said(name)} is larger than 64 MiB.")
    return content


def open_bytes(name: str) -> IO[bytes]:
    """The open stream behind a name; the caller closes it (stdin stays open)."""
    if name == "-":
        return open(sys.stdin.fileno(), "rb", closefd=False)
    if name.endswith(".gz"):
        return gzip.open(name, "rb")  # type: ignore[return-value]
    return Path(name).open("rb")


def said(name: str) -> str:
    """How an input is called in a message."""
    return "standard input" if name == "-" else name


def _unreadable(name: str, problem: Exception) -> InputError:
    why = problem.strerror if isinstance(problem, OSError) and problem.strerror else str(problem)
    return InputError(f"{said(name)} cannot be read: {why}.")


def print_json(value: dict[str, Any]) -> None:
    """One object as one line of UTF-8; half surrogates stay JSON escapes."""
    line = json.dumps(value, ensure_ascii=False, allow_nan=False) + "\n"
    sys.stdout.buffer.write(line.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def parse_object(number: int, line: str, name: str) -> dict[str, Any]:
    """The JSON object of a line.

    Raises
    ------
    InputError
        If the line is something else; the message names the line.
    """
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        raise InputError(f"Line {number} of {said(name)} is not JSON.") from None
    if not isinstance(value, dict):
        raise InputError(f"Line {number} of {said(name)} is not a JSON object.")
    return value


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items in lists of at most so many."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
