"""Headers of WARC records and of the HTTP answers inside them: the same lines."""

from __future__ import annotations

import re

_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_LINE = re.compile(rb"\r?\n")


def parse_headers(content: bytes) -> tuple[dict[str, str] | None, int]:
    """Parse the lines up to the first blank one; the first line is under "".

    Names are in lower case; the values of a name that stands there several
    times are joined by commas (RFC 9110, section 5.3), and lines that begin
    with a blank go on with the one before.

    Returns
    -------
    headers : dict or None
        None where there is no blank line.
    end : int
        Where the blank line ends.
    """
    blank = _BLANK_LINE.search(content)
    if blank is None:
        return None, 0
    first, *lines = _LINE.split(content[: blank.start()])
    headers, name = {"": _decoded(first)}, ""
    for line in lines:
        if line[:1] in b" \t" and name:
            headers[name] += f" {_decoded(line)}"
            continue
        key, colon, value = line.partition(b":")
        name = _decoded(key).lower() if colon else ""
        if name:
            headers[name] = f"{headers[name]}, {_decoded(value)}" if name in headers else _decoded(value)
    return headers, blank.end()


def _decoded(line: bytes) -> str:
    return line.decode("utf-8", "replace").strip()
