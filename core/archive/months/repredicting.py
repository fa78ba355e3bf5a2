"""Predicting the articles of files again: a file is written anew with what another model says."""

from __future__ import annotations

import secrets
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, select, update

from core.archive.database.engine import Database
from core.archive.database.month_schema import MonthFileRow
from core.archive.months.catalogue import MonthFile, folder_of, month_files
from core.archive.months.files import (
    DATA,
    INDEX,
    ROW_GROUP,
    UNFINISHED,
    check_data,
    no_room,
    note_of,
    remove,
    sha256_of,
    sync,
    write_data,
)
from core.archive.months.layout import PREDICTION_COLUMNS, Stored, to_table
from core.archive.months.returning import models_of
from core.archive.months.sweeping import leave
from core.archive.records import ModelVersion
from core.archive.text import chunks
from core.archive.writing.counts import Changes, day_number
from core.archive.writing.ids import known_model_id, model_id
from core.archive.writing.incoming import IncomingArticle
from core.archive.writing.predictions import prediction_row
from core.errors import ArchiveError
from core.types import Article, Prediction

CURRENT = ("topic", "five", "best", "confidence", "model_id")
"""Columns of an article that say what the newest model says."""


class _Change(NamedTuple):
    """What an article is said to be about, before and after."""

    id: int
    day: int
    paper: int
    before: tuple[str | None, str | None]
    after: tuple[str, str]


def count_unpredicted(database: Database, version: ModelVersion) -> int:
    """Count the articles with text, in files, that a model has not predicted yet."""
    with database.reading() as connection:
        model = known_model_id(connection, version)
        return sum(
            row["readable"] and model not in models_of(row)
            for file in month_files(connection, whole=True)
            for batch in file.batches(("id", "readable", "predictions.list.element.model_id"))
            for row in batch
        )


def repredict(
    database: Database,
    name: str,
    version: ModelVersion,
    predict: Callable[[Sequence[tuple[str, str]]], Sequence[Prediction]],
) -> int:
    """Predict the articles of a file that a model has not predicted yet; how many predictions were new.

    The file is written anew and takes the place of the former one in one
    transaction with the counts: all or nothing.

    Raises
    ------
    ArchiveError
        If the file cannot be read or written, or was replaced meanwhile.
    """
    with database.writing() as connection:
        model = model_id(connection, version)
    with database.reading() as connection:
        folder = folder_of(connection)
        file = next((f for f in month_files(connection, whole=True) if f.data.stem == name), None)
    if file is None or folder is None:
        return 0
    rows, changes = _predicted(file, model, version, predict)
    if not changes:
        return 0
    data = folder / f"{file.month}-{secrets.token_hex(6)}{DATA}"
    try:
        values = _written(file, data, rows)
    except (OSError, sqlite3.Error) as problem:
        raise no_room(problem if isinstance(problem, OSError) else OSError(str(problem)), folder) from problem
    finally:
        remove(data.with_name(data.stem + ending + UNFINISHED) for ending in (DATA, INDEX))
    with database.writing() as connection:
        _replace(connection, file, values, changes)
    leave(file.data)
    return len(changes)


def _predicted(
    file: MonthFile, model: int, version: ModelVersion, predict: Callable[..., Sequence[Prediction]]
) -> tuple[list[Stored], list[_Change]]:
    """Read all articles of a file, and add what the model says of those it has not predicted."""
    rows, changes, now = [], [], datetime.now(UTC)
    for batch in file.all_batches():
        fresh = [row for row in batch if row["readable"] and model not in models_of(row) and row["id"] not in file.gone]
        said = predict([(row["title"], row["text"]) for row in fresh]) if fresh else []
        for row, prediction in zip(fresh, said, strict=True):
            changes.append(_add(row, model, version, prediction, now))
        rows += batch
    return rows, changes


def _add(row: Stored, model: int, version: ModelVersion, prediction: Prediction, now: datetime) -> _Change:
    seen = datetime.fromtimestamp(row["first_seen"], UTC)
    item = IncomingArticle(Article("", row["url"]), seen, row["kept"], prediction=prediction, made_at=now)
    values: dict[str, Any] = prediction_row(row["id"], model, version, item, live=False)
    values["made_at"] = int(now.timestamp())
    row["predictions"].append({column: values[column] for column in PREDICTION_COLUMNS})
    row["predictions"].sort(key=lambda part: part["model_id"])
    before = (row["topic"], row["five"])
    row.update({column: values[column] for column in CURRENT})
    day = day_number(datetime.fromtimestamp(row["at"], UTC))
    return _Change(row["id"], day, row["paper_id"], before, (values["topic"], values["five"]))


def _written(file: MonthFile, data: Path, rows: list[Stored]) -> dict[str, Any]:
    """Write both files anew; the words of the index stay as they are."""
    unfinished = [data.with_name(data.stem + ending + UNFINISHED) for ending in (DATA, INDEX)]
    check_data(unfinished[0], write_data(unfinished[0], map(to_table, chunks(rows, ROW_GROUP)), note_of(file.data)))
    shutil.copyfile(file.index, unfinished[1])
    with closing(sqlite3.connect(unfinished[1])) as index:
        current = [(row["topic"], row["five"], row["best"], row["confidence"], row["id"]) for row in rows]
        index.executemany("UPDATE article SET topic = ?, five = ?, best = ?, confidence = ? WHERE id = ?", current)
        index.commit()
    sync(unfinished[1])
    for path, ending in zip(unfinished, (DATA, INDEX), strict=True):
        path.rename(data.with_suffix(ending))
    sync(data.parent)
    index_path = data.with_suffix(INDEX)
    return {
        "file": data.stem,
        "predictions": sum(len(row["predictions"]) for row in rows),
        "bytes": data.stat().st_size,
        "index_bytes": index_path.stat().st_size,
        "sha256": sha256_of(data),
        "index_sha256": sha256_of(index_path),
        "made_at": datetime.now(UTC),
    }


def _replace(connection: Connection, file: MonthFile, values: dict[str, Any], changed: list[_Change]) -> None:
    """Let the new file take the place of the former one, and bring the counts up to date."""
    now = next((other for other in month_files(connection) if other.id == file.id), None)
    there = connection.execute(select(MonthFileRow.file).where(MonthFileRow.id == file.id)).scalar()
    if now is None or there != file.data.stem:
        raise ArchiveError("Another command has changed the same compacted month: run this one again.")
    changes = Changes()
    for change in changed:
        if change.id not in now.gone:
            changes.topic(change.day, change.paper, *change.before, -1)
            changes.topic(change.day, change.paper, *change.after, 1)
    connection.execute(update(MonthFileRow).where(MonthFileRow.id == file.id).values(values))
    changes.write(connection)
