"""Shared sets of newspapers."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from core.archive.database.engine import Database
from core.archive.database.schema import PaperSet
from core.archive.records import PaperSets
from core.text import storable


def read_sets(database: Database) -> dict[str, list[Any]]:
    """Read all sets by name, in order of their names.

    Raises
    ------
    ArchiveError
        If the archive cannot be read.
    """
    with database.reading() as connection:
        return _read(connection)


def change_sets(database: Database, change: Callable[[dict[str, list[Any]]], PaperSets]) -> None:
    """Keep what `change` makes of the sets that are kept; nobody else can change them meanwhile.

    Raises
    ------
    ArchiveError
        If the archive cannot be written; nothing has changed then, as when `change` raises.
    """
    with database.writing() as connection:
        before = _read(connection)
        after = {storable(name): list(papers) for name, papers in change(dict(before)).items()}
        gone = [name for name in before if after.get(name) != before[name]]
        new = [name for name in after if before.get(name) != after[name]]
        if gone:
            connection.execute(delete(PaperSet).where(PaperSet.name.in_(gone)))
        if new:
            now = datetime.now(UTC)
            rows = [{"name": name, "papers": json.dumps(after[name]), "made_at": now} for name in new]
            connection.execute(insert(PaperSet), rows)


def _read(connection: Connection) -> dict[str, list[Any]]:
    rows = connection.execute(select(PaperSet.name, PaperSet.papers).order_by(PaperSet.name))
    return {row.name: json.loads(row.papers) for row in rows}
