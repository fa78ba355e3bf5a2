"""The models of a running server: each version is loaded once, and `promote` is followed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from core.topics.manifest import MANIFEST, Manifest, read_manifest

if TYPE_CHECKING:
    from core.topics.model import TopicModel

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
        """Read the manifest, again only if its file has changed.

        Raises
        ------
        ModelError
            If it is missing or cannot be understood.
        """
        try:
            status = (self._artifacts / MANIFEST).stat()
        except OSError:  # reading it says what is wrong
            return read_manifest(self._artifacts)
        version, manifest = (status.st_mtime_ns, status.st_size), self._manifest
        if manifest is None or manifest[0] != version:
            manifest = self._manifest = (version, read_manifest(self._artifacts))
        return manifest[1]

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
