"""Discover a paper's articles in its feeds and news sitemaps, newest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from core.errors import FetchError
from core.reading.feeds.listing import MAX_CHILDREN, Listing, parse_listing
from core.reading.web.fetch import FetchResult
from core.types import ArticleRef, Newspaper, Reason
from core.urls import comparison_key, host_of

MAX_INDEXES = 3
"""Indexes within an index that are read: the protocol knows none, publishers have them."""

_DEAD = (Reason.TOO_SLOW, Reason.PRIVATE_ADDRESS)

Get = Callable[[str], FetchResult]
Parse = Callable[[bytes, str, str, str | None], Listing]


@dataclass
class Discovery:
    """A paper's articles, newest first, each once, and the problems on the way."""

    refs: list[ArticleRef] = field(default_factory=list)
    problems: list[FetchError] = field(default_factory=list)


def discover(newspaper: Newspaper, get: Get, limit: int, parse: Parse = parse_listing) -> Discovery:
    """Read a paper's feeds, then its sitemaps, until `limit` articles are listed.

    Parameters
    ----------
    get : callable
        Fetches an address; its FetchError is kept in `problems`.
    parse : callable
        Parses a listing; a pool's does so in a worker.
    """
    discovery = Discovery()
    refs: list[ArticleRef] = []
    dead: set[str] = set()
    for url in (*newspaper.feeds, *newspaper.sitemaps):
        if host_of(url) in dead:
            continue
        try:
            refs += list_articles(newspaper.id, get(url), get, parse)
        except FetchError as problem:
            discovery.problems.append(problem)
            if problem.reason in _DEAD:  # waiting for it once is enough
                dead.add(host_of(url))
        discovery.refs = newest_first(refs)
        if len(discovery.refs) >= limit:
            break
    return discovery


def list_articles(
    newspaper: str, fetched: FetchResult, get: Get | None = None, parse: Parse = parse_listing
) -> list[ArticleRef]:
    """List the articles of one feed, news sitemap or sitemap index.

    A feed that breaks off gives what it has. An index is followed where `get`
    is given, to `MAX_CHILDREN` sitemaps and through `MAX_INDEXES` further
    indexes; one sitemap of it that fails leaves the others.

    Raises
    ------
    FetchError
        If it is none of these (`unreadable`), or takes too long to parse.
    """
    listing = _parsed(newspaper, fetched, parse)
    refs = list(listing.refs)
    problems: list[FetchError] = []
    waiting = list(listing.sitemaps) if get else []
    seen, sitemaps, indexes = {fetched.url}, 0, 0
    while get and waiting and sitemaps < MAX_CHILDREN and indexes <= MAX_INDEXES:
        url = waiting.pop(0)
        if url in seen:
            continue
        seen.add(url)
        try:
            child = _parsed(newspaper, get(url), parse)
        except FetchError as problem:
            problems.append(problem)
            sitemaps += 1
            continue
        refs += child.refs
        waiting[:0] = child.sitemaps  # an index within the index: its own come before what follows it
        indexes += bool(child.sitemaps)
        sitemaps += not child.sitemaps
    if problems and not refs:
        raise problems[0]
    return refs


def _parsed(newspaper: str, fetched: FetchResult, parse: Parse) -> Listing:
    listing = parse(fetched.content, newspaper, fetched.url, fetched.charset)
    if listing.problem is not None:
        raise FetchError(listing.reason, listing.problem)
    return listing


def newest_first(refs: Iterable[ArticleRef]) -> list[ArticleRef]:
    """Order references by date, each address once; undated ones keep their place after their predecessor."""
    once: dict[str, ArticleRef] = {}
    for ref in refs:
        once.setdefault(comparison_key(ref.url), ref)
    unique = list(once.values())
    last = datetime.max.replace(tzinfo=UTC)
    keys = []
    for ref in unique:
        last = ref.published or last
        keys.append(last)
    order = sorted(range(len(unique)), key=lambda index: keys[index], reverse=True)
    return [unique[index] for index in order]
