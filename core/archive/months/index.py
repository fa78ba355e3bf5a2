"""The index of a file: a small SQLite database with what its articles are found by; it is never changed.

Its tables have the names of the archive's own, so that the same statements run on both.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine

from core.archive.database.dialects import Document
from core.archive.months.layout import Stored

INDEXED = ("id", "at", "paper_id", "topic", "five", "best", "confidence", "section_topic", "last_seen")
"""What is known of an article without reading the file of data; beside it stands its place in that file."""
OPEN = 256
"""Indexes that are kept open."""


def write_index(
    path: Path,
    papers: Iterable[tuple[int, str]],
    articles: Iterable[Sequence[Stored]],
    words: Iterable[Sequence[Document]],
    tokenizer: str,
) -> None:
    """Write the index of articles that come in batches, in the order of the file; `words` are theirs, folded.

    Raises
    ------
    sqlite3.Error
        If it cannot be written.
    """
    columns = "id INTEGER PRIMARY KEY, at, paper_id, topic, five, best, confidence, section_topic, last_seen, place"
    marks = ", ".join("?" * (len(INDEXED) + 1))
    with contextlib.closing(sqlite3.connect(path)) as index:
        index.execute("PRAGMA journal_mode = OFF")
        index.execute("PRAGMA synchronous = OFF")
        index.execute("CREATE TABLE paper (id INTEGER PRIMARY KEY, key)")
        index.execute(f"CREATE TABLE article ({columns})")
        index.execute(
            f"CREATE VIRTUAL TABLE fulltext USING fts5(title, text, content='', columnsize=0, tokenize='{tokenizer}')"
        )
        index.executemany("INSERT INTO paper VALUES (?, ?)", papers)
        place = 0
        for batch, documents in zip(articles, words, strict=True):
            rows = [(*(row[name] for name in INDEXED), place + number) for number, row in enumerate(batch)]
            place += len(batch)
            index.executemany(f"INSERT INTO article VALUES ({marks})", rows)  # noqa: S608
            index.executemany("INSERT INTO fulltext (rowid, title, text) VALUES (?, ?, ?)", documents)
        index.execute("INSERT INTO fulltext (fulltext) VALUES ('optimize')")
        index.execute("CREATE INDEX article_at ON article (at)")
        index.commit()
        index.execute("VACUUM")  # merging has left as much room again


@lru_cache(maxsize=OPEN)
def _engine(path: Path) -> Engine:
    return create_engine(
        f"sqlite:///file:{path}?mode=ro&immutable=1&uri=true", connect_args={"check_same_thread": False}
    )


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Connection]:
    """Open an index to read by."""
    with _engine(path).connect() as connection:
        yield connection
