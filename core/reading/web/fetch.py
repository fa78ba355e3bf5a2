"""Fetching: bounded in size, time and redirects, under the guard; every problem has its public reason."""

from __future__ import annotations

import html
import re
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urljoin

import httpx

from core import __version__
from core.errors import FetchError
from core.language import english
from core.reading.web.cache import (
    EXTENSION_COOKIES,
    CachePolicy,
    PoliteTransport,
    build_request,
    is_cached,
    open_cache,
)
from core.reading.web.guard import PUBLIC_ONLY, Guard, check_url
from core.reading.web.transport import MAX_SECONDS, GuardedTransport, remaining, set_deadline
from core.types import Reason

USER_AGENT = f"Broadsheet/{__version__} (news reader; https://github.com/broadsheet-app/broadsheet)"
"""Its first word is the name that robots.txt may give rules for."""
MAX_BYTES = 5 * 1024 * 1024
"""Size of a response, both as it comes and decompressed."""
MAX_REDIRECTS = 5
MAX_REDIRECT_BYTES = 16_384
"""Body of a redirect that is read so that the cache can store it."""
MAX_REFRESH_SECONDS = 5
"""Delay up to which a meta refresh is a redirect; those that load a page anew wait for minutes."""
MAX_RETRY_WAIT = 10.0
"""Seconds of a Retry-After that are waited for; a host that asks for more is left alone for as long."""
MAX_RETRY_AFTER = 86_400
"""Seconds, one day: what a longer Retry-After counts as."""

PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml")
FEED_TYPES = (
    *PAGE_TYPES,
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/gzip",
    "application/x-gzip",
    "application/json+feed",
)
NO_LISTING_TYPES = ("image/", "audio/", "video/", "font/")
"""Beginnings of the types whose answers are not read in search of a feed."""

Turn = Callable[[str], AbstractContextManager[None]]
"""From a URL to the context in which it may be requested."""
Sniff = Callable[[bytes], bool]
"""Whether a body is what is asked for, though its type says otherwise."""

_REASONS = {
    401: Reason.BLOCKED,
    402: Reason.PAYWALLED,
    403: Reason.BLOCKED,
    404: Reason.GONE,
    405: Reason.BLOCKED,
    406: Reason.BLOCKED,
    410: Reason.GONE,
    429: Reason.BLOCKED,
    451: Reason.BLOCKED,
}
_HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.8",
    "Accept-Language": english.CODE,
    "Accept-Encoding": "gzip, deflate",
}
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
_TYPE = re.compile(r"[\w!#$%&'*+.^`|~-]+/[\w!#$%&'*+.^`|~-]+")
_TYPES = re.compile(r"""(?:[^,"]|"(?:[^"\\]|\\.)*"?)+""")
_HTML_TYPES = ("", "text/html", "application/xhtml+xml")
_NO_MARKUP = re.compile(r"<!--.*?-->|<(noscript|script|style|template)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_META = re.compile(r"<meta\s[^<>]{1,4000}>", re.IGNORECASE)
_REFRESH = re.compile(r"""http-equiv\s*=\s*["']?\s*refresh\b""", re.IGNORECASE)
_CONTENT = re.compile(r"""\scontent\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_REFRESH_VALUE = re.compile(r"\s*(\d{1,6})[\d.]*\s*[;,\s]\s*(?:url\s*=\s*)?(\S.*)", re.IGNORECASE | re.DOTALL)
_ZLIB_OR_GZIP = 32 + zlib.MAX_WBITS
_RAW_DEFLATE = -zlib.MAX_WBITS
_GZIP = b"\x1f\x8b"
_BINARY = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"PK\x03\x04", b"\x7fELF", b"RIFF", b"\x00\x00\x00")


@dataclass(frozen=True, slots=True)
class FetchResult:
    """The URL after redirects, the bytes (decompressed) and the charset that the server declared."""

    url: str
    content: bytes
    charset: str | None
    from_cache: bool = False


@dataclass(frozen=True, slots=True)
class _Plan:
    """What holds for a request and all its redirects."""

    types: tuple[str, ...] | None
    sniff: Sniff | None
    turn: Turn | None
    policy: CachePolicy
    cookies: httpx.Cookies = field(default_factory=httpx.Cookies)


class Fetcher:
    """Gets pages, feeds and robots.txt; every problem is a `FetchError` with its reason.

    Parameters
    ----------
    guard : Guard
        Decides which addresses are connected to.
    transport : httpx.BaseTransport, optional
        Answers in place of the network, such as the sample edition's.
    cache : Path, optional
        Folder of the HTTP cache; without it nothing is cached.
    clock : callable
        The time of day in seconds, for the cache.
    """

    def __init__(
        self,
        guard: Guard = PUBLIC_ONLY,
        *,
        transport: httpx.BaseTransport | None = None,
        cache: Path | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        # Bare transports: unlike a client they follow no redirects, store no cookies and ignore the environment.
        self._polite = PoliteTransport(transport or GuardedTransport(guard), clock)
        self._transport = open_cache(self._polite, cache, guard)
        self._guard = guard

    def close(self) -> None:
        """Close all connections."""
        self._transport.close()

    def get(
        self,
        url: str,
        *,
        types: tuple[str, ...] | None = PAGE_TYPES,
        sniff: Sniff | None = None,
        turn: Turn | None = None,
        version: str | None = None,
        max_age: float | None = None,
    ) -> FetchResult:
        """Fetch a URL, after at most 5 redirects.

        Parameters
        ----------
        types : tuple of str, optional
            The content types that are accepted; None for any answer at all.
        sniff : callable, optional
            Accepts a body whose type is none of these.
        turn : callable, optional
            From each URL on the way to the context in which it may be
            requested; waiting for it does not count as the server's time.
        version, max_age
            As in `CachePolicy`.

        Raises
        ------
        FetchError
            With the reason; nothing else is raised for what a server does.
        """
        plan = _Plan(types, sniff, turn, CachePolicy(version, max_age))
        left, redirects, retried = MAX_SECONDS, 0, False
        while redirects <= MAX_REDIRECTS:
            check_url(url)
            try:
                answer, left = self._hop(url, plan, left)
            except FetchError as problem:
                if retried or turn is None or not 0 <= problem.retry_after <= MAX_RETRY_WAIT:
                    raise
                retried = True  # the turn waits for as long as the server asked
                continue
            if isinstance(answer, FetchResult):
                return answer
            url, redirects = answer, redirects + 1
        raise FetchError(Reason.UNREACHABLE, f"The server redirected more than {MAX_REDIRECTS} times.")

    def _hop(self, url: str, plan: _Plan, left: float) -> tuple[FetchResult | str, float]:
        """Request one URL; return the result or the redirect's target, and the seconds that are left."""
        with ExitStack() as turn:

            def leave() -> None:
                turn.close()
                if plan.turn is not None:
                    turn.enter_context(plan.turn(url))
                set_deadline(left)

            set_deadline(left)
            try:
                request = build_request(url, headers=_HEADERS, seconds=MAX_SECONDS, leave=leave, policy=plan.policy)
                request.extensions[EXTENSION_COOKIES] = plan.cookies
                plan.cookies.set_cookie_header(request)
                if "cookie" in request.headers and "caching" not in request.extensions:
                    # What a cookie opens is not the answer that the cache has without it.
                    request.extensions["caching"] = {"key": f"{url}\n{request.headers['cookie']}"}
                answer = self._request(url, request, plan)
            except sqlite3.Error:  # the cache's file broke: reading goes on without it
                self._transport = self._polite
                return self._hop(url, plan, left)
            except httpx.HTTPError as problem:
                raise _network_error(problem) from problem
            except (httpx.InvalidURL, UnicodeError, ValueError) as problem:
                raise FetchError(Reason.UNREADABLE, "The address cannot be understood.") from problem
            return answer, remaining()

    def _request(self, url: str, request: httpx.Request, plan: _Plan) -> FetchResult | str:
        """Send a request; return the result or the redirect's target."""
        # Of a port that is not open the cache is not asked: the guard refuses it upon connecting.
        transport = self._transport if self._guard.opens(url) else self._polite
        response = transport.handle_request(request)
        response.request = request
        with closing(response):
            if response.has_redirect_location:
                with suppress(FetchError):  # the cache stores a response only if it was read to its end
                    bounded(_before_deadline(response), MAX_REDIRECT_BYTES)
                return urljoin(url, response.headers["location"])
            _check_status(response)
            kind, charset = parse_content_type(response.headers.get("content-type", ""))
            wrong = None if plan.types is None or not kind or kind in plan.types else _wrong_type(kind)
            if wrong is not None and (plan.sniff is None or kind.startswith(NO_LISTING_TYPES)):
                raise wrong
            content = _read(response)
        if content.startswith(_GZIP):  # a sitemap.xml.gz, or a server that did not declare its compression
            content = inflate(iter([content]), MAX_BYTES)
        if wrong is not None and plan.sniff is not None and not plan.sniff(content):
            raise wrong
        if plan.types is not None and content.startswith(_BINARY):
            raise FetchError(Reason.NOT_A_PAGE, "This is a binary file, not a page to read.")
        refresh = _refresh_target(url, content) if plan.types is not None and kind in _HTML_TYPES else None
        return refresh or FetchResult(url, content, charset, is_cached(response))


def _refresh_target(url: str, content: bytes) -> str | None:
    """Return where a page's meta refresh leads at once; None where it has none, waits long or reloads itself.

    The HTML standard's "shared declarative refresh steps" (section 4.2.5.3).
    One for browsers without scripts (in noscript) is no redirect.
    """
    head = _NO_MARKUP.sub(" ", content[:MAX_REDIRECT_BYTES].decode("latin-1"))
    for meta in _META.findall(head):
        value = _CONTENT.search(meta) if _REFRESH.search(meta) else None
        match = _REFRESH_VALUE.match(html.unescape(value[1] or value[2] or value[3] or "")) if value else None
        if match and int(match[1]) <= MAX_REFRESH_SECONDS:
            target = urljoin(url, match[2].split(match[2][0])[1] if match[2][0] in "'\"" else match[2].strip())
            return target if target.partition("#")[0] != url.partition("#")[0] else None
    return None


def parse_content_type(value: str) -> tuple[str, str | None]:
    """Parse a Content-Type header into its type, in lower case, and its charset.

    Of a header that was sent several times the last type that is one holds,
    and it inherits the charset of the same type before it: "extract a MIME
    type" of the WHATWG's Fetch standard, section 2.2.2.
    """
    kind, charset = "", None
    for part in _TYPES.findall(value):
        name = part.split(";", maxsplit=1)[0].strip().lower()
        if not _TYPE.fullmatch(name) or name == "*/*":
            continue
        declared = _CHARSET.search(part)
        charset = declared[1] if declared else charset if name == kind else None
        kind = name
    if kind:
        return kind, charset
    declared = _CHARSET.search(value)  # no type at all: what it is called, for the reader
    return value.split(";", maxsplit=1)[0].strip().lower(), declared[1] if declared else None


def _wrong_type(kind: str) -> FetchError:
    return FetchError(Reason.NOT_A_PAGE, f"This is {kind[:60]}, not a page to read.")


def _check_status(response: httpx.Response) -> None:
    code = response.status_code
    if response.is_success:
        return
    reason = reason_of_status(code)
    sentence = f"The server answered {code} {httpx.codes.get_reason_phrase(code)}".rstrip()
    if code == httpx.codes.SERVICE_UNAVAILABLE:
        sentence = f"The site is temporarily down ({code})"
    wait = parse_retry_after(response.headers.get("retry-after")) if code in (429, 503) else -1.0
    raise FetchError(reason, f"{sentence}.", code, wait)


def reason_of_status(code: int) -> Reason:
    """Return what a status that is no success means for a reader."""
    return _REASONS.get(code, Reason.UNREACHABLE if code >= 500 or code < 400 else Reason.UNREADABLE)


def parse_retry_after(value: str | None) -> float:
    """Parse a Retry-After header into seconds, a day at most; -1 where it is missing or malformed."""
    text = (value or "").strip()
    if text.isascii() and text.isdecimal():
        return float(min(int(text[:9]), MAX_RETRY_AFTER))
    try:
        date = parsedate_to_datetime(text)
        wait = (date.replace(tzinfo=date.tzinfo or UTC) - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError, IndexError, OverflowError):
        return -1.0
    return min(max(wait, 0.0), float(MAX_RETRY_AFTER))


def _network_error(problem: httpx.HTTPError) -> FetchError:
    if isinstance(problem, httpx.TimeoutException) or remaining() <= 0:
        return FetchError(Reason.TOO_SLOW, f"The server took longer than {MAX_SECONDS:.0f} seconds.")
    if isinstance(problem, httpx.UnsupportedProtocol):
        return FetchError(Reason.NOT_A_PAGE, "Only http and https addresses are read.")
    if isinstance(problem, httpx.ProtocolError):
        return FetchError(Reason.UNREADABLE, "The server broke off its answer, or sent something that is not HTTP.")
    return FetchError(Reason.UNREACHABLE, "The server could not be reached.")


def _read(response: httpx.Response) -> bytes:
    """Read the body and decompress it, neither of the two larger than allowed."""
    announced = response.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > MAX_BYTES:
        raise _too_big()
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding in ("", "identity"):
        return bounded(_before_deadline(response), MAX_BYTES)
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(Reason.UNREADABLE, f"The server used the encoding {encoding[:30]!r}, which was not asked for.")
    return inflate(_before_deadline(response), MAX_BYTES)


def _before_deadline(response: httpx.Response) -> Iterator[bytes]:
    for chunk in response.iter_raw():
        if remaining() <= 0:
            raise FetchError(Reason.TOO_SLOW, f"The server took longer than {MAX_SECONDS:.0f} seconds.")
        yield chunk


def bounded(chunks: Iterator[bytes], max_bytes: int) -> bytes:
    """Join chunks, up to a size.

    Raises
    ------
    FetchError
        As soon as they are larger than allowed.
    """
    content = bytearray()
    for chunk in chunks:
        content += chunk
        if len(content) > max_bytes:
            raise _too_big()
    return bytes(content)


def inflate(chunks: Iterator[bytes], max_bytes: int) -> bytes:
    """Decompress gzip or zlib (with or without header), never more than `max_bytes` in memory.

    Raises
    ------
    FetchError
        If it is larger, or no such data.
    """
    content, received, engine = bytearray(), 0, zlib.decompressobj(_ZLIB_OR_GZIP)
    first = True
    try:
        for chunk in chunks:
            received += len(chunk)
            if first and chunk and (chunk[0] & 0x0F) != 8 and not chunk.startswith(_GZIP):
                engine = zlib.decompressobj(_RAW_DEFLATE)
            first = first and not chunk
            pending = chunk
            while pending and not engine.eof:
                content += engine.decompress(pending, max_bytes + 1 - len(content))
                pending = engine.unconsumed_tail
                if max(len(content), received) > max_bytes:
                    raise _too_big()
                if engine.eof and engine.unused_data.startswith(_GZIP):  # several gzip members in one file
                    pending, engine = engine.unused_data, zlib.decompressobj(_ZLIB_OR_GZIP)
    except zlib.error as problem:
        raise FetchError(Reason.UNREADABLE, "The server's compressed answer is broken.") from problem
    if received and not content and not engine.eof:
        raise FetchError(Reason.UNREADABLE, "The server's compressed answer breaks off.")
    return bytes(content)


def _too_big() -> FetchError:
    return FetchError(Reason.TOO_BIG, f"It is larger than the {MAX_BYTES // 1024 // 1024} MiB that are read.")
