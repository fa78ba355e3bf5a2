"""What is not needed is not loaded, and memory that is no longer used goes back to the system."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib
import resource
import sys
import threading
import time
from collections.abc import Callable
from types import ModuleType
from typing import Any

HIDDEN = ("pandas", "rich.progress")
"""What scikit-learn can do without."""
LATER = ("scipy.stats",)
"""What scikit-learn imports and does not use before a model is trained."""

SECONDS_BETWEEN_COLLECTIONS = 10.0
"""Chosen, not measured: one collection where fifty visitors would cause two hundred, one every 2.5 s each."""

_ARENA_MAX = -8  # M_ARENA_MAX of glibc's malloc.h


def share_arenas() -> None:
    """Let all threads allocate from two arenas: readings use dozens of short threads, and each would keep its own.

    Does nothing where the C library is not glibc.
    """
    try:
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 2)
    except (AttributeError, OSError):
        return


def give_back() -> None:
    """Return what was freed (pages that were read, mostly); does nothing where the C library is not glibc."""
    try:
        ctypes.CDLL(None).malloc_trim(0)
    except (AttributeError, OSError):
        return


def limit_memory(megabytes: int) -> None:
    """Allow this process what it has now and so many megabytes more; does nothing where the system cannot tell."""
    with contextlib.suppress(OSError, ValueError), open("/proc/self/status") as status:  # noqa: PTH123
        data = next((int(line.split()[1]) for line in status if line.startswith("VmData:")), 0) * 1024
        if data:
            limit = data + megabytes * 1024 * 1024
            resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def settle() -> None:
    """Take everything that exists now, libraries and models above all, out of the collector's rounds for good.

    Streamlit collects garbage after every run of a page: it looks through all
    objects while the visitor waits, and what was loaded at the start is never
    garbage.
    """
    gc.collect()
    gc.freeze()


class PacedCollector:
    """Collects garbage at most once in so many seconds, whoever asks. Safe to share between threads.

    Streamlit would collect all of it after every run, and holds up every
    visitor meanwhile: under fifty visitors twenty times a second, for what
    one collection finds as well. Python's own collector goes on between.

    Parameters
    ----------
    pause : float
        Seconds between two collections.
    collect : callable
        Collects.
    clock : callable
        Seconds of a monotonic clock.
    """

    def __init__(
        self,
        pause: float = SECONDS_BETWEEN_COLLECTIONS,
        collect: Callable[[], object] = gc.collect,
        clock: Callable[[], float] = time.monotonic,
    ):
        self._pause, self._collect, self._clock = pause, collect, clock
        self._lock = threading.Lock()
        self._next = clock() + pause

    def after_run(self) -> None:
        """Collect, if the last time is long enough ago; wait for nobody."""
        if self._clock() < self._next or not self._lock.acquire(blocking=False):
            return
        try:
            self._collect()
            self._next = self._clock() + self._pause
        finally:
            self._lock.release()


def load_sklearn_alone() -> None:
    """Import scikit-learn without what it imports for inputs and methods that our models never have.

    Pandas is hidden, what shows the progress of a training too, and modules
    for statistics stand in for themselves until something asks them for more
    than their name. This holds during this import only: what needs one of
    them may import it afterwards. No other thread may import pandas
    meanwhile, so this is for the beginning of a command.
    """
    if "sklearn" in sys.modules:
        return
    hidden: dict[str, ModuleType | None] = dict.fromkeys(HIDDEN)
    stand_ins: dict[str, ModuleType | None] = {name: _StandIn(name) for name in LATER}
    put = {name: module for name, module in (hidden | stand_ins).items() if name not in sys.modules}
    sys.modules.update(put)  # type: ignore[arg-type]  # None makes importing it fail
    try:
        importlib.import_module("sklearn.pipeline")
    finally:
        for name, module in put.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


class _StandIn(ModuleType):
    """A module that is imported when something of it is asked for."""

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(importlib.import_module(self.__name__), name)
