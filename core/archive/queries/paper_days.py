"""What one paper published on single days: for setting its days against each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, Row, func, select

from core.archive.database.engine import Archive
from core.archive.database.schema import Article, Body, Daily, Paper, Section
from core.archive.writing.counts import day_number, day_of
from core.types import Scheme

MOST_DAYS = 60
"""Days, up to the last one that is asked about, of which there is a choice."""
MOST_A_DAY = 100
"""Articles of one day that are compared; the newest, where there are more."""


@dataclass(frozen=True, slots=True)
class PaperDay:
    """How many articles of a paper, by its id and name, there are of a day (UTC)."""

    newspaper: str
    paper: str
    day: date
    n: int


@dataclass(frozen=True, slots=True)
class KeptArticle:
    """An article with as much of its text as is kept; `topic` is that of the scheme that was asked for."""

    newspaper: str
    paper: str
    url: str
    title: str
    text: str
    at: datetime
    published: datetime | None
    section: str | None
    section_topic: str | None
    topic: str
    best: str | None
    confidence: float | None
    words: int
    status: str


def days_of_papers(archive: Archive, until: date, days: int = MOST_DAYS) -> list[PaperDay]:
    """Articles by paper and day of so many days up to and with `until`, the latest day first.

    Raises
    ------
    ArchiveError
        If the archive cannot be read.
    """
    last = day_number(until)
    counted = (
        select(Paper.key, Paper.name, Daily.day, func.sum(Daily.n).label("n"))
        .join(Paper, Paper.id == Daily.paper_id)
        .where(Daily.scheme == Scheme.ALL, Daily.day > last - days, Daily.day <= last)
        .group_by(Paper.key, Paper.name, Daily.day)
        .order_by(Daily.day.desc(), Paper.name)
    )
    with archive.reading() as connection:
        return [PaperDay(row.key, row.name, day_of(row.day), int(row.n)) for row in connection.execute(counted)]


def articles_of_days(
    archive: Archive, newspaper: str, days: Sequence[date], scheme: Scheme = Scheme.ALL, most: int = MOST_A_DAY
) -> list[KeptArticle]:
    """The classified articles of a paper (by id) of these days, at most so many of each, the newest first.

    Raises
    ------
    ArchiveError
        If the archive cannot be read.
    """
    with archive.reading() as connection:
        return [
            KeptArticle(*row)
            for day in sorted(set(days), reverse=True)
            for row in _of_day(connection, newspaper, day, scheme, most)
        ]


def _of_day(
    connection: Connection, newspaper: str, day: date, scheme: Scheme, most: int
) -> Sequence[Row[*tuple[Any, ...]]]:
    topic = Article.five if scheme is Scheme.CORE else Article.topic
    midnight = datetime.combine(day, time(), UTC)
    chosen = (
        select(
            Paper.key, Paper.name, Article.url, Article.title, func.coalesce(Body.text, ""), Article.at,
            Article.published, Section.word, Article.section_topic, topic, Article.best, Article.confidence,
            Article.words, Article.status,
        )
        .join(Paper, Paper.id == Article.paper_id)
        .outerjoin(Body, Body.article_id == Article.id)
        .outerjoin(Section, Section.id == Article.section_id)
        .where(Paper.key == newspaper, topic.is_not(None))
        .where(Article.at >= midnight, Article.at < midnight + timedelta(days=1))
        .order_by(Article.at.desc(), Article.id.desc())
        .limit(most)
    )  # fmt: skip
    return connection.execute(chosen).all()
