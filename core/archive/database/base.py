"""What all tables are declared with: their base, and the types of columns that two databases keep alike."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import BigInteger, Enum, Integer, Table, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from core.types import Scheme

Key = BigInteger().with_variant(Integer, "sqlite")
"""SQLite numbers rows by itself only where the column is called INTEGER."""
SchemeName = Enum(Scheme, native_enum=False, values_callable=lambda schemes: [str(scheme) for scheme in schemes])
"""A scheme of topics, kept as its name."""


class Instant(TypeDecorator[datetime]):
    """A moment, kept as whole seconds since 1970 in UTC: small, sorted, and the same on every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Aware datetime to seconds; a naive one is taken as UTC."""
        if value is None:
            return None
        return int((value if value.tzinfo else value.replace(tzinfo=UTC)).timestamp())

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Seconds to an aware datetime in UTC."""
        return None if value is None else datetime.fromtimestamp(value, UTC)


class Base(DeclarativeBase):
    """Base of all tables."""


def table_of(of: type[Base]) -> Table:
    """Return the bare table behind a class: for statements that run over many rows at once."""
    return cast(Table, of.__table__)


class HeadlineAndText:
    """The two columns of every table that holds texts beside those of the articles themselves."""

    title: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
