"""`archive reclassify`: everything predicted again, here or on a cluster; stopped and begun again at will."""

from __future__ import annotations

import argparse
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from joblib import Parallel, delayed

from core.archive import Archive, IncomingArticle, ModelVersion
from core.commands.models import artifacts_in_use
from core.commands.workers import (
    archive_for_workers,
    archive_of_worker,
    end_with,
    model_of_worker,
    parent_of_workers,
    workers,
)
from core.files.lines import print_json
from core.serving.model_versions import version_of
from core.settings import Settings
from core.topics.manifest import read_manifest
from core.types import Prediction

BATCH = 500
"""Articles of one transaction, and of one task that the texts are sent with."""
PARTITION = 2000
"""Numbers of articles of one task, where the workers read the archive by themselves."""
SHARE = 16
"""Of a small archive, each task takes one in so many."""
AHEAD = "2 * n_jobs"
"""Tasks that are handed out at most: the archive may be larger than the memory."""


def run(args: argparse.Namespace, archive: Archive, settings: Settings) -> int:
    """Predict what the model has not predicted yet; 1 where there was nothing to do."""
    artifacts = artifacts_in_use(settings)
    version = version_of(read_manifest(artifacts).entry(args.model or settings.model))
    total = archive.count_unpredicted(version) + archive.months.count_unpredicted(version)
    done, began = 0, time.monotonic()
    with workers(args):
        place = archive_for_workers(args, archive)
        if place is None:
            print("Not all workers can open the archive, so its texts are sent to them.", file=sys.stderr)
            stored = _by_texts(archive, args, artifacts, version)
        else:
            stored = _by_numbers(place, archive, args, artifacts, version)
        for new in chain(stored, _by_files(place, archive, args, artifacts, version)):
            done += new
            print(f"{done:,} of {total:,} ({done / (time.monotonic() - began):,.0f} a second)", file=sys.stderr)
    if args.json:
        print_json({"model": version.name, "sha256": version.sha256, "predicted": done})
    else:
        print(f"{done:,} articles predicted by {version.short}")
    return 0 if done or not total else 1


def _by_numbers(
    place: str, archive: Archive, args: argparse.Namespace, artifacts: Path, version: ModelVersion
) -> Iterator[int]:
    """Let the workers read, predict and store a range of articles each; gives how many predictions were new."""
    numbers, parent = archive.article_numbers(), parent_of_workers(args)
    step = min(PARTITION, max(BATCH, len(numbers) // SHARE))
    tasks = (
        delayed(_predict_range)(
            place, numbers[start : start + step], str(artifacts), version.name, version.sha256, parent
        )
        for start in range(0, len(numbers), step)
    )
    stored: Iterator[int] = Parallel(return_as="generator", pre_dispatch=AHEAD, batch_size=1)(tasks)
    return stored


def _by_files(
    place: str | None, archive: Archive, args: argparse.Namespace, artifacts: Path, version: ModelVersion
) -> Iterator[int]:
    """Predict the articles of compacted months, a task a file; gives how many predictions were new.

    Workers of a cluster write no files: there this command itself predicts.
    """
    files, parent = archive.months.files(), parent_of_workers(args)
    if place is None or args.dask or not files:
        model = model_of_worker(str(artifacts), version.name, version.sha256) if files else None
        for file in files:
            yield archive.months.repredict(file, version, lambda texts: model.predict(list(texts)) if model else [])
        return
    tasks = (
        delayed(_predict_file)(place, file, str(artifacts), version.name, version.sha256, parent) for file in files
    )
    yield from Parallel(return_as="generator", pre_dispatch=AHEAD, batch_size=1)(tasks)


def _predict_file(place: str, file: str, artifacts: str, name: str, sha256: str, parent: int | None) -> int:
    """Predict the articles of a file in a worker, which writes the file anew."""
    model = model_of_worker(artifacts, name, sha256)

    def predict(texts: Sequence[tuple[str, str]]) -> Sequence[Prediction]:
        end_with(parent)
        return model.predict(list(texts))

    return archive_of_worker(place).months.repredict(file, version_of(model.entry), predict)


def _predict_range(place: str, numbers: range, artifacts: str, name: str, sha256: str, parent: int | None) -> int:
    """Predict in a worker, which reads the texts and stores what it predicts, so that neither travels."""
    model = model_of_worker(artifacts, name, sha256)
    archive, version, new = archive_of_worker(place), version_of(model.entry), 0
    for batch in archive.unpredicted(version, BATCH, numbers):
        predictions = model.predict([(item.article.title, item.article.text) for item in batch])
        end_with(parent)
        new += archive.store_predictions(batch, predictions, version)
    return new


def _by_texts(archive: Archive, args: argparse.Namespace, artifacts: Path, version: ModelVersion) -> Iterator[int]:
    """Send texts to the workers, and store in order what comes back; gives how many predictions were new."""
    sent: deque[list[IncomingArticle]] = deque()
    parent = parent_of_workers(args)

    def tasks() -> Iterator[object]:
        for batch in archive.unpredicted(version, BATCH):
            sent.append(batch)
            documents = [(item.article.title, item.article.text) for item in batch]
            yield delayed(_predict)(str(artifacts), version.name, version.sha256, documents, parent)

    for predictions in Parallel(return_as="generator", pre_dispatch=AHEAD)(tasks()):
        yield archive.store_predictions(sent.popleft(), predictions, version)


def _predict(
    artifacts: str, name: str, sha256: str, documents: list[tuple[str, str]], parent: int | None
) -> list[Prediction]:
    """Predict in a worker: the model is loaded once a process, after its hash was checked."""
    end_with(parent)
    return model_of_worker(artifacts, name, sha256).predict(documents)
