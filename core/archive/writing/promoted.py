"""The promoted model, for all servers that share the archive."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from sqlalchemy import delete, insert, select

from core.archive.database.engine import Database
from core.archive.database.schema import PromotedModelRow
from core.archive.servers import PromotedModel

ONLY = 1
"""Number of the one row."""


def store_promoted(database: Database, content: bytes, model: str) -> str:
    """Store the packed files of a model in place of the former ones; gives their SHA-256."""
    sha256 = hashlib.sha256(content).hexdigest()
    row = {"id": ONLY, "sha256": sha256, "model": model, "content": content, "promoted_at": datetime.now(UTC)}
    with database.writing() as connection:
        connection.execute(delete(PromotedModelRow))
        connection.execute(insert(PromotedModelRow).values(**row))
    return sha256


def promoted(database: Database) -> PromotedModel | None:
    """Say which model was promoted last; None where none was."""
    columns = (PromotedModelRow.sha256, PromotedModelRow.model, PromotedModelRow.promoted_at)
    with database.reading() as connection:
        row = connection.execute(select(*columns)).first()
    return None if row is None else PromotedModel(row.sha256, row.model, row.promoted_at)


def promoted_content(database: Database) -> bytes:
    """Read its packed files; nothing where none was promoted."""
    with database.reading() as connection:
        return connection.execute(select(PromotedModelRow.content)).scalar() or b""
