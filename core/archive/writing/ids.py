"""Numbers of papers, models and sections, looked up or added."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from core.archive.database.schema import Model, Paper, SectionRow
from core.archive.records import ModelVersion
from core.archive.text import chunks
from core.types import Newspaper


def paper_ids(connection: Connection, papers: Iterable[Newspaper]) -> dict[str, int]:
    """Look up the numbers of papers by their id; new ones are added, and names that have changed are corrected."""
    by_key = {paper.id: paper for paper in papers}
    rows = {
        row.key: row
        for part in chunks(list(by_key))
        for row in connection.execute(select(Paper.__table__).where(Paper.key.in_(part)))
    }
    numbers = {key: int(row.id) for key, row in rows.items()}
    for key, paper in by_key.items():
        values = {"name": paper.name, "country": paper.country, "language": paper.language, "home": paper.home}
        if key not in rows:
            inserted = connection.execute(insert(Paper).values(key=key, **values).returning(Paper.id))
            numbers[key] = int(inserted.scalar_one())
        elif paper.home and (rows[key].name, rows[key].home) != (paper.name, paper.home):
            connection.execute(update(Paper).where(Paper.id == numbers[key]).values(**values))
    return numbers


def known_model_id(connection: Connection, version: ModelVersion) -> int | None:
    """Look up the number of a model's version; None where the archive does not know it."""
    same = (Model.name == version.name) & (Model.sha256 == version.sha256)
    number = connection.execute(select(Model.id).where(same)).scalar()
    return None if number is None else int(number)


def model_id(connection: Connection, version: ModelVersion) -> int:
    """Look up the number of a model's version; it is added if it is new."""
    number = known_model_id(connection, version)
    if number is not None:
        return number
    values = {"name": version.name, "sha256": version.sha256, "labels": ",".join(version.labels)}
    inserted = connection.execute(insert(Model).values(added_at=datetime.now(UTC), **values).returning(Model.id))
    return int(inserted.scalar_one())


def model_version(row: Row[Any]) -> ModelVersion:
    """Return the version of a model from a row with its name, hash and labels."""
    return ModelVersion(row.name, row.sha256, tuple(row.labels.split(",")))


def section_ids(connection: Connection, words: Collection[str]) -> dict[str, int]:
    """Look up the numbers of the publishers' section words; new ones are added."""
    unique = sorted(set(words))
    numbers = {
        word: int(number)
        for part in chunks(unique)
        for number, word in connection.execute(select(SectionRow.id, SectionRow.word).where(SectionRow.word.in_(part)))
    }
    new = [word for word in unique if word not in numbers]
    for part in chunks(new):
        inserted = connection.execute(
            insert(SectionRow).returning(SectionRow.id, SectionRow.word), [{"word": word} for word in part]
        )
        numbers.update({word: int(number) for number, word in inserted})
    return numbers
