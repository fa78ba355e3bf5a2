"""Lists of articles: by paper, topic and days; and by what stands in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, column, func, select, table, text

from core.archive.database.engine import Archive
from core.archive.database.schema import Article, Daily, Model, Paper, Section, Version, table_of
from core.archive.queries.syntax import Query, Term, fts5_term, parse
from core.archive.records import Found, Page, Part, Which
from core.archive.writing.counts import day_number
from core.types import Scheme

RANKED = 1000
"""The newest of so many matches are put in order of how well they match."""
ARTICLE = table_of(Article)
FULLTEXT = table("fulltext", column("rowid"))
VECTORS = table("body", column("article_id"), column("search"))
COMMON = 20_000
"""Articles from which on a word is too common for BM25, whose cost grows with them."""
START, END = "\x02", "\x03"
"""Marks around what was found; never part of a kept text."""
BRACKET = "\ue000"
"""Stands in for "<" while PostgreSQL marks words: it takes what follows for a tag and leaves it out."""
SNIPPET_WORDS = 24
AT_ONCE = 25


def list_articles(archive: Archive, which: Which, offset: int = 0, limit: int = AT_ONCE) -> Page:
    """Articles of these papers, topic and days, newest first.

    Raises
    ------
    ArchiveError
        If the archive cannot be read.
    """
    with archive.reading() as connection:
        wanted = conditions(connection, which)
        chosen = list_columns(which).where(*wanted).order_by(Article.at.desc(), Article.id.desc())
        rows = connection.execute(chosen.offset(offset).limit(limit)).all()
        return Page(tuple(to_found(row) for row in rows), _count(connection, which))


def search(archive: Archive, typed: str, which: Which | None = None, offset: int = 0, limit: int = AT_ONCE) -> Page:
    """Articles in which these words stand, the best match first.

    Words must all be there; "phrases", -exclusions, OR and prefix* as
    `core.archive.queries.syntax` has them. Of more than a thousand matches the newest
    thousand are ranked, and `more` is True. They are ranked by BM25 on SQLite
    and by cover density on PostgreSQL, a headline counting more than its text;
    on SQLite, with a word that stands in 20,000 articles and more, those with
    all words in the headline come first, then the newest.

    Raises
    ------
    SearchError
        If the query cannot be understood.
    ArchiveError
        If the archive cannot be read.
    """
    query, which = parse(typed), which or Which()
    with archive.reading() as connection:
        wanted = conditions(connection, which)
        ranked = (_ranked_postgresql if archive.postgresql else _ranked_sqlite)(connection, query, wanted)
        more = len(ranked) > RANKED
        shown = ranked[:RANKED][offset : offset + limit]
        rows = {row.id: row for row in connection.execute(list_columns(which).where(Article.id.in_(shown)))}
        marks = (_marks_postgresql if archive.postgresql else _marks_sqlite)(connection, query, shown)
        found = [to_found(rows[number], *marks.get(number, ("", ""))) for number in shown if number in rows]
        return Page(tuple(found), min(len(ranked), RANKED), more)


def versions(archive: Archive, article: int) -> list[tuple[datetime, str, str]]:
    """Former headlines and texts of an article, oldest first, each with when it was last seen."""
    chosen = select(Version.seen_at, Version.title, Version.text).where(Version.article_id == article)
    with archive.reading() as connection:
        return [(row[0], row[1], row[2]) for row in connection.execute(chosen.order_by(Version.number))]


def list_columns(which: Which) -> Select[*tuple[Any, ...]]:
    """What lists show of an article; `to_found` makes a record of each row."""
    topic = Article.five if which.scheme is Scheme.CORE else Article.topic
    return (
        select(
            Article.id, Article.url, Article.title, Article.at, Article.published, Article.section_topic,
            topic.label("topic"), Article.best, Article.confidence, Article.words, Article.status,
            Paper.key.label("newspaper"), Paper.name.label("paper"), Section.word.label("section"),
            Model.name.label("model_name"), Model.sha256.label("model_sha"),
        )
        .join(Paper, Paper.id == Article.paper_id)
        .outerjoin(Section, Section.id == Article.section_id)
        .outerjoin(Model, Model.id == Article.model_id)
    )  # fmt: skip


def conditions(connection: Connection, which: Which) -> list[ColumnElement[bool]]:
    """What an article must be, to be one of those that are asked for."""
    topic = Article.five if which.scheme is Scheme.CORE else Article.topic
    # An article without a topic was not read: it stands in its edition's report, not in lists.
    found: list[ColumnElement[bool]] = [topic == which.topic] if which.topic else [topic.is_not(None)]
    if which.papers:
        found.append(Article.paper_id.in_(_paper_numbers(connection, which.papers)))
    if which.since:
        found.append(Article.at >= _midnight(which.since))
    if which.until:
        found.append(Article.at < _midnight(which.until + timedelta(days=1)))
    return found


def _paper_numbers(connection: Connection, keys: Sequence[str]) -> list[int]:
    return [int(number) for number in connection.execute(select(Paper.id).where(Paper.key.in_(keys))).scalars()]


def _count(connection: Connection, which: Which) -> int:
    """How many articles these are: a sum over the counts of days, so that it costs the same for a million."""
    total = select(func.coalesce(func.sum(Daily.n), 0)).where(Daily.scheme == which.scheme)
    if which.topic:
        total = total.where(Daily.topic == which.topic)
    if which.papers:
        total = total.where(Daily.paper_id.in_(_paper_numbers(connection, which.papers)))
    if which.since:
        total = total.where(Daily.day >= day_number(which.since))
    if which.until:
        total = total.where(Daily.day <= day_number(which.until))
    return int(connection.execute(total).scalar_one())


def _ranked_sqlite(connection: Connection, query: Query, conditions: Sequence[ColumnElement[bool]]) -> list[int]:
    newest = _newest_sqlite(connection, query.fts5(), conditions)
    if len(newest) < 2:
        return newest
    if not all(_is_rare(connection, term) for term in query.terms):
        headlines = _newest_sqlite(connection, query.fts5(headline=True), conditions)
        return list(dict.fromkeys([*headlines, *newest]))[: RANKED + 1]
    order = text(
        "SELECT rowid FROM fulltext WHERE fulltext MATCH :query AND rowid BETWEEN :first AND :last "
        "ORDER BY bm25(fulltext, 4.0, 1.0)"
    )
    wanted = set(newest)
    given = {"query": query.fts5(), "first": min(newest), "last": max(newest)}
    return [int(n) for n in connection.execute(order, given).scalars() if n in wanted]


def _newest_sqlite(connection: Connection, query: str, conditions: Sequence[ColumnElement[bool]]) -> list[int]:
    newest = (
        select(FULLTEXT.c.rowid)
        .select_from(FULLTEXT.join(ARTICLE, ARTICLE.c.id == FULLTEXT.c.rowid))
        .where(text("fulltext MATCH :query").bindparams(query=query), *conditions)
        .order_by(FULLTEXT.c.rowid.desc())
        .limit(RANKED + 1)
    )
    return [int(number) for number in connection.execute(newest).scalars()]


def _is_rare(connection: Connection, term: Term) -> bool:
    """Whether a term stands in few enough articles for BM25, which looks at every one of them."""
    some = text("SELECT COUNT(*) FROM (SELECT 1 FROM fulltext WHERE fulltext MATCH :query LIMIT :most)")
    found = connection.execute(some, {"query": fts5_term(term), "most": COMMON}).scalar_one()
    return int(found) < COMMON


def _ranked_postgresql(connection: Connection, query: Query, conditions: Sequence[ColumnElement[bool]]) -> list[int]:
    matching = text("body.search @@ to_tsquery('broadsheet', :query)").bindparams(query=query.tsquery())
    newest = (
        select(ARTICLE.c.id, VECTORS.c.search)
        .select_from(ARTICLE.join(VECTORS, VECTORS.c.article_id == ARTICLE.c.id))
        .where(matching, *conditions)
        .order_by(ARTICLE.c.id.desc())
        .limit(RANKED + 1)
        .subquery("newest")
    )
    rank = text("ts_rank_cd('{0.1, 0.2, 0.4, 1.0}', search, to_tsquery('broadsheet', :query)) DESC, id DESC")
    ordered = select(newest.c.id).order_by(rank.bindparams(query=query.tsquery()))
    return [int(number) for number in connection.execute(ordered).scalars()]


def _marks_sqlite(connection: Connection, query: Query, numbers: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    marks = text(
        "SELECT rowid, highlight(fulltext, 0, :start, :end), snippet(fulltext, 1, :start, :end, '…', :words) "
        "FROM fulltext WHERE fulltext MATCH :query AND rowid = :number"
    )
    given = {"query": query.fts5(), "start": START, "end": END, "words": SNIPPET_WORDS}
    found = [connection.execute(marks, {**given, "number": number}).one() for number in numbers]
    return {row[0]: (row[1], row[2]) for row in found}


def _marks_postgresql(connection: Connection, query: Query, numbers: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    if not numbers:
        return {}
    marks = text(
        "SELECT article.id, ts_headline('broadsheet', translate(article.title, '<', :bracket), shown, :whole), "
        "ts_headline('broadsheet', translate(body.text, '<', :bracket), shown, :part) "
        "FROM article JOIN body ON body.article_id = article.id, to_tsquery('broadsheet', :query) AS shown "
        "WHERE article.id = ANY(:numbers)"
    )
    around = f'StartSel="{START}", StopSel="{END}"'
    given = {
        "query": query.shown(),
        "numbers": list(numbers),
        "whole": f"{around}, HighlightAll=true",
        "part": f"{around}, MaxWords={SNIPPET_WORDS}, MinWords={SNIPPET_WORDS // 2}",
        "bracket": BRACKET,
    }
    rows = connection.execute(marks, given)
    return {row[0]: (row[1].replace(BRACKET, "<"), row[2].replace(BRACKET, "<")) for row in rows}


def to_found(row: Row[Any], title: str = "", snippet: str = "") -> Found:
    """The record of a row that `list_columns` selected, with marks of a search."""
    return Found(
        id=int(row.id),
        url=row.url,
        newspaper=row.newspaper,
        paper=row.paper,
        title=row.title,
        at=row.at,
        published=row.published,
        section=row.section,
        section_topic=row.section_topic,
        topic=row.topic,
        best=row.best,
        confidence=row.confidence,
        model=f"{row.model_name}@{row.model_sha[:12]}" if row.model_sha else None,
        words=row.words,
        status=row.status,
        title_parts=parts(title or row.title),
        snippet=parts(snippet),
    )


def parts(marked: str) -> tuple[Part, ...]:
    """A marked text in pieces, so that a page can escape each of them."""
    found: list[Part] = []
    for number, piece in enumerate(marked.replace(END, START).split(START)):
        if piece:
            found.append(Part(piece, hit=number % 2 == 1))
    return tuple(found)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
