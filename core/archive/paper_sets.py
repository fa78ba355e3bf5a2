"""Newspapers under one name, kept for everybody by whoever has the key."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from core.archive.database.engine import Archive
from core.archive.database.schema import PaperSet
from core.text import storable

Sets = Mapping[str, Sequence[str | Mapping[str, Any]]]
"""Papers by name of their set: ids, or whole tables as in a catalogue. Papers that are in no set are under ""."""


def kept_sets(archive: Archive) -> dict[str, list[Any]]:
    """All sets by name, in order of their names.

    Raises
    ------
    ArchiveError
        If the archive cannot be read.
    """
    with archive.reading() as connection:
        return _read(connection)


def change_sets(archive: Archive, change: Callable[[dict[str, list[Any]]], Sets]) -> None:
    """Keep what `change` makes of the sets that are kept; nobody else can change them meanwhile.

    Raises
    ------
    ArchiveError
        If the archive cannot be written; nothing has changed then, as when `change` raises.
    """
    with archive.writing() as connection:
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
