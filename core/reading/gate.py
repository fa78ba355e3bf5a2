"""Manners: robots.txt is kept, and no host is hurried."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from protego import Protego

from core.reading.addresses import host_of
from core.reading.fetch import AGENT, FEED_TYPES, Fetcher
from core.reading.guard import FetchError
from core.types import Reason

PAUSE = 0.25
AT_ONCE = 2
LONG_DELAY = 5.0
PATIENCE = 45.0
"""Seconds for which a paper with a long Crawl-delay is read."""
ROBOTS_LIFETIME = 3600.0
ROBOTS_RETRY = 60.0
ROBOTS_LARGEST = 500 * 1024
"""Bytes of a robots.txt that are looked at (RFC 9309, section 2.5)."""

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
        self._hosts: dict[str, _Host] = {}
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
        host = self._host(url)
        self._check_robots(host, url)
        while not host.slots.acquire(timeout=0.2):
            if stop.is_set():
                raise Stopped
        try:
            self._wait_for_turn(host, stop)
            yield
        finally:
            host.slots.release()

    def crawl_delay(self, url: str) -> float:
        """Seconds between starts of requests that this host asks for, at least the pause."""
        return self._host(url).delay

    def _host(self, url: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host_of(url), _Host(delay=self._pause))

    def _wait_for_turn(self, host: _Host, stop: threading.Event) -> None:
        with host.lock:
            now = time.monotonic()
            start = max(now, host.next_start)
            host.next_start = start + host.delay
        if stop.wait(max(0.0, start - now)):
            raise Stopped

    def _check_robots(self, host: _Host, url: str) -> None:
        with host.robots_lock:
            if time.monotonic() >= host.known_until:
                self._learn(host, url)
        if host.refusal is not None:
            raise host.refusal
        if host.rules is not None and not host.rules.can_fetch(url, AGENT):
            raise FetchError(Reason.ROBOTS, "The publisher's robots.txt asks not to read this address.")

    def _learn(self, host: _Host, url: str) -> None:
        host.rules, host.refusal, host.delay = None, None, self._pause
        lifetime = ROBOTS_LIFETIME
        try:
            found = self._fetcher.get(_robots_address(url), types=(*FEED_TYPES, "application/octet-stream"))
            host.rules = Protego.parse(found.content[:ROBOTS_LARGEST].decode("utf-8", "replace"))
            host.delay = max(self._pause, float(host.rules.crawl_delay(AGENT) or 0.0))
        except FetchError as problem:
            # RFC 9309, section 2.3.1: no robots.txt allows everything; one that cannot be had allows nothing.
            if problem.reason in _NOT_NOW or "429" in problem.detail:
                host.refusal, lifetime = _refusal(problem), ROBOTS_RETRY
        host.known_until = time.monotonic() + lifetime


def _robots_address(url: str) -> str:
    scheme, rest = url.split("://", 1)
    host = rest.split("/", 1)[0].split("?", 1)[0].split("#", 1)[0]
    return f"{scheme}://{host}/robots.txt"


def _refusal(problem: FetchError) -> FetchError:
    if problem.detail.startswith("The server answered"):
        detail = f"robots.txt could not be had ({problem.detail.rstrip('.')}), so this host is not read now."
        return FetchError(Reason.ROBOTS, detail)
    return problem


def affordable(delay: float) -> int | None:
    """How many articles of a host with this delay are read; None where any number is."""
    return None if delay <= LONG_DELAY else int(PATIENCE // delay)
