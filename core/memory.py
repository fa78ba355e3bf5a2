"""Memory that is no longer used goes back to the system."""

from __future__ import annotations

import ctypes
import gc

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
