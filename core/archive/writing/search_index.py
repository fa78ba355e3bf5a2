"""The words that articles are searched by, kept in step with the articles."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, insert, text

from core.archive.database.schema import Body
from core.archive.writing.text_policy import fold

Document = tuple[int, str, str]
"""Number of an article, its headline, and as much of its text as is kept."""

_VECTOR = "setweight(to_tsvector('broadsheet', :title), 'A') || to_tsvector('broadsheet', :words)"


def add(connection: Connection, documents: Sequence[Document]) -> None:
    """Keep these texts, and let them be found."""
    if not documents:
        return
    if connection.dialect.name == "postgresql":
        connection.execute(
            text(f"INSERT INTO body (article_id, text, search) VALUES (:id, :text, {_VECTOR})"),  # noqa: S608
            [{"id": number, "text": body, **_folded(title, body)} for number, title, body in documents],
        )
        return
    connection.execute(insert(Body), [{"article_id": number, "text": body} for number, _, body in documents])
    connection.execute(text("INSERT INTO fulltext (rowid, title, text) VALUES (:id, :title, :text)"), _plain(documents))


def change(connection: Connection, before: Sequence[Document], after: Sequence[Document]) -> None:
    """Replace texts; on SQLite the words of the old ones must be named to be forgotten."""
    if not after:
        return
    if connection.dialect.name == "postgresql":
        connection.execute(
            text(f"UPDATE body SET text = :text, search = {_VECTOR} WHERE article_id = :id"),  # noqa: S608
            [{"id": number, "text": body, **_folded(title, body)} for number, title, body in after],
        )
        return
    _forget_words(connection, before)
    connection.execute(text("UPDATE body SET text = :text WHERE article_id = :id"), _plain(after))
    connection.execute(text("INSERT INTO fulltext (rowid, title, text) VALUES (:id, :title, :text)"), _plain(after))


def drop(connection: Connection, documents: Sequence[Document]) -> None:
    """Forget these texts and their words."""
    if not documents:
        return
    if connection.dialect.name == "sqlite":
        _forget_words(connection, documents)
    connection.execute(text("DELETE FROM body WHERE article_id = :id"), [{"id": number} for number, _, _ in documents])


def _forget_words(connection: Connection, documents: Sequence[Document]) -> None:
    connection.execute(
        text("INSERT INTO fulltext (fulltext, rowid, title, text) VALUES ('delete', :id, :title, :text)"),
        _plain(documents),
    )


def _plain(documents: Sequence[Document]) -> list[dict[str, object]]:
    return [{"id": number, "title": title, "text": body} for number, title, body in documents]


def _folded(title: str, body: str) -> dict[str, str]:
    return {"title": fold(title), "words": fold(body)}
