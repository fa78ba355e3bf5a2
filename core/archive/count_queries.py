"""What an archive counts: articles by day, paper and topic, the models' record, its own size."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from core.archive.records import (
    MAX_DAYS,
    ArticleQuery,
    DayCount,
    LiveCount,
    LiveKey,
    MatchCount,
    PaperDay,
)

if TYPE_CHECKING:
    from core.archive.database.engine import Database

# Each method imports what it needs: a page shows, and a command starts, before SQLAlchemy is loaded.


class CountQueries:
    """Methods of `Archive` that count."""

    database: Database

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

    def live_counts(
        self, by: Sequence[LiveKey] = ("week",), since: date | None = None, until: date | None = None
    ) -> list[LiveCount]:
        """Sum up the models' record by these keys, in their order."""
        from core.archive.queries.live_record import live_counts

        return live_counts(self.database, by, since, until)

    def statistics(self) -> dict[str, Any]:
        """Count the rows of each table and the bytes; the first and last moment of reading in ISO 8601, or None."""
        from core.archive.queries.statistics import statistics

        return statistics(self.database)

    def holds_sample(self) -> bool:
        """Tell whether all that is in it is the sample edition."""
        from core.archive.queries.statistics import holds_sample

        with self.database.reading() as connection:
            return holds_sample(connection)
