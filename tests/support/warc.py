"""WARC files made of the sample edition's pages, for tests and benchmarks."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from pathlib import Path

WEB = Path(__file__).resolve().parents[2] / "artifacts" / "sample" / "web"
DATE = "2026-01-05T06:07:08Z"


def sample_pages() -> list[tuple[str, bytes]]:
    """The articles of the sample edition: address and page."""
    files = sorted(path for path in WEB.glob("*/*/*.html") if path.name != "index.html")
    return [(f"https://{path.relative_to(WEB).with_suffix('')}", path.read_bytes()) for path in files]


def record(
    url: str,
    body: bytes,
    *,
    status: int = 200,
    kind: str = "text/html; charset=utf-8",
    headers: Iterable[str] = (),
    warc: Iterable[str] = (),
    warc_type: str = "response",
    length: int | None = None,
    date: str = DATE,
) -> bytes:
    """Make a record that is not compressed; `length` is what it says of itself, if that is not the truth."""
    lines = [f"HTTP/1.1 {status} X", f"Content-Type: {kind}", *headers, "", ""]
    block = "\r\n".join(lines).encode() + body
    own = [
        "WARC/1.0",
        f"WARC-Type: {warc_type}",
        f"WARC-Target-URI: {url}",
        f"WARC-Date: {date}",
        *warc,
        f"Content-Length: {len(block) if length is None else length}",
    ]
    return "\r\n".join([*own, "", ""]).encode() + block + b"\r\n\r\n"


def info(name: str = "x") -> bytes:
    """Make the record with which a file begins."""
    return record(f"urn:{name}", b"", warc_type="warcinfo")


def compressed(*records: bytes) -> bytes:
    """Compress each record by itself, as the standard asks for."""
    return b"".join(gzip.compress(each, mtime=0) for each in records)
