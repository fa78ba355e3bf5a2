"""The live record of the models: predictions at reading against the publishers' own sections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Label, Row, Select, Table, case, func, select

from core.archive.database.base import table_of
from core.archive.database.engine import Database
from core.archive.database.schema import ArticleRow, Body, Live, Model, Paper
from core.archive.months.catalogue import month_files
from core.archive.months.newest import Key, newest_of_list
from core.archive.queries.articles import list_columns, rows_of, to_article
from core.archive.queries.criteria import conditions
from core.archive.records import ArchivedArticle, ArticleQuery, LiveCount, LiveKey
from core.archive.writing.counts import day_number, day_of

TO_MONDAY = 3
"""1 January 1970 was a Thursday: day -3 a Monday."""
NEWEST = 20_000
"""Disagreements and words are looked for among so many of the newest articles."""


SUMS = ("n", "labelled", "agreed", "answered", "confidence", "known_words")


def live_counts(
    database: Database, by: Sequence[LiveKey] = ("week",), since: date | None = None, until: date | None = None
) -> list[LiveCount]:
    """Sum up the models' record by these keys, in their order.

    Raises
    ------
    ArchiveError
        If the archive cannot be read.
    """
    chosen = _summed(by, since, until)
    with database.reading() as connection:
        papers = {row.id: row.name for row in connection.execute(select(Paper.id, Paper.name))}
        models = {
            row.id: f"{row.name}@{row.sha256[:12]}"
            for row in connection.execute(select(Model.id, Model.name, Model.sha256))
        }
        rows = connection.execute(chosen).all()
    return [_count(row, papers, models) for row in rows]


def _summed(by: Sequence[LiveKey], since: date | None, until: date | None) -> Select[*tuple[Any, ...]]:
    """Sum up in two steps: the first follows an index, so that no million rows are sorted."""
    counts, inner = table_of(Live), _in_order(by)
    first = select(*(counts.c[name] for name in inner), *_sums(counts)).group_by(*(counts.c[name] for name in inner))
    if since:
        first = first.where(counts.c.day >= day_number(since))
    if until:
        first = first.where(counts.c.day <= day_number(until))
    parts = first.subquery("parts").c
    names = {"paper": "paper_id", "model": "model_id"}
    columns = [
        ((parts.day + TO_MONDAY) // 7 if name == "week" else parts[names.get(name, name)]).label(name) for name in by
    ]
    return select(*columns, *(func.sum(parts[name]).label(name) for name in SUMS)).group_by(*columns).order_by(*columns)


def _in_order(by: Sequence[LiveKey]) -> tuple[str, ...]:
    """Name the columns that tell these keys apart, in the order of an index: the primary key's, or that of answers."""
    if set(by) <= {"section_topic", "best"}:
        return ("section_topic", "best")
    primary = ("day", "paper_id", "model_id", "section_topic", "best")
    places = {"week": 0, "paper": 1, "model": 2, "section_topic": 3, "best": 4}
    return primary[: 1 + max(places[name] for name in by)]


def _sums(counts: Table) -> list[Label[Any]]:
    column = counts.c
    says, alike = column.section_topic != "", column.section_topic == column.best
    return [
        func.sum(column.n).label("n"),
        func.sum(case((says, column.n), else_=0)).label("labelled"),
        func.sum(case((alike, column.n), else_=0)).label("agreed"),
        *(func.sum(column[name]).label(name) for name in ("answered", "confidence", "known_words")),
    ]


def _count(row: Row[*tuple[Any, ...]], papers: Mapping[int, str], models: Mapping[int, str]) -> LiveCount:
    values = row._mapping
    return LiveCount(
        week=day_of(int(values["week"]) * 7 - TO_MONDAY) if "week" in values else None,
        paper=papers[values["paper"]] if "paper" in values else "",
        model=models[values["model"]] if "model" in values else "",
        section_topic=values.get("section_topic", ""),
        best=values.get("best", ""),
        n=int(row.n),
        labelled=int(row.labelled),
        agreed=int(row.agreed),
        answered=int(row.answered),
        confidence=float(row.confidence),
        known_words=float(row.known_words),
    )


def disagreements(database: Database, query: ArticleQuery, limit: int = 25) -> list[ArchivedArticle]:
    """List articles of which the model was surest that they are not about what the publisher's section says.

    Looked for among the newest 20,000 of these papers and days.
    """
    differs = (ArticleRow.section_topic != ArticleRow.best) & (ArticleRow.topic == ArticleRow.best)
    with database.reading() as connection:
        files = month_files(connection)
        newest = newest_of_list(connection, files, query, NEWEST)
        oldest = newest[-1:] or [Key(datetime.now(UTC), 0)]
        # Those that differ, among the newest: no older than the oldest of them.
        late = (ArticleRow.at > oldest[0].at) | ((ArticleRow.at == oldest[0].at) & (ArticleRow.id >= oldest[0].id))
        surest = (ArticleRow.confidence.desc(), ArticleRow.id.desc())
        chosen = select(ArticleRow.id, ArticleRow.confidence).where(differs, late).order_by(*surest)
        found = list(connection.execute(chosen.where(*conditions(connection, query)).limit(limit)).all())
        for file in files:
            if file.last_at >= oldest[0].at:
                with file.searching() as index:
                    inside = chosen.where(*conditions(index, query))
                found += file.first(inside, limit)
        found.sort(key=lambda row: (row.confidence, row.id), reverse=True)
        rows = rows_of(connection, list_columns(query), [row.id for row in found[:limit]])
    return [to_article(row) for row in rows]


def texts(database: Database, query: ArticleQuery, limit: int = 5000) -> list[tuple[str, str]]:
    """List headlines with what is stored of the texts, of the newest articles of these papers and days."""
    chosen = select(ArticleRow.id, ArticleRow.title, Body.text).join(Body, Body.article_id == ArticleRow.id)
    with database.reading() as connection:
        newest = newest_of_list(connection, month_files(connection), query, limit)
        rows = rows_of(connection, chosen, [key.id for key in newest])
    return [(row.title, row.text) for row in rows]
