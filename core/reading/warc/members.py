"""Members of gzip files (RFC 1952): each read in bounded memory, and the next one found behind a broken one."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

GZIP = b"\x1f\x8b\x08"
"""How a member begins."""
CHUNK = 65_536
"""Bytes that are read, and that are decompressed, at once."""
PROBE = 4096
"""Bytes from which it is told what a member begins with."""


@dataclass(frozen=True, slots=True)
class Member:
    """What a member holds, cut to a size; its whole size; where it ends; and whether it is whole, or at fault."""

    content: bytes
    size: int
    end: int
    is_whole: bool
    is_faulty: bool = False


def read_member(stream: BinaryIO, offset: int, most: int) -> Member:
    """Decompress the member at a place; `most` bytes of it are kept, and the others only counted."""
    stream.seek(offset)
    engine, content, size = zlib.decompressobj(zlib.MAX_WBITS | 16), bytearray(), 0
    try:
        while not engine.eof:
            chunk = engine.unconsumed_tail or stream.read(CHUNK)
            if not chunk:
                return Member(bytes(content), size, stream.tell(), is_whole=False)
            piece = engine.decompress(chunk, CHUNK)
            content += piece[: most - len(content)]
            size += len(piece)
    except zlib.error:
        return Member(bytes(content), size, stream.tell(), is_whole=False, is_faulty=True)
    return Member(bytes(content), size, stream.tell() - len(engine.unused_data), is_whole=True)


def find(stream: BinaryIO, offset: int, mark: bytes, accept: Callable[[BinaryIO, int], bool]) -> int | None:
    """Find the next place from `offset` on where `mark` stands and which `accept` takes."""
    position, rest = offset, b""
    stream.seek(offset)
    while chunk := stream.read(CHUNK):
        window, base = rest + chunk, position - len(rest)
        at = window.find(mark)
        while at >= 0:
            if accept(stream, base + at):
                return base + at
            at = window.find(mark, at + 1)
        position += len(chunk)
        rest = window[-(len(mark) - 1) :]
        stream.seek(position)
    return None


def member_start(stream: BinaryIO, offset: int, size: int) -> bytes:
    """Return the first bytes of the member at a place; what there is of them where it is none."""
    stream.seek(offset)
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(stream.read(PROBE), size)
    except zlib.error:
        return b""
