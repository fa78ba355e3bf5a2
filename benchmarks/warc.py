"""Import of a crawl: articles a second and core, and the share of the time that extraction takes.

The WARC file is made of the sample edition's pages, which are ours, each
several times under another address; `--pages DIR` takes saved pages
(`*.html.gz` or `*.html`) in their place. Runs `python -m core archive import
--warc` with the shipped model and one process. Time is that of the processor,
its own and that of its processes, so that other work on the machine does not
count; the seconds on the clock stand beside it.
"""

from __future__ import annotations

import argparse
import ctypes
import gzip
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection
from pathlib import Path
from typing import Any

from benchmarks.data import ROOT
from tests.support.memory import descendants
from tests.support.warc import compressed, info, record, sample_pages

ORPHAN_SECONDS = 30.0
"""Seconds for which processes that were left behind are waited for."""
SUBREAPER = 36
"""PR_SET_CHILD_SUBREAPER of prctl(2)."""
MIN_RATE = 10.0
"""Articles a second and core that the import is to reach at least."""


def main() -> None:
    """Make a file, import it, and say how fast that was."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.warc", description=__doc__)
    parser.add_argument("--times", type=int, default=5, metavar="N", help="how often each page stands in the file")
    parser.add_argument("--pages", type=Path, metavar="DIR", help="saved pages in place of the sample edition's")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="broadsheet-warc-") as folder:
        figures = measure(Path(folder), saved_pages(args.pages) if args.pages else sample_pages(), args.times)
    if args.json:
        print(json.dumps(figures))
        return
    print(f"{figures['records']:,} records, {figures['articles']:,} articles, {figures['kilobytes']:.0f} kB a page")
    print(
        f"{figures['rate']:.1f} articles a second and core (at least {MIN_RATE:.0f} wanted): {figures['cpu']:.1f} s of "
        f"the processor, {figures['seconds']:.1f} s on the clock, start and loading of the model included"
    )
    print(f"extraction took {figures['extraction_share']:.0%} of the time of reading")


def saved_pages(folder: Path) -> list[tuple[str, bytes]]:
    """Read saved pages, each under an invented address."""
    files = sorted([*folder.glob("*.html.gz"), *folder.glob("*.html")])
    read = ((path, path.read_bytes()) for path in files)
    return [
        (f"https://{path.name.split('_')[0].lower()}.example/{path.name.split('.')[0]}", _plain(content))
        for path, content in read
    ]


def _plain(content: bytes) -> bytes:
    return gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content


def measure(folder: Path, pages: list[tuple[str, bytes]], times: int) -> dict[str, Any]:
    """Import each page so many times, and return the figures of the command with processor time and rate."""
    file = folder / "pages.warc.gz"
    copies = [_copy(url, page, number) for number in range(times) for url, page in pages]
    file.write_bytes(compressed(info(), *(record(url, page) for url, page in copies)))
    environment = {**os.environ, "BROADSHEET_DATA": str(folder)}
    environment.pop("BROADSHEET_DATABASE_URL", None)
    command = [sys.executable, "-m", "core", "archive", "import", "--warc", "--json", "--workers", "1", str(file)]
    before, began = processor_seconds(), time.perf_counter()
    adopt_orphans()
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True)
    wait_for_orphans()
    seconds, cpu = time.perf_counter() - began, processor_seconds() - before
    figures = dict(json.loads(done.stdout))
    kilobytes = sum(len(page) for _, page in copies) / 1000 / len(copies)
    return figures | {
        "seconds": round(seconds, 1),
        "cpu": round(cpu, 1),
        "kilobytes": kilobytes,
        "rate": figures["articles"] / cpu,
    }


def _copy(url: str, page: bytes, number: int) -> tuple[str, bytes]:
    """Make another article of a page: its own address, and no canonical link to the first one."""
    return f"{url}-{number}", re.sub(rb"<link[^>]*canonical[^>]*>", b"", page)


def adopt_orphans() -> None:
    """Become the parent of processes whose own has ended: the extractors' time counts only when they were waited for.

    Raises
    ------
    OSError
        If the system is not Linux.
    """
    if ctypes.CDLL(None, use_errno=True).prctl(SUBREAPER, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "the processor's time cannot be measured here")


def wait_for_orphans(others: Collection[int] = ()) -> None:
    """Wait for all processes that were adopted; `others` are our own that go on."""
    deadline = time.monotonic() + ORPHAN_SECONDS
    while time.monotonic() < deadline:
        try:
            waited, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not waited:
            if descendants(os.getpid()) <= {os.getpid(), *others}:
                return
            time.sleep(0.05)


def processor_seconds() -> float:
    """Return the processor time of all processes that have ended and were waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
