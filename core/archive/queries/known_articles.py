"""What the archive knows of articles at certain addresses: since when, and how they changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from core.archive.database.engine import Database
from core.archive.database.schema import ArticleRow, Body, Version
from core.archive.months.catalogue import numbers_at
from core.archive.months.hydrate import at
from core.archive.queries.articles import rows_at
from core.archive.records import ArticleState


def first_seen(database: Database, urls: Sequence[str]) -> dict[str, datetime]:
    """Return when the articles at these addresses were first seen; those that are not known are left out."""
    chosen = select(ArticleRow.url, ArticleRow.first_seen)
    with database.reading() as connection:
        return {row.url: row.first_seen for row in rows_at(connection, chosen, urls)}


def changed(database: Database, urls: Sequence[str]) -> frozenset[str]:
    """Return those of the addresses whose headline or text has changed since the article was first read."""
    chosen = select(ArticleRow.url).join(Version, Version.article_id == ArticleRow.id).distinct()
    with database.reading() as connection:
        return frozenset(row.url for row in rows_at(connection, chosen, urls))


def history(database: Database, url: str) -> list[ArticleState]:
    """Return the headlines and texts that an article had, oldest first, the present one last; empty if unknown."""
    columns = (ArticleRow.id, ArticleRow.last_seen, ArticleRow.title, Body.text)
    present = select(*columns).outerjoin(Body, Body.article_id == ArticleRow.id).where(ArticleRow.url == url)
    former = select(Version.seen_at, Version.title, Version.text).order_by(Version.number)
    with database.reading() as connection, at(connection, numbers_at(connection, [url])) as memory:
        place = connection if memory is None else memory
        row = place.execute(present).one_or_none()
        if row is None:
            return []
        states = [ArticleState(*values) for values in place.execute(former.where(Version.article_id == row.id))]
        return [*states, ArticleState(row.last_seen, row.title, row.text or "")]
