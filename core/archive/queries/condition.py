"""How an archive is, for people who look after it: looked at, and nothing made, changed or migrated."""

from __future__ import annotations

import contextlib

from sqlalchemy import Connection, func, inspect, select

from core.archive.database.base import table_of
from core.archive.database.engine import Database, make_engine, sqlite_address
from core.archive.database.errors import translate_errors
from core.archive.database.opening import NEWEST, revision_of
from core.archive.database.schema import ArticleRow, CorrectionRow, EditionRow, Reindex
from core.archive.records import Condition, CorrectionState
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


def _database(settings: Settings) -> Database:
    address = settings.database_url.get_secret_value() if settings.database_url else ""
    return Database(make_engine(address or sqlite_address(settings.data)))


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
        articles=number(ArticleRow),
        last_read=last,
        corrections_waiting=number(CorrectionRow, CorrectionRow.state == str(CorrectionState.PENDING)),
    )
