"""Fetching: bounded in size, time and redirects, under the guard; every problem has its public reason."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack, closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin

import httpx

from core import __version__
from core.errors import FetchError
from core.language import english
from core.reading.web.answers import (
    MAX_REDIRECT_BYTES,
    check_status,
    network_error,
    parse_content_type,
    refresh_target,
    wrong_type,
)
from core.reading.web.bodies import GZIP, MAX_BYTES, before_deadline, bounded, inflate, read_body
from core.reading.web.cache import (
    EXTENSION_COOKIES,
    CachePolicy,
    PoliteTransport,
    build_request,
    is_cached,
    open_cache,
    published_age,
)
from core.reading.web.guard import PUBLIC_ONLY, Guard, check_url
from core.reading.web.transport import MAX_SECONDS, GuardedTransport, remaining, set_deadline
from core.types import Reason

USER_AGENT = f"Broadsheet/{__version__} (news reader; https://github.com/broadsheet-app/broadsheet)"
"""Its first word is the name that robots.txt may give rules for."""
MAX_REDIRECTS = 5
MAX_VALIDATOR = 500
"""Characters of an ETag or a date that are kept."""
MAX_RETRY_WAIT = 10.0
"""Seconds of a Retry-After that are waited for; a host that asks for more is left alone for as long."""

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

_HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.8",
    "Accept-Language": english.CODE,
    "Accept-Encoding": "gzip, deflate",
}
_HTML_TYPES = ("", "text/html", "application/xhtml+xml")
_BINARY = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"PK\x03\x04", b"\x7fELF", b"RIFF", b"\x00\x00\x00")


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave with an answer to recognize it by (RFC 9110, section 8.8); "" where it gave none."""

    etag: str = ""
    modified: str = ""

    def headers(self) -> dict[str, str]:
        """Return the headers that ask for an answer only where it is another one."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True, slots=True)
class FetchResult:
    """The URL after redirects, the bytes (decompressed) and the charset that the server declared.

    `unchanged` is True, and there are no bytes, where the server said that the
    answer is the one whose validators were given. `max_age` is for how many
    seconds the server lets its answer be kept.
    """

    url: str
    content: bytes
    charset: str | None
    from_cache: bool = False
    validators: Validators = Validators()
    max_age: int = 0
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class _Plan:
    """What holds for a request and all its redirects."""

    types: tuple[str, ...] | None
    sniff: Sniff | None
    turn: Turn | None
    policy: CachePolicy
    known: Validators | None = None
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
        known: Validators | None = None,
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
        known : Validators, optional
            Of the answer that the caller has: it is sent again only where it
            has changed. The cache is not asked then.

        Raises
        ------
        FetchError
            With the reason; nothing else is raised for what a server does.
        """
        plan = _Plan(types, sniff, turn, CachePolicy(version, max_age), known)
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
                headers = {**_HEADERS, **plan.known.headers()} if plan.known else _HEADERS
                request = build_request(url, headers=headers, seconds=MAX_SECONDS, leave=leave, policy=plan.policy)
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
                raise network_error(problem) from problem
            except (httpx.InvalidURL, UnicodeError, ValueError) as problem:
                raise FetchError(Reason.UNREADABLE, "The address cannot be understood.") from problem
            return answer, remaining()

    def _request(self, url: str, request: httpx.Request, plan: _Plan) -> FetchResult | str:
        """Send a request; return the result or the redirect's target."""
        # Of a port that is not open the cache is not asked: the guard refuses it upon connecting.
        transport = self._transport if self._guard.opens(url) and plan.known is None else self._polite
        response = transport.handle_request(request)
        response.request = request
        with closing(response):
            if response.has_redirect_location:
                with suppress(FetchError):  # the cache stores a response only if it was read to its end
                    bounded(before_deadline(response), MAX_REDIRECT_BYTES)
                return urljoin(url, response.headers["location"])
            validators, max_age = _validators(response), published_age(response)
            if plan.known is not None and response.status_code == httpx.codes.NOT_MODIFIED:
                return FetchResult(url, b"", None, False, validators, max_age, unchanged=True)
            check_status(response)
            kind, charset = parse_content_type(response.headers.get("content-type", ""))
            wrong = None if plan.types is None or not kind or kind in plan.types else wrong_type(kind)
            if wrong is not None and (plan.sniff is None or kind.startswith(NO_LISTING_TYPES)):
                raise wrong
            content = read_body(response)
        if content.startswith(GZIP):  # a sitemap.xml.gz, or a server that did not declare its compression
            content = inflate(iter([content]), MAX_BYTES)
        if wrong is not None and plan.sniff is not None and not plan.sniff(content):
            raise wrong
        if plan.types is not None and content.startswith(_BINARY):
            raise FetchError(Reason.NOT_A_PAGE, "This is a binary file, not a page to read.")
        refresh = refresh_target(url, content) if plan.types is not None and kind in _HTML_TYPES else None
        return refresh or FetchResult(url, content, charset, is_cached(response), validators, max_age)


def _validators(response: httpx.Response) -> Validators:
    found = (response.headers.get(name, "") for name in ("etag", "last-modified"))
    return Validators(*(value if len(value) <= MAX_VALIDATOR else "" for value in found))
