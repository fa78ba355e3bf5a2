"""Papers and sets that are kept for everybody, with the maintainer's key: as rows, and in former files."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from core.errors import CatalogueError
from core.newspapers.catalogue import check_table, load_catalogue
from core.newspapers.own import OwnPapers
from core.types import Newspaper

FIELDS = ("id", "name", "country", "language", "home", "feeds", "sitemaps")
FORMER = ("newspapers.toml", "sets.json")
"""Files of a data folder in which former versions kept papers and sets."""
TAKEN = ".taken-over"
"""What is added to the name of such a file when its content is in the archive."""


def to_rows(own: OwnPapers) -> dict[str, list[Any]]:
    """Papers and sets as the archive keeps them: ids by name of the set, and the papers themselves under ""."""
    rows: dict[str, list[Any]] = {name: list(ids) for name, ids in own.sets.items()}
    if own.papers:
        rows[""] = [_table(paper) for paper in own.papers]
    return rows


def from_rows(rows: Mapping[str, Sequence[Any]]) -> OwnPapers:
    """What `to_rows` wrote, or somebody who imported sets into the archive.

    Raises
    ------
    CatalogueError
        If a newspaper or a set is impossible.
    """
    own = OwnPapers()
    for name, given in rows.items():
        where = f"The set {name!r}, kept for everybody" if name else "A newspaper that is kept for everybody"
        papers = [check_table(one, where) for one in given if isinstance(one, Mapping)]
        ids = [str(one["id"]) if isinstance(one, Mapping) else str(one) for one in given]
        own = own.with_papers(papers)
        if name and ids:
            own = own.with_set(name, ids)
    return own


def together(first: OwnPapers, second: OwnPapers) -> OwnPapers:
    """The papers and sets of both; where both have a set of one name, the second's.

    Raises
    ------
    CatalogueError
        If they become too many.
    """
    both = first.with_papers(second.papers)
    for name, ids in second.sets.items():
        both = both.with_set(name, ids)
    return both


def has_former(folder: Path) -> bool:
    """Whether a former version kept papers or sets in this folder."""
    return any((folder / name).exists() for name in FORMER)


def load_former(folder: Path) -> OwnPapers:
    """The papers and sets that a former version kept in this folder; none where there is no file.

    Raises
    ------
    CatalogueError
        If a file cannot be read.
    """
    papers, sets = (folder / name for name in FORMER)
    own = OwnPapers().with_papers(load_catalogue(papers) if papers.exists() else ())
    try:
        given = json.loads(sets.read_text(encoding="utf-8")) if sets.exists() else {}
        for name, ids in given.items():
            own = own.with_set(name, [str(paper) for paper in ids])
    except (OSError, ValueError, AttributeError, TypeError) as problem:
        raise CatalogueError(f"The sets of newspapers in {sets} cannot be read. Mend or remove the file.") from problem
    return own


def put_former_away(folder: Path) -> None:
    """Rename the files of a former version, so that they are not taken over again.

    Raises
    ------
    CatalogueError
        If they cannot be renamed.
    """
    for name in FORMER:
        path = folder / name
        try:
            if path.exists():
                path.replace(path.with_name(name + TAKEN))
        except OSError as problem:
            raise CatalogueError(
                f"{path} is in the archive now and could not be renamed ({problem.strerror}). Remove it."
            ) from problem


def _table(paper: Newspaper) -> dict[str, Any]:
    table = {name: getattr(paper, name) for name in FIELDS}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in table.items()}
