"""The models of a running server: each version is loaded once, and `promote` is followed."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import ModelError
from core.topics.manifest import MANIFEST, Manifest, read_manifest

if TYPE_CHECKING:
    from core.topics.model import TopicModel

LOG = logging.getLogger(__name__)
MAX_LOADED = 3
"""Models in memory at once: today's, the one of 2004, and one that `promote` brings."""


def load(name: str, artifacts: Path) -> TopicModel:
    """Load a model after a check of its hash."""
    # Imported here: scikit-learn takes seconds, and the first page shows without it.
    from core.topics.model import load_model

    return load_model(name, artifacts)


class Models:
    """Models of a folder of artifacts, in memory while they are used. Safe to share between threads.

    Parameters
    ----------
    artifacts : Path
        Folder of the models and their manifest.
    load : callable
        Loads a model by name and folder.
    """

    def __init__(self, artifacts: Path, load: Callable[[str, Path], TopicModel] = load):
        self._artifacts, self._load = artifacts, load
        self._lock = threading.Lock()
        self._by_hash: dict[str, Future[TopicModel]] = {}
        self._manifest: tuple[tuple[int, int], Manifest] | None = None

    def manifest(self) -> Manifest:
        """Read the manifest, again only if its file has changed; one that broke while the app runs leaves the last.

        Raises
        ------
        ModelError
            If it is missing or cannot be understood, and never could.
        """
        try:
            status = (self._artifacts / MANIFEST).stat()
            version = (status.st_mtime_ns, status.st_size)
        except OSError:  # reading it says what is wrong
            version = (0, 0)
        known = self._manifest
        if known is not None and known[0] == version:
            return known[1]
        try:
            manifest = read_manifest(self._artifacts)
        except ModelError as problem:
            if known is None:
                raise
            LOG.warning("The models go on as they were. %s", problem)
            manifest = known[1]
        self._manifest = (version, manifest)
        return manifest

    def get(self, name: str) -> TopicModel:
        """Load the version of a model that the manifest names now, or give it if it is loaded.

        Who asks while another thread loads it waits, and gets that thread's
        model or error. An error is not remembered: the next one tries again.

        Raises
        ------
        ModelError
            If there is no such model, or it cannot be loaded.
        """
        sha256 = self.manifest().entry(name).sha256
        with self._lock:
            loading = self._by_hash.pop(sha256, None)
            mine = loading is None
            model: Future[TopicModel] = Future() if loading is None else loading
            self._by_hash[sha256] = model  # the last one is the one used last
            self._drop_unused()
        if mine:
            self._fulfil(model, name, sha256)
        return model.result()

    def is_loaded(self, name: str) -> bool:
        """Whether `get` would give this model at once.

        Raises
        ------
        ModelError
            If there is no such model.
        """
        sha256 = self.manifest().entry(name).sha256
        with self._lock:
            model = self._by_hash.get(sha256)
            return model is not None and model.done()

    def _fulfil(self, model: Future[TopicModel], name: str, sha256: str) -> None:
        """Load the model for all who wait for it."""
        try:
            loaded = self._load(name, self._artifacts)
        except BaseException as problem:
            self._forget(model, sha256)
            model.set_exception(problem)
            return
        if loaded.entry.sha256 != sha256:  # another was promoted meanwhile: right for now, not for this hash
            self._forget(model, sha256)
        model.set_result(loaded)
        with self._lock:
            self._drop_unused()

    def _forget(self, model: Future[TopicModel], sha256: str) -> None:
        with self._lock:
            if self._by_hash.get(sha256) is model:
                del self._by_hash[sha256]

    def _drop_unused(self) -> None:
        """Drop loaded models, those first that were not used for longest, until there are few; call with the lock."""
        for sha256, model in list(self._by_hash.items()):
            if len(self._by_hash) <= MAX_LOADED:
                return
            if model.done():
                del self._by_hash[sha256]
