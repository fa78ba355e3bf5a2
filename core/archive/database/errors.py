"""Errors of the databases as sentences: what happened, and what to do about it."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from core.errors import ArchiveError, ArchiveLockedError


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


@contextlib.contextmanager
def translate_errors(where: str) -> Iterator[None]:
    """Turn database errors in this block into `ArchiveError`.

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
    """Whether an error of a driver says that another program holds the database."""
    return _code(problem).startswith(LOCKED.codes)


def archive_error(what: str, where: str, advice: str = "", kind: type[ArchiveError] = ArchiveError) -> ArchiveError:
    """Make the error of an archive; its visitors read no more than `what`."""
    return kind(f"{what}: {where}. {advice}".rstrip(), f"{what}.")


def _error(problem: Exception, where: str) -> ArchiveError:
    trouble = _trouble(problem)
    if trouble is not None:
        kind = ArchiveLockedError if trouble is LOCKED else ArchiveError
        return archive_error(trouble.what, where, trouble.advice, kind)
    cause = _cause(problem)
    words = str(cause).splitlines()[0] if str(cause) else type(cause).__name__
    return ArchiveError(f"The archive cannot do this: {words} ({where}).", "The archive cannot do this.")


def _trouble(problem: Exception) -> _Trouble | None:
    """Find the trouble that an error's code stands for, or its words where libpq gives none."""
    code = _code(problem)
    if code or isinstance(_cause(problem), sqlite3.Error):
        return next((trouble for trouble in TROUBLES if code.startswith(trouble.codes)), None)
    words = str(_cause(problem)).lower()
    return next((trouble for signs, trouble in UNCONNECTED if any(sign in words for sign in signs)), None)


def _code(problem: BaseException) -> str:
    """Read SQLite's name of an error or PostgreSQL's SQLSTATE; empty where there is neither."""
    cause = _cause(problem)
    return str(getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or "")


def _cause(problem: BaseException) -> BaseException:
    """Unwrap the driver's own error from SQLAlchemy's."""
    driver_error = problem.orig if isinstance(problem, DBAPIError) else None
    return problem if driver_error is None else driver_error
