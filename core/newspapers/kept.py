"""Papers and sets that are kept for everybody: files of their own, written with the maintainer's key."""

from __future__ import annotations

import functools
import hmac
import json
import tempfile
from pathlib import Path

from core.errors import CatalogueError, UsageError
from core.newspapers.catalogue import load_catalogue
from core.newspapers.own import OwnPapers
from core.types import Newspaper

PAPERS, SETS = "newspapers.toml", "sets.json"


def load_kept(folder: Path) -> OwnPapers:
    """The papers and sets that are kept in this folder; none where there is no file.

    Raises
    ------
    CatalogueError
        If a file cannot be read.
    """
    return OwnPapers(
        _load_papers(folder / PAPERS, _changed(folder / PAPERS)), _load_sets(folder / SETS, _changed(folder / SETS))
    )


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


@functools.lru_cache(maxsize=4)
def _load_papers(path: Path, changed: int) -> tuple[Newspaper, ...]:
    return load_catalogue(path) if changed else ()


@functools.lru_cache(maxsize=4)
def _load_sets(path: Path, changed: int) -> dict[str, tuple[str, ...]]:
    own = OwnPapers()
    try:
        given = json.loads(path.read_text(encoding="utf-8")) if changed else {}
        for name, ids in given.items():
            own = own.with_set(name, [str(paper) for paper in ids])
    except (OSError, ValueError, AttributeError, TypeError) as problem:
        raise CatalogueError(f"The sets of newspapers in {path} cannot be read. Mend or remove the file.") from problem
    return dict(own.sets)


def save_kept(folder: Path, own: OwnPapers) -> None:
    """Keep these papers and sets and no others; each file is exchanged as a whole.

    Raises
    ------
    CatalogueError
        If a file cannot be written.
    """
    sets = json.dumps(dict(own.sets), ensure_ascii=False, indent=1)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder / PAPERS, "\n".join(map(_table, own.papers)))
        _write(folder / SETS, sets if own.sets else "")
    except OSError as problem:
        raise CatalogueError(f"The newspapers could not be kept in {folder}: {problem.strerror}.") from problem


def _write(path: Path, content: str) -> None:
    if not content:
        path.unlink(missing_ok=True)
        return
    with tempfile.NamedTemporaryFile("w", dir=path.parent, encoding="utf-8", delete=False) as file:
        file.write(content)
    try:
        Path(file.name).replace(path)
    except OSError:
        Path(file.name).unlink(missing_ok=True)
        raise


def _table(paper: Newspaper) -> str:
    fields = ("id", "name", "country", "language", "home", "feeds", "sitemaps")
    values = {name: getattr(paper, name) for name in fields}
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in values.items()]
    return "[[newspaper]]\n" + "\n".join(lines) + "\n"


def check_key(given: str, configured: str | None) -> None:
    """Whether whoever gave this key may decide for everybody.

    Raises
    ------
    UsageError
        If there is no key, or this is another.
    """
    if not configured or not hmac.compare_digest(given.encode(), configured.encode()):
        raise UsageError("This is not the maintainer's key (BROADSHEET_ADMIN_KEY), so nothing was changed.")
