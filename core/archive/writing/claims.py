"""Who reads which papers, among servers that share the archive. All times are the database's."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, delete, select, update

from core.archive.database.base import table_of
from core.archive.database.engine import Database
from core.archive.database.schema import ReadingClaim
from core.archive.servers import Claim, Whose

OLD = 86_400
"""Seconds after which a claim is forgotten."""


def claim(database: Database, key: str, owner: str, fresh: float, alive: float) -> Claim:
    """Claim a reading, unless another one is alive or has ended with an edition less than `fresh` seconds ago."""
    with database.writing(in_turn=False) as connection:
        free = {"key": key, "owner": "", "beat_at": 0, "papers_done": 0}
        connection.execute(database.dialect.upsert(ReadingClaim).values(**free).on_conflict_do_nothing())
        row = connection.execute(_row(key).with_for_update()).one()
        now = database.dialect.now(connection)
        found = _found(row, now, fresh, alive)
        if found.whose is not Whose.NOBODYS and row.owner != owner:
            return found
        mine = {"owner": owner, "beat_at": now, "papers_done": 0, "edition": None}
        connection.execute(update(ReadingClaim).where(ReadingClaim.key == key).values(**mine))
    return Claim(Whose.MINE)


def look(database: Database, key: str, fresh: float, alive: float) -> Claim:
    """Look who reads, and claim nothing."""
    with database.reading() as connection:
        row = connection.execute(_row(key)).first()
        return Claim(Whose.NOBODYS) if row is None else _found(row, database.dialect.now(connection), fresh, alive)


def beat(database: Database, key: str, owner: str, papers_done: int) -> bool:
    """Say that a reading is alive, and how many papers are done; False where it is another's by now."""
    with database.writing(in_turn=False) as connection:
        said = {"beat_at": database.dialect.now(connection), "papers_done": papers_done}
        mine = (ReadingClaim.key == key, ReadingClaim.owner == owner)
        return bool(connection.execute(update(ReadingClaim).where(*mine).values(**said)).rowcount)


def end(database: Database, key: str, owner: str, edition: str | None) -> None:
    """End a claim: with the uid of the edition that is saved, or with none, so that somebody else may read."""
    with database.writing(in_turn=False) as connection:
        now = database.dialect.now(connection)
        connection.execute(delete(ReadingClaim).where(ReadingClaim.beat_at < now - OLD))
        mine = (ReadingClaim.key == key, ReadingClaim.owner == owner)
        if edition is None:
            connection.execute(delete(ReadingClaim).where(*mine))
        else:
            connection.execute(update(ReadingClaim).where(*mine).values(edition=edition, beat_at=now))


def _row(key: str) -> Any:
    return select(table_of(ReadingClaim)).where(ReadingClaim.key == key)


def _found(row: Row[Any], now: int, fresh: float, alive: float) -> Claim:
    age = max(0, now - row.beat_at)
    if row.edition is not None:
        return Claim(Whose.READ, edition=row.edition, age=age) if age < fresh else Claim(Whose.NOBODYS)
    return Claim(Whose.ANOTHERS, row.papers_done) if age < alive else Claim(Whose.NOBODYS)
