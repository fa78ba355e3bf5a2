"""Where commands with much to do run their tasks: processes of this machine, or a Dask cluster's workers."""

from __future__ import annotations

import argparse
import os
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from pathlib import Path

from joblib import parallel_config

from core.errors import UsageError
from core.topics.model import TopicModel, load_model

EXTRA = "requirements-dask.txt"


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
    """End this worker when the command that started it is gone.

    joblib's workers outlive a command that was killed: what one of them would
    hand over fills the pipe that nobody reads any more, and it waits there
    for good with the model in its memory.
    """
    if parent not in (None, os.getpid()):
        _watch(parent)


@lru_cache(maxsize=1)
def _watch(parent: int) -> None:
    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, name="parent", daemon=True).start()


@lru_cache(maxsize=1)
def model_of_worker(artifacts: str, name: str, sha256: str) -> TopicModel:
    """Return the model in a worker: loaded once a process, after its hash was checked.

    Raises
    ------
    UsageError
        If the worker has another version of it.
    """
    model = load_model(name, Path(artifacts))
    if model.entry.sha256 != sha256:
        raise UsageError(f"The worker has another version of the model {name!r} in {artifacts}: copy it there first.")
    return model
