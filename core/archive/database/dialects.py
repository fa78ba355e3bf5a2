"""What differs between databases: the `Dialect` that every other module of the archive speaks to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from sqlalchemy import ColumnElement, Connection, Engine, Select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL

from core.archive.database.base import Base
from core.archive.search_syntax import Query

Document = tuple[int, str, str]
"""Number of an article, its headline, and as much of its text as is stored."""

WAIT_FOR_WRITER = 30
"""Seconds for which a writer waits for another one."""
MAX_RANKED = 1000
"""So many of the newest matches are looked at."""
SNIPPET_WORDS = 24
"""Words of a text that are shown around a match."""
HIT_START = "\x02"
"""Mark before what was searched for; never part of a stored text."""
HIT_END = "\x03"
"""Mark behind what was searched for; never part of a stored text."""


class Dialect(Protocol):
    """One kind of database. A further one is another class with these methods, and a branch in the first migration."""

    def engine(self, url: URL) -> Engine:
        """Make an engine for an address; no connection is opened yet."""

    def where(self, url: URL) -> str:
        """Name the database for people, without its password."""

    def hold_writers(self, connection: Connection) -> None:
        """Wait until no other transaction writes, and let none begin before this one ends."""

    def now(self, connection: Connection) -> int:
        """Read the database's clock, in seconds since 1970: the same for all servers, whatever theirs say."""

    def upsert(self, table: type[Base]) -> postgresql.Insert | sqlite.Insert:
        """Begin an INSERT that can say what to do on a conflict."""

    def add_text(self, connection: Connection, documents: Sequence[Document]) -> None:
        """Store texts, and index their words."""

    def change_text(self, connection: Connection, before: Sequence[Document], after: Sequence[Document]) -> None:
        """Replace texts, and the words that are indexed for them."""

    def reindex(self, connection: Connection, documents: Sequence[Document]) -> None:
        """Index the words of texts anew that a former version has indexed, as `core.archive.words` folds them."""

    def drop_text(self, connection: Connection, documents: Sequence[Document]) -> None:
        """Remove texts and their words."""

    def clear_index(self, connection: Connection) -> None:
        """Remove the words of all texts at once, before the texts themselves go."""

    def matching(self, query: Query) -> Select[int]:
        """Select the numbers of all articles that match, in a column `id`."""

    def newest(self, connection: Connection, query: Query, conditions: Sequence[ColumnElement[bool]]) -> list[int]:
        """List the numbers of the newest articles that match, newest first; `MAX_RANKED` + 1 where there are more."""

    def in_headline(self, connection: Connection, query: Query, numbers: Sequence[int]) -> set[int]:
        """Tell which of these articles match by their headline alone."""

    def mark(
        self, connection: Connection, query: Query, documents: Sequence[Document]
    ) -> Mapping[int, tuple[str, str]]:
        """Mark the matches in the headlines, and in a snippet of the texts, of these articles."""

    def one_state(self, connection: Connection) -> Connection:
        """Let a connection see one state of the database from beginning to end."""

    def next_number(self, connection: Connection) -> int | None:
        """Give the number of the next article, where the database would give one that is in a compacted month."""

    @property
    def file_tokenizer(self) -> str:
        """FTS5's tokenizer for the words of compacted months, as `file_words` gives them."""

    def file_words(self, connection: Connection, numbers: Sequence[int]) -> list[Document]:
        """Give the words by which articles are found, as they are indexed in files of compacted months."""

    def file_query(self, connection: Connection, query: Query, headline: bool = False) -> str:
        """Write a query in the words of FTS5, for the indexes of compacted months."""

    def size(self, connection: Connection) -> int:
        """Count the bytes that the archive takes, without pages that are free."""

    def compact(self, engine: Engine, to_disk: bool) -> None:
        """Free the room of what was removed; with `to_disk` give it back to the disk, whatever that takes."""

    def probe(self, engine: Engine) -> None:
        """Raise what the database would raise if it were read or written now; nothing changes."""

    def analyze(self, engine: Engine) -> None:
        """Refresh what the query planner knows of the tables."""
