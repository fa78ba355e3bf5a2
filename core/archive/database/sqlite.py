"""SQLite: one file, full-text search by FTS5, one writer at a time."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Select,
    column,
    create_engine,
    event,
    insert,
    select,
    table,
    text,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import URL
from sqlalchemy.pool import StaticPool

from core.archive.database.base import Base, table_of
from core.archive.database.dialects import (
    HIT_END,
    HIT_START,
    MAX_RANKED,
    WAIT_FOR_WRITER,
    Document,
)
from core.archive.database.errors import DAMAGED, archive_error
from core.archive.database.marks import mark, snippet
from core.archive.database.schema import ArticleRow, Body, Reindex
from core.archive.database.sqlite_connections import begin, check_file, note_file, prepare
from core.archive.search_syntax import Query, SearchTerm
from core.archive.words import fold

FULLTEXT = table("fulltext", column("rowid"))
TOKENIZER = "porter unicode61 remove_diacritics 2"
"""How FTS5 splits and stems the folded words; the first migration has made the index with it."""
MARKS_AS_LETTERS = {code: code - 0x0900 + 0xE000 for code in range(0x0900, 0x2000) if not chr(code).isalnum()}
"""Letters for private use in place of marks within Asian words: FTS5 would split words at them."""
PROBE_SECONDS = 2.0
"""Seconds for which a probe waits for another writer."""
CHECKED_WHOLE = 256 * 1024 * 1024
"""Bytes of a file up to which a probe reads all of it: about a second."""


class Sqlite:
    """The `Dialect` of SQLite."""

    def engine(self, url: URL) -> Engine:
        """Make an engine; a database in memory has one connection, which all threads share."""
        extra: dict[str, Any] = {"poolclass": StaticPool} if in_memory(url) else {}
        engine = create_engine(url, connect_args={"check_same_thread": False, "timeout": WAIT_FOR_WRITER}, **extra)
        event.listen(engine, "connect", prepare)
        if not in_memory(url):
            event.listen(engine, "connect", note_file)
            event.listen(engine, "checkout", check_file)
        event.listen(engine, "begin", begin)
        return engine

    def where(self, url: URL) -> str:
        """Name the file."""
        return str(url.database)

    def hold_writers(self, connection: Connection) -> None:
        """Do nothing more: BEGIN IMMEDIATE has waited for its turn already."""

    def now(self, connection: Connection) -> int:
        """Read the clock of this machine, which all programs have that use the file."""
        return int(connection.execute(text("SELECT strftime('%s', 'now')")).scalar_one())

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
        connection.execute(
            text("UPDATE body SET text = :text WHERE article_id = :id"),
            [{"id": n, "text": body} for n, _, body in after],
        )
        _index(connection, after)

    def reindex(self, connection: Connection, documents: Sequence[Document]) -> None:
        """Take the words out that a former version has indexed, and index the folded ones."""
        _delete(connection, documents, folded=False)
        _insert(connection, documents)

    def drop_text(self, connection: Connection, documents: Sequence[Document]) -> None:
        """Remove texts and their words."""
        _unindex(connection, documents)
        numbers = [{"id": number} for number, _, _ in documents]
        connection.execute(text("DELETE FROM body WHERE article_id = :id"), numbers)

    def clear_index(self, connection: Connection) -> None:
        """Remove the words of all texts at once."""
        connection.execute(text("INSERT INTO fulltext (fulltext) VALUES ('delete-all')"))

    def matching(self, query: Query) -> Select[int]:
        """Select the numbers of all articles that match."""
        return matching_rows(fts5(query))

    def newest(self, connection: Connection, query: Query, conditions: Sequence[ColumnElement[bool]]) -> list[int]:
        """List the newest articles that match."""
        return [
            int(row[0]) for row in connection.execute(newest_matches(fts5(query), conditions).limit(MAX_RANKED + 1))
        ]

    def in_headline(self, connection: Connection, query: Query, numbers: Sequence[int]) -> set[int]:
        """Look for the words in headlines between the first and the last number."""
        return matches_among(connection, fts5(query, headline=True), numbers)

    def mark(
        self, connection: Connection, query: Query, documents: Sequence[Document]
    ) -> Mapping[int, tuple[str, str]]:
        """Mark the matches in the folded words by FTS5's own function, in an index of these articles alone."""
        highlight = (
            "SELECT rowid, highlight(marked, 0, :start, :end), highlight(marked, 1, :start, :end) FROM marked(:query)"
        )
        parameters = {"query": _any_term(query.wanted), "start": HIT_START, "end": HIT_END}
        with _index_in_memory(documents) as index:
            shown = {row[0]: (row[1], row[2]) for row in index.execute(highlight, parameters)}
        return {
            number: (mark(title, shown.get(number, ("", ""))[0]), snippet(body, shown.get(number, ("", ""))[1]))
            for number, title, body in documents
        }

    def one_state(self, connection: Connection) -> Connection:
        """Do nothing more: a transaction of SQLite sees one state."""
        return connection

    def next_number(self, connection: Connection) -> int | None:
        """Go on after the compacted months: SQLite itself goes on after the last row of the table."""
        last = connection.execute(text("SELECT MAX(last_id) FROM month_file")).scalar()
        if last is None:
            return None
        return max(int(last), int(connection.execute(text("SELECT MAX(id) FROM article")).scalar() or 0)) + 1

    @property
    def file_tokenizer(self) -> str:
        """The one of the archive's own index."""
        return TOKENIZER

    def file_words(self, connection: Connection, numbers: Sequence[int]) -> list[Document]:
        """Give the folded words, as the archive's own index has them."""
        texts = select(ArticleRow.id, ArticleRow.title, Body.text).join(Body, Body.article_id == ArticleRow.id)
        rows = connection.execute(texts.where(ArticleRow.id.in_(numbers)).order_by(ArticleRow.id))
        return [(row[0], _indexed(row[1]), _indexed(row[2])) for row in rows]

    def file_query(self, connection: Connection, query: Query, headline: bool = False) -> str:
        """Write a query as for the archive's own index."""
        return fts5(query, headline)

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

    def probe(self, engine: Engine) -> None:
        """Read a small file as a whole, and take the turn of a writer for a moment."""
        with contextlib.closing(engine.raw_connection()) as pooled:
            raw = pooled.driver_connection
            assert isinstance(raw, sqlite3.Connection)  # noqa: S101  (for mypy)
            pages, each = (raw.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
            if pages * each <= CHECKED_WHOLE:
                found = raw.execute("PRAGMA quick_check(1)").fetchone()[0]
                if found != "ok":
                    raise archive_error(DAMAGED.what, self.where(engine.url), DAMAGED.advice)
            raw.execute(f"PRAGMA busy_timeout = {PROBE_SECONDS * 1000:.0f}")
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("ROLLBACK")

    def analyze(self, engine: Engine) -> None:
        """Refresh what the query planner knows of the tables."""
        with engine.connect().execution_options(broadsheet_writes=True) as connection, connection.begin():
            connection.execute(text("ANALYZE"))


def matching_documents(query: Query, documents: Sequence[Document]) -> set[int]:
    """Return the numbers of documents that are in no archive and that a search in one would find."""
    with _index_in_memory(documents) as index:
        return {int(row[0]) for row in index.execute("SELECT rowid FROM marked(?)", (fts5(query),))}


@contextlib.contextmanager
def _index_in_memory(documents: Sequence[Document]) -> Iterator[sqlite3.Connection]:
    """Index documents in a table `marked` of their own, as the archive's index has them."""
    folded = [tuple(row.values()) for row in _parameters(documents)]
    with contextlib.closing(sqlite3.connect(":memory:")) as index:
        index.execute(f"CREATE VIRTUAL TABLE marked USING fts5(title, text, tokenize='{TOKENIZER}')")
        index.executemany("INSERT INTO marked (rowid, title, text) VALUES (?, ?, ?)", folded)
        yield index


def in_memory(url: URL) -> bool:
    """Whether this is a database in memory, which is gone with its process."""
    return url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:")


def fts5(query: Query, headline: bool = False) -> str:
    """Write a query in the words of FTS5; with `headline` all words to look for must stand there."""
    positive = " AND ".join(f"({_any_term(group)})" for group in query.groups)
    if headline:
        positive = f"{{title}} : ({positive})"
    return f"({positive}) NOT ({_any_term(query.excluded)})" if query.excluded else positive


def _any_term(terms: Sequence[SearchTerm]) -> str:
    return " OR ".join(map(_fts5_term, terms))


def _fts5_term(term: SearchTerm) -> str:
    # Only letters, marks and digits are left in a word, so nothing in it can be taken for syntax.
    return f'"{" ".join(term.words).translate(MARKS_AS_LETTERS)}"' + ("*" if term.prefix else "")


def newest_matches(query: str, conditions: Sequence[ColumnElement[bool]]) -> Select[int]:
    """Select the numbers of the articles that match, the newest first."""
    article = table_of(ArticleRow)
    return (
        select(FULLTEXT.c.rowid)
        .select_from(FULLTEXT.join(article, article.c.id == FULLTEXT.c.rowid))
        .where(text("fulltext MATCH :query").bindparams(query=query), *conditions)
        .order_by(FULLTEXT.c.rowid.desc())
    )


def matching_rows(query: str) -> Select[int]:
    """Select the numbers of all articles that match, in a column `id`."""
    return select(FULLTEXT.c.rowid.label("id")).where(text("fulltext MATCH :query").bindparams(query=query))


def matches_among(connection: Connection, query: str, numbers: Sequence[int]) -> set[int]:
    """Tell which of these articles match."""
    if not numbers:
        return set()
    between = FULLTEXT.c.rowid.between(min(numbers), max(numbers))
    return set(connection.execute(matching_rows(query).where(between)).scalars()).intersection(numbers)


def _index(connection: Connection, documents: Sequence[Document]) -> None:
    below = _former_below(connection)
    _insert(connection, [document for document in documents if document[0] < below], folded=False)
    _insert(connection, [document for document in documents if document[0] >= below])


def _unindex(connection: Connection, documents: Sequence[Document]) -> None:
    below = _former_below(connection)
    _delete(connection, [document for document in documents if document[0] < below], folded=False)
    _delete(connection, [document for document in documents if document[0] >= below])


def _former_below(connection: Connection) -> int:
    """Read below which number texts are indexed as they are: FTS5 needs the words of an entry to take it out."""
    return int(connection.execute(select(Reindex.below)).scalar() or 0)


def _insert(connection: Connection, documents: Sequence[Document], folded: bool = True) -> None:
    if documents:
        statement = text("INSERT INTO fulltext (rowid, title, text) VALUES (:id, :title, :text)")
        connection.execute(statement, _parameters(documents, folded))


def _delete(connection: Connection, documents: Sequence[Document], folded: bool = True) -> None:
    if documents:
        statement = "INSERT INTO fulltext (fulltext, rowid, title, text) VALUES ('delete', :id, :title, :text)"
        connection.execute(text(statement), _parameters(documents, folded))


def _parameters(documents: Sequence[Document], folded: bool = True) -> list[dict[str, object]]:
    """Give texts as they are indexed."""
    index = _indexed if folded else str
    return [{"id": number, "title": index(title), "text": index(body)} for number, title, body in documents]


def _indexed(text: str) -> str:
    return fold(text).translate(MARKS_AS_LETTERS)
