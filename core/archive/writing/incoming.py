"""Articles on their way into the archive."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from core.archive.text import Kept, kept_text, text_hash
from core.dates import STORABLE_DATES, in_utc, within
from core.text import storable
from core.types import Edition, Prediction, ReadArticle, Status


@dataclass(frozen=True, slots=True)
class Incoming:
    """One article to keep, already cut to what is kept of it.

    `hash` is that of the whole headline and text, None where there was no
    text; `made_at` is when the prediction was made; `five` its topic among
    five, where that is known already; `live` whether it was made when the
    article was read.
    """

    newspaper: str
    url: str
    title: str
    text: str
    seen_at: datetime
    published: datetime | None = None
    authors: str = ""
    section: str | None = None
    section_topic: str | None = None
    extractor: str | None = None
    status: str = str(Status.OK)
    error: str | None = None
    detail: str | None = None
    words: int = 0
    kept: Kept = "lead"
    hash: bytes | None = None
    prediction: Prediction | None = None
    five: str | None = None
    made_at: datetime | None = None
    live: bool = True
    last_seen: datetime | None = None
    version: int = 1

    @property
    def last(self) -> datetime:
        """When it was seen last."""
        return self.last_seen or self.seen_at

    @property
    def at(self) -> datetime:
        """When it was published, or seen where that is not known."""
        return self.published or self.seen_at

    @property
    def readable(self) -> bool:
        """Whether there is anything to keep beside the row itself."""
        return self.hash is not None


def incoming(item: ReadArticle, seen_at: datetime, keep: Kept) -> Incoming:
    """A read article, cut to what is to be kept; it must have an address."""
    article = item.article
    read = article.was_read and bool(article.title or article.text)
    title, text = storable(article.title), storable(article.text)
    return Incoming(
        newspaper=article.newspaper,
        url=storable(article.url or ""),
        title=title,
        text=kept_text(text, keep) if read else "",
        seen_at=seen_at,
        published=sensible(article.published),
        authors=storable("; ".join(article.authors)),
        section=storable(article.section) if article.section else None,
        section_topic=article.section_topic,
        extractor=article.extractor,
        status=str(article.status),
        error=str(article.error) if article.error else None,
        detail=storable(article.detail) if article.detail else None,
        words=article.words,
        kept=keep,
        hash=text_hash(title, text) if read else None,
        prediction=item.prediction if read else None,
        made_at=seen_at,
    )


def of_edition(edition: Edition, keep: Kept) -> list[Incoming]:
    """The articles of an edition that have an address."""
    return [incoming(item, edition.read_at, keep) for item in edition.articles if item.article.url]


def once(items: Iterable[Incoming]) -> list[Incoming]:
    """Each address once: what was read beats what was not, and the later the earlier."""
    best: dict[str, Incoming] = {}
    for item in items:
        other = best.get(item.url)
        if other is None or item.readable >= other.readable:
            best[item.url] = item
    return list(best.values())


def sensible(moment: datetime | None) -> datetime | None:
    """Return a moment that can be kept and drawn, in UTC; None for any other."""
    return in_utc(within(moment, STORABLE_DATES))
