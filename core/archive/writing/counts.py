"""Daily counts, updated on write so that no page scans the article table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete

from core.archive.database.base import Base
from core.archive.database.engine import dialect_of
from core.archive.database.schema import Daily, Live
from core.archive.text import chunks
from core.types import Scheme

DAY_ONE = date(1970, 1, 1)
"""The day from which days are counted."""


def day_number(moment: datetime | date) -> int:
    """Count the days since 1 January 1970, in UTC."""
    day = moment.astimezone(UTC).date() if isinstance(moment, datetime) else moment
    return (day - DAY_ONE).days


def day_of(number: int) -> date:
    """Return the day of a number that `day_number` gave."""
    return DAY_ONE + timedelta(days=number)


def midnight(day: date) -> datetime:
    """Return the moment at which a day begins, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


class Changes:
    """Changes of the counts by one transaction: summed up, then written at once."""

    def __init__(self) -> None:
        self._daily: Counter[tuple[Scheme, int, int, str]] = Counter()
        self._live: dict[tuple[int, int, int, str, str], list[float]] = {}

    def topic(self, day: int, paper: int, topic: str | None, five: str | None, by: int) -> None:
        """Count an article with these topics in (`by` is 1) or out (-1); one without topics is not counted."""
        if topic is not None and five is not None:
            self._daily[Scheme.ALL, day, paper, topic] += by
            self._daily[Scheme.CORE, day, paper, five] += by

    def live(self, day: int, paper: int, section_topic: str | None, row: Mapping[str, Any]) -> None:
        """Count a prediction that was made when an article was read; `row` is of the table of predictions."""
        key = (day, paper, int(row["model_id"]), section_topic or "", str(row["best"]))
        sums = self._live.setdefault(key, [0, 0, 0.0, 0.0])
        for place, more in enumerate((1, row["topic"] == row["best"], row["confidence"], row["known_words"])):
            sums[place] += more

    def write(self, connection: Connection) -> None:
        """Add everything to the tables, and drop counts that have come down to nothing."""
        names = ("scheme", "day", "paper_id", "topic")
        changed = sorted((key, n) for key, n in self._daily.items() if n)
        add_up(connection, Daily, [{**dict(zip(names, key, strict=True)), "n": n} for key, n in changed], ("n",))
        if any(n < 0 for _, n in changed):
            connection.execute(delete(Daily).where(Daily.n <= 0))
        keys = ("day", "paper_id", "model_id", "section_topic", "best")
        sums = ("n", "answered", "confidence", "known_words")
        rows = [dict(zip((*keys, *sums), (*key, *values), strict=True)) for key, values in sorted(self._live.items())]
        add_up(connection, Live, rows, sums)
        self._daily.clear()
        self._live.clear()


def add_up(connection: Connection, table: type[Base], rows: list[dict[str, object]], sums: tuple[str, ...]) -> None:
    """Insert rows, adding the columns `sums` where the key is there already."""
    statement = dialect_of(connection).upsert(table)
    added = {name: getattr(table, name) + statement.excluded[name] for name in sums}
    whole = statement.on_conflict_do_update(index_elements=_keys(table), set_=added)
    for part in chunks(rows):
        connection.execute(whole, list(part))


def keep_larger(
    connection: Connection, table: type[Base], rows: list[dict[str, object]], by: str, names: tuple[str, ...]
) -> None:
    """Insert rows; where the key is there already, take the columns `names` over if the column `by` is larger."""
    statement = dialect_of(connection).upsert(table)
    taken = {name: statement.excluded[name] for name in names}
    larger = statement.excluded[by] > getattr(table, by)
    whole = statement.on_conflict_do_update(index_elements=_keys(table), set_=taken, where=larger)
    for part in chunks(rows):
        connection.execute(whole, list(part))


def _keys(table: type[Base]) -> list[str]:
    return [column.name for column in table.__table__.primary_key]
