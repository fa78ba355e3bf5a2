"""Bulk imports: articles of a file of pages, saved together with how far the file has been read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select, update

from core.archive.bulk_imports import BulkStep
from core.archive.database.engine import Database
from core.archive.database.schema import ArticleRow, BulkFile
from core.archive.queries.articles import rows_at
from core.archive.records import ModelVersion, TextShare
from core.archive.writing.editions import keep_apart
from core.archive.writing.ids import paper_ids
from core.archive.writing.incoming import IncomingArticle, incoming
from core.archive.writing.writer import Writer
from core.errors import ArchiveError
from core.types import Newspaper, ReadArticle


def bulk_progress(database: Database, file: str) -> BulkStep:
    """Tell how far a file was imported, and what became of its records: nothing yet of one that is not known."""
    with database.reading() as connection:
        return _progress(connection, file) or BulkStep(file, 0, 0, {})


def save_bulk(
    database: Database,
    items: Sequence[tuple[ReadArticle, datetime]],
    papers: Iterable[Newspaper],
    version: ModelVersion,
    step: BulkStep,
    keep: TextShare = "lead",
) -> BulkStep:
    """Save articles, each with when its page was seen, and that the file was read up to the step's end: both or none.

    The counts of the step are added to the file's, and so are how many
    articles were new and how many had changed. An article that was seen later
    than its page stays as it is. The models' live record does, too: these
    predictions were not made at reading.

    Raises
    ------
    ArchiveError
        Also if the file was read from this place on by somebody else.
    """
    now = datetime.now(UTC)
    articles = [
        replace(incoming(item, seen_at, keep), live=False, made_at=now)
        for item, seen_at in sorted(items, key=lambda pair: pair[1])
    ]
    with database.writing() as connection:
        keep_apart(connection, sample=False)
        before = _turn(connection, step)
        writer = Writer(connection)
        _, saved = writer.add(_without_older(connection, articles), paper_ids(connection, papers), version)
        writer.finish()
        counts = _sum(before, step.counts, {"new": saved.new, "changed": saved.changed})
        values = {"position": step.end, "counts": json.dumps(counts)}
        connection.execute(update(BulkFile).where(BulkFile.file == step.file).values(**values))
    return BulkStep(step.file, 0, step.end, counts)


def _sum(*parts: Mapping[str, float]) -> dict[str, float]:
    names = dict.fromkeys(name for part in parts for name in part)
    return {name: sum(part.get(name, 0) for part in parts) for name in names}


def _turn(connection: Connection, step: BulkStep) -> Mapping[str, float]:
    """Return the counts so far; refuses a step that does not begin where the one before it ended."""
    before = _progress(connection, step.file)
    if (before.end if before else 0) != step.begin:
        raise ArchiveError("Another command imports the same file into this archive: let one of them do it.")
    if before is None:
        connection.execute(insert(BulkFile).values(file=step.file, position=0, counts="{}"))
    return before.counts if before else {}


def _progress(connection: Connection, file: str) -> BulkStep | None:
    chosen = select(BulkFile.position, BulkFile.counts).where(BulkFile.file == file)
    row = connection.execute(chosen).one_or_none()
    return BulkStep(file, 0, row.position, json.loads(row.counts)) if row else None


def _without_older(connection: Connection, items: Sequence[IncomingArticle]) -> list[IncomingArticle]:
    """Leave out pages that are older than what the archive has of their article."""
    known = select(ArticleRow.url, ArticleRow.last_seen).where(ArticleRow.hash.is_not(None))
    last = {row.url: row.last_seen for row in rows_at(connection, known, [item.url for item in items])}
    return [item for item in items if item.url not in last or item.seen_at >= last[item.url]]
