"""Compaction: past months of articles move out of the tables into files, each article at one moment."""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
from sqlalchemy import ColumnElement, Connection, func, insert, or_, select

from core.archive.database.base import table_of
from core.archive.database.engine import Database, dialect_of
from core.archive.database.errors import archive_error
from core.archive.database.month_schema import MonthAddressRow, MonthFileRow, MonthGoneRow
from core.archive.database.review_schema import ReviewItemRow
from core.archive.database.schema import ArticleRow, CorrectionRow, Model, Paper, PredictionRow, Reindex, SectionRow
from core.archive.months.catalogue import address_hash, folder_of
from core.archive.months.files import (
    DATA,
    INDEX,
    ROW_GROUP,
    UNFINISHED,
    check_data,
    no_room,
    remove,
    sha256_of,
    sync,
    write_data,
)
from core.archive.months.index import write_index
from core.archive.months.layout import Stored, stored_articles, to_table
from core.archive.months.sweeping import sweep
from core.archive.queries.statistics import holds_sample
from core.archive.records import CompactedMonth
from core.archive.text import chunks
from core.archive.writing.counts import midnight
from core.archive.writing.retention import delete_articles
from core.errors import ArchiveError

MAX_ARTICLES = 100_000
"""Articles of one file: what one transaction moves, for which other writers wait."""
MIN_ARTICLES = 1000
"""Articles of a month that has files already, from which on there is another one."""
NAMED = "names"


@dataclass(frozen=True)
class Written:
    """A pair of files that were written and checked, with what the database is to know of them."""

    month: str
    data: Path
    values: dict[str, Any]
    marks: dict[int, tuple[Any, ...]]
    addresses: list[tuple[int, int]]
    sizes: dict[int, tuple[int, int]]


def compact(database: Database, before: date) -> Iterator[CompactedMonth]:
    """Move the articles of whole months that begin before a day out of the tables; gives each file when it is done.

    Stopped at any moment, nothing is lost and nothing doubled; the next run
    goes on. Articles that were corrected or drawn for a review stay, and so
    do fewer than a thousand of a month that has files already.

    Raises
    ------
    ArchiveError
        If there is no folder for the files, it is full, or the archive cannot
        be written; what was moved before stays moved.
    """
    folder = _folder(database)
    sweep(database, folder)
    with database.reading() as connection:
        if holds_sample(connection):
            return
        if connection.execute(select(Reindex.below)).scalar() is not None:
            raise ArchiveError("The archive is still indexed anew: compact it when that is done.")
        months = _months(connection, before)
    for first, after in months:
        while (written := _write(database, folder, first, after)) is not None:
            moved = _move(database, written)
            if moved is None:
                remove([written.data, written.data.with_suffix(INDEX)])
                break
            yield moved
            if moved.articles < MAX_ARTICLES:
                break
    database.compact()


def _folder(database: Database) -> Path:
    with database.reading() as connection:
        folder = folder_of(connection)
    if folder is None:
        raise ArchiveError("There is no folder for compacted months: set BROADSHEET_MONTHS to one.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise no_room(problem, folder) from problem
    return folder


def _months(connection: Connection, before: date) -> list[tuple[date, date]]:
    """List the first day of each month with articles, and of the one that follows it."""
    first = connection.execute(select(func.min(ArticleRow.at))).scalar()
    found: list[tuple[date, date]] = []
    day = None if first is None else first.date().replace(day=1)
    while day is not None and day < before.replace(day=1):
        after = (day + timedelta(days=32)).replace(day=1)
        found.append((day, after))
        day = after
    return found


def _criteria(first: date, after: date) -> list[ColumnElement[bool]]:
    kept = (
        select(CorrectionRow.url).where(CorrectionRow.url == ArticleRow.url).exists()
        | select(ReviewItemRow.url).where(ReviewItemRow.url == ArticleRow.url).exists()
    )
    return [ArticleRow.at >= midnight(first), ArticleRow.at < midnight(after), ~kept]


def _write(database: Database, folder: Path, first: date, after: date) -> Written | None:
    """Write a file of the oldest articles of a month that are in the tables; None where there are too few."""
    month = f"{first:%Y-%m}"
    name = f"{month}-{secrets.token_hex(6)}"
    data = folder / f"{name}{DATA}"
    unfinished = [folder / f"{name}{ending}{UNFINISHED}" for ending in (DATA, INDEX)]
    with database.reading() as connection:
        chosen = select(ArticleRow.id).where(*_criteria(first, after)).order_by(ArticleRow.id).limit(MAX_ARTICLES)
        numbers = [int(number) for number in connection.execute(chosen).scalars()]
        there = connection.execute(select(MonthFileRow.id).where(MonthFileRow.month == month).limit(1)).first()
        if not numbers or (there is not None and len(numbers) < MIN_ARTICLES):
            return None
        try:
            return write_files(connection, month, data, numbers)
        except (OSError, pa.ArrowException) as problem:
            raise no_room(problem if isinstance(problem, OSError) else OSError(str(problem)), folder) from problem
        except sqlite3.Error as problem:
            raise archive_error(
                "A month cannot be compacted", f"{folder} ({problem})", "Nothing was moved."
            ) from problem
        finally:
            remove(unfinished)


def write_files(connection: Connection, month: str, data: Path, numbers: Sequence[int]) -> Written:
    """Write the two files of articles that are in the tables, check them, and give them their names.

    Raises
    ------
    OSError, sqlite3.Error
        If they cannot be written.
    ArchiveError
        If what was written cannot be read back.
    """
    batches = [stored_articles(connection, part) for part in chunks(numbers, ROW_GROUP)]
    words = (dialect_of(connection).file_words(connection, part) for part in chunks(numbers, ROW_GROUP))
    return write_batches(connection, month, data, batches, words)


def write_batches(
    connection: Connection, month: str, data: Path, batches: Sequence[list[Stored]], words: Any
) -> Written:
    """Write the two files of articles in batches of a row group, with their folded words."""
    unfinished = [data.with_name(data.name + UNFINISHED), data.with_name(data.stem + INDEX + UNFINISHED)]
    index = data.with_suffix(INDEX)
    groups = write_data(unfinished[0], map(to_table, batches), {NAMED: _names(connection)})
    check_data(unfinished[0], groups)
    del groups
    papers = [(row.id, row.key) for row in connection.execute(select(Paper.id, Paper.key))]
    write_index(unfinished[1], papers, batches, words, dialect_of(connection).file_tokenizer)
    sync(unfinished[1])
    with closing(sqlite3.connect(f"file:{unfinished[1]}?mode=ro", uri=True)) as written:
        if written.execute("SELECT COUNT(*) FROM article").fetchone()[0] != sum(map(len, batches)):
            raise archive_error("A file of a compacted month holds other things than were written", str(index))
    for path, named in zip(unfinished, (data, index), strict=True):
        path.rename(named)
    sync(data.parent)
    rows = [row for batch in batches for row in batch]
    return Written(
        month,
        data,
        _values(month, data, index, rows),
        {row["id"]: mark_of(row) for row in rows},
        sorted((address_hash(row["url"]), row["id"]) for row in rows),
        {row["id"]: (len(row["versions"]), len(row["predictions"])) for row in rows},
    )


def _names(connection: Connection) -> str:
    """Say in the file itself what its numbers stand for."""
    papers = {row.id: row.key for row in connection.execute(select(Paper.id, Paper.key))}
    models = {
        row.id: [row.name, row.sha256, row.labels]
        for row in connection.execute(select(Model.id, Model.name, Model.sha256, Model.labels))
    }
    sections = {row.id: row.word for row in connection.execute(select(SectionRow.id, SectionRow.word))}
    return json.dumps({"papers": papers, "models": models, "sections": sections})


def _values(month: str, data: Path, index: Path, rows: Sequence[Stored]) -> dict[str, Any]:
    moments = {name: [row[name] for row in rows] for name in ("at", "last_seen")}
    return {
        "month": month,
        "file": data.stem,
        "articles": len(rows),
        "versions": sum(len(row["versions"]) for row in rows),
        "predictions": sum(len(row["predictions"]) for row in rows),
        "first_id": min(row["id"] for row in rows),
        "last_id": max(row["id"] for row in rows),
        "first_at": _instant(min(moments["at"])),
        "last_at": _instant(max(moments["at"])),
        "oldest_seen": _instant(min(moments["last_seen"])),
        "newest_seen": _instant(max(moments["last_seen"])),
        "bytes": data.stat().st_size,
        "index_bytes": index.stat().st_size,
        "sha256": sha256_of(data),
        "index_sha256": sha256_of(index),
        "made_at": datetime.now(UTC),
    }


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def mark_of(row: Stored) -> tuple[Any, ...]:
    """Give what differs where anything about an article has changed."""
    return (
        *(row[name] for name in ("last_seen", "version", "model_id", "topic", "kept", "at", "hash")),
        len(row["predictions"]),
    )


def _move(database: Database, written: Written) -> CompactedMonth | None:
    """Take the articles that are as they were written out of the tables; None where none of them is.

    What has changed meanwhile stays in the tables, and does not count in the file.
    """
    with database.writing() as connection:
        same = _unchanged(connection, written)
        if not same:
            return None
        kept = connection.execute(_corrected(list(written.marks))).scalars()
        moved = sorted(same.difference(int(number) for number in kept))
        if not moved:
            return None
        file = register(connection, written, moved)
        delete_articles(connection, moved)
    return CompactedMonth(written.month, file, len(moved), written.values["bytes"], written.values["index_bytes"])


def register(connection: Connection, written: Written, moved: Sequence[int]) -> str:
    """Note a pair of files in the database, with the articles that count in it; gives its name."""
    file = connection.execute(insert(MonthFileRow).values(written.values).returning(MonthFileRow.id)).scalar_one()
    counting = set(moved)
    addresses = [
        {"hash": hash, "article_id": number, "file_id": file}
        for hash, number in written.addresses
        if number in counting
    ]
    for part in chunks(addresses, 5000):
        connection.execute(insert(MonthAddressRow), list(part))
    gone = [
        {"file_id": file, "article_id": number, "versions": versions, "predictions": predictions}
        for number, (versions, predictions) in written.sizes.items()
        if number not in counting
    ]
    if gone:
        connection.execute(insert(MonthGoneRow), gone)
    return str(written.values["file"])


def _unchanged(connection: Connection, written: Written) -> set[int]:
    article, count = table_of(ArticleRow), select(func.count()).where(PredictionRow.article_id == ArticleRow.id)
    columns = [article.c[name] for name in ("id", "last_seen", "version", "model_id", "topic", "kept", "at", "hash")]
    same = set()
    for part in chunks(list(written.marks)):
        rows = connection.execute(select(*columns, count.scalar_subquery()).where(article.c.id.in_(part)))
        for row in rows:
            hashed = None if row[7] is None else bytes(row[7])
            mark = (int(row[1].timestamp()), *row[2:6], int(row[6].timestamp()), hashed, row[8])
            if mark == written.marks[row[0]]:
                same.add(int(row[0]))
    return same


def _corrected(numbers: Sequence[int]) -> Any:
    """Select articles that were corrected, or drawn for a review, meanwhile."""
    judged = or_(
        ArticleRow.url.in_(select(CorrectionRow.url).where(CorrectionRow.url.is_not(None))),
        ArticleRow.url.in_(select(ReviewItemRow.url)),
    )
    return select(ArticleRow.id).where(judged, ArticleRow.id.between(min(numbers), max(numbers)))
