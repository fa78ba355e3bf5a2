"""What servers share that use one archive: who reads which papers, and the promoted model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from core.archive.records import ModelVersion
from core.types import Edition, Newspaper

if TYPE_CHECKING:
    from core.archive.database.engine import Database

ALIVE = 15
"""Seconds for which a reading counts as alive after it last said so."""


class Whose(StrEnum):
    """Who reads certain papers."""

    MINE = "mine"
    ANOTHERS = "another's"
    NOBODYS = "nobody's"
    READ = "read"


@dataclass(frozen=True, slots=True)
class Claim:
    """Who reads certain papers; how many of them are done; of an edition its uid and its age in seconds."""

    whose: Whose
    papers_done: int = 0
    edition: str = ""
    age: int = 0


@dataclass(frozen=True, slots=True)
class PromotedModel:
    """Which model was promoted last.

    `sha256` is that of its packed files, as it was stored beside them; `model`
    is that of the model's own file.
    """

    sha256: str
    model: str
    promoted_at: datetime


class Servers:
    """Claims of readings, and the promoted model. `Archive.servers` makes one.

    Every method raises `ArchiveError` where the database cannot be read or written.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def claim(self, key: str, owner: str, fresh: float, alive: float = ALIVE) -> Claim:
        """Claim a reading, unless another one is alive or has ended with an edition less than `fresh` seconds ago."""
        from core.archive.writing.claims import claim

        return claim(self._database, key, owner, fresh, alive)

    def look(self, key: str, fresh: float, alive: float = ALIVE) -> Claim:
        """Look who reads, and claim nothing."""
        from core.archive.writing.claims import look

        return look(self._database, key, fresh, alive)

    def beat(self, key: str, owner: str, papers_done: int) -> bool:
        """Say that a reading is alive, and how many papers are done; False where it is another's by now."""
        from core.archive.writing.claims import beat

        return beat(self._database, key, owner, papers_done)

    def end(self, key: str, owner: str, edition: str | None) -> None:
        """End a claim: with the uid of the edition that is saved, or with none, so that somebody else may read."""
        from core.archive.writing.claims import end

        end(self._database, key, owner, edition)

    def edition(self, uid: str, newspapers: Sequence[Newspaper], version: ModelVersion) -> Edition | None:
        """Put an edition of these papers together again; None where it is not there, or not wholly of them."""
        from core.archive.queries.newest_edition import newest_edition

        return newest_edition(self._database, newspapers, version, 1, uid)

    def promote(self, content: bytes, model: str) -> str:
        """Store the packed files of a model, whose own file has the SHA-256 `model`; gives the SHA-256 of them all."""
        from core.archive.writing.promoted import store_promoted

        return store_promoted(self._database, content, model)

    def promoted(self) -> PromotedModel | None:
        """Say which model was promoted last; None where none was."""
        from core.archive.writing.promoted import promoted

        return promoted(self._database)

    def promoted_content(self) -> bytes:
        """Read its packed files; their hash is for the reader to check."""
        from core.archive.writing.promoted import promoted_content

        return promoted_content(self._database)
