"""Find an article's address in what its page says about itself."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, unquote, urlsplit

from core.reading.article.page import Page
from core.text import without_controls
from core.urls import identifying_parameters, names_an_article, web_address

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
