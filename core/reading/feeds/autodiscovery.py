"""What a site's front page says of its feeds, and what an OPML file lists; taken apart in a process of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

import listparser

from core.reading.article.decode import decode
from core.reading.article.page import read_page
from core.text import one_line
from core.urls import web_address

MOST_LINKS = 30
MOST_OUTLINES = 200
LONGEST_NAME = 80

_KINDS = {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "text/xml", "application/xml"}
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
    """The site that a front page describes.

    Link elements of feeds come first (those of comments and podcasts last),
    then links whose address looks like a feed's.
    """
    page = read_page(decode(content, charset), url)
    if page.tree is None:
        return Site()
    told = [
        found
        for link in page.tree.xpath("//link[@href][contains(concat(' ', @rel, ' '), ' alternate ')]")[:200]
        if (link.get("type") or "").split(";")[0].strip().lower() in _KINDS and (found := _address(link, url))
    ]
    told.sort(key=lambda address: bool(_ASIDE.search(address)))
    shown = [
        found for link in page.tree.xpath("//a[@href]")[:5000] if (found := _address(link, url)) and _is_feed(found)
    ]
    html = page.tree.getroottree().getroot()
    said = _LANGUAGE.match(html.get("lang") or page.meta("og:locale", "content-language") or "")
    title = next(iter(page.tree.xpath("//title/text()")), "")
    name = page.meta("og:site_name", "application-name") or re.split(r"\s+[|–—-]\s+", one_line(title))[0]
    return Site(
        name=one_line(name)[:LONGEST_NAME] or None,
        language=said[1].lower() if said else None,
        region=said[2].lower() if said and said[2] else None,
        feeds=tuple(dict.fromkeys((*told, *shown)))[:MOST_LINKS],
    )


def _address(link: object, base: str) -> str | None:
    return web_address(link.get("href"), base)  # type: ignore[attr-defined]


def _is_feed(address: str) -> bool:
    return bool(_FEEDLIKE.search(urlsplit(address).path)) and not _ASIDE.search(address)


def read_opml(content: bytes) -> tuple[Outline, ...]:
    """The feeds of an OPML file, each address once; nothing where it is no such file."""
    found = listparser.parse(content)
    outlines: dict[str, Outline] = {}
    for feed in found.get("feeds", [])[:MOST_OUTLINES]:
        url = web_address(feed.get("url"))
        if url:
            name = one_line(str(feed.get("title") or ""))[:LONGEST_NAME] or urlsplit(url).hostname or url
            outlines.setdefault(url, Outline(name, url))
    return tuple(outlines.values())
