"""The HTTP cache: RFC 9111 by hishel, with lifetimes that suit a reader of newspapers."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import re
import sqlite3
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import formatdate, parsedate_to_datetime
from pathlib import Path

import httpx
from hishel import CacheOptions, SqliteStorage
from hishel.httpx import CacheTransport

from core.reading.web.guard import PUBLIC_ONLY, Guard

# Trouble with the file is handled in this module; hishel would print it to the terminal, too.
logging.getLogger("hishel").setLevel(logging.CRITICAL)

MAX_CACHE_BYTES = 200 * 1024 * 1024
"""Disk that the cache takes; the responses unused for longest are deleted first."""
MAX_CACHED_BYTES = 8 * 1024 * 1024
"""Size of one stored response; pages of more than 5 MiB are not read at all."""
MAX_STORED_SECONDS = 24 * 3600.0
"""Time after which a response is deleted, and with it what a conditional request needs."""
MAX_LISTING_AGE = 300
"""Seconds for which a feed is served from cache, whatever its publisher allows."""

_CACHE_OPTIONS = CacheOptions(shared=False)
_MAX_AGE = re.compile(r"\bmax-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)
_DROPPED = ("age", "expires", "pragma", "vary", "set-cookie")
"""Headers dropped before caching: those of upstream caches, and Vary, as our requests never vary."""
EXTENSION_COOKIES = "broadsheet_cookies"
"""Of a request: the cookies of its fetch, into which an answer's go before the cache sees it."""
_CACHING_HEADERS = ("cache-control", "expires", "etag", "last-modified")
"""Headers of which one at least shows that a server knows about caches."""
_STORABLE = (200, 301, 302, 303, 304, 307, 308)
FUTURE_SECONDS = 60.0
"""Seconds by which a stored answer may be ahead of the clock: beyond, the clock was set back, and it is asked again."""
_EXTENSION_MAX_AGE = "broadsheet_max_age"
_EXTENSION_LEAVE = "broadsheet_leave"
_EXTENSION_PUBLISHED = "broadsheet_published_age"


@dataclass(frozen=True, slots=True)
class CachePolicy:
    """How the response to a request is cached.

    Parameters
    ----------
    version : str, optional
        What the feed says of the article: another version is another entry.
    max_age : float, optional
        Seconds for which an article is served from cache, or longer where the
        publisher allows it. None for feeds and the like: the publisher's own
        max-age, at most `MAX_LISTING_AGE`.
    """

    version: str | None = None
    max_age: float | None = None


class PoliteTransport(httpx.BaseTransport):
    """On a cache miss waits for the host's turn, then sets the cache lifetime.

    A request that the cache can answer never comes here, so it waits for
    nothing. `build_request` says what to do before a request leaves.

    Parameters
    ----------
    network : httpx.BaseTransport
        Sends the requests.
    clock : callable
        The time of day in seconds, from which the cache counts an answer's age.
    """

    def __init__(self, network: httpx.BaseTransport, clock: Callable[[], float] = time.time) -> None:
        self._network = network
        self._clock = clock

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request when its turn has come."""
        leave: Callable[[], None] | None = request.extensions.get(_EXTENSION_LEAVE)
        if leave is not None:
            leave()
        response = self._network.handle_request(request)
        cookies: httpx.Cookies | None = request.extensions.get(EXTENSION_COOKIES)
        if cookies is not None and "set-cookie" in response.headers:
            response.request = request
            cookies.extract_cookies(response)
            if response.has_redirect_location:  # without its cookie, which is not stored, it would lead nowhere
                response.headers["cache-control"] = "no-store"
                return response
        if response.status_code in _STORABLE:
            _set_lifetime(response, request.extensions.get(_EXTENSION_MAX_AGE), self._clock())
        return response

    def now(self) -> float:
        """Return the time of day in seconds."""
        return self._clock()

    def close(self) -> None:
        """Close all connections."""
        self._network.close()


def build_request(
    url: str, *, headers: dict[str, str], seconds: float, leave: Callable[[], None], policy: CachePolicy
) -> httpx.Request:
    """Build a request that the transports here understand.

    Parameters
    ----------
    seconds : float
        Time-out of each step of the connection.
    leave : callable
        Called when, and only when, the request has to leave for the network.
    """
    extensions: dict[str, object] = {
        "timeout": httpx.Timeout(seconds).as_dict(),
        _EXTENSION_LEAVE: leave,
        _EXTENSION_MAX_AGE: policy.max_age,
    }
    if policy.version is not None:
        extensions["caching"] = {"key": hashlib.sha256(f"{policy.version}\n{url}".encode()).hexdigest()}
    return httpx.Request("GET", url, headers=headers, extensions=extensions)


def _set_lifetime(response: httpx.Response, max_age: float | None, now: float) -> None:
    """Write the lifetime into the response's headers, where hishel reads it."""
    headers = response.headers
    directives = ",".join(headers.get_list("cache-control"))
    match = _MAX_AGE.search(directives)
    published = int(match[1]) if match else 0
    response.extensions[_EXTENSION_PUBLISHED] = published
    if max_age is None and "no-store" in directives.lower():
        return
    if response.status_code != 304 and not any(name in headers for name in _CACHING_HEADERS):
        max_age = None  # a server that sends no caching headers is asked again
    for name in _DROPPED:
        headers.pop(name, None)
    headers["date"] = formatdate(now, usegmt=True)
    if max_age is not None:
        lifetime = int(min(max(max_age, published), MAX_STORED_SECONDS))
    elif "no-cache" not in directives.lower():
        lifetime = min(published, MAX_LISTING_AGE)
    else:
        lifetime = 0
    headers["cache-control"] = f"max-age={lifetime}"  # 0: stored, and requested conditionally the next time


class SafeCache(httpx.BaseTransport):
    """The cache, or the network where the cache's file cannot be used: reading goes on with a full disk."""

    def __init__(self, polite: PoliteTransport, path: Path) -> None:
        self._polite = polite
        storage = SqliteStorage(
            database_path=path,
            default_ttl=MAX_STORED_SECONDS,
            max_size=MAX_CACHE_BYTES,
            max_stream_size=MAX_CACHED_BYTES,
        )
        self._cache = CacheTransport(polite, storage=storage, rfc=_CACHE_OPTIONS)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Answer from the cache while it is fresh, else from the network."""
        try:
            response = self._cache.handle_request(request)
            if self._is_of_the_future(response):
                response.close()
                request.headers["cache-control"] = "no-cache"
                response = self._cache.handle_request(request)
            return response
        except (sqlite3.Error, OSError, RuntimeError):
            return self._polite.handle_request(request)

    def _is_of_the_future(self, response: httpx.Response) -> bool:
        """Whether a cached answer was stored later than now: it would stay fresh until the clock has caught up."""
        if not is_cached(response):
            return False
        try:
            stored = parsedate_to_datetime(response.headers.get("date", "")).timestamp()
        except (TypeError, ValueError):
            return False
        return stored > self._polite.now() + FUTURE_SECONDS

    def close(self) -> None:
        """Close all connections and the file."""
        with contextlib.suppress(sqlite3.Error, OSError):
            self._cache.close()


def published_age(response: httpx.Response) -> int:
    """Return for how many seconds the server lets its answer be kept; 0 where it does not say, or the cache answers."""
    return int(response.extensions.get(_EXTENSION_PUBLISHED, 0))


def is_cached(response: httpx.Response) -> bool:
    """Whether an answer came from the cache, and nobody was asked."""
    return bool(response.extensions.get("caching", {}).get("from_cache"))


def open_cache(polite: PoliteTransport, folder: Path | None, guard: Guard = PUBLIC_ONLY) -> httpx.BaseTransport:
    """Open the cache in a folder; the bare transport where there is none, or others can write to it.

    What was read while loopback was allowed has a file of its own, so that it
    is never served when loopback is not.
    """
    if folder is None or not _is_private(folder):
        return polite
    return SafeCache(polite, folder / ("pages-1-loopback.sqlite" if guard.allow_loopback else "pages-1.sqlite"))


def default_folder() -> Path:
    """Return the user's cache folder, or one in the temp folder where the user has no home."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    if base and Path(base).is_absolute():
        return Path(base) / "broadsheet"
    try:
        home = Path.home()
    except RuntimeError:
        home = None
    if home is not None and home.is_dir() and os.access(home, os.W_OK):
        return home / ".cache" / "broadsheet"
    return Path(tempfile.gettempdir()) / f"broadsheet-{os.getuid()}"


def folder_problem(folder: Path) -> str | None:
    """Say why the cache cannot be in a folder; None where it can. Nothing is made."""
    try:
        there = next(place for place in (folder, *folder.parents) if place.exists())
    except (OSError, StopIteration):
        return "It cannot be looked at."
    if not there.is_dir():
        return f"{there} is no folder."
    if not os.access(there, os.W_OK):
        return f"This user may not write to {there}."
    if there == folder and not _belongs_to_us(folder):
        return "Others may write to it, or it belongs to another user."
    return None


def _is_private(folder: Path) -> bool:
    """Tell whether this user alone can write to a folder; create it if it is missing."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.access(folder, os.W_OK) and _belongs_to_us(folder)
    except OSError:
        return False


def _belongs_to_us(folder: Path) -> bool:
    status = folder.stat()
    return status.st_uid == os.getuid() and not status.st_mode & 0o002
