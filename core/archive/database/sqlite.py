"""SQLite: one file, full-text search by FTS5, one writer at a time."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, column, create_engine, event, insert, select, table, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import URL
from sqlalchemy.pool import StaticPool

from core.archive.database.dialects import (
    HIT_END,
    HIT_START,
    MAX_RANKED,
    SNIPPET_WORDS,
    WAIT_FOR_WRITER,
    Document,
)
from core.archive.database.errors import is_locked
from core.archive.database.schema import ArticleRow, Base, Body, table_of
from core.archive.search_syntax import Query, SearchTerm

FULLTEXT = table("fulltext", column("rowid"))
COMMON = 20_000
"""Articles from which on a word is too common for BM25, whose cost grows with them."""
RETRY_SECONDS = 0.02
"""Seconds between two tries to turn the write-ahead log on."""


class Sqlite:
    """The `Dialect` of SQLite."""

    def engine(self, url: URL) -> Engine:
        """Make an engine; a database in memory has one connection, which all threads share."""
        extra: dict[str, Any] = {"poolclass": StaticPool} if in_memory(url) else {}
        engine = create_engine(url, connect_args={"check_same_thread": False, "timeout": WAIT_FOR_WRITER}, **extra)
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        return engine

    def where(self, url: URL) -> str:
        """Name the file."""
        return str(url.database)

    def hold_writers(self, connection: Connection) -> None:
        """Do nothing more: BEGIN IMMEDIATE has waited for its turn already."""

    def upsert(self, table: type[Base]) -> sqlite.Insert:
        """Begin an INSERT that can say what to do on a conflict."""
        return sqlite.insert(table)

    def add_text(self, connection: Connection, documents: Sequence[Document]) -> None:
        """Store texts, and index their words."""
        connection.execute(insert(Body), [{"article_id": number, "text": body} for number, _, body in documents])
        _index(connection, documents)

    def change_text(self, connection: Connection, before: Sequence[Document], after: Sequence[Document]) -> None:
        """Replace texts; the words of the old ones must be named to be removed."""
        _unindex(connection, before)
        connection.execute(text("UPDATE body SET text = :text WHERE article_id = :id"), _parameters(after))
        _index(connection, after)

    def drop_text(self, connection: Connection, documents: Sequence[Document]) -> None:
        """Remove texts and their words."""
        _unindex(connection, documents)
        numbers = [{"id": number} for number, _, _ in documents]
        connection.execute(text("DELETE FROM body WHERE article_id = :id"), numbers)

    def clear_index(self, connection: Connection) -> None:
        """Remove the words of all texts at once."""
        connection.execute(text("INSERT INTO fulltext (fulltext) VALUES ('delete-all')"))

    def rank(self, connection: Connection, query: Query, conditions: Sequence[ColumnElement[bool]]) -> list[int]:
        """Rank the newest matches by BM25; with a common word, headlines first, then the newest."""
        newest = _newest(connection, fts5(query), conditions)
        if len(newest) < 2:
            return newest
        if not all(_is_rare(connection, term) for term in query.terms):
            headlines = _newest(connection, fts5(query, headline=True), conditions)
            return list(dict.fromkeys([*headlines, *newest]))[: MAX_RANKED + 1]
        order = text(
            "SELECT rowid FROM fulltext WHERE fulltext MATCH :query AND rowid BETWEEN :first AND :last "
            "ORDER BY bm25(fulltext, 4.0, 1.0)"
        )
        parameters = {"query": fts5(query), "first": min(newest), "last": max(newest)}
        allowed = set(newest)
        return [int(number) for number in connection.execute(order, parameters).scalars() if number in allowed]

    def mark(self, connection: Connection, query: Query, numbers: Sequence[int]) -> Mapping[int, tuple[str, str]]:
        """Mark the matches by FTS5's own functions."""
        marks = text(
            "SELECT rowid, highlight(fulltext, 0, :start, :end), snippet(fulltext, 1, :start, :end, '…', :words) "
            "FROM fulltext WHERE fulltext MATCH :query AND rowid = :number"
        )
        common = {"query": fts5(query), "start": HIT_START, "end": HIT_END, "words": SNIPPET_WORDS}
        rows = [connection.execute(marks, {**common, "number": number}).one() for number in numbers]
        return {row[0]: (row[1], row[2]) for row in rows}

    def size(self, connection: Connection) -> int:
        """Count the bytes of the pages in use."""
        pages, free, each = (
            int(connection.execute(text(f"PRAGMA {name}")).scalar_one())
            for name in ("page_count", "freelist_count", "page_size")
        )
        return (pages - free) * each

    def compact(self, engine: Engine, to_disk: bool) -> None:
        """Merge the index, and give free pages back to the disk; both are cheap enough for every time."""
        with engine.connect().execution_options(broadsheet_writes=True) as connection, connection.begin():
            connection.execute(text("INSERT INTO fulltext (fulltext) VALUES ('optimize')"))
        with engine.connect() as connection:
            raw = connection.connection.driver_connection
            if raw is not None:
                raw.execute("PRAGMA incremental_vacuum").fetchall()

    def analyze(self, engine: Engine) -> None:
        """Refresh what the query planner knows of the tables."""
        with engine.connect().execution_options(broadsheet_writes=True) as connection, connection.begin():
            connection.execute(text("ANALYZE"))


def in_memory(url: URL) -> bool:
    """Whether this is a database in memory, which is gone with its process."""
    return url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:")


def fts5(query: Query, headline: bool = False) -> str:
    """Write a query in the words of FTS5; with `headline` all words to look for must stand there."""
    positive = " AND ".join(f"({' OR '.join(map(_fts5_term, group))})" for group in query.groups)
    if headline:
        positive = f"{{title}} : ({positive})"
    return f"({positive}) NOT ({' OR '.join(map(_fts5_term, query.excluded))})" if query.excluded else positive


def _fts5_term(term: SearchTerm) -> str:
    # Only letters and digits are left in a word, so nothing in it can be taken for syntax.
    return f'"{" ".join(term.words)}"' + ("*" if term.prefix else "")


def _newest(connection: Connection, query: str, conditions: Sequence[ColumnElement[bool]]) -> list[int]:
    article = table_of(ArticleRow)
    newest = (
        select(FULLTEXT.c.rowid)
        .select_from(FULLTEXT.join(article, article.c.id == FULLTEXT.c.rowid))
        .where(text("fulltext MATCH :query").bindparams(query=query), *conditions)
        .order_by(FULLTEXT.c.rowid.desc())
        .limit(MAX_RANKED + 1)
    )
    return [int(number) for number in connection.execute(newest).scalars()]


def _is_rare(connection: Connection, term: SearchTerm) -> bool:
    """Whether a term stands in few enough articles for BM25, which looks at every one of them."""
    some = text("SELECT COUNT(*) FROM (SELECT 1 FROM fulltext WHERE fulltext MATCH :query LIMIT :most)")
    count = connection.execute(some, {"query": _fts5_term(term), "most": COMMON}).scalar_one()
    return int(count) < COMMON


def _index(connection: Connection, documents: Sequence[Document]) -> None:
    statement = text("INSERT INTO fulltext (rowid, title, text) VALUES (:id, :title, :text)")
    connection.execute(statement, _parameters(documents))


def _unindex(connection: Connection, documents: Sequence[Document]) -> None:
    if documents:
        statement = "INSERT INTO fulltext (fulltext, rowid, title, text) VALUES ('delete', :id, :title, :text)"
        connection.execute(text(statement), _parameters(documents))


def _parameters(documents: Sequence[Document]) -> list[dict[str, object]]:
    return [{"id": number, "title": title, "text": body} for number, title, body in documents]


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where `_begin` says, not where sqlite3 guesses
    run = connection.execute
    run(f"PRAGMA busy_timeout = {WAIT_FOR_WRITER * 1000:.0f}")
    if not run("PRAGMA page_count").fetchone()[0]:
        run("PRAGMA auto_vacuum = INCREMENTAL")
    _write_ahead(connection)
    run("PRAGMA synchronous = FULL")  # what was confirmed outlives a power cut
    run("PRAGMA foreign_keys = ON")
    run("PRAGMA cache_size = -16000")
    run("PRAGMA mmap_size = 268435456")
    run("PRAGMA temp_store = MEMORY")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Turn the write-ahead log on, once in the life of a file; SQLite does not wait for others here by itself."""
    give_up = time.monotonic() + WAIT_FOR_WRITER
    while True:
        try:
            if connection.execute("PRAGMA journal_mode").fetchone()[0] not in ("wal", "memory"):
                connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as problem:
            if not is_locked(problem) or time.monotonic() > give_up:
                raise
            time.sleep(RETRY_SECONDS)


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("broadsheet_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
