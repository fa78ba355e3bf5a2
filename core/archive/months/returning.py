"""Articles that come back from files into the tables, because something about them changes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, text

from core.archive.database.base import table_of
from core.archive.database.engine import dialect_of
from core.archive.database.month_schema import MonthAddressRow, MonthGoneRow
from core.archive.months.catalogue import MonthFile, address_hash, month_files, numbers_at, stored_at
from core.archive.months.hydrate import insert_sql, raw_rows
from core.archive.months.layout import Stored
from core.archive.text import chunks
from core.archive.writing.incoming import IncomingArticle

BATCH = 500
"""Articles of one transaction, where many come back."""


def bring_back(
    connection: Connection, urls: Collection[str], wanted: Callable[[Stored], bool] = lambda _: True
) -> dict[str, int]:
    """Bring the articles at these addresses that are `wanted` back into the tables, where they count from now on.

    Returns
    -------
    dict
        Numbers of the articles that stay in files, by address: those that are
        not wanted, and those whose file cannot be read here.
    """
    known = numbers_at(connection, urls)
    if not known:
        return {}
    files = month_files(connection)
    readable = {number for file in files for number in file.holds(known.values())}
    rows = {row["url"]: row for row in stored_at(connection, list(known))}
    back = [row for row in rows.values() if wanted(row)]
    restore_rows(connection, back)
    returned = {row["url"] for row in back}
    # Of two addresses with one hash, what can be read says which one it is.
    return {
        url: number for url, number in known.items() if url not in returned and (url in rows or number not in readable)
    }


def changes_by(items: Sequence[IncomingArticle], model: int) -> Callable[[Stored], bool]:
    """Tell of articles in files whether what was read changes anything about them."""
    by_url = {item.url: item for item in items}

    def changes(row: Stored) -> bool:
        item = by_url[row["url"]]
        differs = item.readable and (row["hash"] != item.hash or row["kept"] != item.kept)
        later = int(item.last.timestamp()) > row["last_seen"]
        return differs or later or (item.prediction is not None and model not in models_of(row))

    return changes


def models_of(row: Stored) -> set[int]:
    """List the models that have predicted an article of a file."""
    return {part["model_id"] for part in row["predictions"] or ()}


def restore_rows(connection: Connection, rows: Sequence[Stored]) -> None:
    """Put articles of files into the tables again, and note that those of the files do not count any more."""
    if not rows:
        return
    raw = raw_rows(rows)
    _insert(connection, "article", raw["article"])
    documents = [(row["id"], row["title"], row["text"]) for row in rows if row["text"] is not None]
    if documents:
        dialect_of(connection).add_text(connection, documents)
    for name in ("prediction", "version"):
        _insert(connection, name, raw[name])
    leave_out(connection, rows, month_files(connection))


def _insert(connection: Connection, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        connection.execute(text(insert_sql(name, ":{}")), rows)


def leave_out(connection: Connection, rows: Sequence[Stored], files: Sequence[MonthFile]) -> None:
    """Note that articles of files do not count there any more."""
    by_number = {row["id"]: row for row in rows}
    gone = [
        {
            "file_id": file.id,
            "article_id": number,
            "versions": len(by_number[number]["versions"] or ()),
            "predictions": len(by_number[number]["predictions"] or ()),
        }
        for file in files
        for number in file.holds(by_number)
    ]
    if gone:
        connection.execute(insert(MonthGoneRow), gone)
    address = table_of(MonthAddressRow)
    for part in chunks([address_hash(row["url"]) for row in rows]):
        same = address.c.hash.in_(part) & address.c.article_id.in_(list(by_number))
        connection.execute(delete(address).where(same))
