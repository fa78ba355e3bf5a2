"""Opening an archive: its tables are made, or brought up to date, before anything else."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from core.archive.database.engine import Database, make_engine, months_folder, sqlite_address
from core.archive.database.errors import archive_error
from core.archive.database.reindexing import reindex
from core.settings import Settings

NEWEST = "0012"
"""The newest migration; a test compares it with the files."""
MIGRATIONS = Path(__file__).parent / "migrations"


def open_archive(settings: Settings) -> Database:
    """Open the archive that the settings name: a database by address, or a file in the data folder.

    Raises
    ------
    ArchiveError
        If it cannot be opened, or was written by a newer Broadsheet.
    SettingsError
        If the address is unfit.
    """
    address = settings.database_url.get_secret_value() if settings.database_url else ""
    return open_address(address or sqlite_address(settings.data), months_folder(settings))


def open_address(address: str, months: Path | None = None) -> Database:
    """Open the archive at an address, such as `sqlite:///file`; it is made if there is none.

    Compacted months are in the folder `months`, by default beside the file.

    Raises
    ------
    ArchiveError
        If it cannot be opened, or was written by a newer Broadsheet.
    SettingsError
        If the address is unfit.
    """
    database = Database(make_engine(address), months)
    try:
        with database.reading() as connection:
            revision = revision_of(connection)
        if revision != NEWEST:
            with database.writing() as connection:
                _migrate(connection, database.where)
        database.schema = NEWEST
        reindex(database)
    except BaseException:
        database.close()
        raise
    return database


def revision_of(connection: Connection) -> str | None:
    """Read which migration the archive is at; None where it has no tables yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if revision is None else str(revision)


def _migrate(connection: Connection, where: str) -> None:
    # Imported here: Alembic is needed once in the life of an archive, not at each start.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as problem:
        what, advice = "The archive was written by a newer Broadsheet", "Use that version, or another archive."
        raise archive_error(what, where, advice) from problem
