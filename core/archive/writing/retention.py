"""Retention: forget articles that are too old, or the oldest where the archive has grown too large."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, func, select, update

from core.archive.database.engine import Database, dialect_of
from core.archive.database.schema import ArticleRow, Body, EditionRow, Entry, PredictionRow, Version
from core.archive.months.restoring import forget_oldest, forget_seen_before, size_of_files
from core.archive.text import chunks
from core.archive.writing.counts import Changes, day_number

BATCH = 500
"""Articles that one transaction forgets, so that others can write in between."""


def forget(database: Database, keep_days: int = 0, keep_mb: int = 0, now: datetime | None = None) -> int:
    """Forget articles last seen more than `keep_days` days ago, then the oldest until the archive has `keep_mb` MB.

    Everything about them goes: texts, versions, predictions, and their part of
    the counts, so that trends and lists always agree. Corrections and reviews
    stay. 0 means no limit.

    Returns
    -------
    int
        How many articles were forgotten.

    Raises
    ------
    ArchiveError
        If the archive cannot be written.
    """
    gone = 0
    if keep_days:
        before = (now or datetime.now(UTC)) - timedelta(days=keep_days)
        while removed := _forget_oldest(database, before):
            gone += removed
        gone += forget_seen_before(database, before)
    if gone:
        database.compact()
    if keep_mb:
        gone += _shrink(database, keep_mb * 1_000_000)
    return gone


def _shrink(database: Database, most: int) -> int:
    """Where the archive has grown beyond so many bytes: forget the oldest until a tenth is free again."""
    gone = 0
    while True:
        with database.reading() as connection:
            taken = database.dialect.size(connection) + size_of_files(connection)
            articles = int(connection.execute(select(func.count()).select_from(ArticleRow)).scalar_one())
        if taken <= most:
            return gone
        removed_file = forget_oldest(database)
        if removed_file is not None:
            gone += removed_file
            continue
        if not articles:
            return gone
        surplus = math.ceil(articles * (1 - 0.9 * most / taken))
        while surplus > 0 and (removed := _forget_oldest(database, None, min(surplus, BATCH))):
            gone, surplus = gone + removed, surplus - removed
        database.compact(to_disk=True)


def _forget_oldest(database: Database, before: datetime | None, most: int = BATCH) -> int:
    chosen = select(ArticleRow.id).order_by(ArticleRow.last_seen, ArticleRow.id).limit(most)
    if before is not None:
        chosen = chosen.where(ArticleRow.last_seen < before)
    with database.writing() as connection:
        numbers = [int(number) for number in connection.execute(chosen).scalars()]
        remove(connection, numbers)
        if before is not None and len(numbers) < BATCH:
            connection.execute(delete(EditionRow).where(EditionRow.read_at < before))
    return len(numbers)


def remove(connection: Connection, numbers: Sequence[int]) -> None:
    """Take articles out of every table, and of the counts."""
    changes = Changes()
    for part in chunks(numbers):
        for row in connection.execute(
            select(ArticleRow)
            .with_only_columns(ArticleRow.at, ArticleRow.paper_id, ArticleRow.topic, ArticleRow.five)
            .where(ArticleRow.id.in_(part))
        ):
            changes.topic(day_number(row.at), row.paper_id, row.topic, row.five, -1)
        connection.execute(update(Entry).where(Entry.article_id.in_(part)).values(article_id=None))
    delete_articles(connection, numbers)
    changes.write(connection)


def delete_articles(connection: Connection, numbers: Sequence[int]) -> None:
    """Take articles with all that belongs to them out of their tables; counts and editions stay as they are."""
    for part in chunks(numbers):
        texts = select(ArticleRow.id, ArticleRow.title, Body.text).join(Body, Body.article_id == ArticleRow.id)
        rows = connection.execute(texts.where(ArticleRow.id.in_(part))).all()
        if rows:
            dialect_of(connection).drop_text(connection, [(row[0], row[1], row[2]) for row in rows])
        for table in (PredictionRow, Version):
            connection.execute(delete(table).where(table.article_id.in_(part)))
        connection.execute(delete(ArticleRow).where(ArticleRow.id.in_(part)))
