"""Lessons for training: accepted corrections, and articles whose section says their topic."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from core.archive.database.engine import Database
from core.archive.database.schema import ArticleRow, Body, CorrectionRow, Paper
from core.archive.months.catalogue import MonthFile, month_files
from core.archive.months.merging import SortKey, merged
from core.archive.queries.statistics import holds_sample
from core.archive.records import CorrectionState, Lesson
from core.types import Article


def from_corrections(database: Database) -> Iterator[Lesson]:
    """List accepted corrections, the newest of each article, with its stored text or what its sender agreed to."""
    columns = (
        CorrectionRow.uid,
        CorrectionRow.url,
        CorrectionRow.made_at,
        CorrectionRow.title,
        CorrectionRow.text,
        CorrectionRow.topic,
    )
    chosen = (
        select(*columns, ArticleRow.title.label("own_title"), Body.text.label("own_text"), Paper.key)
        .outerjoin(ArticleRow, ArticleRow.url == CorrectionRow.url)
        .outerjoin(Body, Body.article_id == ArticleRow.id)
        .outerjoin(Paper, Paper.id == ArticleRow.paper_id)
        .where(CorrectionRow.state == CorrectionState.ACCEPTED)
        .order_by(CorrectionRow.made_at, CorrectionRow.id)
    )
    lessons: dict[str, Lesson] = {}
    with database.reading() as connection:
        for row in connection.execute(chosen):
            title, text = row.own_title or row.title, row.own_text or row.text
            if title or text:
                place = row.url or row.uid
                article = Article(row.key or "reader", place, title, text, published=row.made_at)
                lessons[place] = Lesson(article, row.topic)
    yield from lessons.values()


def from_sections(database: Database) -> Iterator[Lesson]:
    """List articles whose section says their topic, oldest first, but for those with an accepted correction.

    Yields nothing where the archive holds the sample edition: invented news
    teaches nothing.
    """
    corrected = select(CorrectionRow.url).where(
        CorrectionRow.state == CorrectionState.ACCEPTED, CorrectionRow.url.is_not(None)
    )
    chosen = (
        select(
            ArticleRow.id,
            ArticleRow.url,
            Paper.key,
            ArticleRow.at,
            ArticleRow.title,
            Body.text,
            ArticleRow.section_topic,
        )
        .join(Body, Body.article_id == ArticleRow.id)
        .join(Paper, Paper.id == ArticleRow.paper_id)
        .where(ArticleRow.section_topic.is_not(None), ArticleRow.url.not_in(corrected))
        .order_by(ArticleRow.at, ArticleRow.id)
    )
    with database.reading() as connection:
        if holds_sample(connection):
            return
        done = set(connection.execute(corrected).scalars())
        keys = {row.id: row.key for row in connection.execute(select(Paper.id, Paper.key))}
        files = month_files(connection, whole=True)

        def of_tables() -> Iterator[tuple[SortKey, Lesson]]:
            for row in connection.execution_options(yield_per=1000).execute(chosen):
                yield (int(row.at.timestamp()), row.id), _lesson(row)

        of_files = [((int(file.first_at.timestamp()),), lambda file=file: _of_file(file, keys, done)) for file in files]
        yield from merged([((-math.inf,), of_tables), *of_files])


def _lesson(row: Any) -> Lesson:
    return Lesson(Article(row.key, row.url, row.title, row.text, published=row.at), row.section_topic)


def _of_file(file: MonthFile, keys: dict[int, str], done: set[str | None]) -> Iterator[tuple[SortKey, Lesson]]:
    """List what the sections of a file's articles teach, oldest first."""
    columns = ("id", "at", "paper_id", "url", "title", "text", "section_topic")
    found = [
        row
        for batch in file.batches(columns)
        for row in batch
        if row["section_topic"] is not None and row["text"] is not None and row["url"] not in done
    ]
    for row in sorted(found, key=lambda row: (row["at"], row["id"])):
        when = datetime.fromtimestamp(row["at"], UTC)
        article = Article(keys[row["paper_id"]], row["url"], row["title"], row["text"], published=when)
        yield (row["at"], row["id"]), Lesson(article, row["section_topic"])
