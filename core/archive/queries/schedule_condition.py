"""How the schedule of polls stands."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from core.archive.database.engine import dialect_of
from core.archive.database.watch_schema import WatchedPaper
from core.archive.records import ScheduleCondition
from core.archive.schedule import OVERDUE

WANTED_WITH = 7200
"""Seconds by which watchers that run at the same time may differ in saying what they want; each says so every hour."""


def condition_of(connection: Connection) -> ScheduleCondition:
    """Count papers that the watchers which ran last want."""
    last = connection.execute(select(func.max(WatchedPaper.wanted_at))).scalar()
    if last is None:
        return ScheduleCondition()
    now = dialect_of(connection).now(connection)

    def number(*conditions: object) -> int:
        wanted = WatchedPaper.wanted_at >= last - WANTED_WITH
        found = select(func.count()).select_from(WatchedPaper).where(wanted, *conditions)  # type: ignore[arg-type]
        return int(connection.execute(found).scalar_one())

    polled = connection.execute(select(func.max(WatchedPaper.polled_at))).scalar() or 0
    return ScheduleCondition(
        papers=number(),
        overdue=number(WatchedPaper.due_at < now - OVERDUE),
        never_polled=number(WatchedPaper.polled_at == 0),
        failing=number(WatchedPaper.failures > 0),
        age=max(0, now - polled) if polled else None,
    )
