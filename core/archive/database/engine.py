"""Connections: one engine an archive, one way to read, one way to write."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from core.archive.database.dialects import Dialect
from core.archive.database.errors import archive_error, translate_errors
from core.archive.database.postgres import Postgres
from core.archive.database.sqlite import Sqlite, in_memory
from core.archive.records import FILE, MONTHS
from core.errors import SettingsError
from core.settings import Settings

DIALECTS: dict[str, Dialect] = {"sqlite": Sqlite(), "postgresql": Postgres()}
"""The databases that an archive can stand in, by SQLAlchemy's names of them."""


def dialect_of(connection: Connection) -> Dialect:
    """Name the dialect that a connection speaks."""
    return DIALECTS[connection.dialect.name]


class Database:
    """What was read, kept in one database. Safe to share between threads. `core.archive.database.opening` makes one.

    Parameters
    ----------
    engine : Engine
        Of SQLite or PostgreSQL, its tables made.
    months : Path, optional
        Folder of the files of compacted months; beside the file of SQLite without.
    """

    def __init__(self, engine: Engine, months: Path | None = None):
        folder = months or _beside(engine.url)
        if folder is not None:
            engine.update_execution_options(broadsheet_months=str(folder.absolute()))
        self.engine = engine
        self.dialect = DIALECTS[engine.dialect.name]
        self._alone = threading.Lock() if in_memory(engine.url) else None
        self.schema: str | None = None
        """The version of the tables that this Broadsheet has opened; None while they are made or brought up to date."""
        self._closing = threading.Event()
        self._background: threading.Thread | None = None

    @property
    def in_memory(self) -> bool:
        """Whether it is gone with this process."""
        return self._alone is not None

    @property
    def where(self) -> str:
        """The file or the address, without its password, for people."""
        return self.dialect.where(self.engine.url)

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a connection to read by: it sees one state of the archive from beginning to end.

        Raises
        ------
        ArchiveError
            If the database cannot be read.
        """
        with translate_errors(self.where), self._turn(), self.engine.connect() as connection:
            yield self.dialect.one_state(connection)

    @contextlib.contextmanager
    def writing(self, in_turn: bool = True) -> Iterator[Connection]:
        """Open a transaction, one writer at a time; committed at the end, undone by an exception.

        Parameters
        ----------
        in_turn : bool
            Whether to wait for other writers; what touches one row, which it
            locks itself, need not where the database can do without.

        Raises
        ------
        ArchiveError
            If the database cannot be written; nothing has changed then.
        """
        with translate_errors(self.where), self._turn(), self.engine.connect() as connection:
            writer = connection.execution_options(broadsheet_writes=True)
            with writer.begin():
                if in_turn:
                    self.dialect.hold_writers(writer)
                self._check_schema(writer)
                yield writer

    def _check_schema(self, connection: Connection) -> None:
        """Let nothing be written into tables that a newer Broadsheet has changed since they were opened here.

        Raises
        ------
        ArchiveError
            If their version is another one now.
        """
        if self.schema is None:
            return
        now = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        if now != self.schema:
            advice = "This server goes on reading, and keeps nothing more: restart it with that version."
            raise archive_error("The archive was changed by another version of Broadsheet", self.where, advice)

    def compact(self, to_disk: bool = False) -> None:
        """Free the room of what was removed; with `to_disk` give it back to the disk, whatever that takes.

        Raises
        ------
        ArchiveError
            If the database cannot do it.
        """
        with translate_errors(self.where), self._turn():
            self.dialect.compact(self.engine, to_disk)

    def in_background(self, work: Callable[[threading.Event], None]) -> None:
        """Run this in a thread of its own; it must end soon after the event, with which the archive closes, is set."""
        self._background = threading.Thread(target=work, args=(self._closing,), name="archive", daemon=True)
        self._background.start()

    def close(self) -> None:
        """End what runs in the background, and close all connections."""
        self._closing.set()
        if self._background is not None:
            self._background.join()
        self.engine.dispose()

    def _turn(self) -> contextlib.AbstractContextManager[Any]:
        # A database in memory has one connection, which threads take in turns.
        return self._alone or contextlib.nullcontext()


def months_folder(settings: Settings) -> Path:
    """Name the folder of the files of compacted months."""
    return settings.months or settings.data / MONTHS


def _beside(url: URL) -> Path | None:
    if url.get_backend_name() != "sqlite" or in_memory(url):
        return None
    return Path(str(url.database)).parent / MONTHS


def make_engine(address: str) -> Engine:
    """Make the engine for an address; no connection is opened yet.

    Raises
    ------
    SettingsError
        If the address is none of SQLite or PostgreSQL.
    """
    url = _url(address)
    return DIALECTS[url.get_backend_name()].engine(url)


def sqlite_address(folder: Path) -> str:
    """Name the archive in a data folder, which is made if need be.

    Raises
    ------
    ArchiveError
        If the folder cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        where, advice = f"{folder} ({problem.strerror})", "Set BROADSHEET_DATA to another."
        raise archive_error("The folder of the archive cannot be made", where, advice) from problem
    return f"sqlite:///{folder / FILE}"


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
