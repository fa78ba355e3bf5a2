"""Numbers for names: papers, models, sections; each found or made."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select, update

from core.archive.database.schema import Model, Paper, Section
from core.archive.records import ModelVersion
from core.archive.text import chunks
from core.types import Newspaper


def paper_ids(connection: Connection, papers: Iterable[Newspaper]) -> dict[str, int]:
    """Numbers of the papers by their id; new ones are added, and names that have changed are corrected."""
    wanted = {paper.id: paper for paper in papers}
    known = {
        row.key: row
        for part in chunks(list(wanted))
        for row in connection.execute(select(Paper.__table__).where(Paper.key.in_(part)))
    }
    found = {key: int(row.id) for key, row in known.items()}
    for key, paper in wanted.items():
        values = {"name": paper.name, "country": paper.country, "language": paper.language, "home": paper.home}
        if key not in known:
            made = connection.execute(insert(Paper).values(key=key, **values).returning(Paper.id))
            found[key] = int(made.scalar_one())
        elif paper.home and (known[key].name, known[key].home) != (paper.name, paper.home):
            connection.execute(update(Paper).where(Paper.id == found[key]).values(**values))
    return found


def model_id(connection: Connection, version: ModelVersion) -> int:
    """Number of a version of a model; added if it is new."""
    same = (Model.name == version.name) & (Model.sha256 == version.sha256)
    known = connection.execute(select(Model.id).where(same)).scalar()
    if known is not None:
        return int(known)
    values = {"name": version.name, "sha256": version.sha256, "labels": ",".join(version.labels)}
    made = connection.execute(insert(Model).values(added_at=datetime.now(UTC), **values).returning(Model.id))
    return int(made.scalar_one())


def section_ids(connection: Connection, words: Collection[str]) -> dict[str, int]:
    """Numbers of the publishers' section words; new ones are added."""
    wanted = sorted(set(words))
    found = {
        word: int(number)
        for part in chunks(wanted)
        for number, word in connection.execute(select(Section.id, Section.word).where(Section.word.in_(part)))
    }
    new = [word for word in wanted if word not in found]
    for part in chunks(new):
        made = connection.execute(
            insert(Section).returning(Section.id, Section.word), [{"word": word} for word in part]
        )
        found.update({word: int(number) for number, word in made})
    return found
