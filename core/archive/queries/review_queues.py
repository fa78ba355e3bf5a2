"""Queues of articles for review, with what is known of the articles and their newest labels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from core.archive.database.base import table_of
from core.archive.database.engine import Database
from core.archive.database.review_schema import ReviewItemRow, ReviewLabelRow, ReviewQueueRow
from core.archive.database.schema import ArticleRow, Body, Model, Paper
from core.archive.records import ModelVersion
from core.archive.reviews import ReviewItem, ReviewLabel, ReviewQuery, ReviewQueue
from core.archive.text import chunks
from core.archive.writing.counts import day_of
from core.archive.writing.ids import model_version


def queues(database: Database, name: str | None, limit: int) -> list[ReviewQueue]:
    """List the newest queues, of models of this name only or of all, the newest first.

    Raises
    ------
    ArchiveError
        If the archive cannot be read.
    """
    chosen = _queues().order_by(ReviewQueueRow.id.desc()).limit(limit)
    return _read(database, chosen if name is None else chosen.where(Model.name == name))


def queue(database: Database, uid: str) -> ReviewQueue | None:
    """Find the queue of this token; None where there is none."""
    return next(iter(_read(database, _queues().where(ReviewQueueRow.uid == uid))), None)


def model_versions(database: Database) -> list[ModelVersion]:
    """List the versions of models, the newest first."""
    with database.reading() as connection:
        rows = connection.execute(select(table_of(Model)).order_by(Model.id.desc())).all()
    return [model_version(row) for row in rows]


def _queues() -> Select[*tuple[Any, ...]]:
    columns = (Model.name, Model.sha256, Model.labels)
    return select(table_of(ReviewQueueRow), *columns).join(Model, Model.id == ReviewQueueRow.model_id)


def _read(database: Database, chosen: Select[*tuple[Any, ...]]) -> list[ReviewQueue]:
    with database.reading() as connection:
        rows = connection.execute(chosen).all()
        items = _items(connection, [row.id for row in rows])
    return [
        ReviewQueue(
            row.uid,
            row.made_at,
            ReviewQuery(
                model_version(row),
                None if row.since is None else day_of(row.since),
                None if row.until is None else day_of(row.until),
            ),
            row.seed,
            tuple(items[row.id]),
        )
        for row in rows
    ]


def _items(connection: Connection, numbers: list[int]) -> dict[int, list[ReviewItem]]:
    chosen = (
        select(table_of(ReviewItemRow), Paper.name.label("paper"), Body.text)
        .join(Paper, Paper.id == ReviewItemRow.paper_id)
        .outerjoin(ArticleRow, ArticleRow.url == ReviewItemRow.url)
        .outerjoin(Body, Body.article_id == ArticleRow.id)
        .where(ReviewItemRow.queue_id.in_(numbers))
        .order_by(ReviewItemRow.queue_id, ReviewItemRow.position)
    )
    rows = connection.execute(chosen).all()
    labels = _newest_labels(connection, {row.url for row in rows})
    found: dict[int, list[ReviewItem]] = defaultdict(list)
    for row in rows:
        found[row.queue_id].append(_item(row, labels.get(row.url)))
    return found


def _newest_labels(connection: Connection, urls: Iterable[str]) -> dict[str, Row[Any]]:
    """Give each article's newest label, and nothing for one whose newest was taken back."""
    newest: dict[str, Row[Any]] = {}
    for part in chunks(sorted(urls)):
        said = select(table_of(ReviewLabelRow)).where(ReviewLabelRow.url.in_(part))
        for row in connection.execute(said.order_by(ReviewLabelRow.made_at, ReviewLabelRow.id)):
            newest[row.url] = row
    return {url: row for url, row in newest.items() if row.best is not None}


def _item(row: Row[Any], label: Row[Any] | None) -> ReviewItem:
    return ReviewItem(
        position=row.position,
        url=row.url,
        paper=row.paper,
        title=row.title,
        text=row.text or "",
        stratum=row.stratum,
        size=row.size,
        drawn=row.drawn,
        shown=row.shown,
        best=row.best,
        confidence=row.confidence,
        label=ReviewLabel(row.url, label.best, tuple(label.accepted.split(","))) if label else None,
        labelled_at=label.made_at if label else None,
    )
