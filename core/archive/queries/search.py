"""Full-text search."""

from __future__ import annotations

from core.archive.database.dialects import MAX_RANKED
from core.archive.database.engine import Database
from core.archive.database.schema import ArticleRow
from core.archive.queries.articles import conditions, list_columns, to_article
from core.archive.records import PAGE_SIZE, ArticlePage, ArticleQuery
from core.archive.search_syntax import parse


def search(
    database: Database, typed: str, query: ArticleQuery | None = None, offset: int = 0, limit: int = PAGE_SIZE
) -> ArticlePage:
    """Search articles for words, the best match first.

    Words must all be there; "phrases", -exclusions, OR and prefix* as
    `core.archive.search_syntax` has them. Of more than a thousand matches the newest
    thousand are ranked, and `more` is True. They are ranked by BM25 on SQLite
    and by cover density on PostgreSQL, a headline counting more than its text;
    on SQLite, with a word that stands in 20,000 articles and more, those with
    all words in the headline come first, then the newest. Articles that were
    imported and not classified yet are found, too, unless `query` names a topic.

    Raises
    ------
    SearchError
        If the query cannot be understood.
    ArchiveError
        If the archive cannot be read.
    """
    parsed, query = parse(typed), query or ArticleQuery()
    with database.reading() as connection:
        ranked = database.dialect.rank(connection, parsed, conditions(connection, query, classified=False))
        numbers = ranked[:MAX_RANKED][offset : offset + limit]
        rows = {row.id: row for row in connection.execute(list_columns(query).where(ArticleRow.id.in_(numbers)))}
        marks = database.dialect.mark(connection, parsed, numbers)
        articles = [to_article(rows[number], *marks.get(number, ("", ""))) for number in numbers if number in rows]
        return ArticlePage(tuple(articles), min(len(ranked), MAX_RANKED), more=len(ranked) > MAX_RANKED)
