"""Sizes of the tables and of the archive."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, func, select

from core.archive.database.engine import Database
from core.archive.database.month_schema import MonthFileRow, MonthGoneRow
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
NOTHING = dict.fromkeys([*COUNTED, "bytes", "months", "month_articles", "month_bytes", "month_index_bytes"], 0)
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
        _add_months(connection, figures)
        first, last = connection.execute(select(func.min(EditionRow.read_at), func.max(EditionRow.read_at))).one()
    return figures | {"first": first.isoformat() if first else None, "last": last.isoformat() if last else None}


def _add_months(connection: Connection, figures: dict[str, Any]) -> None:
    """Count what is in compacted months, and add it to what is in the tables."""
    file, gone = MonthFileRow, MonthGoneRow
    sums = select(
        func.count(file.month.distinct()),
        *(func.coalesce(func.sum(column), 0) for column in (file.articles, file.versions, file.predictions)),
        func.coalesce(func.sum(file.bytes), 0),
        func.coalesce(func.sum(file.index_bytes), 0),
    )
    months, articles, versions, predictions, size, index_size = map(int, connection.execute(sums).one())
    away = select(func.count(), *(func.coalesce(func.sum(c), 0) for c in (gone.versions, gone.predictions)))
    no_articles, no_versions, no_predictions = map(int, connection.execute(away).one())
    figures["articles"] += articles - no_articles
    figures["versions"] += versions - no_versions
    figures["predictions"] += predictions - no_predictions
    figures |= {"months": months, "month_articles": articles - no_articles}
    figures |= {"month_bytes": size, "month_index_bytes": index_size}


def holds_sample(connection: Connection) -> bool:
    """Tell whether an archive holds the sample edition: then it holds nothing else."""
    return connection.execute(select(EditionRow.id).where(EditionRow.sample).limit(1)).first() is not None
