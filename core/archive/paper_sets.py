"""Newspapers under one name, kept for everybody by whoever has the key."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, insert, select

from core.archive.database import Archive
from core.archive.keep import clean
from core.archive.schema import PaperSet


def keep_set(archive: Archive, name: str, papers: Sequence[str | Mapping[str, Any]]) -> None:
    """Keep a set of papers (ids, or whole tables as in a catalogue); one of the same name is replaced."""
    with archive.writing() as connection:
        connection.execute(delete(PaperSet).where(PaperSet.name == clean(name)))
        made = {"name": clean(name), "papers": json.dumps(list(papers)), "made_at": datetime.now(UTC)}
        connection.execute(insert(PaperSet).values(made))


def kept_sets(archive: Archive) -> dict[str, list[Any]]:
    """All sets by name, in order of their names."""
    with archive.reading() as connection:
        rows = connection.execute(select(PaperSet.name, PaperSet.papers).order_by(PaperSet.name))
        return {row.name: json.loads(row.papers) for row in rows}


def drop_set(archive: Archive, name: str) -> bool:
    """Forget a set; whether there was one."""
    with archive.writing() as connection:
        return connection.execute(delete(PaperSet).where(PaperSet.name == clean(name))).rowcount > 0
