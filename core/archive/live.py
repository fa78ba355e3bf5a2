"""What the models said when they read, against the publishers' own sections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Subquery, func, select

from core.archive.articles import conditions, list_columns, to_found
from core.archive.counts import day_number, day_of
from core.archive.database import Archive
from core.archive.records import Found, Which
from core.archive.schema import Article, Body, Live, Model, Paper

TO_MONDAY = 3
"""1 January 1970 was a Thursday: day -3 a Monday."""
NEWEST = 20_000
"""Disagreements and words are looked for among so many of the newest articles."""


@dataclass(frozen=True, slots=True)
class LiveCount:
    """Of one paper in the week from Monday `week` on: how often a model's `best` met a publisher's `section_topic`.

    `section_topic` is "" where the section says nothing. `confidence` and
    `known_words` are sums over the n articles.
    """

    week: date
    paper: str
    model: str
    section_topic: str
    best: str
    n: int
    answered: int
    confidence: float
    known_words: float


def live_counts(archive: Archive, since: date | None = None, until: date | None = None) -> list[LiveCount]:
    """Counts by week of reading, paper, model version, section and answer, oldest first.

    Raises
    ------
    ArchiveError
        If the archive cannot be read.
    """
    week = ((Live.day + TO_MONDAY) // 7).label("week")
    keys = [week, Live.paper_id, Live.model_id, Live.section_topic, Live.best]
    sums = [func.sum(getattr(Live, name)).label(name) for name in ("n", "answered", "confidence", "known_words")]
    chosen = select(*keys, *sums).group_by(*keys).order_by(*keys)
    if since:
        chosen = chosen.where(Live.day >= day_number(since))
    if until:
        chosen = chosen.where(Live.day <= day_number(until))
    with archive.reading() as connection:
        papers = {row.id: row.name for row in connection.execute(select(Paper.id, Paper.name))}
        models = {
            row.id: f"{row.name}@{row.sha256[:12]}"
            for row in connection.execute(select(Model.id, Model.name, Model.sha256))
        }
        rows = connection.execute(chosen).all()
    return [
        LiveCount(day_of(int(r.week) * 7 - TO_MONDAY), papers[r.paper_id], models[r.model_id], r.section_topic, r.best,
                  int(r.n), int(r.answered), float(r.confidence), float(r.known_words))
        for r in rows
    ]  # fmt: skip


def disagreements(archive: Archive, which: Which, limit: int = 25) -> list[Found]:
    """Articles of which the model was surest that they are not about what the publisher's section says.

    Looked for among the newest 20,000 of these papers and days.
    """
    with archive.reading() as connection:
        newest = _newest(connection, which, NEWEST)
        differs = (Article.section_topic != Article.best) & (Article.topic == Article.best)
        chosen = list_columns(which).join(newest, newest.c.id == Article.id).where(differs)
        rows = connection.execute(chosen.order_by(Article.confidence.desc(), Article.id.desc()).limit(limit)).all()
    return [to_found(row) for row in rows]


def texts(archive: Archive, which: Which, limit: int = 5000) -> list[tuple[str, str]]:
    """Headlines with what is kept of the texts, of the newest articles of these papers and days."""
    with archive.reading() as connection:
        newest = _newest(connection, which, limit)
        chosen = select(Article.title, Body.text).join(newest, newest.c.id == Article.id)
        rows = connection.execute(chosen.join(Body, Body.article_id == Article.id)).all()
    return [(row[0], row[1]) for row in rows]


def _newest(connection: Connection, which: Which, limit: int) -> Subquery:
    chosen = select(Article.id).where(*conditions(connection, which)).order_by(Article.at.desc()).limit(limit)
    return chosen.subquery("newest")
