"""What an archive tells of its articles: lists, searches, one article, an edition."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from core.archive.records import (
    MAX_A_DAY,
    PAGE_SIZE,
    ArchivedArticle,
    ArticlePage,
    ArticleQuery,
    ArticleState,
    ModelVersion,
)
from core.types import Edition, Newspaper, Scheme

if TYPE_CHECKING:
    from core.archive.database.engine import Database

# Each method imports what it needs: a page shows, and a command starts, before SQLAlchemy is loaded.


class ArticleQueries:
    """Methods of `Archive` that list articles."""

    database: Database

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

    def disagreements(self, query: ArticleQuery, limit: int = PAGE_SIZE) -> list[ArchivedArticle]:
        """List articles of which the model was surest that they are not about what the publisher's section says."""
        from core.archive.queries.live_record import disagreements

        return disagreements(self.database, query, limit)
