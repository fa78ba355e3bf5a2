"""Where commands with much to do run their tasks: processes of this machine, or a Dask cluster's workers."""

from __future__ import annotations

import argparse
import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from pathlib import Path

from joblib import parallel_config

from core.archive import Archive
from core.commands.models import artifacts_in_use
from core.errors import BroadsheetError, UsageError
from core.settings import load_settings
from core.topics.manifest import MANIFEST
from core.topics.model import TopicModel, load_model

EXTRA = "requirements-dask.txt"
HOST = Path("/proc/sys/kernel/random/boot_id")
"""What tells this machine from all others, where it runs Linux."""
_LOADING = threading.Lock()


def workers(args: argparse.Namespace, here: str = "loky") -> AbstractContextManager[object]:
    """Return the context in which joblib's tasks run where the arguments say.

    Parameters
    ----------
    here : str
        Joblib's backend on this machine: "loky" (processes), or "threading"
        for tasks that wait for processes of their own.

    Raises
    ------
    UsageError
        If there is no such cluster, or Dask is not installed.
    """
    if args.dask is None:
        local: AbstractContextManager[object] = parallel_config(backend=here, n_jobs=args.workers)
        return local
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


def parent_of_workers(args: argparse.Namespace) -> int | None:
    """Return the number of the process with which workers end; None for those of a cluster."""
    return None if args.dask else os.getpid()


def end_with(parent: int | None) -> None:
    """End this worker when the command that started it is gone, at once if it is gone already.

    joblib's workers outlive a command that was killed: what one of them would
    hand over fills the pipe that nobody reads any more, and it waits there
    for good with the model in its memory.
    """
    if parent not in (None, os.getpid()):
        if os.getppid() != parent:
            os._exit(1)
        _watch(parent)


@lru_cache(maxsize=1)
def _watch(parent: int) -> None:
    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, name="parent", daemon=True).start()


def model_of_worker(artifacts: str, name: str, sha256: str) -> TopicModel:
    """Return the model in a worker: loaded once a process, whatever its threads, after its hash was checked.

    A worker on another machine, which has not the command's folder, takes the
    models that its own settings name.

    Raises
    ------
    UsageError
        If the worker has another version of it.
    """
    with _LOADING:
        return _model_of_worker(artifacts, name, sha256)


@lru_cache(maxsize=1)
def _model_of_worker(artifacts: str, name: str, sha256: str) -> TopicModel:
    folder = Path(artifacts)
    if not (folder / MANIFEST).exists():  # another machine: what its own settings name
        folder = artifacts_in_use(load_settings())
    model = load_model(name, folder)
    if model.entry.sha256 != sha256:
        raise UsageError(f"The worker has another version of the model {name!r} in {folder}: copy it there first.")
    return model


def archive_for_workers(args: argparse.Namespace, archive: Archive) -> str | None:
    """Return where workers open the archive: an address, "" for what their own settings name; None if they cannot.

    Workers of a cluster can where all of them name the same database, or are
    on the machine that has the file.
    """
    if not args.dask:
        return archive.file
    from distributed import get_client

    address = archive.file
    answers = get_client().run(_opens, address, archive.where, _host())
    return address if answers and all(answers.values()) else None


def _opens(address: str, where: str, host: str) -> bool:
    """Whether this worker can open the archive that is meant; SQLite's file on another machine is not to be written."""
    if address:
        return _host() == host
    try:
        return archive_of_worker("").where == where
    except BroadsheetError:
        return False


@lru_cache(maxsize=1)
def archive_of_worker(address: str) -> Archive:
    """Return the archive in a worker, opened once a process.

    Raises
    ------
    ArchiveError
        If it cannot be opened.
    """
    settings = load_settings()
    if not address and not Archive.exists(settings):
        raise UsageError("The worker has no archive.")
    return Archive.at(address) if address else Archive.open(settings)


def _host() -> str:
    try:
        return HOST.read_text(encoding="ascii")
    except OSError:
        return socket.gethostname()
