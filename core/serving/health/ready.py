"""Whether a server can do its work now: what a proxy or a supervisor asks every few seconds, so it costs little."""

from __future__ import annotations

import functools
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from core.archive import Archive
from core.serving.health.archived import REMEDY
from core.serving.health.findings import Area, Finding, State, looked
from core.serving.health.model_files import RESTORE, file_problem
from core.settings import Settings
from core.topics.manifest import read_manifest

SECONDS = 5.0
"""Seconds for which an answer is given again."""


def readiness(settings: Settings) -> list[Finding]:
    """Say whether the model can be loaded and the archive reached."""
    return [
        *looked(Area.REACHABLE, "archive", lambda: _archive(settings), REMEDY),
        *looked(Area.LOADED, "model", lambda: _model(settings), RESTORE),
    ]


def _archive(settings: Settings) -> Iterator[Finding]:
    if not Archive.exists(settings):
        yield Finding(Area.REACHABLE, "archive", State.OK, "There is none yet.")
        return
    schema, newest = Archive.schema(settings)
    if schema is not None and schema > newest:
        says = f"Its tables are of version {schema}; this Broadsheet has {newest}."
        yield Finding(Area.REACHABLE, "archive", State.PROBLEM, says, "Use the newer Broadsheet, or another archive.")
    else:
        yield Finding(Area.REACHABLE, "archive", State.OK, "It can be reached.")


def _model(settings: Settings) -> Iterator[Finding]:
    entry = read_manifest(settings.artifacts).entry(settings.model)
    status = (settings.artifacts / entry.file).stat()
    problem = _file_problem(settings.artifacts, entry.name, entry.sha256, status.st_mtime_ns, status.st_size)
    if problem:
        yield Finding(Area.LOADED, "model", State.PROBLEM, problem, RESTORE)
    else:
        yield Finding(Area.LOADED, "model", State.OK, f"{entry.name}, {entry.sha256[:12]}, can be loaded.")


@functools.lru_cache(maxsize=8)
def _file_problem(artifacts: Path, name: str, _sha256: str, _changed: int, _size: int) -> str | None:
    """Read and hash the file again only where it or the manifest has changed."""
    return file_problem(read_manifest(artifacts).entry(name), artifacts)


class Probe:
    """Answers whoever asks whether the server is ready, from one look every few seconds. Safe to share between threads.

    Parameters
    ----------
    load : callable
        Loads the settings.
    clock : callable
        Seconds of a monotonic clock.
    """

    def __init__(self, load: Callable[[], Settings], clock: Callable[[], float] = time.monotonic):
        self._load = load
        self._clock = clock
        self._lock = threading.Lock()
        self._answer: tuple[float, dict[str, object]] | None = None

    def answer(self) -> dict[str, object]:
        """Say whether it is ready, and what keeps it from that: in single words, for anybody may ask."""
        with self._lock:
            if self._answer is None or self._clock() - self._answer[0] >= SECONDS:
                self._answer = self._clock(), self._look()
            return self._answer[1]

    def _look(self) -> dict[str, object]:
        found = list(looked(Area.CONFIGURED, "settings", lambda: readiness(self._load())))
        problems = [finding.subject for finding in found if finding.state is State.PROBLEM]
        return {"ready": not problems, "problems": problems}
