"""The promoted model of servers that share an archive: fetched from there, checked, and used in place of one's own."""

from __future__ import annotations

import logging
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

from core.archive import Archive, PromotedModel, Servers
from core.errors import BroadsheetError, ModelError
from core.serving.background import Refreshed
from core.settings import Settings
from core.topics.manifest import MANIFEST, read_manifest
from core.topics.names import CURRENT
from core.topics.packed import unpack

LOG = logging.getLogger(__name__)
FRESH = 30.0
"""Seconds after which the archive is asked again."""
PATIENCE = 5.0
"""Seconds that a page waits for the first answer."""
FOLDER = "models"
"""Folder of fetched models among the data."""
KEPT = 2
"""Fetched models that stay on the disk."""


class PromotedModels:
    """Where the models are that this server uses. Safe to share between threads.

    Parameters
    ----------
    servers : callable
        Gives what the archive says of the servers; may raise `ArchiveError`.
    artifacts : Path
        Folder of the models that came with the program.
    folder : Path
        Where promoted models are kept.
    fresh, patience : float
        Seconds; see `FRESH` and `PATIENCE`.
    """

    def __init__(
        self,
        servers: Callable[[], Servers],
        artifacts: Path,
        folder: Path,
        fresh: float = FRESH,
        patience: float = PATIENCE,
    ):
        self._servers, self._artifacts, self._folder = servers, artifacts, folder
        self._refused: tuple[PromotedModel, ModelError] | None = None
        self._lock = threading.Lock()
        self._asked = Refreshed[None, Path](self._ask, fresh, patience, rest=fresh)

    def artifacts(self) -> Path:
        """Give the folder of the models to use now; one's own where nothing else is known."""
        return self._asked.get(None) or self._artifacts

    @property
    def problem(self) -> str:
        """Why the promoted model is not used, in a sentence; "" where it is, or none was promoted."""
        return "" if self._refused is None else str(self._refused[1])

    def fetch(self) -> Path:
        """Give the folder of the models to use, after asking the archive.

        Raises
        ------
        ArchiveError
            If it cannot be reached.
        ModelError
            If the promoted model is damaged, or cannot be stored.
        """
        with self._lock:
            promoted = self._servers().promoted()
            if promoted is None or read_manifest(self._artifacts).entry(CURRENT).sha256 == promoted.model:
                self._refused = None
                return self._artifacts
            folder = self._folder / promoted.sha256
            if not (folder / MANIFEST).exists():
                self._unpack(promoted, folder)
            self._refused = None
            return folder

    def _ask(self, _question: None) -> Path:
        try:
            return self.fetch()
        except BroadsheetError as problem:
            LOG.warning("The model stays the one that is in use. %s", problem)
            raise

    def _unpack(self, promoted: PromotedModel, folder: Path) -> None:
        if self._refused is not None and self._refused[0] == promoted:
            raise self._refused[1]
        try:
            unpack(self._servers().promoted_content(), promoted.sha256, folder)
        except ModelError as problem:
            self._refused = (promoted, problem)
            raise
        others = [path for path in self._folder.iterdir() if path != folder and (path / MANIFEST).exists()]
        for path in sorted(others, key=lambda path: path.stat().st_mtime, reverse=True)[KEPT - 1 :]:
            shutil.rmtree(path, ignore_errors=True)


def open_promoted(settings: Settings) -> PromotedModels:
    """Open the promoted models of the archive that the settings name; the archive is opened when first asked."""
    opened: list[Archive] = []

    def servers() -> Servers:
        if not opened:
            opened.append(Archive.open(settings))
        return opened[0].servers

    return PromotedModels(servers, settings.artifacts, settings.data / FOLDER)


def artifacts_for_command(settings: Settings) -> Path:
    """Give the folder of the models that a command uses: the promoted one where a database is named that has one.

    An archive without tables has none, and gets none by this. Where the promoted model cannot be had, the models
    that came with the program are used, and the log says why.
    """
    if settings.database_url is None:
        return settings.artifacts
    try:
        stored, _ = Archive.schema(settings)
        return settings.artifacts if stored is None else open_promoted(settings).fetch()
    except BroadsheetError as problem:
        LOG.warning("The model is the one that came with the program. %s", problem)
        return settings.artifacts
