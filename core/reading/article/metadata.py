"""Find an article's address, headline and authors in what its page says about itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from core.language import english
from core.reading.article.bylines import is_agency, is_organisation, is_slug, split_byline, without_end
from core.reading.article.page import Item, Page, same_start, texts_of, types_of
from core.text import one_line, without_controls
from core.urls import identifying_parameters, names_an_article, web_address

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
MAX_ORGANISATION = 120
"""The same for what a page declares to be an organisation: ministries have long names."""
MAX_NESTING = 4
"""Lists and roles inside of each other that are opened to find authors."""

_AUTHOR_METAS = ("author", "parsely-author", "article:author_name", "article:author", "byl", "dc.creator")
_INNER = ("author", "creator", "@list", "@set", "itemListElement", "item")
_ORGANISATIONS = ("Corporation", "NGO", "Consortium", "LocalBusiness", "Project")
MAX_CANONICAL = 3
"""Canonical links of a page that are looked at."""
_CANONICAL = (
    "//link[contains(concat(' ', translate(normalize-space(@rel), 'CANOIL', 'canoil'), ' '), ' canonical ')]/@href"
)
_PLACEHOLDER = re.compile(
    r"[/=](undefined|null|none|nil|nan|\[object object\])(\.\w{1,5})?(?=[/&?]|$)|\{\{|\$\{|<%|\[%|%%", re.IGNORECASE
)
"""What templates and scripts write in the place of a value that is not there."""
_INDEX = re.compile(r"(?:^|/)(?:index|default|home|homepage|start|main)(?:\.\w{1,5})?$")
_TAIL = re.compile(r"\s+(?:\||[-–—»·:])\s+([^|–—»]{2,50})$")
_NOTE = re.compile(r"\s*\([^()]*\)$")
_NO_NAME = re.compile(r"https?:|www\.|[@/()<>{}]|\d{3}")


def link_of(page: Page) -> str:
    """Return the canonical address where the page names one on its own host, or else where it came from.

    A link that plainly names no article, as many templates write it (RFC 6596
    wants the address of the same content), is not taken: the front page or an
    index above the page, an empty template's "undefined", the page's own
    address without the parameter that names the article.
    """
    links = page.tree.xpath(_CANONICAL)[:MAX_CANONICAL] if page.tree is not None else []
    here = urlsplit(page.url)
    for link in (*links, *page.metas.get("og:url", [])[:1]):
        address = web_address(without_controls(link), page.url)
        if address is None:
            continue
        there = urlsplit(address)
        is_own = _host(there.hostname) == _host(here.hostname) and there.port == here.port
        if is_own and not _loses_the_article(here, there):
            return address
    return page.url


def _loses_the_article(here: SplitResult, there: SplitResult) -> bool:
    """Whether an address names less than the page's own, so that it would be that of many pages."""
    own, path = here.path.strip("/").lower(), there.path.strip("/").lower()
    if _PLACEHOLDER.search(unquote(f"/{path}?{there.query}")) and not _PLACEHOLDER.search(
        unquote(f"/{own}?{here.query}")
    ):
        return True
    above = _INDEX.sub("", path)
    if own != path and above != own and (above != path or not path) and not names_an_article(above):
        return True
    if names_an_article(there.path):
        return False
    parameters = set(identifying_parameters(here.query, here.path))
    if parameters - {part.partition("=")[0] for part in there.query.split("&")}:
        return own == path or own.startswith(f"{path}/")
    return own.startswith(f"{path}/") and names_an_article(own.removeprefix(path))


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
    by_id = {item["@id"]: item for item in page.items if isinstance(item.get("@id"), str) and "name" in item}
    names = [name for item in page.articles[:2] for name in _names(item.get("author") or item.get("creator"), by_id)]
    if not names:
        names = _split([value for name in _AUTHOR_METAS for value in page.metas.get(name, [])][:6])
    for group in (names, _split(other for other in others if other)):
        authors = _people(group)
        if authors:
            return authors
    return ()


def _names(author: Any, by_id: Mapping[str, Item], depth: int = 0) -> list[str]:
    """Return the names in a JSON-LD value: a text, a person, an organisation, a role of either, or a list of them."""
    if depth > MAX_NESTING:
        return []
    if isinstance(author, list):
        return [name for value in author[:MAX_PEOPLE] for name in _names(value, by_id, depth + 1)]
    if not isinstance(author, dict):
        return _split(texts_of(author))
    if "name" not in author and isinstance(author.get("@id"), str):
        author = by_id.get(author["@id"], author)
    for key in _INNER:  # a role repeats the property that it qualifies (schema.org/Role)
        if key in author and "name" not in author:
            return _names(author[key], by_id, depth + 1)
    name = author.get("name")
    names = texts_of(name.get("@value") if isinstance(name, dict) else name)
    names = names or [" ".join(texts_of([author.get("givenName"), author.get("familyName")]))]
    return [one_line(name) for name in names] if _is_organisation(author) else _split(names)


def _is_organisation(author: Item) -> bool:
    """Whether an object is declared an organisation, whose name is one whatever it holds (schema.org/Organization)."""
    return any(kind.endswith("Organization") or kind in _ORGANISATIONS for kind in types_of(author))


def _split(bylines: Iterable[str]) -> list[str]:
    parts = (part for byline in bylines for part in split_byline(english.BYLINE.sub("", one_line(byline))))
    return [english.BYLINE.sub("", part) for part in parts]


def _people(values: Sequence[str]) -> tuple[str, ...]:
    """Return what may be names, each once."""
    names: dict[str, str] = {}
    for value in values:
        name = without_end(_NOTE.sub("", value))
        if is_slug(name):
            name = name.replace("-", " ").title()
        # Of two letters are agencies, and names that are written without letters of the alphabet.
        is_long = len(name) > 2 or (len(name) == 2 and (is_agency(name) or not name.isascii()))
        limit = MAX_ORGANISATION if is_organisation(name) else MAX_NAME
        if is_long and len(name) < limit and not _NO_NAME.search(name):
            names.setdefault(name.lower(), name)
    return tuple(names.values())[:MAX_AUTHORS]
