"""The feed that is there already, whose ids the entries of the next one keep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain, count
from pathlib import Path

from lxml import etree

from core.digest.atom import ATOM, Entry, uid


@dataclass(frozen=True, slots=True)
class Former:
    """An entry of the feed that is there already: its id, when it was updated, and the addresses of its articles."""

    id: str
    updated: datetime
    urls: frozenset[str]


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
    known = _known(entries, former)
    taken = {found.id for found in known.values()}
    kept = []
    for place, entry in enumerate(entries):
        found = known.get(place)
        if found is None:
            kept.append(replace(entry, id=_free_id(entry, taken)))
            taken.add(kept[-1].id)
        else:
            grown = now if set(entry.addresses) - found.urls else entry.updated
            kept.append(replace(entry, id=found.id, updated=max(entry.updated, grown, found.updated)))
    return kept


def _known(entries: Sequence[Entry], former: Sequence[Former]) -> dict[int, Former]:
    """Find for each entry, by its place, the former one with which it shares most articles; each is found once."""
    known: dict[int, Former] = {}
    left = [other for other in former if other.id]
    for place, entry in enumerate(entries):
        alike = [other for other in left if not other.urls.isdisjoint(entry.addresses)]
        if alike:
            known[place] = max(alike, key=lambda other: len(other.urls.intersection(entry.addresses)))
            left = [other for other in left if other.id != known[place].id]
    return known


def _free_id(entry: Entry, taken: set[str]) -> str:
    """Return the entry's id, or where another has it, one by its other articles, or by their number."""
    urls = [link.url for link in entry.links]
    candidates = chain([entry.id], map(uid, urls), (uid(*urls, str(number)) for number in count(2)))
    return next(candidate for candidate in candidates if candidate not in taken)
