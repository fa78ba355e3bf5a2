"""Newspapers on loopback in a process of their own."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from core.newspapers import load_catalogue
from core.types import Newspaper

ROOT = Path(__file__).parents[2]


class PapersElsewhere(NamedTuple):
    """The newspapers, and the process that serves them."""

    papers: list[Newspaper]
    pid: int


@contextlib.contextmanager
def papers_elsewhere(count: int, articles: int = 5, latency: float = 0.0) -> Iterator[PapersElsewhere]:
    """Serve newspapers from another process, which takes none of the readers' time and memory."""
    program = (
        "import sys; from tests.support.servers import catalogue, honest_papers\n"
        f"with honest_papers({count}, {articles}, {latency}) as papers:\n"
        "    print(catalogue(papers), flush=True); print('# ready', flush=True); sys.stdin.read()"
    )
    server = subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert server.stdin is not None
    assert server.stdout is not None
    try:
        lines = []
        while (line := server.stdout.readline()) and line != "# ready\n":
            lines.append(line)
        with tempfile.NamedTemporaryFile("w", suffix=".toml") as file:
            file.writelines(lines)
            file.flush()
            papers = load_catalogue(Path(file.name))
        yield PapersElsewhere(list(papers), server.pid)
    finally:
        server.stdin.close()
        server.wait(10)
