"""Forgetting: articles that are too old, or the oldest where the archive has grown too large."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, func, select, text, update

from core.archive.database.engine import Archive
from core.archive.database.schema import Article, Body, EditionRow, Entry, PredictionRow, Version
from core.archive.queries.statistics import size
from core.archive.writing import search_index
from core.archive.writing.counts import Changes, day_number
from core.archive.writing.text_policy import chunks

AT_ONCE = 500
"""Articles that one transaction forgets, so that others can write in between."""


def forget(archive: Archive, keep_days: int = 0, keep_mb: int = 0, now: datetime | None = None) -> int:
    """Forget articles last seen more than `keep_days` days ago, then the oldest until the archive has `keep_mb` MB.

    Everything about them goes: texts, versions, predictions, and their part of
    the counts, so that trends and lists always agree. Corrections stay. 0
    means no limit.

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
        while removed := _forget_oldest(archive, before):
            gone += removed
    if gone:
        _give_back(archive)
    if keep_mb:
        gone += _shrink(archive, keep_mb * 1_000_000)
    return gone


def _shrink(archive: Archive, most: int) -> int:
    """Where the archive has grown beyond so many bytes: forget the oldest until a tenth is free again."""
    gone = 0
    while True:
        with archive.reading() as connection:
            taken = size(connection)
            articles = int(connection.execute(select(func.count()).select_from(Article)).scalar_one())
        if taken <= most or not articles:
            return gone
        surplus = math.ceil(articles * (1 - 0.9 * most / taken))
        while surplus > 0 and (removed := _forget_oldest(archive, None, min(surplus, AT_ONCE))):
            gone, surplus = gone + removed, surplus - removed
        _give_back(archive, whole=True)


def _forget_oldest(archive: Archive, before: datetime | None, most: int = AT_ONCE) -> int:
    chosen = select(Article.id).order_by(Article.last_seen, Article.id).limit(most)
    if before is not None:
        chosen = chosen.where(Article.last_seen < before)
    with archive.writing() as connection:
        numbers = [int(number) for number in connection.execute(chosen).scalars()]
        remove(connection, numbers)
        if before is not None and len(numbers) < AT_ONCE:
            connection.execute(delete(EditionRow).where(EditionRow.read_at < before))
    return len(numbers)


def remove(connection: Connection, numbers: Sequence[int]) -> None:
    """Take articles out of every table, and of the counts."""
    changes = Changes()
    for part in chunks(numbers):
        for row in connection.execute(select(Article).with_only_columns(
            Article.at, Article.paper_id, Article.topic, Article.five).where(Article.id.in_(part))):  # fmt: skip
            changes.topic(day_number(row.at), row.paper_id, row.topic, row.five, -1)
        texts = select(Article.id, Article.title, Body.text).join(Body, Body.article_id == Article.id)
        rows = connection.execute(texts.where(Article.id.in_(part))).all()
        search_index.drop(connection, [(row[0], row[1], row[2]) for row in rows])
        connection.execute(update(Entry).where(Entry.article_id.in_(part)).values(article_id=None))
        for table in (PredictionRow, Version):
            connection.execute(delete(table).where(table.article_id.in_(part)))
        connection.execute(delete(Article).where(Article.id.in_(part)))
    changes.write(connection)


def _give_back(archive: Archive, whole: bool = False) -> None:
    """Make the room free for other articles; `whole` also returns it to the disk (PostgreSQL rewrites its tables)."""
    if archive.postgresql:
        _vacuum(archive, "VACUUM FULL" if whole else "VACUUM")
        return
    with archive.writing() as connection:
        connection.execute(text("INSERT INTO fulltext (fulltext) VALUES ('optimize')"))
    with archive.engine.connect() as connection:
        raw = connection.connection.driver_connection
        if raw is not None:
            raw.execute("PRAGMA incremental_vacuum").fetchall()


def _vacuum(archive: Archive, how: str) -> None:
    with archive.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in ("article", "body", "prediction", "version", "entry", "edition", "daily"):
            connection.execute(text(f"{how} {table}"))
