"""Bodies of answers: read and decompressed up to a size, before the deadline."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import httpx

from core.errors import FetchError
from core.reading.web.transport import MAX_SECONDS, remaining
from core.types import Reason

MAX_BYTES = 5 * 1024 * 1024
"""Size of a response, both as it comes and decompressed."""

_ZLIB_OR_GZIP = 32 + zlib.MAX_WBITS
_RAW_DEFLATE = -zlib.MAX_WBITS
GZIP = b"\x1f\x8b"
"""How gzip begins."""


def read_body(response: httpx.Response) -> bytes:
    """Read the body and decompress it, neither of the two larger than allowed.

    Raises
    ------
    FetchError
        If it is larger, comes too late, or cannot be decompressed.
    """
    announced = response.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > MAX_BYTES:
        raise _too_big()
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding in ("", "identity"):
        return bounded(before_deadline(response), MAX_BYTES)
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(Reason.UNREADABLE, f"The server used the encoding {encoding[:30]!r}, which was not asked for.")
    return inflate(before_deadline(response), MAX_BYTES)


def before_deadline(response: httpx.Response) -> Iterator[bytes]:
    """Yield the body as it comes.

    Raises
    ------
    FetchError
        If the time for the request is over.
    """
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
            if first and chunk and (chunk[0] & 0x0F) != 8 and not chunk.startswith(GZIP):
                engine = zlib.decompressobj(_RAW_DEFLATE)
            first = first and not chunk
            pending = chunk
            while pending and not engine.eof:
                content += engine.decompress(pending, max_bytes + 1 - len(content))
                pending = engine.unconsumed_tail
                if max(len(content), received) > max_bytes:
                    raise _too_big()
                if engine.eof and engine.unused_data.startswith(GZIP):  # several gzip members in one file
                    pending, engine = engine.unused_data, zlib.decompressobj(_ZLIB_OR_GZIP)
    except zlib.error as problem:
        raise FetchError(Reason.UNREADABLE, "The server's compressed answer is broken.") from problem
    if received and not content and not engine.eof:
        raise FetchError(Reason.UNREADABLE, "The server's compressed answer breaks off.")
    return bytes(content)


def _too_big() -> FetchError:
    return FetchError(Reason.TOO_BIG, f"It is larger than the {MAX_BYTES // 1024 // 1024} MiB that are read.")
