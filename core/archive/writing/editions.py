"""Saving editions: all of one or nothing, invented papers never among real ones."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, insert, select, text

from core.archive.database.engine import Database, dialect_of
from core.archive.database.month_schema import MonthFileRow
from core.archive.database.schema import ArticleRow, EditionRow, Entry, Report
from core.archive.records import ModelVersion, Saved, TextShare, edition_uid
from core.archive.writing.ids import model_id, paper_ids
from core.archive.writing.incoming import of_edition
from core.archive.writing.writer import Writer
from core.errors import ArchiveError
from core.text import storable
from core.types import Edition

EMPTIED = (
    "review_label",
    "review_item",
    "review_queue",
    "entry",
    "report",
    "edition",
    "prediction",
    "version",
    "body",
    "article",
    "daily",
    "live",
    "label",
    "reindex",
)
"""Tables of which nothing is left after the sample, in the order in which one needs the other."""


def save_edition(database: Database, edition: Edition, version: ModelVersion, keep: TextShare = "lead") -> Saved:
    """Keep an edition: all of it, or nothing. Saving it again changes nothing.

    The first real edition drives the sample out.

    Raises
    ------
    ArchiveError
        If it cannot be written, or is the sample edition and the archive
        holds real papers.
    """
    uid = edition_uid(edition)
    with database.writing() as connection:
        if connection.execute(select(EditionRow.id).where(EditionRow.uid == uid)).scalar() is not None:
            return Saved(already=True)
        keep_apart(connection, edition.sample)
        papers = paper_ids(connection, edition.newspapers)
        model = model_id(connection, version)
        writer = Writer(connection)
        ids, saved = writer.add(of_edition(edition, keep), papers, version)
        writer.finish()
        values = {"read_at": edition.read_at, "sample": edition.sample, "seconds": edition.report.seconds}
        number = connection.execute(
            insert(EditionRow).values(uid=uid, model_id=model, **values).returning(EditionRow.id)
        ).scalar_one()
        _rows(connection, int(number), edition, papers, ids)
    return saved


def keep_apart(connection: Connection, sample: bool) -> None:
    """Never mix invented papers with real ones."""
    held = {bool(row[0]) for row in connection.execute(select(EditionRow.sample).distinct())}
    anything = (select(ArticleRow.id).limit(1), select(MonthFileRow.id).limit(1))
    imported = not held and any(connection.execute(chosen).first() is not None for chosen in anything)
    if sample and (False in held or imported):
        raise ArchiveError("The archive holds real papers, so the sample edition was not put among them.")
    if not sample and True in held:
        empty(connection)


def empty(connection: Connection) -> None:
    """Forget everything but who has which name."""
    dialect_of(connection).clear_index(connection)
    for table in EMPTIED:
        connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608


def _rows(
    connection: Connection, edition_id: int, edition: Edition, papers: Mapping[str, int], ids: Mapping[str, int]
) -> None:
    entries = [
        {
            "edition_id": edition_id,
            "position": position,
            "paper_id": papers[item.article.newspaper],
            "article_id": ids[storable(item.article.url)] if item.article.url else None,
            "status": str(item.article.status),
            "error": str(item.article.error) if item.article.error else None,
            "detail": storable(item.article.detail) if item.article.detail else None,
        }
        for position, item in enumerate(edition.articles)
    ]
    reports = [
        {
            "edition_id": edition_id,
            "paper_id": papers[paper.newspaper],
            "status": str(paper.status),
            "found": paper.found,
            "read": paper.read,
            "skipped": paper.skipped,
            "failed": paper.failed,
            "seconds": paper.seconds,
            "error": str(paper.error) if paper.error else None,
            "detail": storable(paper.detail) if paper.detail else None,
            "from_feed": paper.from_feed,
        }
        for paper in edition.report.papers
    ]
    if entries:
        connection.execute(insert(Entry), entries)
    if reports:
        connection.execute(insert(Report), reports)
