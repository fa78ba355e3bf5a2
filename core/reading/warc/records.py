"""Records of a WARC file (ISO 28500), each with its place; broken and huge ones are passed over in bounded memory."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from core.errors import InputError
from core.reading.warc.headers import parse_headers
from core.reading.warc.members import GZIP, Member, find, member_start, read_member
from core.reading.web.bodies import MAX_BYTES

MAX_HEADER = 65_536
"""Bytes of a record's own header; Common Crawl's have some 600."""
MAX_BLOCK = MAX_BYTES + MAX_HEADER
"""Bytes of a record that are kept: a page as large as reading takes one, and the header of its answer."""
MAX_DIGITS = 16
"""Digits from which a length is none: no file has a petabyte."""
BROKEN = "broken"
"""Fault of what is no record, or has another length than it says."""
TOO_BIG = "too_big"
"""Fault of a record that is larger than any page that is read."""
START = b"WARC/"
END = b"\r\n\r\n"
PROBE = 64
"""Bytes in which the first line of a header ends and the second one begins."""
_FIRST_LINES = re.compile(rb"WARC/\d\.\d{1,4}\r?\n(?:WARC|Content)-", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Record:
    """A record: where it begins and where the next one does, its header by lower-case names, and its block.

    `fault` says why there is no block: "broken" or "too_big".
    """

    offset: int
    end: int
    headers: Mapping[str, str] = field(default_factory=dict)
    block: bytes = b""
    fault: str | None = None


def check_warc(path: Path) -> bytes:
    """Return the first kilobyte of a WARC file.

    Raises
    ------
    InputError
        If it cannot be read, is no WARC file, or is compressed as a whole.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(1024)
        first = next((record for record in read_records(path) if record.fault != BROKEN), None)
    except OSError as problem:
        raise InputError(f"{path} cannot be read: {problem.strerror}.") from problem
    if not head.startswith((GZIP, START)) or first is None:
        raise InputError(f"{path} is no WARC file, neither plain nor with each record compressed by gzip.")
    return head


def read_records(path: Path, offset: int = 0) -> Iterator[Record]:
    """Read the records from a place on which one of them ended, or from the beginning.

    What is broken is passed over up to the next record, and counts as one. A
    last record of which the end is missing is left out: a file that grows, or
    whose download goes on, can be read on from there.

    Raises
    ------
    InputError
        If several records are compressed together, so that there is no place to go on from.
    OSError
        If the file cannot be read.
    """
    with path.open("rb") as stream:
        is_gzip = stream.read(len(GZIP)) == GZIP
        while True:
            record = _compressed(stream, offset) if is_gzip else _plain(stream, offset)
            if record is None:
                return
            yield record
            offset = record.end


def _compressed(stream: BinaryIO, offset: int) -> Record | None:
    """Read the record that one gzip member holds; None at the end."""
    member = read_member(stream, offset, MAX_BLOCK + MAX_HEADER)
    if not member.is_whole:
        return _next_after(stream, offset, is_gzip=True, is_cut=not member.is_faulty)
    headers, start = _header(member.content)
    if headers is None:
        return Record(offset, member.end, fault=BROKEN)
    length = _length(headers)
    _refuse_several(member, start, length)
    if length is None or not length <= member.size - start <= length + len(END):
        return Record(offset, member.end, fault=BROKEN)
    if length > MAX_BLOCK:
        return Record(offset, member.end, headers, fault=TOO_BIG)
    return Record(offset, member.end, headers, member.content[start : start + length])


def _refuse_several(member: Member, start: int, length: int | None) -> None:
    behind = member.content[start + (length or 0) :]
    if length is not None and behind[: len(END) + len(START)] == END + START:
        message = "A WARC file is compressed as a whole, so that an import could not go on where it was stopped: "
        raise InputError(message + "decompress it, or compress each record (`warcio recompress IN OUT`).")


def _plain(stream: BinaryIO, offset: int) -> Record | None:
    """Read the record at a place of a file that is not compressed; None at the end."""
    stream.seek(offset)
    head = stream.read(MAX_HEADER)
    if not head:
        return None
    headers, start = _header(head)
    length = _length(headers) if headers is not None else None
    if headers is None or length is None:
        is_cut = headers is None and START.startswith(head[: len(START)])
        return _next_after(stream, offset, is_gzip=False, is_cut=is_cut)
    end = offset + start + length
    stream.seek(end)
    behind = stream.read(len(END))
    if behind != END:
        return _next_after(stream, offset, is_gzip=False, is_cut=len(behind) < len(END))
    if length > MAX_BLOCK:
        return Record(offset, end + len(END), headers, fault=TOO_BIG)
    stream.seek(offset + start)
    return Record(offset, end + len(END), headers, stream.read(length))


def _next_after(stream: BinaryIO, offset: int, *, is_gzip: bool, is_cut: bool) -> Record | None:
    """Pass over what is broken; None where nothing follows what the file's end has cut off, or at the end itself."""
    following = find(stream, offset + 1, *((GZIP, _is_member) if is_gzip else (START, _is_record)))
    if following is None:
        end = stream.seek(0, 2)
        return None if is_cut or offset >= end else Record(offset, end, fault=BROKEN)
    return Record(offset, following, fault=BROKEN)


def _is_member(stream: BinaryIO, offset: int) -> bool:
    return member_start(stream, offset, len(START)) == START


def _is_record(stream: BinaryIO, offset: int) -> bool:
    """Tell a record's first lines from a text that names the format."""
    stream.seek(offset)
    return _FIRST_LINES.match(stream.read(PROBE)) is not None


def _header(content: bytes) -> tuple[dict[str, str] | None, int]:
    """Parse a record's header; None where it is none, and where the block begins."""
    if not content.startswith(START):
        return None, 0
    return parse_headers(content[:MAX_HEADER])


def _length(headers: Mapping[str, str]) -> int | None:
    value = headers.get("content-length", "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < MAX_DIGITS else None
