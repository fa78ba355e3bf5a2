"""`archive import --warc`: the pages of crawls, read like those of a reading, here or on a cluster."""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from joblib import Parallel, delayed, effective_n_jobs

from core.archive import Archive, BulkStep, ModelVersion
from core.commands.models import artifacts_in_use
from core.commands.workers import model_of_worker, workers
from core.errors import InputError, UsageError
from core.files.lines import print_json
from core.newspapers import load_catalogue
from core.reading.article.pool import ExtractionPool
from core.reading.warc.batches import SKIPPED, Batch, read_batches
from core.reading.warc.extracting import ALL, EXTRACTION, PagesRead, read_pages, settled
from core.reading.warc.papers import PapersByHost
from core.reading.warc.records import check_warc
from core.serving.model_versions import version_of
from core.settings import Settings
from core.topics.manifest import read_manifest

_ONCE = threading.Lock()


@dataclass
class _Import:
    """One run of the command: the files by their name in the archive, what is under way, and what went wrong."""

    args: argparse.Namespace
    archive: Archive
    settings: Settings
    artifacts: Path
    version: ModelVersion
    files: dict[str, Path]
    sent: deque[tuple[str, Batch]] = field(default_factory=deque)
    problems: list[str] = field(default_factory=list)


def run(args: argparse.Namespace, archive: Archive, settings: Settings) -> int:
    """Import what was not imported before, and print what became of all files; 1 where one broke off or is empty."""
    files = {_name_in_archive(path): path for path in args.files}
    artifacts = artifacts_in_use(settings)
    entry = read_manifest(artifacts).entry(args.model or settings.model)
    this = _Import(args, archive, settings, artifacts, version_of(entry), files)
    began, pages = time.monotonic(), 0
    try:
        with workers(args, here="threading"):
            for batch, read in _read(this):
                step = _keep(this, *batch, read)
                pages += read.counts["pages"]
                rate = pages / (time.monotonic() - began)
                done = f"{step.counts['records']:,.0f} records, {step.counts.get('articles', 0):,.0f} articles"
                print(f"{files[step.file]}: {done} ({rate:.1f} pages a second)", file=sys.stderr)
    finally:
        if not args.dask:
            _pool(*_pool_of(args, settings)).close()
            _pool.cache_clear()
    for problem in this.problems:
        print(problem, file=sys.stderr)
    total = _total(this, time.monotonic() - began)
    print_json(total) if args.json else print(_sentences(total))
    return 0 if total["records"] and not this.problems else 1


def _name_in_archive(path: Path) -> str:
    """Name a file so that a copy of it elsewhere is the same one, and another one of its name is not."""
    return f"{path.name}:{blake2b(check_warc(path), digest_size=8).hexdigest()}"


def _read(this: _Import) -> Iterator[tuple[tuple[str, Batch], PagesRead]]:
    """Batches of all files with what they hold, in order, read ahead by the workers while earlier ones are kept."""
    pool = _pool_of(this.args, this.settings)
    model = (str(this.artifacts), this.version.name, this.version.sha256)

    def tasks() -> Iterator[object]:
        for file, batch in _batches(this):
            this.sent.append((file, batch))
            yield delayed(_work)(batch.pages, model, pool)

    # Two batches a worker wait at most: a file may be larger than the memory.
    for read in Parallel(return_as="generator", pre_dispatch="2 * n_jobs", batch_size=1)(tasks()):
        yield this.sent.popleft(), read


def _batches(this: _Import) -> Iterator[tuple[str, Batch]]:
    papers = PapersByHost(load_catalogue(this.settings.catalogue))
    for file, path in this.files.items():
        try:
            for batch in read_batches(path, this.archive.bulk.progress(file).end, papers):
                yield file, batch
        except InputError as problem:
            this.problems.append(f"{path}: {problem}")
        except OSError as problem:
            this.problems.append(f"{path} cannot be read on: {problem.strerror}.")


def _pool_of(args: argparse.Namespace, settings: Settings) -> tuple[int, float]:
    """Return processes and seconds of a pool: one process in a worker of a cluster, here one for each task."""
    return 1 if args.dask else effective_n_jobs(args.workers), settings.extract_seconds


def _work(pages: list[Any], model: tuple[str, str, str], pool: tuple[int, float]) -> PagesRead:
    """Read pages: each is extracted in a process that can be stopped."""
    with _ONCE:
        extract, classify = _pool(*pool), model_of_worker(*model)
    return read_pages(pages, extract, classify)


@lru_cache(maxsize=1)
def _pool(processes: int, seconds: float) -> ExtractionPool:
    if multiprocessing.current_process().daemon:
        raise UsageError(
            "Dask's workers may not start processes here, and pages are read in one that can be stopped: "
            "start the workers with --no-nanny."
        )
    return ExtractionPool(processes, seconds)


def _keep(this: _Import, file: str, batch: Batch, read: PagesRead) -> BulkStep:
    papers = {paper.id: paper for _, paper in batch.pages}
    items = settled(read.articles, this.archive.bulk.articles_at)
    step = BulkStep(file, batch.begin, batch.end, {**(batch.counts + read.counts), **read.seconds})
    return this.archive.bulk.save(items, papers.values(), this.version, step, this.settings.keep_text)


def _total(this: _Import, seconds: float) -> dict[str, Any]:
    """Sum up what became of all files, in former runs, too."""
    counts: dict[str, float] = dict.fromkeys(("records", "pages", "articles", "new", "changed"), 0)
    unfinished = []
    for file, path in this.files.items():
        step = this.archive.bulk.progress(file)
        for name, number in step.counts.items():
            counts[name] = counts.get(name, 0) + number
        if step.end < path.stat().st_size:
            unfinished.append(str(path))
    plain = {name: int(number) for name, number in counts.items() if "." not in name}
    skipped = {name.removeprefix(SKIPPED): int(n) for name, n in sorted(counts.items()) if name.startswith(SKIPPED)}
    share = counts.get(EXTRACTION, 0) / (counts.get(ALL, 0) or 1)
    known = plain["articles"] - plain["new"] - plain["changed"]
    return {
        "files": len(this.files),
        **plain,
        "known": known,
        "skipped": skipped,
        "seconds": round(seconds, 1),
        "extraction_share": round(share, 3),
        "unfinished": unfinished,
    }


def _sentences(total: dict[str, Any]) -> str:
    reasons = ", ".join(f"{reason} {number:,}" for reason, number in total["skipped"].items())
    lines = [
        f"{total['records']:,} records, {total['pages']:,} pages, {total['articles']:,} articles: "
        f"{total['new']:,} new, {total['changed']:,} changed, {total['known']:,} known",
        f"Skipped: {reasons or 'nothing'}",
        f"{total['seconds']:,} s; extraction took {total['extraction_share']:.0%} of the workers' time",
    ]
    ends = "{} ends within a record; once it is whole, the same command goes on there"
    return "\n".join(lines + [ends.format(path) for path in total["unfinished"]])
