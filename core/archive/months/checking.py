"""Whether the files of compacted months are there and as they were written."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, select

from core.archive.database.base import table_of
from core.archive.database.engine import Database
from core.archive.database.month_schema import MonthFileRow
from core.archive.months.catalogue import folder_of
from core.archive.months.files import DATA, INDEX, sha256_of


def names(database: Database) -> list[str]:
    """Name the files, oldest month first."""
    with database.reading() as connection:
        chosen = select(MonthFileRow.file).order_by(MonthFileRow.month, MonthFileRow.first_id)
        return list(connection.execute(chosen).scalars())


def faults(database: Database, contents: bool = False) -> list[str]:
    """Look at every file; a sentence for each that is not there, not of its length or, with `contents`, changed.

    Raises
    ------
    ArchiveError
        If the archive cannot be read.
    """
    with database.reading() as connection:
        return faults_of(connection, contents)


def faults_of(connection: Connection, contents: bool) -> list[str]:
    """Look at every file, by a connection."""
    folder = folder_of(connection)
    rows = connection.execute(select(table_of(MonthFileRow)).order_by(MonthFileRow.month)).all()
    if rows and folder is None:
        return [f"There is no folder for {len(rows)} files of compacted months: set BROADSHEET_MONTHS."]
    found = []
    for row in rows:
        for ending, size, sha256 in ((DATA, row.bytes, row.sha256), (INDEX, row.index_bytes, row.index_sha256)):
            fault = _fault((folder or Path()) / f"{row.file}{ending}", size, sha256 if contents else None)
            found += [f"{row.month}: {fault}"] if fault else []
    return found


def _fault(path: Path, size: int, sha256: str | None) -> str:
    try:
        if path.stat().st_size != size:
            return f"{path} has another length than it was written with."
        if sha256 is not None and sha256_of(path) != sha256:
            return f"{path} has another SHA-256 than it was written with."
    except FileNotFoundError:
        return f"{path} is gone."
    except OSError as problem:
        return f"{path} cannot be read ({problem.strerror})."
    return ""
