"""What answers say beside their text: type, why they are none, when to come again, where they lead."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

import httpx

from core.errors import FetchError
from core.reading.web.transport import MAX_SECONDS, remaining
from core.types import Reason

MAX_REDIRECT_BYTES = 16_384
"""Beginning of a page in which a meta refresh stands, and body of a redirect that is read so that it can be cached."""
MAX_REFRESH_SECONDS = 5
"""Delay up to which a meta refresh is a redirect; those that load a page anew wait for minutes."""
MAX_RETRY_AFTER = 86_400
"""Seconds, one day: what a longer Retry-After counts as."""

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
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
_TYPE = re.compile(r"[\w!#$%&'*+.^`|~-]+/[\w!#$%&'*+.^`|~-]+")
_TYPES = re.compile(r"""(?:[^,"]|"(?:[^"\\]|\\.)*"?)+""")
_NO_MARKUP = re.compile(r"<!--.*?-->|<(noscript|script|style|template)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_META = re.compile(r"<meta\s[^<>]{1,4000}>", re.IGNORECASE)
_REFRESH = re.compile(r"""http-equiv\s*=\s*["']?\s*refresh\b""", re.IGNORECASE)
_CONTENT = re.compile(r"""\scontent\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_REFRESH_VALUE = re.compile(r"\s*(\d{1,6})[\d.]*\s*[;,\s]\s*(?:url\s*=\s*)?(\S.*)", re.IGNORECASE | re.DOTALL)


def refresh_target(url: str, content: bytes) -> str | None:
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


def wrong_type(kind: str) -> FetchError:
    """Make the error of an answer of a type that is not read."""
    return FetchError(Reason.NOT_A_PAGE, f"This is {kind[:60]}, not a page to read.")


def check_status(response: httpx.Response) -> None:
    """Check that an answer is a success.

    Raises
    ------
    FetchError
        With what the status means, and for how long the server asks to be left alone.
    """
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


def network_error(problem: httpx.HTTPError) -> FetchError:
    """Make the error of a request that got no whole answer."""
    if isinstance(problem, httpx.TimeoutException) or remaining() <= 0:
        return FetchError(Reason.TOO_SLOW, f"The server took longer than {MAX_SECONDS:.0f} seconds.")
    if isinstance(problem, httpx.UnsupportedProtocol):
        return FetchError(Reason.NOT_A_PAGE, "Only http and https addresses are read.")
    if isinstance(problem, httpx.ProtocolError):
        return FetchError(Reason.UNREADABLE, "The server broke off its answer, or sent something that is not HTTP.")
    return FetchError(Reason.UNREACHABLE, "The server could not be reached.")
