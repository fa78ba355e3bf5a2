"""Pages that a crawl answered with: what reading takes, by its rules; of the others the reason why not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from core.dates import in_utc
from core.errors import FetchError
from core.reading.warc.headers import parse_headers
from core.reading.warc.records import MAX_HEADER, Record
from core.reading.web.answers import parse_content_type, reason_of_status
from core.reading.web.bodies import MAX_BYTES, inflate
from core.reading.web.fetch import PAGE_TYPES
from core.types import Reason
from core.urls import is_no_article, web_address

OTHER_RECORD = "other_record"
"""Why a request, a note of the crawler or a repeated answer is no page."""
REDIRECT = "redirect"
"""Why an answer that only leads elsewhere is no page."""

_STATUS = re.compile(r"HTTP/\S+ +(\d{3})\b")
_CHUNK_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class CrawledPage:
    """A page as a crawler met it: address, bytes, the charset that its server declared, and when."""

    url: str
    content: bytes
    charset: str | None
    seen_at: datetime


def page_of(record: Record) -> CrawledPage | str:
    """Return the page that a record holds, or the reason why there is none to read."""
    if record.fault is not None:
        return record.fault
    if record.headers.get("warc-type", "").lower() != "response":
        return OTHER_RECORD
    url = web_address(record.headers.get("warc-target-uri", "").strip("<>"))
    headers, start = parse_headers(record.block[:MAX_HEADER])
    if url is None or headers is None:
        return Reason.UNREADABLE
    kind, charset = parse_content_type(headers.get("content-type", ""))
    refusal = _refusal(url, headers, kind)
    if refusal is None and record.headers.get("warc-truncated"):
        refusal = Reason.TOO_BIG
    if refusal is not None:
        return refusal
    try:
        return CrawledPage(url, _body(record.block[start:], headers), charset, _moment(record.headers))
    except FetchError as problem:
        return problem.reason


def _refusal(url: str, headers: Mapping[str, str], kind: str) -> str | None:
    """Why an answer is not read, by its status, its type and its address; None where it is."""
    status = _STATUS.match(headers[""])
    code = int(status[1]) if status else 0
    if not status or code < 200:
        return Reason.UNREADABLE
    if 300 <= code < 400:
        return REDIRECT
    if code >= 400:
        return reason_of_status(code)
    return Reason.NOT_A_PAGE if (kind and kind not in PAGE_TYPES) or is_no_article(url) else None


def _body(content: bytes, headers: Mapping[str, str]) -> bytes:
    """Undo chunks and compression; crawlers often keep the headers of both with a body that has neither any more."""
    if "chunked" in headers.get("transfer-encoding", "").lower():
        content = _joined(content)
    if content.startswith(_GZIP):
        content = inflate(iter([content]), MAX_BYTES)
    elif headers.get("content-encoding", "").strip().lower() == "deflate":
        content = _inflated(content)
    if len(content) > MAX_BYTES:
        raise FetchError(Reason.TOO_BIG, f"It is larger than {MAX_BYTES:,} bytes.")
    return content


def _inflated(content: bytes) -> bytes:
    """Decompress what is declared to be compressed, but has no mark of it; what is not stays as it is."""
    try:
        return inflate(iter([content]), MAX_BYTES)
    except FetchError as problem:
        if problem.reason is Reason.TOO_BIG:
            raise
        return content


def _joined(content: bytes) -> bytes:
    """Join chunks (RFC 9112, section 7.1); what was joined before stays as it is."""
    pieces: list[bytes] = []
    at = 0
    while size := _CHUNK_SIZE.match(content, at):
        length = int(size[1], 16)
        if not length:
            return b"".join(pieces)
        pieces.append(content[size.end() : size.end() + length])
        at = size.end() + length
        at += 2 if content[at : at + 2] == b"\r\n" else content[at : at + 1] == b"\n"
    return b"".join(pieces) if pieces and at >= len(content) else content


def _moment(headers: Mapping[str, str]) -> datetime:
    """When the page was crawled; now where that is not said, and never later."""
    now = datetime.now(UTC).replace(microsecond=0)
    try:
        moment = datetime.fromisoformat(headers.get("warc-date", ""))
    except ValueError:
        return now
    return min(now, in_utc(moment) or now)
