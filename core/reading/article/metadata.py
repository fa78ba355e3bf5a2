"""Find an article's address, headline and authors in what its page says about itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from core.language import english
from core.reading.article.page import Page, same_start, texts_of
from core.text import one_line, without_controls
from core.urls import web_address

MIN_TITLE = 8
"""Characters of a headline that are left when a publisher's name is cut off."""
MAX_TITLE = 400
"""Characters of a headline that are kept."""
MAX_PEOPLE = 20
"""Authors that are read of one JSON-LD object."""
MAX_AUTHORS = 12
"""Names that are kept."""
MAX_NAME = 60
"""Characters under which a byline may be a name."""

_AUTHOR_METAS = ("author", "parsely-author", "article:author_name", "article:author", "byl", "dc.creator")
_TAIL = re.compile(r"\s+(?:\||[-–—»·:])\s+([^|–—»]{2,50})$")
_SLUG = re.compile(r"[a-z]+(-[a-z]+){1,3}")
_NO_NAME = re.compile(r"https?:|www\.|[@/()<>{}]|\d{3}")


def link_of(page: Page) -> str:
    """Return the canonical address where the page names one on its own host, or else where it came from."""
    links = page.tree.xpath("//link[@rel='canonical']/@href")[:1] if page.tree is not None else []
    here = urlsplit(page.url)
    for link in (*links, *page.metas.get("og:url", [])[:1]):
        address = web_address(without_controls(link), page.url)
        if address is None:
            continue
        there = urlsplit(address)
        is_front_page = there.path.strip("/") == "" and here.path.strip("/") != ""
        if _host(there.hostname) == _host(here.hostname) and there.port == here.port and not is_front_page:
            return address
    return page.url


def _host(name: str | None) -> str:
    return (name or "").lower().removeprefix("www.")


def title_of(page: Page, *others: str | None) -> str:
    """Return the headline: JSON-LD's, the only heading's, the page's; without the publisher's name at its end.

    Parameters
    ----------
    others : str or None
        The extractors' titles, used where the page itself names none.
    """
    names = _publisher_names(page)
    headings = page.headings
    og = page.metas.get("og:title", []) + page.metas.get("twitter:title", [])
    headline = _headline(page, og)
    if headline is not None:
        return _without_publisher(_whole(headline[:MAX_TITLE], headings), names)
    # A heading that also opens the page's title is the headline; others may belong to a box.
    openings = [head for head in headings if any(same_start(head, title) for title in (*og, *page.titles))]
    for title in (*openings[:1], *og, *headings[:1], *page.titles, *others):
        tidy = _without_publisher(one_line(title or "")[:MAX_TITLE], names)
        if tidy:
            return tidy
    return ""


def _headline(page: Page, og: Sequence[str]) -> str | None:
    """Take the headline of the JSON-LD; that of a live page changes by the hour, so its shared title is taken."""
    headlines = [text for item in page.articles for text in texts_of(item.get("headline"))]
    headline = next((text for text in headlines if len(text) > 3), None)
    if headline and og and english.LIVE_HEADLINE.search(headline) and not english.LIVE_HEADLINE.search(og[0]):
        return og[0]
    return headline


def _whole(headline: str, headings: Sequence[str]) -> str:
    """Take the heading in place of a headline that was cut for machines ("... the min...")."""
    start = headline.rstrip(".… ").lower()
    if not headline.endswith(("...", "…")):
        return headline
    return next((head for head in headings if head.lower().startswith(start) and len(head) > len(start)), headline)


def _publisher_names(page: Page) -> set[str]:
    names = set(page.metas.get("og:site_name", []) + page.metas.get("application-name", []))
    for item in page.articles[:3]:
        publisher = item.get("publisher")
        if isinstance(publisher, dict):
            names.update(texts_of(publisher.get("name")))
    host = _host(urlsplit(page.url).hostname)
    names |= {host, host.split(".")[0]}
    return {comparable_name(name) for name in names if comparable_name(name)}


def comparable_name(text: str) -> str:
    """Reduce a name to lower-case letters and digits, without "the", to compare it with others."""
    return re.sub(r"[\W_]+", "", text.lower()).removeprefix("the")


def _without_publisher(title: str, names: set[str]) -> str:
    """Without " | Publisher" and the sections before it; a part of the headline itself stays."""
    while (match := _TAIL.search(title)) and match.start() >= MIN_TITLE:
        tail = comparable_name(match[1])
        bar = "|" in match[0] or "»" in match[0]
        if not bar and not any(tail in (n, n + "online", n + "news") or (len(n) > 4 and n in tail) for n in names):
            break
        title = title[: match.start()].rstrip()
    return title


def authors_of(page: Page, *others: str | None) -> tuple[str, ...]:
    """Return who wrote it, each name once, without links, addresses and "By".

    Parameters
    ----------
    others : str or None
        The extractors' authors, used where the page itself names none.
    """
    names = [name for item in page.articles[:2] for name in _names(item.get("author") or item.get("creator"))]
    if not names:
        names = [value for name in _AUTHOR_METAS for value in page.metas.get(name, [])][:6]
    for group in (names, [other for other in others if other]):
        authors = _people(group)
        if authors:
            return authors
    return ()


def _names(author: Any) -> list[str]:
    names: list[str] = []
    for person in author[:MAX_PEOPLE] if isinstance(author, list) else [author]:
        names += texts_of(person.get("name")) if isinstance(person, dict) else texts_of(person)
    return names


def _people(bylines: Sequence[str]) -> tuple[str, ...]:
    names: dict[str, str] = {}
    for byline in bylines:
        for part in english.AUTHOR_SEPARATOR.split(byline):
            name = english.BYLINE.sub("", one_line(part)).strip(" -–:.")
            if _SLUG.fullmatch(name):  # as in the address of the author's page
                name = name.replace("-", " ").title()
            if 2 < len(name) < MAX_NAME and not _NO_NAME.search(name):
                names.setdefault(name.lower(), name)
    return tuple(names.values())[:MAX_AUTHORS]
