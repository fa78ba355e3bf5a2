"""What a file of a compacted month holds: a row for each article, with its text, predictions and versions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa
from sqlalchemy import Connection, Table, TextClause, bindparam, text

from core.archive.database.base import table_of
from core.archive.database.schema import ArticleRow, PredictionRow, Version
from core.archive.text import chunks

Stored = dict[str, Any]
"""An article as the tables keep it: raw values by column, its text, and lists of predictions and versions."""

FETCHED = 2000
"""Articles that are fetched by one statement."""
_TYPES = {
    "BIGINT": pa.int64(),
    "INTEGER": pa.int64(),
    "SMALLINT": pa.int16(),
    "TEXT": pa.string(),
    "FLOAT": pa.float64(),
}
_TYPES |= {"BLOB": pa.binary(), "BOOLEAN": pa.bool_(), "DOUBLE": pa.float64()}


def _fields(table: Table, leave_out: Sequence[str] = ()) -> list[pa.Field]:
    return [
        pa.field(column.name, _TYPES[_type_name(column.type)], nullable=bool(column.nullable))
        for column in table.columns
        if column.name not in leave_out
    ]


def _type_name(kind: Any) -> str:
    name = str(getattr(kind, "impl", kind))
    return {"VARCHAR": "TEXT"}.get(name, name)


ARTICLE_COLUMNS = tuple(column.name for column in table_of(ArticleRow).columns)
PREDICTION_COLUMNS = tuple(c.name for c in table_of(PredictionRow).columns if c.name != "article_id")
VERSION_COLUMNS = tuple(c.name for c in table_of(Version).columns if c.name != "article_id")
SCHEMA = pa.schema(
    [
        *_fields(table_of(ArticleRow)),
        pa.field("text", pa.string()),
        pa.field("readable", pa.bool_(), nullable=False),
        pa.field("predictions", pa.list_(pa.struct(_fields(table_of(PredictionRow), ("article_id",))))),
        pa.field("versions", pa.list_(pa.struct(_fields(table_of(Version), ("article_id",))))),
    ]
)
"""Moments are whole seconds since 1970; `readable` says whether there is a text, be it empty."""
WORDS = ("topic", "five", "best", "section_topic", "extractor", "status", "error", "detail", "kept")
"""Columns with few different values."""


def stored_articles(connection: Connection, numbers: Sequence[int]) -> list[Stored]:
    """Read articles with all that belongs to them, by number, from the tables."""
    found: list[Stored] = []
    for part in chunks(numbers, FETCHED):
        predictions = _by_article(connection, "prediction", PREDICTION_COLUMNS, "model_id", part)
        versions = _by_article(connection, "version", VERSION_COLUMNS, "number", part)
        for row in connection.execute(_ARTICLES, {"numbers": list(part)}).mappings():
            number = row["id"]
            found.append(
                {
                    **row,
                    "hash": _bytes(row["hash"]),
                    "readable": row["text"] is not None,
                    "predictions": predictions.get(number, []),
                    "versions": versions.get(number, []),
                }
            )
    return found


def _statement(sql: str) -> TextClause:
    return text(sql).bindparams(bindparam("numbers", expanding=True))


_ARTICLES = _statement(
    f"SELECT {', '.join(f'article.{name}' for name in ARTICLE_COLUMNS)}, body.text FROM article "  # noqa: S608
    "LEFT JOIN body ON body.article_id = article.id WHERE article.id IN :numbers ORDER BY article.id"
)


def _by_article(
    connection: Connection, table: str, columns: Sequence[str], order: str, numbers: Sequence[int]
) -> dict[int, list[Stored]]:
    names = ", ".join(columns)
    chosen = f"SELECT article_id, {names} FROM {table} WHERE article_id IN :numbers ORDER BY article_id, {order}"  # noqa: S608
    found: dict[int, list[Stored]] = {}
    for row in connection.execute(_statement(chosen), {"numbers": list(numbers)}).mappings():
        values = {name: _plain(name, row[name]) for name in columns}
        found.setdefault(row["article_id"], []).append(values)
    return found


def _plain(name: str, value: Any) -> Any:
    """Give a cell as both databases mean it: SQLite has no flags, and PostgreSQL's bytes may be a view."""
    return bool(value) if name == "live" else _bytes(value) if name == "probabilities" else value


def _bytes(value: Any) -> bytes | None:
    return None if value is None else bytes(value)


def to_table(rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Make the table of articles that is written."""
    return pa.Table.from_pylist(list(rows), schema=SCHEMA)
