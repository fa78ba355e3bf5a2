"""Articles on their way into the archive."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from core.archive.records import TextShare
from core.archive.text import kept_text, text_hash
from core.dates import STORABLE_DATES, in_utc, within
from core.language.words import count_words
from core.text import storable
from core.types import Article, Edition, Prediction, ReadArticle


@dataclass(frozen=True, slots=True)
class IncomingArticle:
    """An article to save, already cut to what is stored of it, with what the archive knows beside it.

    `words` counts those of the whole text, and `hash` is that of the whole
    headline and text, None where there was no text; `made_at` is when the
    prediction was made; `five` its topic among the core topics, where that is
    known already; `live` whether it was made when the article was read.
    """

    article: Article
    seen_at: datetime
    kept: TextShare = "lead"
    words: int = 0
    hash: bytes | None = None
    prediction: Prediction | None = None
    five: str | None = None
    made_at: datetime | None = None
    live: bool = True
    last_seen: datetime | None = None
    version: int = 1

    @property
    def url(self) -> str:
        """Its address."""
        return self.article.url or ""

    @property
    def last(self) -> datetime:
        """When it was seen last."""
        return self.last_seen or self.seen_at

    @property
    def at(self) -> datetime:
        """When it was published, or seen where that is not known."""
        return self.article.published or self.seen_at

    @property
    def readable(self) -> bool:
        """Whether there is anything to save beside the row itself."""
        return self.hash is not None


def incoming(item: ReadArticle, seen_at: datetime, keep: TextShare) -> IncomingArticle:
    """Cut a read article to what is to be stored; it must have an address."""
    read = item.article.was_read and bool(item.article.title or item.article.text)
    whole = storable_article(item.article)
    return IncomingArticle(
        article=replace(whole, text=kept_text(whole.text, keep) if read else ""),
        seen_at=seen_at,
        kept=keep,
        words=count_words(item.article.text),
        hash=text_hash(whole.title, whole.text) if read else None,
        prediction=item.prediction if read else None,
        made_at=seen_at,
    )


def storable_article(article: Article) -> Article:
    """Make an article such that every database takes it: no control characters, no impossible dates."""
    return replace(
        article,
        url=storable(article.url or ""),
        title=storable(article.title),
        text=storable(article.text),
        published=in_utc(within(article.published, STORABLE_DATES)),
        authors=tuple(map(storable, article.authors)),
        section=storable(article.section) if article.section else None,
        detail=storable(article.detail) if article.detail else None,
    )


def of_edition(edition: Edition, keep: TextShare) -> list[IncomingArticle]:
    """Cut the articles of an edition that have an address."""
    return [incoming(item, edition.read_at, keep) for item in edition.articles if item.article.url]


def deduplicate(items: Iterable[IncomingArticle]) -> list[IncomingArticle]:
    """Deduplicate by address: readable beats unreadable, later beats earlier."""
    best: dict[str, IncomingArticle] = {}
    for item in items:
        other = best.get(item.url)
        if other is None or item.readable >= other.readable:
            best[item.url] = item
    return list(best.values())
