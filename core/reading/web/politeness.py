"""Politeness: robots.txt, request spacing per host, Retry-After."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from core import wording
from core.errors import FetchError
from core.reading.web.fetch import MAX_RETRY_WAIT, Fetcher
from core.reading.web.robots import MAX_ROBOTS_BYTES, Robots
from core.types import Reason
from core.urls import host_of

MIN_PAUSE = 0.25
"""Seconds between the starts of two requests to one host."""
MAX_PER_HOST = 2
"""Requests to one host at the same time."""
MAX_UNLIMITED_DELAY = 5.0
"""Longest Crawl-delay, in seconds, at which a paper's articles are all read."""
MAX_DELAYED_SECONDS = 45.0
"""Time for which a paper with a longer Crawl-delay is read."""
ROBOTS_LIFETIME = 3600.0
"""Seconds after which robots.txt is read again."""
MAX_ROBOTS_LIFETIME = 86_400.0
"""Seconds for which robots.txt may be kept at most (RFC 9309, section 2.4)."""
ROBOTS_RETRY = 60.0
"""Seconds after which a robots.txt that could not be read is tried again."""
MAX_HOSTS = 256
"""Hosts that are remembered by default; those unused for longest go first."""
MAX_REMEMBERED_BYTES = 8 * 1024 * 1024
"""Bytes of robots.txt that are remembered, of all hosts together."""
SLOT_POLL_SECONDS = 0.2
"""How often a request that waits behind others looks whether the reading was stopped."""

Wait = Callable[[threading.Event, float], bool]
"""Wait for an event, at most so many seconds; tell whether it is set."""


class Stopped(Exception):
    """The reading was stopped while a request waited for its turn."""


@dataclass
class _Host:
    """What is remembered of a host; times are those of the clock."""

    delay: float
    slots: threading.BoundedSemaphore = field(default_factory=lambda: threading.BoundedSemaphore(MAX_PER_HOST))
    lock: threading.Lock = field(default_factory=threading.Lock)
    robots_lock: threading.Lock = field(default_factory=threading.Lock)
    next_start: float = 0.0
    rules: Robots | None = None
    refusal: FetchError | None = None
    robots_expire: float = 0.0
    rest_until: float = 0.0
    size: int = 0
    users: int = 0


class Politeness:
    """Lets requests to hosts start as robots.txt allows, spaced, two at the same time.

    Parameters
    ----------
    fetcher : Fetcher
        Gets robots.txt, under the same guard as everything else.
    pause : float
        Seconds between the starts of two requests to one host; a longer
        Crawl-delay wins.
    max_hosts : int, optional
        Hosts that are remembered, with their robots.txt; `MAX_HOSTS` without.
    robots_lifetime : float
        Seconds after which robots.txt is read again.
    clock, wait : callable
        The time in seconds, and how to wait; for tests.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        *,
        pause: float = MIN_PAUSE,
        max_hosts: int | None = None,
        robots_lifetime: float = ROBOTS_LIFETIME,
        clock: Callable[[], float] = time.monotonic,
        wait: Wait = threading.Event.wait,
    ) -> None:
        self._fetcher = fetcher
        self._pause = pause
        self._max_hosts = MAX_HOSTS if max_hosts is None else max_hosts
        self._robots_lifetime = robots_lifetime
        self._clock = clock
        self._wait = wait
        self._hosts: OrderedDict[str, _Host] = OrderedDict()
        self._size = 0
        """Bytes of robots.txt of all hosts that are remembered."""
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, url: str, stop: threading.Event) -> Iterator[None]:
        """Wait for this request's turn, and hold its place while it runs.

        Raises
        ------
        FetchError
            If robots.txt asks not to read this URL, or cannot be read.
        Stopped
            If `stop` was set while waiting.
        """
        with self._remember(url) as host:
            self._check_robots(host, url)
            self._respect_retry_after(host, stop)
            while not host.slots.acquire(timeout=SLOT_POLL_SECONDS):
                if stop.is_set():
                    raise Stopped
            try:
                self._wait_for_start(host, stop)
                yield
            except FetchError as problem:
                if problem.retry_after >= 0:
                    host.rest_until = max(host.rest_until, self._clock() + problem.retry_after)
                raise
            finally:
                host.slots.release()

    def crawl_delay(self, url: str) -> float:
        """Return the seconds between two requests to this host: robots.txt's Crawl-delay, at least the pause."""
        with self._remember(url) as host:
            self._refresh_robots(host, url)
            return host.delay

    def sitemaps(self, url: str) -> list[str]:
        """List the sitemaps that the host's robots.txt names, on whatever host."""
        with self._remember(url) as host:
            self._refresh_robots(host, url)
            return host.rules.sitemaps if host.rules else []

    @contextmanager
    def _remember(self, url: str) -> Iterator[_Host]:
        """Hold a URL's host, which is not evicted meanwhile."""
        name = host_of(url)
        with self._lock:
            host = self._hosts.setdefault(name, _Host(delay=self._pause))
            self._hosts.move_to_end(name)
            host.users += 1
            self._evict()
        try:
            yield host
        finally:
            with self._lock:
                host.users -= 1

    def _evict(self) -> None:
        """Drop the hosts that were unused for longest, where they are too many or too large."""
        if len(self._hosts) <= self._max_hosts and self._size <= MAX_REMEMBERED_BYTES:
            return
        now = self._clock()
        for name, host in list(self._hosts.items()):
            if len(self._hosts) <= self._max_hosts and self._size <= MAX_REMEMBERED_BYTES:
                return
            if not host.users and host.next_start < now and host.rest_until < now:
                self._size -= host.size
                del self._hosts[name]

    def _respect_retry_after(self, host: _Host, stop: threading.Event) -> None:
        """Wait where the host asked for a short rest; leave it alone where it asked for a long one."""
        left = host.rest_until - self._clock()
        if left > MAX_RETRY_WAIT:
            until = datetime.now(UTC) + timedelta(seconds=left)
            raise FetchError(
                Reason.BLOCKED, f"The server asked to be left alone until {wording.moment(until, year=False)}."
            )
        if left > 0 and self._wait(stop, left):
            raise Stopped

    def _wait_for_start(self, host: _Host, stop: threading.Event) -> None:
        with host.lock:
            now = self._clock()
            start = max(now, host.next_start)
            host.next_start = start + host.delay
        if self._wait(stop, max(0.0, start - now)):
            raise Stopped

    def _check_robots(self, host: _Host, url: str) -> None:
        self._refresh_robots(host, url)
        if host.refusal is not None:
            raise host.refusal
        if host.rules is not None and not host.rules.allows(url):
            raise FetchError(Reason.ROBOTS, "The publisher's robots.txt asks not to read this address.")

    def _refresh_robots(self, host: _Host, url: str) -> None:
        with host.robots_lock:
            if self._clock() >= host.robots_expire:
                host.next_start = max(host.next_start, self._clock() + self._pause)
                self._load_robots(host, url)

    def _load_robots(self, host: _Host, url: str) -> None:
        host.rules, host.refusal, host.delay = None, None, self._pause
        lifetime, size = self._robots_lifetime, 0
        try:
            content = self._fetcher.get(_robots_url(url), types=None).content
            host.rules, size = Robots(content), min(len(content), MAX_ROBOTS_BYTES)
            host.delay = max(self._pause, host.rules.crawl_delay)
        except FetchError as problem:
            # RFC 9309, section 2.3.1: a missing robots.txt (4xx) allows everything, an unreachable one nothing.
            if problem.status is None or problem.status == 429 or not 400 <= problem.status < 500:
                host.refusal, lifetime = _refusal(problem), max(ROBOTS_RETRY, problem.retry_after)
        host.robots_expire = self._clock() + lifetime
        with self._lock:  # the host is in use, so it is remembered still
            self._size += size - host.size
            host.size = size


def max_articles(delay: float) -> int | None:
    """Return how many articles of a host with this delay are read; None where any number is."""
    return None if delay <= MAX_UNLIMITED_DELAY else int(MAX_DELAYED_SECONDS // delay)


def _robots_url(url: str) -> str:
    scheme, rest = url.split("://", 1)
    host = rest.split("/", 1)[0].split("?", 1)[0].split("#", 1)[0]
    return f"{scheme}://{host}/robots.txt"


def _refusal(problem: FetchError) -> FetchError:
    if problem.status is None:
        return problem
    detail = f"robots.txt could not be fetched ({problem.detail.rstrip('.')}), so this host is not read now."
    return FetchError(Reason.ROBOTS, detail)
