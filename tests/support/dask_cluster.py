"""A Dask cluster on loopback, as processes of its own, for tests and benchmarks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
MAX_START_SECONDS = 60
"""Seconds within which the scheduler writes its address."""


@contextmanager
def cluster(folder: Path, workers: int = 2) -> Iterator[str]:
    """Run Dask's own scheduler and its workers; give the scheduler's address."""
    file = folder / "scheduler.json"
    quiet: dict[str, Any] = {
        "cwd": ROOT,
        "stdout": subprocess.DEVNULL,
        "stderr": subprocess.DEVNULL,
        "env": {**os.environ, "PYTHONPATH": str(ROOT)},
    }
    scheduler = [
        sys.executable,
        "-m",
        "distributed.cli.dask_scheduler",
        "--host",
        "127.0.0.1",
        "--port",
        "0",
        "--no-dashboard",
        "--scheduler-file",
        str(file),
    ]
    worker = [
        sys.executable,
        "-m",
        "distributed.cli.dask_worker",
        "--scheduler-file",
        str(file),
        "--nthreads",
        "1",
        "--no-dashboard",
        "--no-nanny",
        "--local-directory",
        str(folder),
        "--host",
        "127.0.0.1",
    ]
    running = [subprocess.Popen(scheduler, **quiet)]
    try:
        until = time.monotonic() + MAX_START_SECONDS
        while not file.exists() and time.monotonic() < until:
            time.sleep(0.1)
        running += [subprocess.Popen(worker, **quiet) for _ in range(workers)]
        yield str(json.loads(file.read_text())["address"])
    finally:
        for process in reversed(running):
            process.terminate()
            process.wait(20)
