"""Files that no row names any more: removed when nobody can be reading them."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

from sqlalchemy import select

from core.archive.database.engine import Database
from core.archive.database.month_schema import MonthFileRow
from core.archive.months.files import DATA, INDEX, UNFINISHED, remove

GRACE = 86_400
"""Seconds after which a file that no row names is removed: somebody may still read it."""


def sweep(database: Database, folder: Path) -> None:
    """Remove files that a run which was stopped left behind, or that were replaced, a day ago and more."""
    with database.reading() as connection:
        named = set(connection.execute(select(MonthFileRow.file)).scalars())
    old = time.time() - GRACE
    with contextlib.suppress(OSError):
        found = [path for path in folder.iterdir() if path.suffix in (DATA, INDEX, UNFINISHED)]
        remove(path for path in found if path.name.split(".")[0] not in named and path.stat().st_mtime < old)


def leave(data: Path) -> None:
    """Begin the time after which a pair of files, which no row names from now on, is removed."""
    for path in (data, data.with_suffix(INDEX)):
        with contextlib.suppress(OSError):
            os.utime(path)
