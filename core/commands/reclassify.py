"""`archive reclassify`: everything predicted again, here or on a cluster; stopped and begun again at will."""

from __future__ import annotations

import argparse
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from pathlib import Path

from joblib import Parallel, delayed, parallel_config

from core.archive import Archive, IncomingArticle
from core.errors import UsageError
from core.files.lines import print_json
from core.serving.model_versions import version_of
from core.settings import Settings, load_settings
from core.topics.manifest import read_manifest
from core.topics.model import TopicModel, load_model
from core.types import Prediction

BATCH = 500
"""Articles of one task, and of one transaction."""
EXTRA = "requirements-dask.txt"


def run(args: argparse.Namespace, archive: Archive) -> int:
    """Predict what the model has not predicted yet; 1 where there was nothing to do."""
    settings = load_settings()
    name = args.model or settings.model
    version = version_of(read_manifest(settings.artifacts).entry(name))
    total = archive.count_unpredicted(version)
    done, began = 0, time.monotonic()
    with _workers(args):
        for batch, predictions in _predicted(archive, args, settings, name):
            done += archive.store_predictions(batch, predictions, version)
            print(f"{done:,} of {total:,} ({done / (time.monotonic() - began):,.0f} a second)", file=sys.stderr)
    if args.json:
        print_json({"model": version.name, "sha256": version.sha256, "predicted": done})
    else:
        print(f"{done:,} articles predicted by {version.short}")
    return 0 if done or not total else 1


def _workers(args: argparse.Namespace) -> AbstractContextManager[object]:
    """Where joblib's tasks run: processes of this machine, or Dask's workers."""
    if args.dask is None:
        here: AbstractContextManager[object] = parallel_config(backend="loky", n_jobs=args.workers)
        return here
    return _cluster(args.dask)


@contextmanager
def _cluster(address: str) -> Iterator[None]:
    try:
        from distributed import Client
    except ImportError as problem:
        raise UsageError(f"--dask needs Dask: pip install -r {EXTRA}, here and on every worker.") from problem
    try:
        client = Client(address, timeout="10s", set_as_default=True)
    except (OSError, ValueError, TimeoutError) as problem:
        raise UsageError(f"There is no Dask scheduler at {address}: {problem}.") from problem
    with client, parallel_config(backend="dask", wait_for_workers_timeout=30):
        yield


def _predicted(
    archive: Archive, args: argparse.Namespace, settings: Settings, name: str
) -> Iterator[tuple[list[IncomingArticle], list[Prediction]]]:
    """Batches with their predictions, in order, made ahead by the workers while earlier ones are kept."""
    version = version_of(read_manifest(settings.artifacts).entry(name))
    sent: list[list[IncomingArticle]] = []
    parent = None if args.dask else os.getpid()

    def tasks() -> Iterator[object]:
        for batch in archive.unpredicted(version, BATCH):
            sent.append(batch)
            documents = [(item.article.title, item.article.text) for item in batch]
            yield delayed(_predict)(str(settings.artifacts), name, version.sha256, documents, parent)

    # Two batches a worker wait at most: the archive may be larger than the memory.
    results = Parallel(return_as="generator", pre_dispatch="2 * n_jobs")(tasks())
    for predictions in results:
        yield sent.pop(0), predictions


def _predict(
    artifacts: str, name: str, sha256: str, documents: list[tuple[str, str]], parent: int | None
) -> list[Prediction]:
    """Predict in a worker: the model is loaded once a process, after its hash was checked."""
    if parent not in (None, os.getpid()):
        _end_with(parent)
    return _model(artifacts, name, sha256).predict(documents)


@lru_cache(maxsize=1)
def _end_with(parent: int) -> None:
    """End this worker when the command that started it is gone.

    joblib's workers outlive a command that was killed: what one of them would
    hand over fills the pipe that nobody reads any more, and it waits there
    for good with the model in its memory.
    """

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, name="parent", daemon=True).start()


@lru_cache(maxsize=1)
def _model(artifacts: str, name: str, sha256: str) -> TopicModel:
    model = load_model(name, Path(artifacts))
    if model.entry.sha256 != sha256:
        raise UsageError(f"The worker has another version of the model {name!r} in {artifacts}: copy it there first.")
    return model
