"""Find the feed of a site, and make a newspaper of it when an article can be read."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from core.errors import FetchError, InputError, NoFeedError
from core.newspapers.countries import COUNTRIES, UNKNOWN, country_of_host
from core.newspapers.own import MAX_NAME_LENGTH, as_own
from core.reading.article.pool import ExtractionPool
from core.reading.check import PaperCheck, check_paper
from core.reading.feeds.autodiscovery import Outline, Site
from core.reading.feeds.discover import list_articles
from core.reading.reader import Reader
from core.reading.web.fetch import FetchResult
from core.reading.web.guard import check_url
from core.types import Newspaper, Reason
from core.urls import without_feed_scheme

FEEDS = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feeds/rss.xml", "/news/rss.xml")
"""Where feeds usually are."""
SITEMAPS = ("/news-sitemap.xml", "/sitemap-news.xml", "/sitemap_news.xml", "/googlenews.xml", "/sitemap.xml")
"""Where news sitemaps usually are."""
MAX_FEEDS = 6
"""Feeds that a front page links to, of which one is to be taken."""
MAX_SITEMAPS = 3
"""Sitemaps that robots.txt names, those with "news" in their address first."""
MAX_TRIES = 16
"""Addresses that are tried for one site."""
MAX_SECONDS = 60.0
"""Time after which no further address is tried."""
MAX_IMPORTS = 40
"""Feeds of an OPML file that are tried."""
PARALLEL_FEEDS = 8
"""Feeds of an OPML file that are tried at once."""

_SITE = "core.reading.feeds.autodiscovery:read_site"
_OPML = "core.reading.feeds.autodiscovery:read_opml"


@dataclass(frozen=True, slots=True)
class FinderResult:
    """A paper with its check, or the sentence that says why there is none."""

    name: str
    paper: Newspaper | None
    check: PaperCheck | None = None
    problem: str | None = None


class Finder:
    """Finds papers for a reader who adds their own.

    Parameters
    ----------
    reader : Reader
        Fetches, under the guards and with the manners of every reading.
    pool : ExtractionPool
        Parses what comes from strangers.
    clock : callable, optional
        The seconds by which a search's time is measured.
    """

    def __init__(self, reader: Reader, pool: ExtractionPool, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._reader = reader
        self._pool = pool
        self._clock = clock

    def find(self, address: str) -> FinderResult:
        """Find the newspaper at an address: a site's, or a feed's or sitemap's own.

        Looks at the page's link elements, at links that look like feeds, at
        robots.txt for sitemaps, and at the usual places; the first that lists
        an article is taken, and an article of it is read.

        Raises
        ------
        FetchError
            If the address cannot be reached.
        NoFeedError
            If no feed or sitemap works.
        """
        address = complete(address)
        check_url(address)
        fetched = self._reader.get_listing(address)
        if (is_feed := self._kind(fetched)) is not None:
            return self._checked(_paper(fetched.url, Site(), fetched.url, is_feed))
        site: Site = self._pool.run(_SITE, fetched.content, fetched.url, fetched.charset)
        end = self._clock() + MAX_SECONDS
        tries = 0
        for candidate in self._candidates(fetched.url, site):
            if tries >= MAX_TRIES or self._clock() > end:
                break
            tries += 1
            if (is_feed := self._kind_at(candidate)) is not None:
                return self._checked(_paper(fetched.url, site, candidate, is_feed))
        host = urlsplit(fetched.url).hostname
        raise NoFeedError(
            f"No feed or news sitemap of {host} was found: {tries} likely addresses were tried. "
            "If you know the address of its feed, give that instead."
        )

    def from_opml(self, content: bytes) -> list[FinderResult]:
        """Make a paper of each feed of an OPML file; those that do not work say why.

        Raises
        ------
        InputError
            If the file holds no feed, or more than `MAX_IMPORTS`.
        """
        outlines: Sequence[Outline] = self._pool.run(_OPML, content)
        if not outlines:
            raise InputError("This file lists no feed. It should be an OPML file, as feed readers export it.")
        if len(outlines) > MAX_IMPORTS:
            raise InputError(f"This file lists {len(outlines)} feeds. At most {MAX_IMPORTS} can be added at a time.")
        with ThreadPoolExecutor(PARALLEL_FEEDS, thread_name_prefix="opml") as threads:
            return list(threads.map(self._from_outline, outlines))

    def _from_outline(self, outline: Outline) -> FinderResult:
        site = Site(name=outline.name)
        try:
            return self._checked(_paper(_home(outline.url), site, outline.url, True))
        except NoFeedError as problem:
            return FinderResult(outline.name, None, problem=str(problem))

    def _checked(self, paper: Newspaper) -> FinderResult:
        check = check_paper(self._reader, paper)
        if not check.works:
            raise NoFeedError(f"{paper.name} cannot be read: {check.sentence}")
        return FinderResult(paper.name, paper, check)

    def _candidates(self, home: str, site: Site) -> Iterator[str]:
        seen: set[str] = set()
        for address in self._likely(home, site):
            if address not in seen:
                seen.add(address)
                yield address

    def _likely(self, home: str, site: Site) -> Iterator[str]:
        yield from site.feeds[:MAX_FEEDS]
        yield from sorted(self._reader.sitemaps(home), key=lambda url: "news" not in url.lower())[:MAX_SITEMAPS]
        yield from (urljoin(home, place) for place in (*FEEDS, *SITEMAPS))

    def _kind_at(self, address: str) -> bool | None:
        try:
            return self._kind(self._reader.get_listing(address))
        except FetchError:
            return None

    def _kind(self, fetched: FetchResult) -> bool | None:
        """Whether this is a feed or a sitemap; None where it is neither, or lists no article."""
        try:
            if not list_articles("own", fetched, self._reader.get_listing, self._reader.parse):
                return None
        except FetchError:
            return None
        return self._reader.parse(fetched.content, "own", fetched.url, fetched.charset).is_feed


def _paper(home: str, site: Site, source: str, is_feed: bool) -> Newspaper:
    host = urlsplit(home).hostname or ""
    name = " ".join(c for c in (site.name or host.removeprefix("www.")).split() if c.isprintable())
    country = site.region if site.region in COUNTRIES else country_of_host(host)
    return as_own(
        Newspaper(
            id="own",
            name=name[:MAX_NAME_LENGTH] or host,
            country=country or UNKNOWN,
            language=site.language or "en",
            home=_home(home),
            feeds=(source,) if is_feed else (),
            sitemaps=() if is_feed else (source,),
        )
    )


def complete(address: str) -> str:
    """Complete an address as people write it with its scheme.

    Raises
    ------
    FetchError
        If it is empty.
    """
    address = without_feed_scheme(address.strip())
    if not address:
        raise FetchError(Reason.UNREADABLE, "Enter the URL of a newspaper, such as https://www.theguardian.com.")
    return address if "://" in address else f"https://{address}"


def _home(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/"
