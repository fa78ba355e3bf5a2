"""Check whether a paper can be reached, and which of its addresses work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from core import wording
from core.errors import FetchError
from core.language.words import count_words
from core.reading.feeds.discover import list_articles, newest_first
from core.reading.reader import Reader
from core.types import REASON_SENTENCES, Article, ArticleRef, Newspaper, Reason
from core.urls import is_no_article


@dataclass(frozen=True, slots=True)
class AddressCheck:
    """One feed or sitemap: how many articles it lists, or why not."""

    url: str
    articles: int
    error: Reason | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class PaperCheck:
    """Which of a paper's addresses work, and its newest article."""

    newspaper: str
    addresses: tuple[AddressCheck, ...]
    article: Article | None = None
    """Its newest article, read; None where none is listed."""
    days: int | None = None
    """Days that the listed articles span, by their dates; None where none has a date."""

    @property
    def works(self) -> bool:
        """Whether any of its feeds and sitemaps lists an article."""
        return any(address.articles for address in self.addresses)

    @property
    def listed(self) -> int:
        """How many articles its feeds and sitemaps list, one that is in two of them twice."""
        return sum(address.articles for address in self.addresses)

    @property
    def problem(self) -> str | None:
        """Why the first address that fails does."""
        failed = next((address for address in self.addresses if address.error is not None), None)
        return None if failed is None else failed.detail or REASON_SENTENCES[failed.error or Reason.UNREADABLE]

    @property
    def newest(self) -> str | None:
        """Its newest article in a few words, None where none is listed."""
        return None if self.article is None else self._of_article(self.article)

    @property
    def sentence(self) -> str:
        """All of it on one line."""
        parts = [
            f"{a.url}: " + (f"{a.articles} articles" if a.error is None else a.detail or str(a.error))
            for a in self.addresses
        ]
        if self.newest is not None:
            parts.append(f"newest article: {self.newest}")
        return "; ".join(parts)

    @staticmethod
    def _of_article(article: Article) -> str:
        if article.text:
            dated = f", {wording.day(article.published)}" if article.published else ""
            return f"{count_words(article.text)} words{dated}"
        return article.why or "without text"

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return {
            "newspaper": self.newspaper,
            "works": self.works,
            "addresses": [
                {"url": a.url, "articles": a.articles, "error": str(a.error) if a.error else None, "detail": a.detail}
                for a in self.addresses
            ],
            "article": _article(self.article) if self.article else None,
            "days": self.days,
        }


def _article(article: Article) -> dict[str, Any]:
    return {
        "url": article.url,
        "title": article.title or None,
        "published": article.published.isoformat() if article.published else None,
        "words": count_words(article.text),
        "status": str(article.status),
        "error": str(article.error) if article.error else None,
    }


def check_paper(reader: Reader, paper: Newspaper) -> PaperCheck:
    """Fetch every feed and sitemap of a paper, count what each lists, and read the newest article."""
    addresses, refs = [], []
    for url in (*paper.feeds, *paper.sitemaps):
        address, listing = _check(reader, paper, url)
        addresses.append(address)
        refs += listing
    newest = next((ref for ref in newest_first(refs) if not is_no_article(ref.url)), None)
    article = reader.read_ref(newest, paper) if newest else None
    return PaperCheck(paper.id, tuple(addresses), article, _days(refs))


def _days(refs: list[ArticleRef]) -> int | None:
    dates = [ref.published.date() for ref in refs if ref.published is not None]
    return (max(dates) - min(dates)).days + 1 if dates else None


def _check(reader: Reader, paper: Newspaper, url: str) -> tuple[AddressCheck, list[ArticleRef]]:
    try:
        refs = list_articles(paper.id, reader.get_listing(url), reader.get_listing, reader.parse)
    except FetchError as problem:
        return AddressCheck(url, 0, problem.reason, problem.detail), []
    if not refs:
        return AddressCheck(url, 0, Reason.NO_TEXT, "It lists no article."), []
    return AddressCheck(url, len(refs)), refs
