"""Reviews: queues are drawn and stored, and labels are added to them."""

from __future__ import annotations

import math
import secrets
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, insert, select

from core.archive.database.engine import Database
from core.archive.database.review_schema import ReviewItemRow, ReviewLabelRow, ReviewQueueRow
from core.archive.database.schema import ArticleRow, PredictionRow
from core.archive.months.catalogue import month_files, stored_by_number
from core.archive.months.returning import restore_rows
from core.archive.reviews import Candidate, Draw, Drawn, ReviewLabel, ReviewQuery
from core.archive.text import chunks
from core.archive.writing.counts import day_number, midnight
from core.archive.writing.ids import known_model_id
from core.errors import InputError
from core.text import storable
from core.topics.taxonomy import UNSURE


def store_queue(database: Database, query: ReviewQuery, seed: int, draw: Draw) -> str | None:
    """Draw a queue from the predictions and store it; its token, or None where there are none.

    Others can write while the predictions are looked through; where somebody
    drew, or the archive forgot, meanwhile, it is done again.

    Raises
    ------
    ArchiveError
        If the archive cannot be written; nothing has changed then.
    """
    while True:
        with database.reading() as connection:
            newest = _newest_queue(connection)
            model = known_model_id(connection, query.model)
            candidates = _candidates(connection, query, model) if model else []
        drawn = draw(candidates)
        if not model or not drawn:
            return None
        with database.writing() as connection:
            rows = _items(connection, model, drawn)
            if len(rows) == len(drawn) and _newest_queue(connection) == newest:
                return _store(connection, query, seed, model, rows)


def _newest_queue(connection: Connection) -> int:
    return int(connection.execute(select(func.max(ReviewQueueRow.id))).scalar() or 0)


def _store(connection: Connection, query: ReviewQuery, seed: int, model: int, rows: list[dict[str, Any]]) -> str:
    uid = secrets.token_urlsafe(9)
    values = {
        "uid": uid,
        "made_at": datetime.now(UTC),
        "model_id": model,
        "since": day_number(query.since) if query.since else None,
        "until": day_number(query.until) if query.until else None,
        "seed": seed,
    }
    number = connection.execute(insert(ReviewQueueRow).values(values).returning(ReviewQueueRow.id)).scalar_one()
    connection.execute(insert(ReviewItemRow), [row | {"queue_id": int(number)} for row in rows])
    return uid


def _candidates(connection: Connection, query: ReviewQuery, model: int) -> list[Candidate]:
    """List what can be drawn in an order that the same archive always gives: by number of the article."""
    chosen = (
        select(ArticleRow.id, PredictionRow.confidence, PredictionRow.topic, ArticleRow.url)
        .join(PredictionRow, PredictionRow.article_id == ArticleRow.id)
        .where(PredictionRow.model_id == model)
        .order_by(ArticleRow.id)
    )
    if query.since:
        chosen = chosen.where(ArticleRow.at >= midnight(query.since))
    if query.until:
        chosen = chosen.where(ArticleRow.at < midnight(query.until + timedelta(days=1)))
    before = set(connection.execute(select(ReviewItemRow.url).distinct()).scalars())
    rows = [*connection.execute(chosen), *_compacted(connection, query, model)]
    rows.sort(key=lambda row: row.id)
    return [Candidate(row.id, row.confidence, row.topic != UNSURE.name, row.url in before) for row in rows]


class _InFile(NamedTuple):
    id: int
    confidence: float
    topic: str
    url: str


def _compacted(connection: Connection, query: ReviewQuery, model: int) -> Iterator[_InFile]:
    """List what can be drawn of compacted months."""
    since = midnight(query.since).timestamp() if query.since else -math.inf
    until = midnight(query.until + timedelta(days=1)).timestamp() if query.until else math.inf
    for file in month_files(connection):
        if file.last_at.timestamp() < since or file.first_at.timestamp() >= until:
            continue
        for row in chain.from_iterable(file.batches(("id", "at", "url", "predictions"))):
            if since <= row["at"] < until:
                for said in row["predictions"]:
                    if said["model_id"] == model:
                        yield _InFile(row["id"], said["confidence"], said["topic"], row["url"])


def _items(connection: Connection, model: int, drawn: Sequence[Drawn]) -> list[dict[str, Any]]:
    """Make the rows of the articles that were drawn, but for those that were forgotten meanwhile."""
    numbers = [item.article for item in drawn]
    there = connection.execute(select(ArticleRow.id).where(ArticleRow.id.in_(numbers))).scalars()
    restore_rows(connection, stored_by_number(connection, set(numbers).difference(there)))
    said = {
        row.id: row
        for part in chunks(numbers)
        for row in connection.execute(
            select(
                ArticleRow.id,
                ArticleRow.paper_id,
                ArticleRow.url,
                ArticleRow.title,
                PredictionRow.topic,
                PredictionRow.best,
                PredictionRow.confidence,
            )
            .join(PredictionRow, PredictionRow.article_id == ArticleRow.id)
            .where(PredictionRow.model_id == model, ArticleRow.id.in_(part))
        )
    }
    return [
        {
            "position": position,
            "paper_id": said[item.article].paper_id,
            "url": said[item.article].url,
            "title": said[item.article].title,
            "stratum": item.stratum,
            "size": item.size,
            "drawn": item.drawn,
            "shown": said[item.article].topic,
            "best": said[item.article].best,
            "confidence": said[item.article].confidence,
        }
        for position, item in enumerate(drawn, start=1)
        if item.article in said
    ]


def add_labels(
    database: Database, uid: str, labels: Sequence[ReviewLabel], reviewer: str, now: datetime | None = None
) -> None:
    """Add labels to a queue, all or none; what others said of the same articles stays.

    Raises
    ------
    InputError
        If there is no such queue, or an article is not in it; nothing was stored then.
    ArchiveError
        If the archive cannot be written.
    """
    with database.writing() as connection:
        queue = connection.execute(select(ReviewQueueRow.id).where(ReviewQueueRow.uid == uid)).scalar()
        inside = set(connection.execute(select(ReviewItemRow.url).where(ReviewItemRow.queue_id == queue)).scalars())
        for label in labels:
            if label.url not in inside:
                raise InputError(f"The article {label.url[:200]!r} is not in this queue.")
        rows = [
            {
                "uid": secrets.token_urlsafe(12),
                "queue_id": queue,
                "url": label.url,
                "made_at": now or datetime.now(UTC),
                "best": label.best,
                "accepted": ",".join(label.accepted),
                "reviewer": storable(reviewer)[:100],
            }
            for label in labels
        ]
        if rows:
            connection.execute(insert(ReviewLabelRow), rows)
