"""Atom feeds (RFC 4287), written by lxml; and what a former feed of the same file said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path
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


@dataclass(frozen=True, slots=True)
class Former:
    """An entry of the feed that is there already: its id, when it was updated, and the addresses of its articles."""

    id: str
    updated: datetime
    urls: frozenset[str]


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
    addresses = list(dict.fromkeys(filter(None, (safe_link(link.url) for link in entry.links))))
    for place, address in enumerate(addresses):
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


def read_former(path: Path) -> list[Former]:
    """Read what the feed in a file says of its entries; nothing where there is none, or none that can be read."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(path.read_bytes(), parser)
        return [_former(entry) for entry in root.iter(f"{{{ATOM}}}entry")]
    except (OSError, ValueError, etree.XMLSyntaxError):
        return []


def _former(entry: etree._Element) -> Former:
    """Read an entry that `write_feed` wrote.

    Raises
    ------
    ValueError
        If it lacks what these feeds have.
    """
    updated = datetime.fromisoformat(entry.findtext(f"{{{ATOM}}}updated") or "")
    if updated.tzinfo is None:
        raise ValueError("a moment without its zone")
    urls = frozenset(link.get("href", "") for link in entry.iter(f"{{{ATOM}}}link"))
    return Former(entry.findtext(f"{{{ATOM}}}id") or "", updated, urls)


def keep_ids(entries: Sequence[Entry], former: Sequence[Former], now: datetime) -> list[Entry]:
    """Return entries under the ids that their stories have in the feed that is there.

    A story is the former one with which it shares most articles; readers of
    the feed see it once. One that has articles the former did not have counts
    as updated now, one that has no other moment keeps that of the former.

    Parameters
    ----------
    entries : sequence of Entry
        With the id that each has where it is new.
    former : sequence of Former
    now : datetime
        When the latest news is from.
    """
    taken: set[str] = set()
    known = {}
    for place, entry in enumerate(entries):
        own = _urls(entry)
        alike = [other for other in former if other.id and other.id not in taken and other.urls & own]
        if alike:
            known[place] = max(alike, key=lambda other: len(other.urls & own))
            taken.add(known[place].id)
    kept = []
    for place, entry in enumerate(entries):
        found = known.get(place)
        if found is None:
            kept.append(_with_id(entry, _free_id(entry, taken), entry.updated))
            taken.add(kept[-1].id)
        else:
            grown = now if _urls(entry) - found.urls else entry.updated
            kept.append(_with_id(entry, found.id, max(entry.updated, grown, found.updated)))
    return kept


def _urls(entry: Entry) -> frozenset[str]:
    return frozenset(filter(None, (safe_link(link.url) for link in entry.links)))


def _free_id(entry: Entry, taken: set[str]) -> str:
    """Return the entry's id, or where another has it, one by its other articles, or by their number."""
    urls = [link.url for link in entry.links]
    candidates = chain([entry.id], map(uid, urls), (uid(*urls, str(number)) for number in count(2)))
    return next(candidate for candidate in candidates if candidate not in taken)


def _with_id(entry: Entry, entry_id: str, updated: datetime) -> Entry:
    return Entry(entry_id, entry.title, updated, entry.published, entry.links, entry.topic, entry.note)
