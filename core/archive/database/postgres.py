"""PostgreSQL: a server that several programs share, full-text search by tsvector."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, Engine, Select, TextClause, column, create_engine, select, table, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import URL

from core.archive.database.base import Base, table_of
from core.archive.database.dialects import HIT_END, HIT_START, MAX_RANKED, Document
from core.archive.database.marks import mark, snippet
from core.archive.database.schema import ArticleRow
from core.archive.database.sqlite import MARKS_AS_LETTERS, fts5
from core.archive.search_syntax import Query, SearchTerm
from core.archive.words import fold

WRITE_LOCK = 0x62726F61
"""Key of the advisory lock that writers hold one after another, as SQLite's do by themselves."""
TIMEOUTS = {
    "connect_timeout": 5,
    "tcp_user_timeout": 15_000,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 2,
}
"""libpq timeouts in seconds; tcp_user_timeout is in milliseconds."""
BODIES = table("body", column("article_id"), column("search"))
"""The texts with the column that only PostgreSQL has."""
VECTOR = "setweight(to_tsvector('broadsheet', :title), 'A') || to_tsvector('broadsheet', :words)"
MAX_PAIRED = 240_000
"""Characters of folded pairs that are indexed of one text: 80,000 pairs of 12 bytes, where a tsvector holds 1 MB."""
_LEXEME = re.compile(r"'([^']+)':(\S+)")
_PLACE = re.compile(r"(\d+)([A-D]?)")
COMPACTED = ("article", "body", "prediction", "version", "entry", "edition", "daily")
"""Tables from which forgetting removes rows."""


class Postgres:
    """The `Dialect` of PostgreSQL."""

    def engine(self, url: URL) -> Engine:
        """Make an engine with a small pool, whose connections are tested before they are used."""
        return create_engine(url, pool_pre_ping=True, pool_size=4, max_overflow=8, connect_args=TIMEOUTS)

    def where(self, url: URL) -> str:
        """Name the server and its database, without options, which may hold a password, too."""
        return url.set(query={}).render_as_string(hide_password=True)

    def hold_writers(self, connection: Connection) -> None:
        """Wait for the advisory lock of writers; it ends with the transaction."""
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITE_LOCK})

    def now(self, connection: Connection) -> int:
        """Read the clock of the server."""
        return int(connection.execute(text("SELECT EXTRACT(EPOCH FROM clock_timestamp())")).scalar_one())

    def upsert(self, table: type[Base]) -> postgresql.Insert:
        """Begin an INSERT that can say what to do on a conflict."""
        return postgresql.insert(table)

    def add_text(self, connection: Connection, documents: Sequence[Document]) -> None:
        """Store texts with the vectors of their words."""
        statement = f"INSERT INTO body (article_id, text, search) VALUES (:id, :text, {VECTOR})"  # noqa: S608
        connection.execute(text(statement), _parameters(documents))

    def change_text(self, connection: Connection, before: Sequence[Document], after: Sequence[Document]) -> None:
        """Replace texts and their vectors; `before` is of no use here."""
        statement = f"UPDATE body SET text = :text, search = {VECTOR} WHERE article_id = :id"  # noqa: S608
        connection.execute(text(statement), _parameters(after))

    def reindex(self, connection: Connection, documents: Sequence[Document]) -> None:
        """Replace the vectors of texts that a former version has made."""
        statement = f"UPDATE body SET search = {VECTOR} WHERE article_id = :id"  # noqa: S608
        connection.execute(text(statement), _parameters(documents))

    def drop_text(self, connection: Connection, documents: Sequence[Document]) -> None:
        """Remove texts, and their vectors with them."""
        numbers = [{"id": number} for number, _, _ in documents]
        connection.execute(text("DELETE FROM body WHERE article_id = :id"), numbers)

    def clear_index(self, connection: Connection) -> None:
        """Do nothing: the vectors go with the texts."""

    def matching(self, query: Query) -> Select[int]:
        """Select the numbers of all articles that match."""
        return select(BODIES.c.article_id.label("id")).where(_matches(query))

    def newest(self, connection: Connection, query: Query, conditions: Sequence[ColumnElement[bool]]) -> list[int]:
        """List the newest articles that match."""
        article = table_of(ArticleRow)
        newest = (
            select(article.c.id)
            .select_from(article.join(BODIES, BODIES.c.article_id == article.c.id))
            .where(_matches(query), *conditions)
            .order_by(article.c.id.desc())
            .limit(MAX_RANKED + 1)
        )
        return [int(number) for number in connection.execute(newest).scalars()]

    def in_headline(self, connection: Connection, query: Query, numbers: Sequence[int]) -> set[int]:
        """Look for the words with the weight of headlines."""
        chosen = text(
            "SELECT article_id FROM body WHERE article_id = ANY(:numbers) "
            "AND search @@ to_tsquery('broadsheet', :query)"
        )
        parameters = {"numbers": list(numbers), "query": tsquery(query, headline=True)}
        return {int(number) for number in connection.execute(chosen, parameters).scalars()}

    def mark(
        self, connection: Connection, query: Query, documents: Sequence[Document]
    ) -> Mapping[int, tuple[str, str]]:
        """Mark the matches in the folded words by ts_headline."""
        if not documents:
            return {}
        marks = text(
            "SELECT ts_headline('broadsheet', title, marked, :whole), ts_headline('broadsheet', words, marked, :whole) "
            "FROM unnest(CAST(:titles AS text[]), CAST(:bodies AS text[])) WITH ORDINALITY AS f (title, words, n), "
            "to_tsquery('broadsheet', :query) AS marked ORDER BY n"
        )
        parameters = {
            "query": " | ".join(map(_tsquery_term, query.wanted)),
            "titles": [fold(title) for _, title, _ in documents],
            "bodies": [_indexed(body) for _, _, body in documents],
            "whole": f'StartSel="{HIT_START}", StopSel="{HIT_END}", HighlightAll=true',
        }
        return {
            number: (mark(title, marked), snippet(body, shown))
            for (number, title, body), (marked, shown) in zip(
                documents, connection.execute(marks, parameters), strict=True
            )
        }

    def one_state(self, connection: Connection) -> Connection:
        """Read what was committed when the first statement began, and nothing later."""
        return connection.execution_options(isolation_level="REPEATABLE READ")

    def next_number(self, connection: Connection) -> int | None:
        """Leave it to the sequence, which gives no number twice."""
        return None

    @property
    def file_tokenizer(self) -> str:
        """One that takes lexemes as they are: the server has stemmed them."""
        return "unicode61 remove_diacritics 0"

    def file_words(self, connection: Connection, numbers: Sequence[int]) -> list[Document]:
        """Give the lexemes of the vectors in their order: those of the headline, and those of all."""
        chosen = text("SELECT article_id, search::text FROM body WHERE article_id = ANY(:numbers) ORDER BY article_id")
        rows = connection.execute(chosen, {"numbers": list(numbers)})
        return [(number, *lexemes_in_order(vector)) for number, vector in rows]

    def file_query(self, connection: Connection, query: Query, headline: bool = False) -> str:
        """Write a query with the lexemes that the server makes of its words."""
        words = sorted({word for term in query.terms for word in term.words})
        chosen = text(
            "SELECT word, to_tsvector('broadsheet', word)::text FROM unnest(CAST(:words AS text[])) AS given (word)"
        )
        stems = {
            word: lexemes_in_order(vector)[1].split() for word, vector in connection.execute(chosen, {"words": words})
        }
        return fts5(query.with_words(stems), headline)

    def size(self, connection: Connection) -> int:
        """Count the bytes of all tables with their indexes."""
        total = "SELECT COALESCE(SUM(pg_total_relation_size(oid)), 0) FROM pg_class WHERE relkind = 'r' "
        own = "AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())"
        return int(connection.execute(text(total + own)).scalar_one())

    def compact(self, engine: Engine, to_disk: bool) -> None:
        """Vacuum the tables; with `to_disk` rewrite them, which locks each for a while."""
        command = "VACUUM FULL" if to_disk else "VACUUM"
        _outside_transactions(engine, [f"{command} {name}" for name in COMPACTED])

    def probe(self, engine: Engine) -> None:
        """Ask for the right to change the row that every opening reads."""
        with engine.connect() as connection:
            if connection.execute(text("SELECT to_regclass('alembic_version')")).scalar() is not None:
                connection.execute(text("SELECT 1 FROM alembic_version FOR UPDATE NOWAIT"))

    def analyze(self, engine: Engine) -> None:
        """Refresh what the query planner knows of the tables."""
        _outside_transactions(engine, ["VACUUM ANALYZE"])


def tsquery(query: Query, headline: bool = False) -> str:
    """Write a query in PostgreSQL's words; with `headline` all words to look for must stand there."""
    positive = " & ".join(f"({' | '.join(_tsquery_term(term, headline) for term in group)})" for group in query.groups)
    return f"({positive}) & !({' | '.join(map(_tsquery_term, query.excluded))})" if query.excluded else positive


def lexemes_in_order(vector: str) -> tuple[str, str]:
    """Read a vector as its words in their order, marks as letters: those of the headline, and all."""
    placed = sorted(
        (int(place), weight == "A", lexeme)
        for lexeme, places in _LEXEME.findall(vector)
        for place, weight in _PLACE.findall(places)
    )
    headline = " ".join(lexeme for _, in_headline, lexeme in placed if in_headline)
    return headline.translate(MARKS_AS_LETTERS), " ".join(lexeme for *_, lexeme in placed).translate(MARKS_AS_LETTERS)


def _matches(query: Query) -> TextClause:
    return text("body.search @@ to_tsquery('broadsheet', :query)").bindparams(query=tsquery(query))


def _tsquery_term(term: SearchTerm, headline: bool = False) -> str:
    words = [f"'{word}'" for word in term.words]
    marks = ["A" if headline else ""] * len(words)
    if term.prefix:
        marks[-1] = f"*{marks[-1]}"
    return f"({' <-> '.join(word + (f':{mark}' if mark else '') for word, mark in zip(words, marks, strict=True))})"


def _indexed(body: str) -> str:
    """Fold a text to the words that its vector can take: pairs of characters are many different words."""
    folded = fold(body)
    return folded if len(folded) <= len(body) else folded[:MAX_PAIRED]


def _parameters(documents: Sequence[Document]) -> list[dict[str, object]]:
    return [
        {"id": number, "text": body, "title": fold(title), "words": _indexed(body)} for number, title, body in documents
    ]


def _outside_transactions(engine: Engine, commands: Sequence[str]) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for command in commands:
            connection.execute(text(command))
