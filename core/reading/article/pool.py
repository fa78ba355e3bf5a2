"""Parse pages and feeds in worker processes, which are ended when one takes too long."""

from __future__ import annotations

import contextlib
import importlib
import signal
import threading
from concurrent.futures import CancelledError, TimeoutError, wait
from multiprocessing.context import ForkServerContext
from typing import Any, Self

from pebble import ProcessExpired, ProcessPool

from core.errors import InputError
from core.memory import limit_memory
from core.reading.article.decode import MAX_BYTES
from core.reading.article.extraction import Extraction, failure
from core.reading.feeds.listing import Listing
from core.settings import Settings
from core.types import Reason

PAGES_PER_WORKER = 200
"""Pages after which a worker is replaced, so that memory that the parsers leak is freed."""
WORKER_MEGABYTES = 90
"""Memory that a worker may take on top of what it starts with."""
WAITING_PER_WORKER = 4
"""Pages queued per worker; further callers block."""


class ExtractionPool:
    """Extracts articles from pages in worker processes.

    Processes start with the first page. All methods may be called from any
    thread.

    Parameters
    ----------
    workers : int
        Processes at once.
    seconds : float
        Time that one page may take before its worker is ended and replaced.
    """

    def __init__(self, workers: int, seconds: float) -> None:
        self.workers = workers
        self.seconds = seconds
        self._room = threading.BoundedSemaphore(workers * (1 + WAITING_PER_WORKER))
        self._lock = threading.Lock()
        self._pool: ProcessPool | None = None
        self._closed = False

    def extract(
        self, html: bytes, url: str, *, language: str = "en", charset: str | None = None, country: str = ""
    ) -> Extraction:
        """Extract the article from a page with `extract_page`; waits for a free worker.

        Never raises for a page: one that takes too long is `too_slow`, one
        that ends its worker `unreadable`.
        """
        try:
            options = {"language": language, "charset": charset, "country": country}
            extraction: Extraction = self._result(EXTRACT, html[:MAX_BYTES], url, **options)
            return extraction
        except TimeoutError:
            late = f"Reading the page took longer than {self.seconds:g} seconds."
            return failure(url, Reason.TOO_SLOW, late)
        except ProcessExpired:
            return failure(url, Reason.UNREADABLE, "Reading the page crashed the process that tried.")
        except Exception:  # the pool was closed, or it broke; no fault of the page's
            self._drop_broken()
            return failure(url, Reason.UNREADABLE, "Reading was ended before this page was done.")

    def parse_listing(self, content: bytes, newspaper: str, url: str, charset: str | None = None) -> Listing:
        """Parse a feed or sitemap with `listing.parse_listing`; never raises for a feed."""
        try:
            listing: Listing = self._result(LISTING, content, newspaper, url, charset)
            return listing
        except TimeoutError:
            late = f"Reading the feed took longer than {self.seconds:g} seconds."
            return Listing(problem=late, reason=Reason.TOO_SLOW)
        except ProcessExpired:
            return Listing(problem="Reading the feed crashed the process that tried.")
        except Exception:  # the pool was closed, or it broke; no fault of the feed's
            self._drop_broken()
            return Listing(problem="Reading was ended before this feed was done.")

    def run(self, job: str, *args: Any) -> Any:
        """Call "module:function" in a worker, for other input of strangers.

        Raises
        ------
        InputError
            If it takes too long, ends its worker, or raises there.
        """
        try:
            return self._result(job, *args)
        except TimeoutError:
            raise InputError(f"Making sense of it took longer than {self.seconds:g} seconds.") from None
        except Exception as problem:  # whatever the job raised, or the pool that was closed
            self._drop_broken()
            raise InputError("What was given could not be understood.") from problem

    def warm(self) -> None:
        """Start the processes in the background, so that the first page need not wait for them."""

        def start() -> None:
            with contextlib.suppress(Exception):
                self._result(LISTING, b"", "", "")

        threading.Thread(target=start, name="warm-pool", daemon=True).start()

    def _result(self, job: str, *args: Any, **options: Any) -> Any:
        """Wait for a worker's result of a job; raises where there is none."""
        with self._room:
            pool = self._running()
            task = pool.schedule(_work, args=(job, *args), kwargs=options, timeout=self.seconds)
            while not wait([task], timeout=0.5).done:
                if self._pool is not pool:  # closed or given up: a task that was under way is never answered
                    raise CancelledError
            return task.result()

    def close(self) -> None:
        """End all processes; pages that are still being read come back as unreadable."""
        with self._lock:
            self._closed = True
            pool, self._pool = self._pool, None
        _end(pool)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _running(self) -> Any:
        with self._lock:
            if self._closed:
                raise CancelledError
            if self._pool is None:
                self._pool = ProcessPool(
                    max_workers=self.workers,
                    max_tasks=PAGES_PER_WORKER,
                    initializer=_prepare_worker,
                    initargs=(WORKER_MEGABYTES,),
                    context=_context(),
                )
            return self._pool

    def _drop_broken(self) -> None:
        """Drop a pool that has stopped working; the next page starts another."""
        with self._lock:
            broken = self._pool if self._pool is not None and not self._pool.active else None
            if broken is not None:
                self._pool = None
        _end(broken)


EXTRACT = "core.reading.article.extract:extract_page"
LISTING = "core.reading.feeds.listing:parse_listing"


def _work(job: str, *args: Any, **options: Any) -> Any:
    """Run a job in a worker, whose fork server has loaded the modules; this process never needs the extractors."""
    module, name = job.split(":")
    return getattr(importlib.import_module(module), name)(*args, **options)


def open_pool(settings: Settings) -> ExtractionPool:
    """Make the pool that the settings describe."""
    return ExtractionPool(settings.extract_workers, settings.extract_seconds)


def _end(pool: ProcessPool | None) -> None:
    if pool is not None:
        with contextlib.suppress(Exception):
            pool.stop()
            pool.join(timeout=10)


def _prepare_worker(megabytes: int) -> None:
    """In a worker: allow what it has now and `megabytes` more, so that one page cannot take all memory."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # a handler in Python would wait for the parser to return
    limit_memory(megabytes)


def _context() -> ForkServerContext:
    """Workers are forked from a server that has warmed up the extractors already: quick to replace, memory shared."""
    context = ForkServerContext()
    context.set_forkserver_preload(["core.reading.article.warm_up"])
    return context
