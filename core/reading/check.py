"""Can a paper be reached, and what of it works?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from core.reading.discover import listed
from core.reading.guard import FetchError
from core.reading.reader import Reader
from core.types import Newspaper, Reason


@dataclass(frozen=True, slots=True)
class AddressCheck:
    """One feed or sitemap: how many articles it lists, or why not."""

    url: str
    articles: int
    error: Reason | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class PaperCheck:
    """What of a paper works."""

    newspaper: str
    addresses: tuple[AddressCheck, ...]

    @property
    def works(self) -> bool:
        """Whether any of its feeds and sitemaps lists an article."""
        return any(address.articles for address in self.addresses)

    @property
    def sentence(self) -> str:
        """All of it on one line."""
        return "; ".join(
            f"{a.url}: " + (f"{a.articles} articles" if a.error is None else a.detail or str(a.error))
            for a in self.addresses
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "newspaper": self.newspaper,
            "works": self.works,
            "addresses": [
                {"url": a.url, "articles": a.articles, "error": str(a.error) if a.error else None, "detail": a.detail}
                for a in self.addresses
            ],
        }


def check_paper(reader: Reader, paper: Newspaper) -> PaperCheck:
    """Fetch every feed and sitemap of a paper, and count what each lists."""
    return PaperCheck(paper.id, tuple(_check(reader, paper, url) for url in (*paper.feeds, *paper.sitemaps)))


def _check(reader: Reader, paper: Newspaper, url: str) -> AddressCheck:
    try:
        refs = listed(paper.id, reader.get(url), reader.get)
    except FetchError as problem:
        return AddressCheck(url, 0, problem.reason, problem.detail)
    if not refs:
        return AddressCheck(url, 0, Reason.NO_TEXT, "It lists no article.")
    return AddressCheck(url, len(refs))
