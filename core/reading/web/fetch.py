"""The one way to the web: bounded in size, time and redirects, and guarded."""

from __future__ import annotations

import re
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urljoin

import httpx

from core import __version__
from core.errors import FetchError
from core.language import english
from core.reading.web.cache import Doorway, open_cache, prepared
from core.reading.web.guard import check_url
from core.reading.web.transport import GuardedTransport, remaining, set_deadline
from core.types import Reason

NAME = "Broadsheet"
"""What robots.txt calls us."""
AGENT = f"{NAME}/{__version__} (news reader; https://github.com/broadsheet-app/broadsheet)"
LARGEST = 5 * 1024 * 1024
SECONDS = 15.0
REDIRECTS = 5
SHORT_WAIT = 10.0
"""Longest Retry-After that is waited for; a host that asks for more is left alone for as long."""

PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml")
FEED_TYPES = (*PAGE_TYPES, "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/gzip",
              "application/x-gzip", "application/json+feed")  # fmt: skip

_STATUS = {401: Reason.BLOCKED, 402: Reason.PAYWALLED, 403: Reason.BLOCKED, 404: Reason.GONE, 405: Reason.BLOCKED,
           406: Reason.BLOCKED, 410: Reason.GONE, 429: Reason.BLOCKED, 451: Reason.BLOCKED}  # fmt: skip
_HEADERS = {
    "User-Agent": AGENT,
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.8",
    "Accept-Language": english.CODE,
    "Accept-Encoding": "gzip, deflate",
}
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
Turn = Callable[[str], AbstractContextManager[None]]

_GZIP = b"\x1f\x8b"
_BINARY = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"PK\x03\x04", b"\x7fELF", b"RIFF", b"\x00\x00\x00")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back: the address after redirects, the bytes (decompressed), type and declared charset."""

    url: str
    content: bytes
    content_type: str
    charset: str | None


class Fetcher:
    """Gets pages, feeds and robots.txt; every problem is a `FetchError` with its reason.

    Parameters
    ----------
    allow_loopback : bool
        Let connections go to this machine; for tests.
    transport : httpx.BaseTransport, optional
        Answers in place of the network, such as the sample edition's.
    cache : Path, optional
        Folder of the HTTP cache; without it nothing is kept.
    """

    def __init__(
        self, *, allow_loopback: bool = False, transport: httpx.BaseTransport | None = None, cache: Path | None = None
    ) -> None:
        # Bare transports: nothing follows redirects, keeps cookies or reads the environment behind our back.
        self._doorway = Doorway(transport or GuardedTransport(allow_loopback))
        self._transport = open_cache(self._doorway, cache, allow_loopback)

    def close(self) -> None:
        """Close all connections."""
        self._transport.close()

    def get(
        self,
        url: str,
        *,
        types: tuple[str, ...] = PAGE_TYPES,
        turn: Turn | None = None,
        version: str | None = None,
        life: float | None = None,
    ) -> Fetched:
        """The content at an address, after at most 5 redirects.

        Parameters
        ----------
        types : tuple of str
            The content types that are read.
        turn : callable, optional
            Given each address on the way, a context in which it may be asked;
            the time spent waiting for it is not the server's.
        version : str, optional
            What is known of the content: what the cache holds of another version is not taken.
        life : float, optional
            Seconds for which the cache need not ask again.

        Raises
        ------
        FetchError
            With the reason; nothing else is raised for what a server does.
        """
        left, redirects, waited = SECONDS, 0, False
        while redirects <= REDIRECTS:
            check_url(url)
            try:
                found, left = self._hop(url, types, turn, left, version, life)
            except FetchError as problem:
                if waited or turn is None or not 0 <= problem.retry_after <= SHORT_WAIT:
                    raise
                waited = True  # the turn knows how long; the address is asked once more
                continue
            if isinstance(found, Fetched):
                return found
            url, redirects = found, redirects + 1
        raise FetchError(Reason.UNREACHABLE, f"The server redirected more than {REDIRECTS} times.")

    def _hop(
        self, url: str, types: tuple[str, ...], turn: Turn | None, left: float, version: str | None, life: float | None
    ) -> tuple[Fetched | str, float]:
        """What came back, or the address to go on to; and the seconds that are left."""
        with ExitStack() as passage:

            def leave() -> None:
                passage.close()
                if turn is not None:
                    passage.enter_context(turn(url))
                set_deadline(left)

            set_deadline(left)
            timeout = httpx.Timeout(SECONDS).as_dict()
            try:
                found = self._once(url, prepared(url, _HEADERS, timeout, leave, version, life), types)
            except sqlite3.Error:  # the cache's file broke: reading goes on without it
                self._transport = self._doorway
                return self._hop(url, types, turn, left, version, life)
            except httpx.HTTPError as problem:
                raise _network_error(problem) from problem
            except (httpx.InvalidURL, UnicodeError, ValueError) as problem:
                raise FetchError(Reason.UNREADABLE, "The address cannot be understood.") from problem
            return found, remaining()

    def _once(self, url: str, request: httpx.Request, types: tuple[str, ...]) -> Fetched | str:
        """What came back, or the address to go on to."""
        response = self._transport.handle_request(request)
        response.request = request
        with closing(response):
            if response.has_redirect_location:
                with suppress(FetchError):  # an answer is kept only when it was read to its end
                    bounded(_timely(response), 16_384)
                return urljoin(url, response.headers["location"])
            _check_status(response)
            declared = response.headers.get("content-type", "")
            kind = declared.split(";")[0].strip().lower()
            if kind and kind not in types:
                raise FetchError(Reason.NOT_A_PAGE, f"This is {kind[:60]}, not a page to read.")
            content = _read(response)
        if content.startswith(_GZIP):  # a sitemap.xml.gz, or a server that forgot to say so
            content = inflate(iter([content]), LARGEST)
        if content.startswith(_BINARY):
            raise FetchError(Reason.NOT_A_PAGE, "This is a binary file, not a page to read.")
        charset = _CHARSET.search(declared)
        return Fetched(url, content, kind, charset[1] if charset else None)


def _check_status(response: httpx.Response) -> None:
    code = response.status_code
    if response.is_success:
        return
    reason = _STATUS.get(code, Reason.UNREACHABLE if code >= 500 or code < 400 else Reason.UNREADABLE)
    said = f"The server answered {code} {httpx.codes.get_reason_phrase(code)}".rstrip()
    wait = retry_after(response.headers.get("retry-after")) if code in (429, 503) else -1.0
    raise FetchError(reason, f"{said}.", code, wait)


def retry_after(value: str | None) -> float:
    """Seconds that a Retry-After header asks for, a day at most; -1 where it says nothing that can be understood."""
    text = (value or "").strip()
    if text.isascii() and text.isdecimal():
        return float(min(int(text[:9]), 86_400))
    try:
        date = parsedate_to_datetime(text)
        wait = (date.replace(tzinfo=date.tzinfo or UTC) - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError, IndexError, OverflowError):
        return -1.0
    return min(max(wait, 0.0), 86_400.0)


def _network_error(problem: httpx.HTTPError) -> FetchError:
    if isinstance(problem, httpx.TimeoutException) or remaining() <= 0:
        return FetchError(Reason.TOO_SLOW, f"The server took longer than {SECONDS:.0f} seconds.")
    if isinstance(problem, httpx.UnsupportedProtocol):
        return FetchError(Reason.NOT_A_PAGE, "Only http and https addresses are read.")
    if isinstance(problem, httpx.ProtocolError):
        return FetchError(Reason.UNREADABLE, "The server broke off its answer, or sent something that is not HTTP.")
    return FetchError(Reason.UNREACHABLE, "The server could not be reached.")


def _read(response: httpx.Response) -> bytes:
    """The body, decompressed, neither of the two larger than allowed."""
    announced = response.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > LARGEST:
        raise _too_big()
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding in ("", "identity"):
        return bounded(_timely(response), LARGEST)
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(Reason.UNREADABLE, f"The server used the encoding {encoding[:30]!r}, which was not asked for.")
    return inflate(_timely(response), LARGEST)


def _timely(response: httpx.Response) -> Iterator[bytes]:
    for chunk in response.iter_raw():
        if remaining() <= 0:
            raise FetchError(Reason.TOO_SLOW, f"The server took longer than {SECONDS:.0f} seconds.")
        yield chunk


def bounded(chunks: Iterator[bytes], largest: int) -> bytes:
    """The chunks together.

    Raises
    ------
    FetchError
        As soon as they are larger than allowed.
    """
    content = bytearray()
    for chunk in chunks:
        content += chunk
        if len(content) > largest:
            raise _too_big()
    return bytes(content)


def inflate(chunks: Iterator[bytes], largest: int) -> bytes:
    """Gzip or zlib (with or without header) unpacked, never more than `largest` bytes in memory.

    Raises
    ------
    FetchError
        If it is larger, or no such data.
    """
    content, taken, engine = bytearray(), 0, zlib.decompressobj(47)
    first = True
    try:
        for chunk in chunks:
            taken += len(chunk)
            if first and chunk and (chunk[0] & 0x0F) != 8 and not chunk.startswith(_GZIP):
                engine = zlib.decompressobj(-15)
            first = first and not chunk
            pending = chunk
            while pending and not engine.eof:
                content += engine.decompress(pending, largest + 1 - len(content))
                pending = engine.unconsumed_tail
                if len(content) > largest or taken > largest:
                    raise _too_big()
                if engine.eof and engine.unused_data.startswith(_GZIP):  # files that were packed one by one
                    pending, engine = engine.unused_data, zlib.decompressobj(47)
    except zlib.error as problem:
        raise FetchError(Reason.UNREADABLE, "The server's compressed answer is broken.") from problem
    if taken and not content and not engine.eof:
        raise FetchError(Reason.UNREADABLE, "The server's compressed answer breaks off.")
    return bytes(content)


def _too_big() -> FetchError:
    return FetchError(Reason.TOO_BIG, f"It is larger than the {LARGEST // 1024 // 1024} MiB that are read.")
