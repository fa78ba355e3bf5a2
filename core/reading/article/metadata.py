"""Find an article's address and authors in what its page says about itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from core.language import english
from core.reading.article.bylines import is_agency, is_organisation, is_slug, split_byline, without_end
from core.reading.article.page import Item, Page, texts_of, types_of
from core.text import one_line, without_controls
from core.urls import identifying_parameters, names_an_article, web_address

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
