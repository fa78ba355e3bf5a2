"""Reviews: queues are drawn and stored, and labels are added to them."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select

from core.archive.database.engine import Database
from core.archive.database.schema import (
    ArticleRow,
    PredictionRow,
    ReviewItemRow,
    ReviewLabelRow,
    ReviewQueueRow,
)
from core.archive.reviews import Candidate, Draw, Drawn, ReviewLabel, ReviewQuery
from core.archive.text import chunks
from core.archive.writing.counts import day_number, day_of
from core.archive.writing.ids import model_id
from core.errors import InputError
from core.text import storable
from core.topics.taxonomy import UNSURE


def store_queue(database: Database, query: ReviewQuery, seed: int, draw: Draw) -> str | None:
    """Draw a queue from the predictions and store it, in one transaction; its token, or None where there are none.

    Raises
    ------
    ArchiveError
        If the archive cannot be written; nothing has changed then.
    """
    uid = secrets.token_urlsafe(9)
    with database.writing() as connection:
        model = model_id(connection, query.model)
        drawn = draw(_candidates(connection, query, model))
        if not drawn:
            return None
        values = {
            "uid": uid,
            "made_at": datetime.now(UTC),
            "model_id": model,
            "since": day_number(query.since) if query.since else None,
            "until": day_number(query.until) if query.until else None,
            "seed": seed,
        }
        number = connection.execute(insert(ReviewQueueRow).values(values).returning(ReviewQueueRow.id)).scalar_one()
        _store_items(connection, int(number), model, drawn)
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
        chosen = chosen.where(ArticleRow.at >= _moment(day_number(query.since)))
    if query.until:
        chosen = chosen.where(ArticleRow.at < _moment(day_number(query.until) + 1))
    before = set(connection.execute(select(ReviewItemRow.url).distinct()).scalars())
    rows = connection.execute(chosen)
    return [Candidate(row.id, row.confidence, row.topic != UNSURE.name, row.url in before) for row in rows]


def _moment(day: int) -> datetime:
    return datetime.combine(day_of(day), datetime.min.time(), UTC)


def _store_items(connection: Connection, queue: int, model: int, drawn: Sequence[Drawn]) -> None:
    numbers = [item.article for item in drawn]
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
    rows = [
        {
            "queue_id": queue,
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
    ]
    connection.execute(insert(ReviewItemRow), rows)


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
