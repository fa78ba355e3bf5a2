"""Reclassification: articles that a model has not predicted yet, and storing its predictions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Exists, func, select

from core.archive.database.engine import Database
from core.archive.database.schema import ArticleRow, Body, Paper, PredictionRow
from core.archive.records import ModelVersion
from core.archive.writing.ids import known_model_id
from core.archive.writing.incoming import IncomingArticle
from core.archive.writing.writer import Writer
from core.types import Article, Prediction


def count_unpredicted(database: Database, version: ModelVersion) -> int:
    """Count the articles with text that this model has not predicted yet."""
    with database.reading() as connection:
        model = known_model_id(connection, version)
        missing = select(func.count()).select_from(ArticleRow).join(Body, Body.article_id == ArticleRow.id)
        return int(connection.execute(missing.where(~_predicted(model))).scalar_one())


def article_numbers(database: Database) -> range:
    """Give the range that the numbers of all articles are in; empty where there are none."""
    with database.reading() as connection:
        first, last = connection.execute(select(func.min(ArticleRow.id), func.max(ArticleRow.id))).one()
    return range(0) if first is None else range(int(first), int(last) + 1)


def unpredicted(
    database: Database, version: ModelVersion, size: int, numbers: range | None = None
) -> Iterator[list[IncomingArticle]]:
    """List articles that this model has not predicted yet, in batches, in the order of their numbers.

    All of them, or those whose numbers are in a range.

    What another process has predicted meanwhile is left out, and so is what
    was predicted before this one was stopped: nothing is predicted twice.
    """
    after = 0 if numbers is None else numbers.start - 1
    within = () if numbers is None else (ArticleRow.id < numbers.stop,)
    while True:
        with database.reading() as connection:
            query = (
                select(
                    ArticleRow.id,
                    Paper.key,
                    ArticleRow.url,
                    ArticleRow.title,
                    Body.text,
                    ArticleRow.first_seen,
                    ArticleRow.kept,
                )
                .join(Body, Body.article_id == ArticleRow.id)
                .join(Paper, Paper.id == ArticleRow.paper_id)
                .where(ArticleRow.id > after, *within, ~_predicted(known_model_id(connection, version)))
                .order_by(ArticleRow.id)
                .limit(size)
            )
            rows = connection.execute(query).all()
        if not rows:
            return
        after = rows[-1].id
        yield [
            IncomingArticle(Article(row.key, row.url, row.title, row.text), row.first_seen, row.kept) for row in rows
        ]


def store_predictions(
    database: Database, batch: Sequence[IncomingArticle], predictions: Sequence[Prediction], version: ModelVersion
) -> int:
    """Store a batch of predictions in one transaction; return how many of them were new.

    They become the topics of their articles. The models' live record stays as
    it is: these were not made at reading.
    """
    now = datetime.now(UTC)
    items = [
        replace(item, prediction=prediction, made_at=now) for item, prediction in zip(batch, predictions, strict=True)
    ]
    with database.writing() as connection:
        writer = Writer(connection)
        new = writer.add_predictions(items, [False] * len(items), version)
        writer.finish()
    return new


def _predicted(model: int | None) -> Exists:
    own = (PredictionRow.article_id == ArticleRow.id) & (PredictionRow.model_id == model)
    return select(PredictionRow.article_id).where(own).exists()
