"""Connections: one engine an archive, one way to read, one way to write, and problems as sentences."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from core.errors import ArchiveError, SettingsError

WRITE_LOCK = 0x62726F61
"""Key of PostgreSQL's advisory lock that writers hold one after another, as SQLite's do by themselves."""
BUSY_MS = 30_000
"""How long a writer waits for another one."""
PATIENCE = {
    "connect_timeout": 5,
    "tcp_user_timeout": 15_000,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 2,
}
"""How long PostgreSQL's client waits for a server that is gone (libpq; seconds, but for milliseconds of the second)."""
FILE = "broadsheet.sqlite"


class _Trouble(NamedTuple):
    """What an error means and what to do, by beginnings of SQLite's names of errors and of PostgreSQL's SQLSTATEs."""

    codes: tuple[str, ...]
    what: str
    advice: str


FULL = _Trouble(
    ("SQLITE_FULL", "53100"),
    "The disk of the archive is full",
    "Make room, or let it keep less (BROADSHEET_KEEP_MB).",
)
LOCKED = _Trouble(
    ("SQLITE_BUSY", "SQLITE_LOCKED", "40P01", "55P03"),  # deadlock_detected, lock_not_available
    "The archive is locked by another program",
    "End that program, or try again later.",
)
FORBIDDEN = _Trouble(
    ("SQLITE_READONLY", "SQLITE_PERM", "25006", "42501"),  # read_only_sql_transaction, insufficient_privilege
    "The archive may not be written",
    "Give this program the right to.",
)
DAMAGED = _Trouble(
    ("SQLITE_CORRUPT", "SQLITE_NOTADB"),
    "The file of the archive is damaged",
    "Bring back a copy, or move the file away to begin anew.",
)
NOT_OPENED = _Trouble(
    ("SQLITE_CANTOPEN", "SQLITE_IOERR"),
    "The file of the archive cannot be opened",
    "Look whether the folder is there and may be written.",
)
LOST = _Trouble(
    ("08", "25P03", "53300", "57P"),  # no connection, idle for too long, too many of them, shutting down
    "The database server of the archive cannot be reached",
    "Look whether it runs.",
)
TROUBLES = (FULL, LOCKED, FORBIDDEN, DAMAGED, NOT_OPENED, LOST)
UNCONNECTED = (
    (("permission denied", "read-only"), FORBIDDEN),
    (
        (
            "connection",
            "could not translate host",
            "name or service",
            "resolve",
            "server closed",
            "shutting down",
            "starting up",
            "terminating",
            "timeout expired",
        ),
        LOST,
    ),
)
"""Words of libpq where there is no connection, or no more: such errors have no SQLSTATE."""


class Archive:
    """What was read, kept in one database. Safe to share between threads. `core.archive.database.opening` makes one.

    Parameters
    ----------
    engine : Engine
        Of SQLite or PostgreSQL, its tables made.
    """

    def __init__(self, engine: Engine):
        self.engine = engine
        self._alone = threading.Lock() if _in_memory(engine.url) else None

    @property
    def postgresql(self) -> bool:
        """Whether this is PostgreSQL; SQLite otherwise."""
        return self.engine.dialect.name == "postgresql"

    @property
    def in_memory(self) -> bool:
        """Whether it is gone with this process."""
        return self._alone is not None

    @property
    def where(self) -> str:
        """The file or the address, without its password, for people."""
        url = self.engine.url
        return str(url.database) if not self.postgresql else url.render_as_string(hide_password=True)

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read by: sees one state of the archive from beginning to end.

        Raises
        ------
        ArchiveError
            If the database cannot be read.
        """
        with said(self.where), self._turn(), self.engine.connect() as connection:
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection in a transaction of its own, one writer at a time; kept at the end, undone by an exception.

        Raises
        ------
        ArchiveError
            If the database cannot be written; nothing has changed then.
        """
        with said(self.where), self._turn(), self.engine.connect() as connection:
            chosen = connection.execution_options(broadsheet_writes=True)
            with chosen.begin():
                if self.postgresql:
                    chosen.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITE_LOCK})
                yield chosen

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    def _turn(self) -> contextlib.AbstractContextManager[Any]:
        # A database in memory has one connection, which threads take in turns.
        return self._alone or contextlib.nullcontext()


def make_engine(address: str) -> Engine:
    """The engine for an address; makes no connection yet.

    Raises
    ------
    SettingsError
        If the address is none of SQLite or PostgreSQL.
    """
    url = _url(address)
    if url.get_backend_name() == "postgresql":
        return create_engine(url, pool_pre_ping=True, pool_size=4, max_overflow=8, connect_args=PATIENCE)
    extra: dict[str, Any] = {"poolclass": StaticPool} if _in_memory(url) else {}
    engine = create_engine(url, connect_args={"check_same_thread": False, "timeout": BUSY_MS / 1000}, **extra)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def sqlite_address(folder: Path) -> str:
    """The address of the archive in a data folder, which is made if need be.

    Raises
    ------
    ArchiveError
        If the folder cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        where, advice = f"{folder} ({problem.strerror})", "Set BROADSHEET_DATA to another."
        raise trouble("The folder of the archive cannot be made", where, advice) from problem
    return f"sqlite:///{folder / FILE}"


@contextlib.contextmanager
def said(where: str) -> Iterator[None]:
    """Problems of the database inside, as sentences.

    Raises
    ------
    ArchiveError
        For every error of SQLAlchemy, of SQLite or of PostgreSQL.
    """
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as problem:
        raise _error(problem, where) from problem


def is_locked(problem: BaseException) -> bool:
    """Whether the trouble is another program that holds the file: worth another try."""
    return _code(problem.__cause__ or problem).startswith(LOCKED.codes)


def trouble(what: str, where: str, advice: str = "") -> ArchiveError:
    """The error of an archive; its visitors read no more than `what`."""
    return ArchiveError(f"{what}: {where}. {advice}".rstrip(), f"{what}.")


def _error(problem: Exception, where: str) -> ArchiveError:
    known = _known(problem)
    if known is not None:
        return trouble(known.what, where, known.advice)
    cause = _cause(problem)
    said = str(cause).splitlines()[0] if str(cause) else type(cause).__name__
    return ArchiveError(f"The archive cannot do this: {said} ({where}).", "The archive cannot do this.")


def _known(problem: Exception) -> _Trouble | None:
    """The trouble that an error's code stands for, or its words where it comes without one from libpq."""
    code = _code(problem)
    if code or isinstance(_cause(problem), sqlite3.Error):
        return next((one for one in TROUBLES if code.startswith(one.codes)), None)
    words = str(_cause(problem)).lower()
    return next((one for signs, one in UNCONNECTED if any(sign in words for sign in signs)), None)


def _code(problem: BaseException) -> str:
    """SQLite's name of an error or PostgreSQL's SQLSTATE; empty where there is neither."""
    cause = _cause(problem)
    return str(getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or "")


def _cause(problem: BaseException) -> BaseException:
    """The driver's own error, which SQLAlchemy wraps."""
    orig = problem.orig if isinstance(problem, DBAPIError) else None
    return problem if orig is None else orig


def _url(address: str) -> URL:
    try:
        url = make_url(address.strip())
    except ArgumentError as problem:
        raise SettingsError(
            "BROADSHEET_DATABASE_URL is not an address such as postgresql://user:password@host/name."
        ) from problem
    if url.drivername in ("postgres", "postgresql", "postgresql+psycopg"):
        return url.set(drivername="postgresql+psycopg")
    if url.drivername in ("sqlite", "sqlite+pysqlite"):
        return url
    raise SettingsError(f"BROADSHEET_DATABASE_URL names {url.drivername!r}; it can be postgresql or sqlite.")


def _in_memory(url: URL) -> bool:
    return url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:")


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where `_begin_sqlite` says, not where sqlite3 guesses
    run = connection.execute
    run(f"PRAGMA busy_timeout = {BUSY_MS}")
    if not run("PRAGMA page_count").fetchone()[0]:
        run("PRAGMA auto_vacuum = INCREMENTAL")
    _write_ahead(connection)
    run("PRAGMA synchronous = FULL")  # what was confirmed outlives a power cut
    run("PRAGMA foreign_keys = ON")
    run("PRAGMA cache_size = -16000")
    run("PRAGMA mmap_size = 268435456")
    run("PRAGMA temp_store = MEMORY")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Turn the write-ahead log on, once in the life of a file; SQLite does not wait for others here by itself."""
    give_up = time.monotonic() + BUSY_MS / 1000
    while True:
        try:
            if connection.execute("PRAGMA journal_mode").fetchone()[0] not in ("wal", "memory"):
                connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as problem:
            if not is_locked(problem) or time.monotonic() > give_up:
                raise
            time.sleep(0.02)


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("broadsheet_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
