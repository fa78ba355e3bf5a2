"""Whole files: put back into the tables, or forgotten."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, func, select, update

from core.archive.database.engine import Database
from core.archive.database.month_schema import MonthAddressRow, MonthFileRow, MonthGoneRow
from core.archive.database.schema import Entry
from core.archive.months.catalogue import MonthFile, month_files
from core.archive.months.files import remove
from core.archive.months.layout import Stored
from core.archive.months.returning import leave_out, restore_rows
from core.archive.months.sweeping import leave
from core.archive.text import chunks
from core.archive.writing.counts import Changes, day_number

BATCH = 500
"""Articles of one transaction."""
COUNTED = ("id", "url", "at", "paper_id", "topic", "five", "last_seen", "predictions", "versions")
"""What forgetting an article has to know of it."""


def restore(database: Database) -> Iterator[int]:
    """Put all articles of files back into the tables; gives how many came back, batch by batch.

    Raises
    ------
    ArchiveError
        If a file cannot be read; what came back before stays in the tables.
    """
    with database.reading() as connection:
        files = month_files(connection, whole=True)
    for file in files:
        for batch in file.batches():
            for part in chunks(batch, BATCH):
                with database.writing() as connection:
                    there = _still(connection, file, part)
                    restore_rows(connection, there)
                yield len(there)
        with database.writing() as connection:
            _drop_if_empty(connection, file)
        leave(file.data)


def _still(connection: Connection, file: MonthFile, rows: Sequence[Stored]) -> list[Stored]:
    """Leave the rows that count in a file now: another program may have brought some back meanwhile."""
    now = next((other for other in month_files(connection) if other.id == file.id), None)
    gone = file.gone if now is None else now.gone
    return [] if now is None else [row for row in rows if row["id"] not in gone]


def forget_seen_before(database: Database, before: datetime) -> int:
    """Forget the articles of files that were last seen before a moment; how many there were."""
    with database.reading() as connection:
        old = connection.execute(select(MonthFileRow.id).where(MonthFileRow.oldest_seen < before)).scalars().all()
        files = [file for file in month_files(connection) if file.id in set(old)]
    seconds = before.timestamp()
    return sum(_forget(database, file, seconds) for file in files)


def forget_oldest(database: Database) -> int | None:
    """Forget the articles of the oldest file; how many there were, None where there is no file."""
    with database.reading() as connection:
        files = month_files(connection, whole=True)
    return _forget(database, min(files, key=lambda file: file.first_at), None) if files else None


def size_of_files(connection: Connection) -> int:
    """Count the bytes of all files."""
    total = func.coalesce(func.sum(MonthFileRow.bytes + MonthFileRow.index_bytes), 0)
    return int(connection.execute(select(total)).scalar_one())


def _forget(database: Database, file: MonthFile, before: float | None) -> int:
    forgotten = 0
    for batch in file.batches(COUNTED):
        old = [row for row in batch if before is None or row["last_seen"] < before]
        for part in chunks(old, BATCH):
            with database.writing() as connection:
                there = _still(connection, file, part)
                _forget_rows(connection, there)
            forgotten += len(there)
    with database.writing() as connection:
        empty = _drop_if_empty(connection, file)
    if empty:  # what is forgotten is not to be read by anybody any more
        remove([file.data, file.index])
    return forgotten


def _forget_rows(connection: Connection, rows: list[Stored]) -> None:
    """Take articles of files out of the counts, of editions and of what is known by address."""
    if not rows:
        return
    changes = Changes()
    for row in rows:
        day = day_number(datetime.fromtimestamp(row["at"], UTC))
        changes.topic(day, row["paper_id"], row["topic"], row["five"], -1)
    numbers = [row["id"] for row in rows]
    connection.execute(update(Entry).where(Entry.article_id.in_(numbers)).values(article_id=None))
    leave_out(connection, rows, month_files(connection))
    changes.write(connection)


def _drop_if_empty(connection: Connection, file: MonthFile) -> bool:
    """Take the row of a file of which no article counts out of the database; tell whether it was such a one."""
    gone = connection.execute(
        select(func.count()).select_from(MonthGoneRow).where(MonthGoneRow.file_id == file.id)
    ).scalar_one()
    empty = int(gone) >= file.articles
    if empty:
        connection.execute(delete(MonthGoneRow).where(MonthGoneRow.file_id == file.id))
        connection.execute(delete(MonthAddressRow).where(MonthAddressRow.file_id == file.id))
        connection.execute(delete(MonthFileRow).where(MonthFileRow.id == file.id))
    return empty
