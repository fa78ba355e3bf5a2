"""Make readers with all that they need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from core.errors import CatalogueError
from core.newspapers import load_catalogue
from core.reading.article.pool import ExtractionPool, open_pool
from core.reading.reader import Classify, Reader
from core.reading.web.cache import default_folder
from core.reading.web.fetch import Fetcher
from core.reading.web.guard import Guard, ports_of
from core.reading.web.politeness import MAX_ROBOTS_LIFETIME, MIN_PAUSE, ROBOTS_LIFETIME, Politeness
from core.reading.web.sample import SampleTransport
from core.settings import Settings
from core.types import Newspaper


def make_reader(
    settings: Settings,
    pool: ExtractionPool,
    classify: Classify | None = None,
    sample: bool = False,
    catalogue: Iterable[Newspaper] | None = None,
    many_hosts: int = 0,
) -> Reader:
    """Make a reader over a pool that others use, too.

    Parameters
    ----------
    classify : callable, optional
        Gives the prediction for an article with text.
    sample : bool
        Answer every request from the sample edition in place of the network.
    catalogue : iterable of Newspaper, optional
        The papers of the catalogue, the configured one without: a port that
        one of them names is open on its host. What visitors add opens none.
    many_hosts : int
        For a reader that comes back to so many hosts day and night: it keeps
        their robots.txt for a day, as long as RFC 9309 (section 2.4) allows,
        and no pages, as it reads each once.
    """
    transport = SampleTransport(settings.artifacts) if sample else None
    cache = None if sample or many_hosts or not settings.cache_minutes else settings.cache or default_folder()
    fetcher = Fetcher(Guard(settings.allow_loopback, _ports(settings, catalogue)), transport=transport, cache=cache)
    politeness = Politeness(
        fetcher,
        pause=0.0 if sample else MIN_PAUSE,
        max_hosts=many_hosts or None,
        robots_lifetime=MAX_ROBOTS_LIFETIME if many_hosts else ROBOTS_LIFETIME,
    )
    return Reader(
        fetcher,
        politeness,
        pool,
        classify,
        parallel=settings.parallel_papers,
        max_age=60 * settings.cache_minutes,
    )


def _ports(settings: Settings, catalogue: Iterable[Newspaper] | None) -> frozenset[tuple[str, int]]:
    if catalogue is None:
        try:
            catalogue = load_catalogue(settings.catalogue)
        except CatalogueError:  # whoever reads its papers says so; a link is read without it
            catalogue = ()
    return ports_of(catalogue)


@contextmanager
def open_reader(
    settings: Settings,
    classify: Classify | None = None,
    sample: bool = False,
    catalogue: Iterable[Newspaper] | None = None,
) -> Iterator[Reader]:
    """Open a reader with a pool of its own; both are closed at the end."""
    with open_pool(settings) as pool:
        reader = make_reader(settings, pool, classify, sample, catalogue)
        try:
            yield reader
        finally:
            reader.close()
