"""The index of a former version, brought up to date: in small transactions, the newest articles first."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from sqlalchemy import delete, insert, select

from core.archive.database.engine import Database
from core.archive.database.schema import ArticleRow, Body, Reindex
from core.archive.words import is_plain
from core.errors import ArchiveError

BATCH = 500
"""Articles of one transaction: about a tenth of a second, for which other writers wait."""
SECONDS_AT_OPENING = 1.0
"""Seconds for which opening an archive waits for its index; small archives are done by then."""
PAUSE = 0.02
"""Seconds between two transactions, so that other writers get their turn."""
LOG = logging.getLogger(__name__)


def reindex(database: Database, clock: Callable[[], float] = time.monotonic) -> None:
    """Index anew for a moment, and what is left then in a thread that ends with the archive or its work.

    Stopped, it goes on when the archive is opened again. An error is logged:
    the archive is as usable as it was.
    """
    give_up = clock() + SECONDS_AT_OPENING
    try:
        while clock() < give_up:
            if not reindex_batch(database):
                return
    except ArchiveError as problem:
        LOG.warning("The archive was not indexed anew: %s", problem)
        return
    database.in_background(lambda closing: _go_on(database, closing))


def _go_on(database: Database, closing: threading.Event) -> None:
    try:
        while not closing.wait(PAUSE) and reindex_batch(database):
            pass
    except ArchiveError as problem:
        LOG.warning("The archive was not indexed anew: %s", problem)


def reindex_batch(database: Database, size: int | None = None) -> bool:
    """Index the newest articles anew that are indexed as before; tell whether there are more."""
    with database.reading() as connection:
        if connection.execute(select(Reindex.below)).scalar() is None:
            return False
    size = size or BATCH
    with database.writing() as connection:
        below = connection.execute(select(Reindex.below)).scalar()
        if below is None:
            return False
        texts = select(ArticleRow.id, ArticleRow.title, Body.text).join(Body, Body.article_id == ArticleRow.id)
        rows = connection.execute(
            texts.where(Body.article_id < below).order_by(Body.article_id.desc()).limit(size)
        ).all()
        changed = [(row[0], row[1], row[2]) for row in rows if not (is_plain(row[1]) and is_plain(row[2]))]
        if changed:
            database.dialect.reindex(connection, changed)
        connection.execute(delete(Reindex))
        if len(rows) == size:
            connection.execute(insert(Reindex).values(below=rows[-1][0]))
        return len(rows) == size
