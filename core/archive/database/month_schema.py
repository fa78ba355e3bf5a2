"""The tables of compacted months: which files there are, and what the tables must know of their articles."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.archive.database.base import Base, Instant


class MonthFileRow(Base):
    """A pair of files with articles of one month: Parquet with all of them, and SQLite with what they are found by.

    `month` is such as 2026-03, by `at` of the articles; `file` the name
    without its ending. `first_at` to `newest_seen` bound `at` and `last_seen`
    of the articles. `sha256` is that of the Parquet file, `index_sha256` that
    of the other.
    """

    __tablename__ = "month_file"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    month: Mapped[str] = mapped_column(Text)
    file: Mapped[str] = mapped_column(Text, unique=True)
    articles: Mapped[int]
    versions: Mapped[int]
    predictions: Mapped[int]
    first_id: Mapped[int] = mapped_column(BigInteger)
    last_id: Mapped[int] = mapped_column(BigInteger)
    first_at: Mapped[datetime] = mapped_column(Instant)
    last_at: Mapped[datetime] = mapped_column(Instant)
    oldest_seen: Mapped[datetime] = mapped_column(Instant)
    newest_seen: Mapped[datetime] = mapped_column(Instant)
    bytes: Mapped[int] = mapped_column(BigInteger)
    index_bytes: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(Text)
    index_sha256: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(Instant)


class MonthAddressRow(Base):
    """The address of an article in a file, as the first 64 bits of its hash: nothing is doubled, files or not."""

    __tablename__ = "month_address"
    __table_args__ = ({"sqlite_with_rowid": False},)
    hash: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    article_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    file_id: Mapped[int]


class MonthGoneRow(Base):
    """An article in a file that does not count there any more: it is back in the tables, or was forgotten."""

    __tablename__ = "month_gone"
    __table_args__ = ({"sqlite_with_rowid": False},)
    file_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    article_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    versions: Mapped[int]
    predictions: Mapped[int]
