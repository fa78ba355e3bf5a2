"""Connections to a file of SQLite: how they are set, and that they have the file that is there now."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

from core.archive.database.dialects import WAIT_FOR_WRITER
from core.archive.database.errors import archive_error, is_locked

RETRY_SECONDS = 0.02
"""Seconds between two tries to turn the write-ahead log on."""


def prepare(connection: sqlite3.Connection, _record: object) -> None:
    """Set what every connection needs."""
    connection.isolation_level = None  # transactions begin where `_begin` says, not where sqlite3 guesses
    run = connection.execute
    run(f"PRAGMA busy_timeout = {WAIT_FOR_WRITER * 1000:.0f}")
    if not run("PRAGMA page_count").fetchone()[0]:
        run("PRAGMA auto_vacuum = INCREMENTAL")
    _write_ahead(connection)
    run("PRAGMA synchronous = FULL")  # what was confirmed outlives a power cut
    run("PRAGMA foreign_keys = ON")
    run("PRAGMA cache_size = -16000")
    run("PRAGMA mmap_size = 0")  # a file that is cut short under a map ends the server by a signal
    run("PRAGMA temp_store = MEMORY")


def note_file(connection: sqlite3.Connection, record: ConnectionPoolEntry) -> None:
    """Note which file a connection has open: another may come under its name."""
    path = connection.execute("PRAGMA database_list").fetchone()[2]
    record.info["file"] = path, _identity(path)


def check_file(_connection: object, record: ConnectionPoolEntry, _proxy: object) -> None:
    """Open a connection anew whose file was replaced: what it wrote would be in no folder any more.

    Raises
    ------
    ArchiveError
        If there is no file now: to open it would make an empty one.
    """
    path, noted = record.info["file"]
    found = _identity(path)
    if found is None:
        raise archive_error("The file of the archive is gone", path, "Bring it back; or restart, to begin anew.")
    if found != noted:
        raise DisconnectionError


def _identity(path: str) -> tuple[int, int] | None:
    try:
        status = Path(path).stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Turn the write-ahead log on, once in the life of a file; SQLite does not wait for others here by itself."""
    give_up = time.monotonic() + WAIT_FOR_WRITER
    while True:
        try:
            if connection.execute("PRAGMA journal_mode").fetchone()[0] not in ("wal", "memory"):
                connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as problem:
            if not is_locked(problem) or time.monotonic() > give_up:
                raise
            time.sleep(RETRY_SECONDS)


def begin(connection: Connection) -> None:
    """Begin a transaction; one that writes takes its turn at once."""
    writes = connection.get_execution_options().get("broadsheet_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
