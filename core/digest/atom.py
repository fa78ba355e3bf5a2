"""Atom feeds (RFC 4287), written by lxml."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from lxml import etree, html
from lxml.builder import ElementMaker
from lxml.html.builder import LI, UL, A, P

from core.text import displayable, encodable, without_controls
from core.topics.taxonomy import label
from core.urls import safe_link

ATOM = "http://www.w3.org/2005/Atom"
NAME = "Broadsheet"
"""Author and generator of every feed."""
RIGHTS = "Headlines belong to their publishers."
MAX_TITLE = 500
"""Characters of a headline in a feed."""

_make = ElementMaker(namespace=ATOM, nsmap={None: ATOM})


@dataclass(frozen=True, slots=True)
class Link:
    """A headline of an entry: the paper, what it says, and its address."""

    paper: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed. `links` are the articles it is about, the first one the entry's own address."""

    id: str
    title: str
    updated: datetime
    published: datetime
    links: tuple[Link, ...]
    topic: str | None = None
    note: str = ""

    @property
    def addresses(self) -> tuple[str, ...]:
        """The web addresses of its articles, each once."""
        return tuple(dict.fromkeys(filter(None, (safe_link(link.url) for link in self.links))))


def uid(*parts: str) -> str:
    """Make an id that is always the same for the same parts."""
    return uuid5(NAMESPACE_URL, encodable("\n".join(parts))).urn


def write_feed(
    title: str, subtitle: str, *, feed_id: str, file: str, alternate: str, updated: datetime, entries: Iterable[Entry]
) -> bytes:
    """Write a feed as XML.

    Parameters
    ----------
    title, subtitle : str
        Plain text.
    feed_id : str
        Never changes, as `uid` makes it.
    file, alternate : str
        Its own name, and the address of the page that shows the same.
    updated : datetime
        When there is no entry; else the latest of theirs counts.
    entries : iterable of Entry
    """
    listed = list(entries)
    feed = _make.feed(
        _make.id(feed_id),
        _make.title(clean(title)),
        _make.subtitle(clean(subtitle)),
        _make.updated(moment(max((entry.updated for entry in listed), default=updated))),
        _make.author(_make.name(NAME)),
        _make.generator(NAME),
        _make.rights(RIGHTS),
        _make.link(rel="self", type="application/atom+xml", href=file),
        _make.link(rel="alternate", type="text/html", href=alternate),
        *map(_entry, listed),
    )
    content: bytes = etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return content


def _entry(entry: Entry) -> etree._Element:
    parts = [
        _make.id(entry.id),
        _make.title(clean(entry.title)),
        _make.updated(moment(entry.updated)),
        _make.published(moment(entry.published)),
    ]
    for place, address in enumerate(entry.addresses):
        parts.append(_make.link(rel="related" if place else "alternate", href=address))
    if entry.topic is not None:
        parts.append(_make.category(term=entry.topic, label=label(entry.topic)))
    parts.append(_make.content(_content(entry), type="html"))
    return _make.entry(*parts)


def _content(entry: Entry) -> str:
    """Write the headlines as HTML, each with its paper, those with a web address linked."""
    items = []
    for link in entry.links:
        text, address = clean(link.title), safe_link(link.url)
        shown = A(text, href=address) if address else text
        items.append(LI(f"{clean(link.paper)}: ", shown))
    parts = [UL(*items), *([P(clean(entry.note))] if entry.note else [])]
    return "".join(html.tostring(part, encoding="unicode") for part in parts)


def clean(text: str) -> str:
    """Return a text on one line with nothing that XML cannot hold."""
    line = displayable(without_controls(text))
    return line if len(line) <= MAX_TITLE else line[: MAX_TITLE - 1] + "…"


def moment(when: datetime) -> str:
    """Write a moment as RFC 3339 asks."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
