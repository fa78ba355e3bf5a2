"""Papers that a visitor added, and named sets of papers: they live in a link, so they are checked like strangers."""

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
from core.newspapers.catalogue import check_table
from core.types import Newspaper

PREFIX = "own-"
"""Ids of a visitor's papers begin so; none of the catalogue's does."""
MOST_OWN = 60
MOST_SETS = 20
LONGEST_NAME = 80
LONGEST_LINK = 12_000
LARGEST = 100_000

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
        """These and more papers, each once.

        Raises
        ------
        CatalogueError
            If they become more than `MOST_OWN`.
        """
        together = {paper.id: paper for paper in (*self.papers, *papers)}
        if len(together) > MOST_OWN:
            raise CatalogueError(f"At most {MOST_OWN} newspapers can be added. Remove one first.")
        return replace(self, papers=tuple(together.values()))

    def without(self, paper: str) -> OwnPapers:
        """The same without one paper, also in the sets."""
        sets = {name: tuple(i for i in ids if i != paper) for name, ids in self.sets.items()}
        kept = tuple(p for p in self.papers if p.id != paper)
        return OwnPapers(kept, {name: ids for name, ids in sets.items() if ids})

    def with_set(self, name: str, ids: Sequence[str]) -> OwnPapers:
        """The same with these papers under a name; an old set of that name is replaced.

        Raises
        ------
        CatalogueError
            If the name is empty or too long, there is no paper, or there are too many sets.
        """
        name = " ".join(name.split())
        if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
            raise CatalogueError(f"A set needs a name of at most {LONGEST_NAME} characters.")
        if not ids:
            raise CatalogueError("Choose at least one newspaper for the set.")
        sets = {**self.sets, name: tuple(dict.fromkeys(ids))}
        if len(sets) > MOST_SETS:
            raise CatalogueError(f"At most {MOST_SETS} sets can be kept. Remove one first.")
        return replace(self, sets=sets)

    def without_set(self, name: str) -> OwnPapers:
        """The same without the set of this name."""
        return replace(self, sets={key: ids for key, ids in self.sets.items() if key != name})


def as_own(paper: Newspaper) -> Newspaper:
    """The paper with an id that its content decides: nobody can pass another paper off as this one."""
    content = json.dumps([paper.home, paper.feeds, paper.sitemaps, paper.name, paper.country, paper.language])
    name = re.sub(r"[^a-z0-9]+", "-", paper.name.lower()).strip("-")[:40].strip("-") or "paper"
    return replace(paper, id=f"{PREFIX}{name}-{hashlib.sha256(content.encode()).hexdigest()[:12]}", sections={})


def to_link(own: OwnPapers) -> str:
    """The papers and sets as a word for an address; "" where there are none."""
    if not own:
        return ""
    fields = ("name", "country", "language", "home", "feeds", "sitemaps")
    papers = [{name: getattr(paper, name) for name in fields} for paper in own.papers]
    content = json.dumps({"papers": papers, "sets": dict(own.sets)}, separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(zlib.compress(content.encode(), 9)).decode().rstrip("=")


def from_link(word: str) -> OwnPapers:
    """What `to_link` wrote.

    Raises
    ------
    CatalogueError
        If it is anything else: links come from strangers.
    """
    if not word:
        return OwnPapers()
    try:
        given = json.loads(_unpacked(word))
        papers = [_paper(table, number) for number, table in enumerate(given["papers"][:MOST_OWN], 1)]
        sets = given["sets"]
        own = OwnPapers().with_papers(papers)
        for name, ids in list(sets.items())[:MOST_SETS]:
            own = own.with_set(name, [i for i in ids[:200] if isinstance(i, str) and _ID.fullmatch(i)])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, zlib.error) as problem:
        raise CatalogueError("The newspapers in this link cannot be understood, so they were left out.") from problem
    return own


def _unpacked(word: str) -> bytes:
    if len(word) > LONGEST_LINK or not _LINK.fullmatch(word):
        raise ValueError("not a link of ours")
    engine = zlib.decompressobj()
    content = engine.decompress(base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)), LARGEST)
    if engine.unconsumed_tail or not engine.eof:
        raise ValueError("too large, or broken off")
    return content


def _paper(table: Any, number: int) -> Newspaper:
    if not isinstance(table, dict):
        raise ValueError("not a table")
    paper = check_table({**table, "id": "own"}, f"The link: newspaper {number}")
    if len(paper.name) > LONGEST_NAME or not paper.name.isprintable() or len(paper.feeds) + len(paper.sitemaps) > 20:
        raise ValueError("no newspaper has such a name or so many feeds")
    return as_own(paper)
