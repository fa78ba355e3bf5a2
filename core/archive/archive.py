"""The archive as the rest of Broadsheet sees it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.archive.article_queries import ArticleQueries
from core.archive.bulk_imports import BulkImports
from core.archive.compacted import Months
from core.archive.contributions import Contributions
from core.archive.count_queries import CountQueries
from core.archive.records import (
    FILE,
    Condition,
    ModelVersion,
    Saved,
    TextShare,
)
from core.archive.reviews import Reviews
from core.archive.schedule import Schedule
from core.archive.servers import Servers
from core.archive.whole_tables import WholeTables
from core.settings import Settings
from core.types import Edition

if TYPE_CHECKING:
    from core.archive.database.engine import Database

# Each method imports what it needs: a page shows, and a command starts, before SQLAlchemy is loaded.


class Archive(ArticleQueries, CountQueries, Contributions, WholeTables):
    """What was read, in one database. Safe to share between threads.

    `open` and `at` make one. Every method raises `ArchiveError` where the
    database cannot be read or written; nothing has changed then.

    Parameters
    ----------
    database : Database
        The connections; of use to this package and to its tests alone.
    """

    def __init__(self, database: Database):
        self.database = database

    @classmethod
    def open(cls, settings: Settings) -> Archive:
        """Open the archive that the settings name: a database by address, or a file in the data folder.

        Raises
        ------
        ArchiveError
            If it cannot be opened, or was written by a newer Broadsheet.
        SettingsError
            If the address is unfit.
        """
        from core.archive.database.opening import open_archive

        return cls(open_archive(settings))

    @classmethod
    def at(cls, address: str, months: Path | None = None) -> Archive:
        """Open the archive at an address such as `sqlite:///file` or `postgresql://host/name`; made if there is none.

        Compacted months are in the folder `months`; of SQLite it is beside the file without.

        Raises
        ------
        ArchiveError
            If it cannot be opened, or was written by a newer Broadsheet.
        SettingsError
            If the address is unfit.
        """
        from core.archive.database.opening import open_address

        return cls(open_address(address, months))

    @staticmethod
    def exists(settings: Settings) -> bool:
        """Tell whether an archive was ever made in the data folder; True where a database is named."""
        return settings.database_url is not None or (settings.data / FILE).exists()

    @staticmethod
    def condition(settings: Settings) -> Condition:
        """Look at the archive that the settings name, without making, changing or migrating it.

        Raises
        ------
        ArchiveError
            If it cannot be read or written now.
        SettingsError
            If the address is unfit.
        """
        from core.archive.queries.condition import condition

        return condition(settings)

    @staticmethod
    def month_files(settings: Settings, contents: bool = False) -> tuple[int, list[str]]:
        """Count the files of compacted months, and say what is wrong with them, without opening the archive for use.

        Parameters
        ----------
        contents : bool
            Whether to read them whole and compare their SHA-256.

        Raises
        ------
        ArchiveError
            If the archive cannot be read.
        SettingsError
            If the address is unfit.
        """
        from core.archive.queries.condition import month_files

        return month_files(settings, contents)

    @staticmethod
    def schema(settings: Settings) -> tuple[str | None, str]:
        """Read the version of an archive's tables without opening it for use, and say which one this Broadsheet writes.

        Raises
        ------
        ArchiveError
            If it cannot be read.
        SettingsError
            If the address is unfit.
        """
        from core.archive.queries.condition import schema

        return schema(settings)

    @property
    def in_memory(self) -> bool:
        """Whether it is gone with this process."""
        return self.database.in_memory

    @property
    def where(self) -> str:
        """The file or the address, without its password, for people."""
        return self.database.where

    @property
    def file(self) -> str:
        """Address of the file, for another process of this machine; "" where it is a server's database."""
        return "" if self.database.engine.dialect.name != "sqlite" else str(self.database.engine.url)

    @property
    def bulk(self) -> BulkImports:
        """Imports of files of pages."""
        return BulkImports(self.database)

    @property
    def months(self) -> Months:
        """Months that are moved out of the tables."""
        return Months(self.database)

    @property
    def reviews(self) -> Reviews:
        """Articles drawn for review, and their labels."""
        return Reviews(self.database)

    @property
    def servers(self) -> Servers:
        """What servers that share this archive share beside it."""
        return Servers(self.database)

    @property
    def schedule(self) -> Schedule:
        """When newspapers are polled, and by whom."""
        return Schedule(self.database)

    def close(self) -> None:
        """Close all connections."""
        self.database.close()

    def save(self, edition: Edition, version: ModelVersion, keep: TextShare = "lead") -> Saved:
        """Save an edition: all of it, or nothing. Saving it again changes nothing.

        The first real edition drives the sample out.

        Raises
        ------
        ArchiveError
            Also if it is the sample edition and the archive holds real papers.
        """
        from core.archive.writing.editions import save_edition

        return save_edition(self.database, edition, version, keep)

    def forget(self, keep_days: int = 0, keep_mb: int = 0, now: datetime | None = None) -> int:
        """Forget articles last seen more than `keep_days` days ago, then the oldest until the archive has `keep_mb` MB.

        0 means no limit. Corrections, reviews and the models' record stay.

        Returns
        -------
        int
            How many articles were forgotten.
        """
        from core.archive.writing.retention import forget

        return forget(self.database, keep_days, keep_mb, now)


def exported_tables() -> tuple[str, ...]:
    """Name the tables that can be exported."""
    from core.archive.exchange.tables import TABLES

    return tuple(TABLES)


def imported_tables() -> tuple[str, ...]:
    """Name the tables that can be imported, in the order in which one needs the other."""
    from core.archive.exchange.imports import IMPORTS

    return tuple(IMPORTS)


def table_columns(table: str) -> dict[str, type]:
    """Name the columns of an exported table, in order, each with the type of its cells.

    Raises
    ------
    UsageError
        If there is no such table.
    """
    from core.archive.exchange.exports import table_named

    return {field.name: field.kind.type for field in table_named(table).fields}


def column_types() -> dict[str, type]:
    """Name the columns of all tables that do not hold text, each with the type of its cells."""
    from core.archive.exchange.tables import COLUMN_TYPES

    return dict(COLUMN_TYPES)


def no_statistics() -> dict[str, Any]:
    """Tell what `Archive.statistics` says of an archive that was never made."""
    from core.archive.queries.statistics import NOTHING

    return {**NOTHING, "first": None, "last": None}
