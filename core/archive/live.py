"""What the models said when they read, against the publishers' own sections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import Connection, Label, Row, Subquery, case, func, select

from core.archive.articles import conditions, list_columns, to_found
from core.archive.counts import day_number, day_of
from core.archive.database import Archive
from core.archive.records import Found, Which
from core.archive.schema import Article, Body, Live, Model, Paper

TO_MONDAY = 3
"""1 January 1970 was a Thursday: day -3 a Monday."""
NEWEST = 20_000
"""Disagreements and words are looked for among so many of the newest articles."""


Key = Literal["week", "paper", "model", "section_topic", "best"]


@dataclass(frozen=True, slots=True)
class LiveCount:
    """How often models, when they read, met the publishers' sections; a key that was not asked for is empty.

    `week` is its Monday; `section_topic` "" where the section says nothing.
    Of the n articles, `labelled` had a section that says something, and
    `agreed` of these were judged alike; `answered` got an answer other than
    "other". `confidence` and `known_words` are sums over the n articles.
    """

    week: date | None
    paper: str
    model: str
    section_topic: str
    best: str
    n: int
    labelled: int
    agreed: int
    answered: int
    confidence: float
    known_words: float


def live_counts(
    archive: Archive, by: Sequence[Key] = ("week",), since: date | None = None, until: date | None = None
) -> list[LiveCount]:
    """The models' record, grouped by these keys, in their order.

    Raises
    ------
    ArchiveError
        If the archive cannot be read.
    """
    keys = {
        "week": ((Live.day + TO_MONDAY) // 7).label("week"),
        "paper": Live.paper_id.label("paper"),
        "model": Live.model_id.label("model"),
        "section_topic": Live.section_topic,
        "best": Live.best,
    }
    wanted = [keys[name] for name in by]
    chosen = select(*wanted, *_sums()).group_by(*wanted).order_by(*wanted)
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
    return [_count(row, papers, models) for row in rows]


def _sums() -> list[Label[Any]]:
    says = Live.section_topic != ""
    return [
        func.sum(Live.n).label("n"),
        func.sum(case((says, Live.n), else_=0)).label("labelled"),
        func.sum(case((Live.section_topic == Live.best, Live.n), else_=0)).label("agreed"),
        *(func.sum(column).label(column.name) for column in (Live.answered, Live.confidence, Live.known_words)),
    ]


def _count(row: Row[*tuple[Any, ...]], papers: Mapping[int, str], models: Mapping[int, str]) -> LiveCount:
    given = row._mapping
    return LiveCount(
        week=day_of(int(given["week"]) * 7 - TO_MONDAY) if "week" in given else None,
        paper=papers[given["paper"]] if "paper" in given else "",
        model=models[given["model"]] if "model" in given else "",
        section_topic=given.get("section_topic", ""),
        best=given.get("best", ""),
        n=int(row.n),
        labelled=int(row.labelled),
        agreed=int(row.agreed),
        answered=int(row.answered),
        confidence=float(row.confidence),
        known_words=float(row.known_words),
    )


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
