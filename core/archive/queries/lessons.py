"""What a model can learn from the archive: accepted corrections, and articles whose section says their topic."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from core.archive.corrections import State
from core.archive.database.engine import Archive
from core.archive.database.schema import Article, Body, EditionRow, Label, Paper


@dataclass(frozen=True, slots=True)
class Lesson:
    """An article with the topic that somebody says it is about."""

    id: str
    publisher: str
    day: date
    title: str
    text: str
    topic: str


def from_corrections(archive: Archive) -> Iterator[Lesson]:
    """Accepted corrections, the newest of each article; with the article's kept text, or what its sender agreed to."""
    columns = (Label.uid, Label.url, Label.made_at, Label.title, Label.text, Label.topic)
    chosen = (
        select(*columns, Article.title.label("own_title"), Body.text.label("own_text"), Paper.key)
        .outerjoin(Article, Article.url == Label.url)
        .outerjoin(Body, Body.article_id == Article.id)
        .outerjoin(Paper, Paper.id == Article.paper_id)
        .where(Label.state == State.ACCEPTED)
        .order_by(Label.made_at, Label.id)
    )
    found: dict[str, Lesson] = {}
    with archive.reading() as connection:
        for row in connection.execute(chosen):
            title, text = row.own_title or row.title, row.own_text or row.text
            if title or text:
                place = row.url or row.uid
                found[place] = Lesson(place, row.key or "reader", row.made_at.date(), title, text, row.topic)
    yield from found.values()


def from_sections(archive: Archive) -> Iterator[Lesson]:
    """Articles whose section says their topic, oldest first; those with an accepted correction are left out.

    Yields nothing where the archive holds the sample edition: invented news
    teaches nothing.
    """
    corrected = select(Label.url).where(Label.state == State.ACCEPTED, Label.url.is_not(None))
    chosen = (
        select(Article.url, Paper.key, Article.at, Article.title, Body.text, Article.section_topic)
        .join(Body, Body.article_id == Article.id)
        .join(Paper, Paper.id == Article.paper_id)
        .where(Article.section_topic.is_not(None), Article.url.not_in(corrected))
        .order_by(Article.at, Article.id)
    )
    with archive.reading() as connection:
        if connection.execute(select(EditionRow.id).where(EditionRow.sample).limit(1)).first() is not None:
            return
        for row in connection.execution_options(yield_per=1000).execute(chosen):
            yield Lesson(row.url, row.key, row.at.date(), row.title, row.text, row.section_topic)
