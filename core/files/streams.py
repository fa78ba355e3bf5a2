"""Open input files, gzip files and standard input, and report what cannot be read as a sentence."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from core.errors import InputError


def open_bytes(name: str) -> IO[bytes]:
    """Open a file, a gzip file (by its ending `.gz`), or standard input ("-", which stays open afterwards)."""
    if name == "-":
        return open(sys.stdin.fileno(), "rb", closefd=False)
    if name.endswith(".gz"):
        return gzip.open(name, "rb")  # type: ignore[return-value]
    return Path(name).open("rb")


def display_name(name: str) -> str:
    """Return how messages call an input."""
    return "standard input" if name == "-" else name


@contextmanager
def translate_errors(name: str) -> Iterator[None]:
    """Turn errors of opening, reading and unpacking an input into one sentence.

    Raises
    ------
    InputError
        In place of the error; the message names the input.
    """
    try:
        yield
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as problem:
        why = getattr(problem, "strerror", None) or problem
        raise InputError(f"{display_name(name)} cannot be read: {why}.") from problem
