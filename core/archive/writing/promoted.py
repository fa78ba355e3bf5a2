"""The promoted model, for all servers that share the archive."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from sqlalchemy import delete, insert, select

from core.archive.database.engine import Database
from core.archive.database.schema import PromotedModelRow
from core.archive.servers import PromotedModel

ONLY = 1


def store_promoted(database: Database, content: bytes) -> str:
    """Store the packed files of a model in place of the former ones; gives their SHA-256."""
    sha256 = hashlib.sha256(content).hexdigest()
    row = {"id": ONLY, "sha256": sha256, "content": content, "promoted_at": datetime.now(UTC)}
    with database.writing() as connection:
        connection.execute(delete(PromotedModelRow))
        connection.execute(insert(PromotedModelRow).values(**row))
    return sha256


def promoted_sha256(database: Database) -> str | None:
    """Read the SHA-256 that was stored; None where no model was promoted."""
    with database.reading() as connection:
        return connection.execute(select(PromotedModelRow.sha256)).scalar()


def read_promoted(database: Database) -> PromotedModel | None:
    """Read the packed files, with the SHA-256 that was stored beside them."""
    with database.reading() as connection:
        row = connection.execute(select(PromotedModelRow.sha256, PromotedModelRow.content)).first()
    return None if row is None else PromotedModel(row.sha256, row.content)
