"""`archive reclassify`: everything predicted again, here or on a cluster; stopped and begun again at will."""

from __future__ import annotations

import argparse
import sys
import time
from collections import deque
from collections.abc import Iterator

from joblib import Parallel, delayed

from core.archive import Archive, IncomingArticle, ModelVersion
from core.commands.workers import end_with, model_of_worker, parent_of_workers, workers
from core.files.lines import print_json
from core.serving.model_versions import version_of
from core.settings import Settings
from core.topics.manifest import read_manifest
from core.types import Prediction

BATCH = 500
"""Articles of one task, and of one transaction."""


def run(args: argparse.Namespace, archive: Archive, settings: Settings) -> int:
    """Predict what the model has not predicted yet; 1 where there was nothing to do."""
    version = version_of(read_manifest(settings.artifacts).entry(args.model or settings.model))
    total = archive.count_unpredicted(version)
    done, began = 0, time.monotonic()
    with workers(args):
        for batch, predictions in _predicted(archive, args, settings, version):
            done += archive.store_predictions(batch, predictions, version)
            print(f"{done:,} of {total:,} ({done / (time.monotonic() - began):,.0f} a second)", file=sys.stderr)
    if args.json:
        print_json({"model": version.name, "sha256": version.sha256, "predicted": done})
    else:
        print(f"{done:,} articles predicted by {version.short}")
    return 0 if done or not total else 1


def _predicted(
    archive: Archive, args: argparse.Namespace, settings: Settings, version: ModelVersion
) -> Iterator[tuple[list[IncomingArticle], list[Prediction]]]:
    """Batches with their predictions, in order, made ahead by the workers while earlier ones are kept."""
    sent: deque[list[IncomingArticle]] = deque()
    parent = parent_of_workers(args)

    def tasks() -> Iterator[object]:
        for batch in archive.unpredicted(version, BATCH):
            sent.append(batch)
            documents = [(item.article.title, item.article.text) for item in batch]
            yield delayed(_predict)(str(settings.artifacts), version.name, version.sha256, documents, parent)

    # Two batches a worker wait at most: the archive may be larger than the memory.
    results = Parallel(return_as="generator", pre_dispatch="2 * n_jobs")(tasks())
    for predictions in results:
        yield sent.popleft(), predictions


def _predict(
    artifacts: str, name: str, sha256: str, documents: list[tuple[str, str]], parent: int | None
) -> list[Prediction]:
    """Predict in a worker: the model is loaded once a process, after its hash was checked."""
    end_with(parent)
    return model_of_worker(artifacts, name, sha256).predict(documents)
