"""Sizes of the tables and of the archive."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, func, select

from core.archive.database.engine import Database
from core.archive.database.review_schema import ReviewItemRow, ReviewLabelRow
from core.archive.database.schema import (
    ArticleRow,
    CorrectionRow,
    EditionRow,
    Model,
    Paper,
    PaperSet,
    PredictionRow,
    Report,
    SectionRow,
    Version,
)

COUNTED = {
    "editions": EditionRow,
    "articles": ArticleRow,
    "versions": Version,
    "predictions": PredictionRow,
    "papers": Paper,
    "sections": SectionRow,
    "reports": Report,
    "models": Model,
    "labels": CorrectionRow,
    "paper_sets": PaperSet,
    "review_items": ReviewItemRow,
    "review_labels": ReviewLabelRow,
}
NOTHING = dict.fromkeys([*COUNTED, "bytes"], 0)
"""What `statistics` says of an archive that was never made, but for its dates."""


def statistics(database: Database) -> dict[str, Any]:
    """Count the rows of each table and the bytes; the first and last moment of reading (ISO 8601, or None).

    Raises
    ------
    ArchiveError
        If the archive cannot be read.
    """
    with database.reading() as connection:
        figures: dict[str, Any] = {
            name: int(connection.execute(select(func.count()).select_from(table)).scalar_one())
            for name, table in COUNTED.items()
        }
        figures["bytes"] = database.dialect.size(connection)
        first, last = connection.execute(select(func.min(EditionRow.read_at), func.max(EditionRow.read_at))).one()
    return figures | {"first": first.isoformat() if first else None, "last": last.isoformat() if last else None}


def holds_sample(connection: Connection) -> bool:
    """Tell whether an archive holds the sample edition: then it holds nothing else."""
    return connection.execute(select(EditionRow.id).where(EditionRow.sample).limit(1)).first() is not None
