"""Newspapers and sets shared with all visitors: as rows of the archive, and in the files of former versions."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from core.errors import CatalogueError
from core.newspapers.catalogue import load_catalogue, parse_newspaper
from core.newspapers.own import OwnPapers
from core.types import Newspaper

_FIELDS = ("id", "name", "country", "language", "home", "feeds", "sitemaps")
LEGACY_FILES = ("newspapers.toml", "sets.json")
"""Files of a data folder in which former versions stored papers and sets."""
IMPORTED_SUFFIX = ".taken-over"
"""Appended to the name of such a file when its content is in the archive."""


def to_rows(own: OwnPapers) -> dict[str, list[Any]]:
    """Convert to the archive's rows: ids by name of the set, and the papers themselves under ""."""
    rows: dict[str, list[Any]] = {name: list(ids) for name, ids in own.sets.items()}
    if own.papers:
        rows[""] = [_table(paper) for paper in own.papers]
    return rows


def from_rows(rows: Mapping[str, Sequence[Any]]) -> OwnPapers:
    """Convert the archive's rows, from `to_rows` or from an import of sets.

    Raises
    ------
    CatalogueError
        If a newspaper or a set is impossible.
    """
    own = OwnPapers()
    for name, members in rows.items():
        where = f"The set {name!r}, kept for everybody" if name else "A newspaper that is kept for everybody"
        papers = [parse_newspaper(member, where) for member in members if isinstance(member, Mapping)]
        ids = [str(member["id"]) if isinstance(member, Mapping) else str(member) for member in members]
        own = own.with_papers(papers)
        if name and ids:
            own = own.with_set(name, ids)
    return own


def merge(first: OwnPapers, second: OwnPapers) -> OwnPapers:
    """Merge the papers and sets of both; of two sets of one name, the second is used.

    Raises
    ------
    CatalogueError
        If they become too many.
    """
    merged = first.with_papers(second.papers)
    for name, ids in second.sets.items():
        merged = merged.with_set(name, ids)
    return merged


def has_legacy_files(folder: Path) -> bool:
    """Tell whether a former version stored papers or sets in this folder."""
    return any((folder / name).exists() for name in LEGACY_FILES)


def load_legacy_files(folder: Path) -> OwnPapers:
    """Load the papers and sets that a former version stored in this folder; none where there is no file.

    Raises
    ------
    CatalogueError
        If a file cannot be read.
    """
    papers, sets = (folder / name for name in LEGACY_FILES)
    own = OwnPapers().with_papers(load_catalogue(papers) if papers.exists() else ())
    try:
        content = json.loads(sets.read_text(encoding="utf-8")) if sets.exists() else {}
        for name, ids in content.items():
            own = own.with_set(name, [str(paper) for paper in ids])
    except (OSError, ValueError, AttributeError, TypeError) as problem:
        raise CatalogueError(f"The sets of newspapers in {sets} cannot be read. Mend or remove the file.") from problem
    return own


def retire_legacy_files(folder: Path) -> None:
    """Rename the files of a former version, so that they are not imported again.

    Raises
    ------
    CatalogueError
        If they cannot be renamed.
    """
    for name in LEGACY_FILES:
        path = folder / name
        try:
            if path.exists():
                path.replace(path.with_name(name + IMPORTED_SUFFIX))
        except OSError as problem:
            raise CatalogueError(
                f"{path} is in the archive now and could not be renamed ({problem.strerror}). Remove it."
            ) from problem


def _table(paper: Newspaper) -> dict[str, Any]:
    table = {name: getattr(paper, name) for name in _FIELDS}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in table.items()}
