"""Find the feeds that a front page links to or an OPML file lists; runs in a worker."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import listparser

from core.reading.article.decode import decode
from core.reading.article.page import Page, read_page
from core.reading.feeds.sniff import decode_xml, mend_ampersands
from core.text import one_line
from core.urls import web_address, without_feed_scheme

MAX_LINKS = 30
"""Feeds that are taken from one page."""
MAX_ELEMENTS = 200
"""Link elements that are looked at."""
MAX_ANCHORS = 5000
"""Links of the page itself that are looked at."""
MAX_OUTLINES = 200
"""Feeds that are taken from a visitor's OPML file."""
MAX_NAME = 80
"""Characters of a name."""

_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
_KINDS = {
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "text/xml",
    "application/xml",
    "application/feed+json",
}
_ASIDE = re.compile(r"comment|podcast|/tag/|/author/|oembed|wp-json|opensearch", re.IGNORECASE)
_FEEDLIKE = re.compile(r"(^|[/._-])(rss|atom|feeds?|rdf)([/._?-]|$)", re.IGNORECASE)
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_]([a-z]{2}))?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Site:
    """What a front page says of itself: its name, language, region, and the feeds it links to, likeliest first."""

    name: str | None = None
    language: str | None = None
    region: str | None = None
    feeds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """One feed of an OPML file."""

    name: str
    url: str


def read_site(content: bytes, url: str, charset: str | None = None) -> Site:
    """Read what a front page says of its site.

    Link elements of feeds come first (those of comments and podcasts last),
    then links whose address looks like a feed's.
    """
    page = read_page(decode(content, charset), url)
    if page.tree is None:
        return Site()
    html = page.tree.getroottree().getroot()
    locale = _LANGUAGE.match(html.get("lang") or page.meta("og:locale", "content-language") or "")
    title = one_line(next(iter(page.titles), ""))
    name = page.meta("og:site_name", "application-name") or re.split(r"\s+[|–—-]\s+", title)[0]
    return Site(
        name=one_line(name)[:MAX_NAME] or None,
        language=locale[1].lower() if locale else None,
        region=locale[2].lower() if locale and locale[2] else None,
        feeds=tuple(dict.fromkeys((*_link_elements(page), *_feed_links(page))))[:MAX_LINKS],
    )


def _link_elements(page: Page) -> list[str]:
    """List the feeds in the page's head, those of comments and podcasts last."""
    elements = page.tree.xpath("//link[@href][contains(concat(' ', @rel, ' '), ' alternate ')]")[:MAX_ELEMENTS]
    feeds = [element for element in elements if _is_of_feed(element)]
    base = base_of(page)
    addresses = [address for element in feeds if (address := _address(element, base))]
    return sorted(addresses, key=lambda address: bool(_ASIDE.search(address)))


def _feed_links(page: Page) -> list[str]:
    """List the links in the page's body that look like feeds."""
    links = page.tree.xpath("//a[@href]")[:MAX_ANCHORS]
    base = base_of(page)
    return [address for link in links if (address := _address(link, base)) and _is_feed(address)]


def base_of(page: Page) -> str:
    """Return the address that a page's links are joined to.

    The HTML standard, section 4.2.3: the first base element with an address
    holds, itself joined to the page's; what is no address of the web counts
    for nothing.
    """
    base = next(iter(page.tree.xpath("//base[@href]")), None)
    return (None if base is None else web_address(base.get("href"), page.url)) or page.url


def _is_of_feed(element: Any) -> bool:
    kind = (element.get("type") or "").split(";")[0].strip().lower()
    if kind == "application/json":  # JSON Feed's type in its version 1, and that of much else
        return not _ASIDE.search(element.get("href"))
    return kind in _KINDS


def _address(link: Any, base: str) -> str | None:
    return web_address(without_feed_scheme(link.get("href")), base)


def _is_feed(address: str) -> bool:
    return bool(_FEEDLIKE.search(urlsplit(address).path)) and not _ASIDE.search(address)


def read_opml(content: bytes, max_outlines: int = MAX_OUTLINES) -> tuple[Outline, ...]:
    """List the feeds of an OPML file, each address once; none where it is no such file."""
    text = _DECLARATION + decode_xml(mend_ampersands(content))
    subscriptions = listparser.parse(text.encode("utf-8", "replace"))
    outlines: dict[str, Outline] = {}
    for feed in subscriptions.get("feeds", [])[:max_outlines]:
        url = web_address(without_feed_scheme(str(feed.get("url") or "")))
        if url:
            name = one_line(str(feed.get("title") or ""))[:MAX_NAME] or urlsplit(url).hostname or url
            outlines.setdefault(url, Outline(name, url))
    return tuple(outlines.values())
