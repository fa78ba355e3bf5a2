"""Opening an archive: its tables are made, or brought up to date, before anything else."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from core.archive.database.engine import FILE, Archive, make_engine, sqlite_address
from core.archive.database.errors import archive_error
from core.settings import Settings

NEWEST = "0004"
"""The newest migration; a test compares it with the files."""
MIGRATIONS = Path(__file__).parent / "migrations"
MEMORY = "sqlite://"


def open_archive(settings: Settings) -> Archive:
    """The archive that the settings name: a database by address, or a file in the data folder.

    Raises
    ------
    ArchiveError
        If it cannot be opened, or was written by a newer Broadsheet.
    SettingsError
        If the address is unfit.
    """
    address = settings.database_url.get_secret_value() if settings.database_url else ""
    return open_address(address or sqlite_address(settings.data))


def nothing_there(settings: Settings) -> bool:
    """Whether no archive was ever made in the data folder; False where a database is named."""
    return settings.database_url is None and not (settings.data / FILE).exists()


def open_address(address: str) -> Archive:
    """The archive at an address such as `sqlite:///file` or `postgresql://host/name`; made if there is none.

    Raises
    ------
    ArchiveError
        If it cannot be opened, or was written by a newer Broadsheet.
    SettingsError
        If the address is unfit.
    """
    archive = Archive(make_engine(address))
    try:
        with archive.reading() as connection:
            revision = revision_of(connection)
        if revision != NEWEST:
            with archive.writing() as connection:
                _migrate(connection, archive.where)
    except BaseException:
        archive.close()
        raise
    return archive


def revision_of(connection: Connection) -> str | None:
    """The migration that the archive is at; None where it has no tables yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


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
