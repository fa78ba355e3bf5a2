"""The archive as the rest of Broadsheet sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from core.archive.bulk_imports import BulkImports
from core.archive.records import (
    FILE,
    MAX_A_DAY,
    MAX_DAYS,
    PAGE_SIZE,
    ArchivedArticle,
    ArticlePage,
    ArticleQuery,
    ArticleState,
    Condition,
    Correction,
    CorrectionState,
    DayCount,
    Lesson,
    LiveCount,
    LiveKey,
    MatchCount,
    ModelVersion,
    PaperDay,
    PaperSets,
    Saved,
    SentCorrection,
    TextShare,
)
from core.archive.reviews import Reviews
from core.archive.servers import Servers
from core.archive.writing.incoming import IncomingArticle
from core.settings import Settings
from core.types import Edition, Newspaper, Prediction, Scheme

if TYPE_CHECKING:
    from core.archive.database.engine import Database

# Each method imports what it needs: a page shows, and a command starts, before SQLAlchemy is loaded.


class Archive:
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
    def at(cls, address: str) -> Archive:
        """Open the archive at an address such as `sqlite:///file` or `postgresql://host/name`; made if there is none.

        Raises
        ------
        ArchiveError
            If it cannot be opened, or was written by a newer Broadsheet.
        SettingsError
            If the address is unfit.
        """
        from core.archive.database.opening import open_address

        return cls(open_address(address))

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
    def reviews(self) -> Reviews:
        """Articles drawn for review, and their labels."""
        return Reviews(self.database)

    @property
    def servers(self) -> Servers:
        """What servers that share this archive share beside it."""
        return Servers(self.database)

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

    def articles(self, query: ArticleQuery, offset: int = 0, limit: int = PAGE_SIZE) -> ArticlePage:
        """List articles of these papers, topic and days, newest first."""
        from core.archive.queries.articles import list_articles

        return list_articles(self.database, query, offset, limit)

    def search(
        self, typed: str, query: ArticleQuery | None = None, offset: int = 0, limit: int = PAGE_SIZE
    ) -> ArticlePage:
        """Search the articles for words, the best match first.

        Words must all be there; "phrases", -exclusions, OR and prefix* are
        understood. Of more than a thousand matches the newest thousand are
        ranked, and `more` is True.

        Raises
        ------
        SearchError
            If the query cannot be understood.
        """
        from core.archive.queries.search import search

        return search(self.database, typed, query, offset, limit)

    def versions(self, article: int) -> list[tuple[datetime, str, str]]:
        """List former headlines and texts of an article, oldest first, each with when it was last seen."""
        from core.archive.queries.articles import versions

        return versions(self.database, article)

    def first_seen(self, urls: Sequence[str]) -> dict[str, datetime]:
        """Return when the articles at these addresses were first seen; those that are not known are left out."""
        from core.archive.queries.known_articles import first_seen

        return first_seen(self.database, urls)

    def changed(self, urls: Sequence[str]) -> frozenset[str]:
        """Return those of the addresses whose headline or text has changed since the article was first read."""
        from core.archive.queries.known_articles import changed

        return changed(self.database, urls)

    def history(self, url: str) -> list[ArticleState]:
        """Return the headlines and texts that an article had, oldest first, the present one last; empty if unknown."""
        from core.archive.queries.known_articles import history

        return history(self.database, url)

    def texts(self, query: ArticleQuery, limit: int = 5000) -> list[tuple[str, str]]:
        """List headlines, with what is stored of the texts, of the newest articles of these papers and days."""
        from core.archive.queries.live_record import texts

        return texts(self.database, query, limit)

    def daily_counts(self, query: ArticleQuery, by_paper: bool = False) -> list[DayCount]:
        """Count articles by day and topic, oldest first; all papers together under "" unless `by_paper`."""
        from core.archive.queries.days import daily_counts

        return daily_counts(self.database, query, by_paper)

    def matching_counts(self, typed: str, query: ArticleQuery | None = None) -> list[MatchCount]:
        """Count by day and paper, oldest first, the articles and those of them that match what `search` finds.

        Raises
        ------
        SearchError
            If the search cannot be understood.
        """
        from core.archive.queries.matches import matching_counts

        return matching_counts(self.database, typed, query or ArticleQuery())

    def span(self) -> tuple[date, date] | None:
        """Find the first and the last day of which there are articles; None where there are none."""
        from core.archive.queries.days import span

        return span(self.database)

    def papers(self) -> dict[str, str]:
        """Name the papers that have articles, by id, in order of their names."""
        from core.archive.queries.days import papers

        return papers(self.database)

    def days_of_papers(self, until: date, days: int = MAX_DAYS) -> list[PaperDay]:
        """Count articles by paper and day, of so many days up to and with `until`, the latest day first."""
        from core.archive.queries.paper_days import days_of_papers

        return days_of_papers(self.database, until, days)

    def articles_of_days(
        self, newspaper: str, days: Sequence[date], scheme: Scheme = Scheme.ALL, limit: int = MAX_A_DAY
    ) -> list[ArchivedArticle]:
        """List the classified articles of a paper of these days, with texts; the newest `limit` of each."""
        from core.archive.queries.paper_days import articles_of_days

        return articles_of_days(self.database, newspaper, days, scheme, limit)

    def newest_edition(
        self, newspapers: Sequence[Newspaper], version: ModelVersion, min_papers: int = 1
    ) -> Edition | None:
        """Find the newest real edition of these newspapers alone, with articles of so many; texts as far as stored."""
        from core.archive.queries.newest_edition import newest_edition

        return newest_edition(self.database, newspapers, version, min_papers)

    def live_counts(
        self, by: Sequence[LiveKey] = ("week",), since: date | None = None, until: date | None = None
    ) -> list[LiveCount]:
        """Sum up the models' record by these keys, in their order."""
        from core.archive.queries.live_record import live_counts

        return live_counts(self.database, by, since, until)

    def disagreements(self, query: ArticleQuery, limit: int = PAGE_SIZE) -> list[ArchivedArticle]:
        """List articles of which the model was surest that they are not about what the publisher's section says."""
        from core.archive.queries.live_record import disagreements

        return disagreements(self.database, query, limit)

    def statistics(self) -> dict[str, Any]:
        """Count the rows of each table and the bytes; the first and last moment of reading in ISO 8601, or None."""
        from core.archive.queries.statistics import statistics

        return statistics(self.database)

    def holds_sample(self) -> bool:
        """Tell whether all that is in it is the sample edition."""
        from core.archive.queries.statistics import holds_sample

        with self.database.reading() as connection:
            return holds_sample(connection)

    def send_correction(self, correction: Correction, visitor: str, now: datetime | None = None) -> str:
        """Store a correction until somebody reviews it, and return the token by which its sender can undo it.

        A second one of the same visitor about the same article replaces the first.

        Raises
        ------
        TooManyCorrectionsError
            If this visitor, or all together, send too many; the message says
            when to go on.
        """
        from core.archive.writing.corrections import send

        return send(self.database, correction, visitor, now)

    def undo_correction(self, token: str) -> bool:
        """Take a correction back, whatever has become of it; tell whether there was one."""
        from core.archive.writing.corrections import undo

        return undo(self.database, token)

    def review_corrections(self, tokens: Sequence[str], state: CorrectionState) -> int:
        """Accept or reject corrections, or make them pending again, but for undone ones. Return how many."""
        from core.archive.writing.corrections import review

        return review(self.database, tokens, state)

    def corrections(
        self, state: CorrectionState | None = CorrectionState.PENDING, limit: int = 200
    ) -> list[SentCorrection]:
        """List corrections in this state (all with None), the newest first."""
        from core.archive.writing.corrections import corrections

        return corrections(self.database, state, limit)

    def count_corrections(self) -> dict[str, int]:
        """Count the corrections in each state."""
        from core.archive.writing.corrections import count_by_state

        return count_by_state(self.database)

    def corrected_lessons(self) -> Iterator[Lesson]:
        """List what accepted corrections teach, the newest of each article."""
        from core.archive.queries.lessons import from_corrections

        return from_corrections(self.database)

    def section_lessons(self) -> Iterator[Lesson]:
        """List what the publishers' sections teach, oldest first; nothing where this is the sample."""
        from core.archive.queries.lessons import from_sections

        return from_sections(self.database)

    def paper_sets(self) -> dict[str, list[Any]]:
        """Read the shared sets of newspapers by name, in order of their names."""
        from core.archive.writing.paper_sets import read_sets

        return read_sets(self.database)

    def change_paper_sets(self, change: Callable[[dict[str, list[Any]]], PaperSets]) -> None:
        """Store what `change` makes of the sets; nobody else can change them meanwhile."""
        from core.archive.writing.paper_sets import change_sets

        change_sets(self.database, change)

    def count_unpredicted(self, version: ModelVersion) -> int:
        """Count the articles with text that this model has not predicted yet."""
        from core.archive.writing.reclassify import count_unpredicted

        return count_unpredicted(self.database, version)

    def article_numbers(self) -> range:
        """Give the range that the numbers of all articles are in."""
        from core.archive.writing.reclassify import article_numbers

        return article_numbers(self.database)

    def unpredicted(
        self, version: ModelVersion, size: int, numbers: range | None = None
    ) -> Iterator[list[IncomingArticle]]:
        """List articles that this model has not predicted yet, of these numbers, in batches of at most `size`."""
        from core.archive.writing.reclassify import unpredicted

        return unpredicted(self.database, version, size, numbers)

    def store_predictions(
        self, batch: Sequence[IncomingArticle], predictions: Sequence[Prediction], version: ModelVersion
    ) -> int:
        """Store predictions of a batch that `unpredicted` gave; return how many of them were new."""
        from core.archive.writing.reclassify import store_predictions

        return store_predictions(self.database, batch, predictions, version)

    def export_rows(self, table: str) -> Iterator[dict[str, Any]]:
        """Stream the rows of an exported table.

        Raises
        ------
        UsageError
            If there is no such table.
        """
        from core.archive.exchange.exports import export_rows

        return export_rows(self.database, table)

    def import_rows(self, table: str, rows: Iterable[Mapping[str, Any]], keep: TextShare = "lead") -> Saved:
        """Put rows of one table in; what is there already is not doubled.

        `articles` also takes the lines of `read --jsonl` and of a corpus.

        Raises
        ------
        InputError
            If a row lacks what is needed; what came before it is kept.
        """
        from core.archive.exchange.imports import import_rows

        return import_rows(self.database, table, rows, keep)


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
