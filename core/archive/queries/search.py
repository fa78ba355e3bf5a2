"""Full-text search."""

from __future__ import annotations

from core.archive.database.dialects import MAX_RANKED
from core.archive.database.engine import Database
from core.archive.database.schema import ArticleRow, Body
from core.archive.months.catalogue import month_files
from core.archive.months.newest import newest_of_search
from core.archive.queries.articles import list_columns, rows_of, to_article
from core.archive.records import PAGE_SIZE, ArticlePage, ArticleQuery
from core.archive.search_syntax import parse

TEXT = "text"
"""Where matches are marked, beside the headline; lists do not hold it."""


def search(
    database: Database, typed: str, query: ArticleQuery | None = None, offset: int = 0, limit: int = PAGE_SIZE
) -> ArticlePage:
    """Search articles for words, those with all of them in the headline first, then the newest.

    Words must all be there; "phrases", -exclusions, OR and prefix* as
    `core.archive.search_syntax` has them. Of more than a thousand matches the newest
    thousand are listed, and `more` is True. Articles that were
    imported and not classified yet are found, too, unless `query` names a topic.
    The order is the same on every database, whether or not months were compacted.

    Raises
    ------
    SearchError
        If the query cannot be understood.
    ArchiveError
        If the archive cannot be read.
    """
    parsed, query = parse(typed), query or ArticleQuery()
    with database.reading() as connection:
        ranked = newest_of_search(connection, month_files(connection), parsed, query)
        numbers = ranked[:MAX_RANKED][offset : offset + limit]
        chosen = list_columns(query).add_columns(Body.text.label(TEXT)).join(Body, Body.article_id == ArticleRow.id)
        found = rows_of(connection, chosen, numbers)
        marks = database.dialect.mark(connection, parsed, [(row.id, row.title, row.text) for row in found])
        articles = tuple(to_article(row, *marks.get(row.id, ("", "")), leave_out=[TEXT]) for row in found)
        return ArticlePage(articles, min(len(ranked), MAX_RANKED), more=len(ranked) > MAX_RANKED)
