"""Write files into a folder: all of them whole or none, and only those that differ."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from core.errors import OutputError


def write_files(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    """Write files into a folder, which is made where there is none; return the names of those that changed.

    Everything is on the disk under other names before the first file is
    replaced, so that a full disk leaves what was there. A file that already
    has its content is not touched. Other files of the folder stay.

    Parameters
    ----------
    folder : Path
    files : mapping of str to bytes
        Content by name; the last one is replaced last.

    Raises
    ------
    OutputError
        If the folder cannot be made or written.
    """
    waiting: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            path = folder / name
            if not _holds(path, content):
                aside = folder / f".{name}.{os.getpid()}.tmp"
                waiting.append((aside, path))
                _write(aside, content)
        for aside, path in waiting:
            aside.replace(path)
    except OSError as problem:
        why = problem.strerror or problem
        raise OutputError(f"Nothing was written into {folder}: {why}. What was there is unchanged.") from problem
    finally:
        for aside, _ in waiting:
            _remove(aside)
    return [path.name for _, path in waiting]


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except FileNotFoundError:
        return False


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:  # the folder is gone, or can no longer be written: the reason has been told
        return
