"""What is not needed is not loaded, and memory that is no longer used goes back to the system."""

from __future__ import annotations

import ctypes
import gc
import importlib
import sys

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


def settle() -> None:
    """Take everything that exists now, libraries and models above all, out of the collector's rounds for good.

    Streamlit collects garbage after every run of a page: it looks through all
    objects while the visitor waits, and what was loaded at the start is never
    garbage.
    """
    gc.collect()
    gc.freeze()


def load_sklearn_without_pandas() -> None:
    """Import scikit-learn, which imports pandas for inputs that our models never have, without it.

    Loading a model and predicting then take 200 MB and 2.7 s, not 265 MB and
    3.6 s. Pandas is hidden during this import only: what needs it may import
    it afterwards. No other thread may import it meanwhile, so this is for the
    beginning of a command.
    """
    if "pandas" in sys.modules:
        return
    sys.modules["pandas"] = None  # type: ignore[assignment]  # so that importing it fails
    try:
        importlib.import_module("sklearn.utils.fixes")
    finally:
        del sys.modules["pandas"]
