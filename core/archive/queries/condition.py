"""How an archive is, for people who look after it: looked at, and nothing made, changed or migrated."""

from __future__ import annotations

import contextlib

from sqlalchemy import Connection, func, inspect, select

from core.archive.database.base import table_of
from core.archive.database.engine import Database, make_engine, months_folder, sqlite_address
from core.archive.database.errors import translate_errors
from core.archive.database.month_schema import MonthFileRow, MonthGoneRow
from core.archive.database.opening import NEWEST, revision_of
from core.archive.database.schema import ArticleRow, CorrectionRow, EditionRow, Reindex
from core.archive.database.watch_schema import WatchedPaper
from core.archive.months.checking import faults_of
from core.archive.queries.schedule_condition import condition_of
from core.archive.records import Condition, CorrectionState, ScheduleCondition
from core.settings import Settings


def schema(settings: Settings) -> tuple[str | None, str]:
    """Read the version of the tables, None where there are none yet; and say which one this Broadsheet writes.

    Raises
    ------
    ArchiveError
        If the archive cannot be read.
    SettingsError
        If the address is unfit.
    """
    with contextlib.closing(_database(settings)) as database, database.reading() as connection:
        return revision_of(connection), NEWEST


def month_files(settings: Settings, contents: bool) -> tuple[int, list[str]]:
    """Count the files of compacted months, and say what is wrong with them; none in tables of a former version.

    Raises
    ------
    ArchiveError
        If the archive cannot be read.
    SettingsError
        If the address is unfit.
    """
    with contextlib.closing(_database(settings)) as database, database.reading() as connection:
        if not inspect(connection).has_table(table_of(MonthFileRow).name):
            return 0, []
        count = connection.execute(select(func.count()).select_from(MonthFileRow)).scalar_one()
        return int(count), faults_of(connection, contents)


def _database(settings: Settings) -> Database:
    address = settings.database_url.get_secret_value() if settings.database_url else ""
    return Database(make_engine(address or sqlite_address(settings.data)), months_folder(settings))


def condition(settings: Settings) -> Condition:
    """Look at the archive that the settings name; there must be one.

    Raises
    ------
    ArchiveError
        If it cannot be read or written now.
    SettingsError
        If the address is unfit.
    """
    with contextlib.closing(_database(settings)) as database:
        with translate_errors(database.where):
            database.dialect.probe(database.engine)
        with database.reading() as connection:
            return _condition(connection, database.where)


def _in_months(connection: Connection, there: set[str]) -> int:
    if table_of(MonthFileRow).name not in there:
        return 0
    held = connection.execute(select(func.coalesce(func.sum(MonthFileRow.articles), 0))).scalar_one()
    return int(held) - int(connection.execute(select(func.count()).select_from(MonthGoneRow)).scalar_one())


def _condition(connection: Connection, where: str) -> Condition:
    """Count what there is: tables of a former version lack some, and those of a newer one may."""
    there = set(inspect(connection).get_table_names())

    def number(table: type, *conditions: object) -> int:
        bare = table_of(table)
        if bare.name not in there:
            return 0
        found = select(func.count()).select_from(bare).where(*conditions)  # type: ignore[arg-type]
        return int(connection.execute(found).scalar_one())

    last = connection.execute(select(func.max(EditionRow.read_at))).scalar() if "edition" in there else None
    return Condition(
        where=where,
        schema=revision_of(connection),
        newest_schema=NEWEST,
        reindexing=number(Reindex) > 0,
        editions=number(EditionRow),
        articles=number(ArticleRow) + _in_months(connection, there),
        last_read=last,
        corrections_waiting=number(CorrectionRow, CorrectionRow.state == str(CorrectionState.PENDING)),
        schedule=condition_of(connection) if WatchedPaper.__tablename__ in there else ScheduleCondition(),
    )
