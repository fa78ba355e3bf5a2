"""The newest edition of given papers, put together again from its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, exists, func, insert, select

from core.archive.database.base import table_of
from core.archive.database.engine import Database
from core.archive.database.schema import (
    ArticleRow,
    Body,
    EditionRow,
    Entry,
    Model,
    Paper,
    PredictionRow,
    Report,
    SectionRow,
)
from core.archive.months.hydrate import numbered
from core.archive.records import ModelVersion
from core.archive.text import chunks, unpack
from core.archive.writing.writer import AUTHORS
from core.topics.taxonomy import OTHER
from core.types import (
    Article,
    Doubt,
    Edition,
    Newspaper,
    PaperReport,
    Prediction,
    ReadArticle,
    ReadReport,
    Reason,
    Status,
)


def newest_edition(
    database: Database,
    newspapers: Sequence[Newspaper],
    version: ModelVersion,
    min_papers: int = 1,
    uid: str | None = None,
) -> Edition | None:
    """Find the newest real edition of these newspapers alone that a model of this name and these labels classified.

    Texts are as much of them as is stored; headlines are the latest that were
    read. Which articles are copies of each other is not stored.

    Parameters
    ----------
    newspapers : sequence of Newspaper
        Papers that it may hold, known by id and home page.
    min_papers : int
        Papers that it has articles of, at least.
    uid : str, optional
        Of the one edition that is wanted; any without.

    Raises
    ------
    ArchiveError
        If the archive cannot be read.
    """
    with database.reading() as connection:
        allowed = _numbers(connection, newspapers)
        found = _newest(connection, list(allowed), version, min_papers, uid)
        if found is None:
            return None
        reports = {
            allowed[row.paper_id]: row
            for row in connection.execute(select(table_of(Report)).where(Report.edition_id == found.id))
        }
        articles = tuple(_article(row, version) for row in _rows(connection, found))
    if not any(item.prediction for item in articles):  # its articles were deleted
        return None
    papers = tuple(paper for paper in newspapers if paper.id in reports)
    return Edition(
        read_at=found.read_at,
        newspapers=papers,
        articles=articles,
        report=ReadReport(tuple(_report(reports[paper.id], paper) for paper in papers), found.seconds),
        model=version.name,
    )


def _numbers(connection: Connection, newspapers: Sequence[Newspaper]) -> dict[int, str]:
    """Give the ids of these newspapers by their numbers, where the archive knows them by the same home page."""
    homes = {paper.id: paper.home for paper in newspapers}
    rows = connection.execute(select(Paper.id, Paper.key, Paper.home).where(Paper.key.in_(homes)))
    return {int(row.id): row.key for row in rows if row.home == homes[row.key]}


def _newest(
    connection: Connection, allowed: Sequence[int], version: ModelVersion, min_papers: int, uid: str | None
) -> Row[tuple[Any, ...]] | None:
    with_text = (
        select(func.count())
        .where(Report.edition_id == EditionRow.id, Report.read + Report.from_feed > 0)
        .scalar_subquery()
    )
    chosen = (
        select(table_of(EditionRow))
        .join(Model, Model.id == EditionRow.model_id)
        .where(
            EditionRow.sample.is_(False),
            Model.name == version.name,
            Model.labels == ",".join(version.labels),
            ~exists().where(Report.edition_id == EditionRow.id, Report.paper_id.not_in(allowed)),
            ~exists().where(Entry.edition_id == EditionRow.id, Entry.paper_id.not_in(allowed)),
            with_text >= min_papers,
            *(() if uid is None else (EditionRow.uid == uid,)),
        )
        .order_by(EditionRow.read_at.desc(), EditionRow.id.desc())
        .limit(1)
    )
    return connection.execute(chosen).first()


def _rows(connection: Connection, edition: Row[tuple[Any, ...]]) -> list[Row[Any]]:
    """Read the rows of an edition in their order; articles of compacted months are put among the others."""
    rows = list(connection.execute(_entries(edition)))
    entries = connection.execute(select(table_of(Entry)).where(Entry.edition_id == edition.id)).all()
    away = [row.article_id for row in entries if row.article_id is not None]
    there = {
        number
        for part in chunks(away)
        for number in connection.execute(select(ArticleRow.id).where(ArticleRow.id.in_(part))).scalars()
    }
    with numbered(connection, [number for number in away if number not in there]) as memory:
        if memory is None:
            return rows
        memory.execute(insert(table_of(Paper)).prefix_with("OR IGNORE"), _all_papers(connection))
        memory.execute(insert(table_of(Entry)), [dict(row._mapping) for row in entries])
        filled = memory.execute(_entries(edition)).all()
    return [other if other.url is not None else row for row, other in zip(rows, filled, strict=True)]


def _all_papers(connection: Connection) -> list[dict[str, Any]]:
    return [dict(row._mapping) for row in connection.execute(select(table_of(Paper)))]


def _entries(edition: Row[tuple[Any, ...]]) -> Any:
    """Select the rows of an edition in their order, with what is known of each article."""
    same_model = PredictionRow.model_id == edition.model_id
    return (
        select(
            Entry.status,
            Entry.error,
            Entry.detail,
            Paper.key,
            ArticleRow.url,
            ArticleRow.title,
            ArticleRow.published,
            ArticleRow.authors,
            ArticleRow.section_topic,
            ArticleRow.extractor,
            SectionRow.word,
            func.coalesce(Body.text, "").label("text"),
            PredictionRow.topic,
            PredictionRow.best,
            PredictionRow.confidence,
            PredictionRow.known_words,
            PredictionRow.probabilities,
            PredictionRow.reason,
            PredictionRow.elsewhere,
            PredictionRow.detail.label("doubt"),
        )
        .join(Paper, Paper.id == Entry.paper_id)
        .outerjoin(ArticleRow, ArticleRow.id == Entry.article_id)
        .outerjoin(SectionRow, SectionRow.id == ArticleRow.section_id)
        .outerjoin(Body, Body.article_id == ArticleRow.id)
        .outerjoin(PredictionRow, (PredictionRow.article_id == ArticleRow.id) & same_model)
        .where(Entry.edition_id == edition.id)
        .order_by(Entry.position)
    )


def _article(row: Row[Any], version: ModelVersion) -> ReadArticle:
    article = Article(
        newspaper=row.key,
        url=row.url,
        title=row.title or "",
        text=row.text,
        published=row.published,
        authors=tuple(row.authors.split(AUTHORS)) if row.authors else (),
        section=row.word,
        section_topic=row.section_topic,
        extractor=row.extractor,
        status=Status(row.status),
        error=Reason(row.error) if row.error else None,
        detail=row.detail,
    )
    return ReadArticle(article, None if row.topic is None or not article.was_read else _prediction(row, version))


def _prediction(row: Row[Any], version: ModelVersion) -> Prediction:
    return Prediction(
        topic=OTHER.name if row.reason else row.topic,
        best=row.best,
        confidence=row.confidence,
        topics=unpack(version.labels, row.probabilities),
        known_words=row.known_words,
        reason=Doubt(row.reason) if row.reason else None,
        elsewhere=row.elsewhere,
        detail=row.doubt,
    )


def _report(row: Row[Any], paper: Newspaper) -> PaperReport:
    return PaperReport(
        newspaper=paper.id,
        name=paper.name,
        status=Status(row.status),
        found=row.found,
        read=row.read,
        skipped=row.skipped,
        failed=row.failed,
        seconds=row.seconds,
        error=Reason(row.error) if row.error else None,
        detail=row.detail,
        from_feed=row.from_feed,
    )
