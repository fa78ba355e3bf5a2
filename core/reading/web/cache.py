"""What was fetched, kept for a while: RFC 9111 by hishel, with lives that suit a reader of newspapers."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import re
import sqlite3
import tempfile
from collections.abc import Callable
from email.utils import formatdate
from pathlib import Path

import httpx
from hishel import CacheOptions, SqliteStorage
from hishel.httpx import CacheTransport

# What goes wrong with the file is dealt with here; the terminal need not see it.
logging.getLogger("hishel").setLevel(logging.CRITICAL)

MOST_BYTES = 200 * 1024 * 1024
"""Disk that the cache takes at most; the longest unused answers go first."""
KEPT_SECONDS = 24 * 3600.0
"""After so long an answer is gone, and with it what a conditional request would need."""
LISTING_SECONDS = 300
"""Longest time for which a feed is not asked again, whatever its publisher says."""

_OPTIONS = CacheOptions(shared=False)
_MAX_AGE = re.compile(r"\bmax-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)
# What a publisher's cache says of itself, and requests that differ by nothing that we ever vary.
_NOT_OURS = ("age", "expires", "pragma", "vary", "set-cookie")
_OF_CACHES = ("cache-control", "expires", "etag", "last-modified")
_LIFE, _PASS = "broadsheet_life", "broadsheet_pass"
_STORABLE = (200, 301, 302, 303, 304, 307, 308)


class Doorway(httpx.BaseTransport):
    """Stands where requests leave for the network: waits for their turn there, and says how long answers live.

    A request that the cache can answer never comes here, so it waits for
    nobody. `prepared` hands over what to do before leaving.
    """

    def __init__(self, beyond: httpx.BaseTransport) -> None:
        self._beyond = beyond

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The network's answer."""
        leave: Callable[[], None] | None = request.extensions.get(_PASS)
        if leave is not None:
            leave()
        response = self._beyond.handle_request(request)
        if response.status_code in _STORABLE:
            _set_life(response, request.extensions.get(_LIFE))
        return response

    def close(self) -> None:
        """Close all connections."""
        self._beyond.close()


def prepared(
    url: str, headers: dict[str, str], timeout: dict[str, float | None], leave: Callable[[], None], version: str | None,
    life: float | None,
) -> httpx.Request:  # fmt: skip
    """A request that the transports here understand.

    Parameters
    ----------
    leave : callable
        Called when, and only when, the request has to leave for the network.
    version : str or None
        What the feed says of the article: another version is another article.
    life : float or None
        Seconds for which the answer is not asked for again; the publisher's
        own word counts where it is longer. None for feeds and the like: the
        publisher's word counts where it is shorter.
    """
    extensions: dict[str, object] = {"timeout": timeout, _PASS: leave, _LIFE: life}
    if version is not None:
        extensions["caching"] = {"key": hashlib.sha256(f"{version}\n{url}".encode()).hexdigest()}
    return httpx.Request("GET", url, headers=headers, extensions=extensions)


def _set_life(response: httpx.Response, life: float | None) -> None:
    """Write into the answer how long it lives here, in the words that hishel keeps to."""
    headers = response.headers
    said = ",".join(headers.get_list("cache-control"))
    found = _MAX_AGE.search(said)
    told = int(found[1]) if found else None
    if life is None and "no-store" in said.lower():
        return
    if response.status_code != 304 and not any(name in headers for name in _OF_CACHES):
        life = None  # a server that says nothing of caches is asked again
    for name in _NOT_OURS:
        headers.pop(name, None)
    headers["date"] = formatdate(usegmt=True)
    if life is not None:
        headers["cache-control"] = f"max-age={int(min(max(life, told or 0), KEPT_SECONDS))}"
    elif told and "no-cache" not in said.lower():
        headers["cache-control"] = f"max-age={min(told, LISTING_SECONDS)}"
    else:
        headers["cache-control"] = "max-age=0"  # kept, and asked for with its ETag or date the next time


class SafeCache(httpx.BaseTransport):
    """The cache, or the network where the cache's file cannot be used: reading goes on with a full disk."""

    def __init__(self, doorway: Doorway, path: Path) -> None:
        self._doorway = doorway
        storage = SqliteStorage(
            database_path=path, default_ttl=KEPT_SECONDS, max_size=MOST_BYTES, max_stream_size=8 * 1024 * 1024
        )
        self._cached = CacheTransport(doorway, storage=storage, rfc=_OPTIONS)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """A fresh answer of the past, or the network's."""
        try:
            return self._cached.handle_request(request)
        except (sqlite3.Error, OSError, RuntimeError):
            return self._doorway.handle_request(request)

    def close(self) -> None:
        """Close all connections and the file."""
        with contextlib.suppress(sqlite3.Error, OSError):
            self._cached.close()


def open_cache(doorway: Doorway, folder: Path | None, allow_loopback: bool = False) -> httpx.BaseTransport:
    """The cache in this folder, or the bare doorway where there is none or it belongs to somebody else.

    What was read while loopback was allowed is kept apart: nobody gets it once it is not.
    """
    if folder is None or not _ours(folder):
        return doorway
    return SafeCache(doorway, folder / ("pages-1-loopback.sqlite" if allow_loopback else "pages-1.sqlite"))


def default_folder() -> Path:
    """The user's cache folder, or one in the temp folder where the user has no home."""
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


def _ours(folder: Path) -> bool:
    """Whether this folder is there for this user alone; made if it is missing."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.stat()
        return status.st_uid == os.getuid() and os.access(folder, os.W_OK) and not status.st_mode & 0o002
    except OSError:
        return False
