"""The files of a folder of models as one file, checked by hash before anything of it is used."""

from __future__ import annotations

import hashlib
import io
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from core.errors import ModelError
from core.topics.manifest import read_manifest

MAX_MB = 25
"""Size of the packed files at most."""
MAX_UNPACKED_MB = 200
"""Size of the files at most."""


def pack(folder: Path, names: Iterable[Path]) -> bytes:
    """Pack these files of a folder, named relative to it.

    Raises
    ------
    ModelError
        If they are too large to be stored.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.write(folder / name, name.as_posix())
    content = stream.getvalue()
    if len(content) > MAX_MB * 1_000_000:
        size = f"{len(content) / 1e6:.0f} MB"
        raise ModelError(f"The model's files are {size} together; the database takes {MAX_MB} MB at most.")
    return content


def unpack(content: bytes, sha256: str, folder: Path) -> None:
    """Make a folder of models of packed files: all of it, or nothing.

    Parameters
    ----------
    sha256 : str
        What the hash of the packed files must be.
    folder : Path
        The folder to make; left alone where it is there already.

    Raises
    ------
    ModelError
        If a hash is not the right one, of the whole or of a model's file, or
        the files cannot be written.
    """
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise ModelError(
            f"The promoted model in the database is damaged (SHA-256 {found[:12]}… instead of {sha256[:12]}…), so it "
            "was not loaded. Promote it again."
        )
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".unpacked-") as made:
            staged = Path(made) / folder.name
            _extract(content, staged)
            _check(staged)
            if not folder.exists():
                staged.rename(folder)
    except (OSError, zipfile.BadZipFile) as problem:
        if not folder.exists():  # another server on this disk may have made it meanwhile
            raise ModelError(f"The promoted model cannot be unpacked into {folder}: {problem}.") from problem


def _extract(content: bytes, folder: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(item.file_size for item in archive.infolist()) > MAX_UNPACKED_MB * 1_000_000:
            raise ModelError(f"The promoted model has more than {MAX_UNPACKED_MB} MB of files, so it was not loaded.")
        for name in archive.namelist():
            path = PurePosixPath(name)
            if path.is_absolute() or ".." in path.parts or "\\" in name:
                raise ModelError("The promoted model has a file outside its folder, so it was not loaded.")
        archive.extractall(folder)


def _check(folder: Path) -> None:
    """Compare each model's file with the manifest that came with it."""
    for entry in read_manifest(folder).models.values():
        path = folder / entry.file
        found = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "no file"
        if found != entry.sha256:
            raise ModelError(
                f"The file {entry.file} of the promoted model is not the one in its manifest (SHA-256 {found[:12]}… "
                f"instead of {entry.sha256[:12]}…), so it was not loaded. Promote it again."
            )
