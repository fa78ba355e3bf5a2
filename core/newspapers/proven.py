"""Writing into a catalogue file on which day a check last read a paper's feed."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Collection
from datetime import date
from pathlib import Path

from core.errors import CatalogueError


def write_proven(path: Path, ids: Collection[str], day: date) -> int:
    """Write `proven = day` into the tables of these papers; comments, order and layout stay.

    Returns
    -------
    int
        How many tables changed. The file is replaced in one step, and only
        where there is something to change.

    Raises
    ------
    CatalogueError
        If the file cannot be read or written.
    """
    # Imported here: nothing else edits TOML.
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    path = path.resolve()
    try:
        content = path.read_bytes().decode("utf-8-sig")
        document = tomlkit.parse(content)
        changed = 0
        for table in document["newspaper"]:
            if table["id"] in ids and table.get("proven") != day:
                table["proven"] = day
                changed += 1
        if changed:
            _replace(path, _with_newlines_of(content, tomlkit.dumps(document)))
    except (OSError, UnicodeDecodeError, TOMLKitError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) else problem
        raise CatalogueError(f"The days could not be written into {path}: {reason}.") from problem
    return changed


def _with_newlines_of(content: str, written: str) -> str:
    if "\r\n" not in content:
        return written
    return written.replace("\r\n", "\n").replace("\n", "\r\n")


def _replace(path: Path, content: str) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(content)
        shutil.copymode(path, name)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
