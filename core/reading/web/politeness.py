"""Manners: robots.txt is kept, and no host is hurried."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from protego import Protego

from core import wording
from core.errors import FetchError
from core.reading.web.fetch import AGENT, FEED_TYPES, SHORT_WAIT, Fetcher
from core.types import Reason
from core.urls import host_of, web_address

PAUSE = 0.25
AT_ONCE = 2
LONG_DELAY = 5.0
PATIENCE = 45.0
"""Seconds for which a paper with a long Crawl-delay is read."""
ROBOTS_LIFETIME = 3600.0
ROBOTS_RETRY = 60.0
ROBOTS_LARGEST = 500 * 1024
"""Bytes of a robots.txt that are looked at (RFC 9309, section 2.5)."""
MOST_HOSTS = 256
MOST_ROBOTS_BYTES = 8 * 1024 * 1024
"""Hosts, and bytes of their robots.txt, that are remembered; those unused for longest go first."""

_NOT_NOW = (Reason.UNREACHABLE, Reason.TOO_SLOW, Reason.PRIVATE_ADDRESS, Reason.TOO_BIG)


class Stopped(Exception):
    """The reading was stopped while a request waited for its turn."""


@dataclass
class _Host:
    slots: threading.BoundedSemaphore = field(default_factory=lambda: threading.BoundedSemaphore(AT_ONCE))
    lock: threading.Lock = field(default_factory=threading.Lock)
    robots_lock: threading.Lock = field(default_factory=threading.Lock)
    next_start: float = 0.0
    delay: float = PAUSE
    rules: Protego | None = None
    refusal: FetchError | None = None
    known_until: float = 0.0
    resting_until: float = 0.0
    size: int = 0
    users: int = 0


class HostGate:
    """Lets requests through to hosts: as robots.txt allows, spaced, two at once.

    Parameters
    ----------
    fetcher : Fetcher
        Gets robots.txt, under the same guards as everything else.
    pause : float
        Least seconds between two starts of requests to one host; a longer
        Crawl-delay wins.
    """

    def __init__(self, fetcher: Fetcher, *, pause: float = PAUSE) -> None:
        self._fetcher = fetcher
        self._pause = pause
        self._hosts: OrderedDict[str, _Host] = OrderedDict()
        self._lock = threading.Lock()

    @contextmanager
    def passage(self, url: str, stop: threading.Event) -> Iterator[None]:
        """Wait for this request's turn, and hold its place while it runs.

        Raises
        ------
        FetchError
            If robots.txt asks not to read this address, or cannot be had.
        Stopped
            If `stop` was set while waiting.
        """
        with self._known(url) as host:
            self._check_robots(host, url)
            self._rest(host, stop)
            while not host.slots.acquire(timeout=0.2):
                if stop.is_set():
                    raise Stopped
            try:
                self._wait_for_turn(host, stop)
                yield
            except FetchError as problem:
                if problem.retry_after >= 0:
                    host.resting_until = max(host.resting_until, time.monotonic() + problem.retry_after)
                raise
            finally:
                host.slots.release()

    def crawl_delay(self, url: str) -> float:
        """Seconds between starts of requests to this host: what robots.txt asks for, at least the pause."""
        with self._known(url) as host:
            self._learn_if_due(host, url)
            return host.delay

    def sitemaps(self, url: str) -> list[str]:
        """The sitemaps that the host's robots.txt names, on whatever host."""
        with self._known(url) as host:
            self._learn_if_due(host, url)
            return [found for found in list(host.rules.sitemaps)[:50] if web_address(found)] if host.rules else []

    @contextmanager
    def _known(self, url: str) -> Iterator[_Host]:
        """What is known of an address's host, which is not forgotten meanwhile."""
        with self._lock:
            host = self._hosts.setdefault(host_of(url), _Host(delay=self._pause))
            self._hosts.move_to_end(host_of(url))
            host.users += 1
            self._forget_some()
        try:
            yield host
        finally:
            with self._lock:
                host.users -= 1

    def _forget_some(self) -> None:
        """Let go of the hosts that were unused for longest, where they are too many or too large."""
        now, size = time.monotonic(), sum(host.size for host in self._hosts.values())
        for name, host in list(self._hosts.items()):
            if len(self._hosts) <= MOST_HOSTS and size <= MOST_ROBOTS_BYTES:
                return
            if not host.users and host.next_start < now and host.resting_until < now:
                size -= host.size
                del self._hosts[name]

    def _rest(self, host: _Host, stop: threading.Event) -> None:
        """Keep Retry-After: wait where that is short, else leave the host alone."""
        left = host.resting_until - time.monotonic()
        if left > SHORT_WAIT:
            until = datetime.now(UTC) + timedelta(seconds=left)
            said = f"The server asked to be left alone until {wording.moment(until, year=False)}."
            raise FetchError(Reason.BLOCKED, said)
        if left > 0 and stop.wait(left):
            raise Stopped

    def _wait_for_turn(self, host: _Host, stop: threading.Event) -> None:
        with host.lock:
            now = time.monotonic()
            start = max(now, host.next_start)
            host.next_start = start + host.delay
        if stop.wait(max(0.0, start - now)):
            raise Stopped

    def _check_robots(self, host: _Host, url: str) -> None:
        self._learn_if_due(host, url)
        if host.refusal is not None:
            raise host.refusal
        if host.rules is not None and not host.rules.can_fetch(url, AGENT):
            raise FetchError(Reason.ROBOTS, "The publisher's robots.txt asks not to read this address.")

    def _learn_if_due(self, host: _Host, url: str) -> None:
        with host.robots_lock:
            if time.monotonic() >= host.known_until:
                host.next_start = max(host.next_start, time.monotonic() + self._pause)
                self._learn(host, url)

    def _learn(self, host: _Host, url: str) -> None:
        host.rules, host.refusal, host.delay, host.size = None, None, self._pause, 0
        lifetime = ROBOTS_LIFETIME
        try:
            found = self._fetcher.get(_robots_address(url), types=(*FEED_TYPES, "application/octet-stream"))
            host.rules = Protego.parse(found.content[:ROBOTS_LARGEST].decode("utf-8", "replace"))
            host.size = min(len(found.content), ROBOTS_LARGEST)
            host.delay = max(self._pause, float(host.rules.crawl_delay(AGENT) or 0.0))
        except FetchError as problem:
            # RFC 9309, section 2.3.1: no robots.txt allows everything; one that cannot be had allows nothing.
            if problem.reason in _NOT_NOW or problem.status == 429:
                host.refusal, lifetime = _refusal(problem), max(ROBOTS_RETRY, problem.retry_after)
        host.known_until = time.monotonic() + lifetime


def _robots_address(url: str) -> str:
    scheme, rest = url.split("://", 1)
    host = rest.split("/", 1)[0].split("?", 1)[0].split("#", 1)[0]
    return f"{scheme}://{host}/robots.txt"


def _refusal(problem: FetchError) -> FetchError:
    if problem.status is not None:
        detail = f"robots.txt could not be had ({problem.detail.rstrip('.')}), so this host is not read now."
        return FetchError(Reason.ROBOTS, detail)
    return problem


def affordable(delay: float) -> int | None:
    """How many articles of a host with this delay are read; None where any number is."""
    return None if delay <= LONG_DELAY else int(PATIENCE // delay)
