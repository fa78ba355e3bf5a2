"""Files of compacted months: written so that they are whole or not there, read row group by row group."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from core.archive.database.errors import archive_error
from core.archive.months.layout import SCHEMA, WORDS, Stored
from core.errors import ArchiveError

ROW_GROUP = 2000
"""Articles that are read at once."""
DATA = ".parquet"
"""Ending of the file with all of the articles."""
INDEX = ".index"
"""Ending of the file with what they are found by."""
UNFINISHED = ".unfinished"
"""Ending of a file that is being written."""
LEVEL = 12
"""Of Zstandard."""
OPEN = 128
"""Files whose footers are kept in memory."""


def write_data(path: Path, groups: Iterable[pa.Table], note: Mapping[Any, Any]) -> list[pa.Table]:
    """Write articles to an unfinished file, on the disk when this returns; gives the groups back.

    Parameters
    ----------
    note : mapping
        What the file says of itself, such as the names of papers by their numbers.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    written = []
    with pq.ParquetWriter(
        path,
        SCHEMA.with_metadata(note),
        compression="zstd",
        compression_level=LEVEL,
        use_dictionary=list(WORDS),
        write_page_checksum=True,
    ) as writer:
        for group in groups:
            writer.write_table(group, row_group_size=ROW_GROUP)
            written.append(group)
    sync(path)
    return written


def check_data(path: Path, written: Sequence[pa.Table]) -> None:
    """Read a file back and compare it with what was written.

    Raises
    ------
    ArchiveError
        If it holds anything else.
    """
    with readable(path):
        file = pq.ParquetFile(path, page_checksum_verification=True)
        back = (file.read_row_group(number).replace_schema_metadata(None) for number in range(file.num_row_groups))
        same = file.num_row_groups == len(written) and all(
            group.equals(other) for group, other in zip(back, written, strict=True)
        )
        file.close()
    if not same:
        raise archive_error("A file of a compacted month holds other things than were written", str(path))


def sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sha256_of(path: Path) -> str:
    """Hash a file.

    Raises
    ------
    OSError
        If it cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextlib.contextmanager
def readable(path: Path) -> Iterator[None]:
    """Turn errors of reading a file into a sentence.

    Raises
    ------
    ArchiveError
        If the file is damaged, or cannot be read.
    """
    try:
        yield
    except (pa.ArrowException, OSError, ValueError) as problem:
        advice = "Bring back a copy of this file, then look with: python -m core doctor --hash."
        raise archive_error("A file of a compacted month is damaged or gone", str(path), advice) from problem


@lru_cache(maxsize=OPEN)
def _opened(path: Path, _size: int) -> pq.ParquetFile:
    return pq.ParquetFile(path, page_checksum_verification=True, memory_map=False)


def read_places(path: Path, places: Sequence[int], columns: Sequence[str] | None = None) -> list[Stored]:
    """Read articles by their places in a file, in the order of the places.

    Raises
    ------
    ArchiveError
        If the file is damaged.
    """
    groups: dict[int, list[int]] = {}
    for place in sorted(set(places)):
        groups.setdefault(place // ROW_GROUP, []).append(place % ROW_GROUP)
    found: list[Stored] = []
    for number, rows in groups.items():
        found += read_group(path, number, columns).take(pa.array(rows)).to_pylist()
    return found


def read_group(path: Path, number: int, columns: Sequence[str] | None = None) -> pa.Table:
    """Read a row group of a file, or some columns of it.

    Raises
    ------
    ArchiveError
        If the file is damaged.
    """
    with readable(path):
        file = _opened(path, path.stat().st_size)
        return file.read_row_group(number, columns=None if columns is None else list(columns))


def number_of_groups(path: Path) -> int:
    """Count the row groups of a file.

    Raises
    ------
    ArchiveError
        If the file is damaged.
    """
    with readable(path):
        return int(_opened(path, path.stat().st_size).num_row_groups)


def no_room(problem: OSError, folder: Path) -> ArchiveError:
    """Say why a file could not be written."""
    advice = "Make room, or set BROADSHEET_MONTHS to another folder. Nothing was moved."
    return archive_error(f"A month cannot be compacted ({problem.strerror or problem})", str(folder), advice)


def remove(paths: Iterable[Path]) -> None:
    """Remove files that are of no use, as far as they can be."""
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink()


def note_of(path: Path) -> dict[bytes, bytes]:
    """Read what a file says of itself.

    Raises
    ------
    ArchiveError
        If the file is damaged.
    """
    with readable(path):
        return dict(_opened(path, path.stat().st_size).schema_arrow.metadata or {})
