"""Predicting everything again with another model: what is still to do, and keeping what was done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Exists, func, select

from core.archive.database.engine import Archive
from core.archive.database.schema import Article, Body, Model, Paper, PredictionRow
from core.archive.records import ModelVersion
from core.archive.writing.incoming import Incoming
from core.archive.writing.writer import Writer
from core.types import Prediction


@dataclass(frozen=True, slots=True)
class Todo:
    """An article that a model has not predicted yet, with as much of its text as is kept."""

    id: int
    newspaper: str
    url: str
    title: str
    text: str
    kept: str
    first_seen: datetime


def count_todo(archive: Archive, version: ModelVersion) -> int:
    """How many articles with text this model has not predicted yet."""
    with archive.reading() as connection:
        model = _known(connection, version)
        missing = select(func.count()).select_from(Article).join(Body, Body.article_id == Article.id)
        return int(connection.execute(missing.where(~_predicted(model))).scalar_one())


def todo(archive: Archive, version: ModelVersion, size: int) -> Iterator[list[Todo]]:
    """Articles that this model has not predicted yet, in batches, in the order of their numbers.

    What another process has predicted meanwhile is left out, and so is what
    was predicted before this one was stopped: nothing is predicted twice.
    """
    after = 0
    while True:
        with archive.reading() as connection:
            chosen = (
                select(Article.id, Paper.key, Article.url, Article.title, Body.text, Article.kept, Article.first_seen)
                .join(Body, Body.article_id == Article.id)
                .join(Paper, Paper.id == Article.paper_id)
                .where(Article.id > after, ~_predicted(_known(connection, version)))
                .order_by(Article.id)
                .limit(size)
            )
            batch = [Todo(*row) for row in connection.execute(chosen)]
        if not batch:
            return
        after = batch[-1].id
        yield batch


def keep_predictions(
    archive: Archive, batch: Sequence[Todo], predictions: Sequence[Prediction], version: ModelVersion
) -> int:
    """Keep a batch of predictions in one transaction; how many of them were new.

    They become what the articles are said to be about. The models' live
    record stays as it is: these were not made at reading.
    """
    now = datetime.now(UTC)
    items = [
        Incoming(one.newspaper, one.url, one.title, "", one.first_seen, kept=one.kept, prediction=said, made_at=now)  # type: ignore[arg-type]
        for one, said in zip(batch, predictions, strict=True)
    ]
    with archive.writing() as connection:
        writer = Writer(connection)
        new = writer.add_predictions(items, [False] * len(items), version)
        writer.finish()
    return new


def _known(connection: Connection, version: ModelVersion) -> int:
    same = (Model.name == version.name) & (Model.sha256 == version.sha256)
    return int(connection.execute(select(Model.id).where(same)).scalar() or 0)


def _predicted(model: int) -> Exists:
    own = (PredictionRow.article_id == Article.id) & (PredictionRow.model_id == model)
    return select(PredictionRow.article_id).where(own).exists()
