"""Newspapers and named sets that a visitor added: they travel in a link, so they are parsed as untrusted input."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from core.errors import CatalogueError
from core.newspapers.catalogue import parse_newspaper
from core.types import Newspaper

OWN_PREFIX = "own-"
"""Ids of a visitor's papers begin so; none of the catalogue's does."""
MAX_OWN_PAPERS = 60
"""Newspapers that a visitor can add."""
MAX_SETS = 20
"""Named sets that a visitor can have."""
MAX_SET_PAPERS = 200
"""Ids that are read of one set in a link."""
MAX_ADDRESSES = 20
"""Feeds and sitemaps of one newspaper in a link."""
MAX_NAME_LENGTH = 80
"""Characters in the name of a newspaper or set."""
MAX_LINK_LENGTH = 12_000
"""Characters of the parameter in the URL."""
MAX_LINK_BYTES = 100_000
"""Bytes that the parameter may decompress to."""

_LINK = re.compile(r"[A-Za-z0-9_-]*")
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,80}")


@dataclass(frozen=True, slots=True)
class OwnPapers:
    """What a visitor added: papers, and sets of papers' ids by name."""

    papers: tuple[Newspaper, ...] = ()
    sets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.papers or self.sets)

    def with_papers(self, papers: Iterable[Newspaper]) -> OwnPapers:
        """Add papers, each once.

        Raises
        ------
        CatalogueError
            If they become more than `MAX_OWN_PAPERS`.
        """
        by_id = {paper.id: paper for paper in (*self.papers, *papers)}
        if len(by_id) > MAX_OWN_PAPERS:
            raise CatalogueError(f"At most {MAX_OWN_PAPERS} newspapers can be added. Remove one first.")
        return replace(self, papers=tuple(by_id.values()))

    def without_paper(self, paper_id: str) -> OwnPapers:
        """Remove one paper, also from the sets."""
        sets = {name: tuple(i for i in ids if i != paper_id) for name, ids in self.sets.items()}
        papers = tuple(paper for paper in self.papers if paper.id != paper_id)
        return OwnPapers(papers, {name: ids for name, ids in sets.items() if ids})

    def with_set(self, name: str, ids: Sequence[str]) -> OwnPapers:
        """Name a set of papers; a set of that name is replaced.

        Raises
        ------
        CatalogueError
            If the name is empty or too long, there is no paper, or there are too many sets.
        """
        name = " ".join(name.split())
        if not 0 < len(name) <= MAX_NAME_LENGTH or not name.isprintable():
            raise CatalogueError(f"A set needs a name of at most {MAX_NAME_LENGTH} characters.")
        if not ids:
            raise CatalogueError("Choose at least one newspaper for the set.")
        sets = {**self.sets, name: tuple(dict.fromkeys(ids))}
        if len(sets) > MAX_SETS:
            raise CatalogueError(f"At most {MAX_SETS} sets can be kept. Remove one first.")
        return replace(self, sets=sets)

    def without_set(self, name: str) -> OwnPapers:
        """Remove the set of this name."""
        return replace(self, sets={key: ids for key, ids in self.sets.items() if key != name})


def as_own(paper: Newspaper) -> Newspaper:
    """Give a paper the id that follows from its content, so that no link can replace another paper."""
    content = json.dumps([paper.home, paper.feeds, paper.sitemaps, paper.name, paper.country, paper.language])
    name = re.sub(r"[^a-z0-9]+", "-", paper.name.lower()).strip("-")[:40].strip("-") or "paper"
    return replace(paper, id=f"{OWN_PREFIX}{name}-{hashlib.sha256(content.encode()).hexdigest()[:12]}", sections={})


def to_link(own: OwnPapers) -> str:
    """Encode papers and sets as a parameter of a URL; "" where there are none."""
    if not own:
        return ""
    fields = ("name", "country", "language", "home", "feeds", "sitemaps")
    papers = [{name: getattr(paper, name) for name in fields} for paper in own.papers]
    content = json.dumps({"papers": papers, "sets": dict(own.sets)}, separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(zlib.compress(content.encode(), 9)).decode().rstrip("=")


def from_link(parameter: str) -> OwnPapers:
    """Decode what `to_link` encoded.

    Raises
    ------
    CatalogueError
        If it is anything else: links come from strangers.
    """
    if not parameter:
        return OwnPapers()
    try:
        content = json.loads(_decompress(parameter))
        papers = [_parse_paper(table, number) for number, table in enumerate(content["papers"][:MAX_OWN_PAPERS], 1)]
        sets = content["sets"]
        own = OwnPapers().with_papers(papers)
        for name, ids in list(sets.items())[:MAX_SETS]:
            own = own.with_set(name, [i for i in ids[:MAX_SET_PAPERS] if isinstance(i, str) and _ID.fullmatch(i)])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, zlib.error) as problem:
        raise CatalogueError("The newspapers in this link cannot be understood, so they were left out.") from problem
    return own


def _decompress(parameter: str) -> bytes:
    if len(parameter) > MAX_LINK_LENGTH or not _LINK.fullmatch(parameter):
        raise ValueError("not such a parameter")
    engine = zlib.decompressobj()
    content = engine.decompress(base64.urlsafe_b64decode(parameter + "=" * (-len(parameter) % 4)), MAX_LINK_BYTES)
    if engine.unconsumed_tail or not engine.eof:
        raise ValueError("too large, or broken off")
    return content


def _parse_paper(table: Any, number: int) -> Newspaper:
    if not isinstance(table, dict):
        raise ValueError("not a table")
    paper = parse_newspaper({**table, "id": "own"}, f"The link: newspaper {number}")
    if len(paper.name) > MAX_NAME_LENGTH or not paper.name.isprintable():
        raise ValueError("no newspaper has such a name")
    if len(paper.feeds) + len(paper.sitemaps) > MAX_ADDRESSES:
        raise ValueError("no newspaper has so many feeds")
    return as_own(paper)
