"""Clean text of strangers: control characters, half surrogates, marks that turn the direction of writing."""

from __future__ import annotations

import html
import re

MAX_PLAIN = 5000
"""Characters of a feed's headline or teaser that are looked at."""

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
# Unlike `_CONTROLS`, leaves the C1 controls: what an archive holds is not to change with the version that reads it.
_NOT_STORABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BLANKS = re.compile(r"\s+")
_BLANKS_AND_CONTROLS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_DIRECTIONS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_DIRECTION_MARKS = re.compile(r"[\u200e\u200f]")
_TAGS = re.compile(r"</?[A-Za-z!][^>]*>")


def without_controls(text: str) -> str:
    """Drop control characters, lone surrogates and byte order marks; keep tabs and line breaks."""
    return _CONTROLS.sub("", text)


def one_line(text: str) -> str:
    """Drop control characters, and make every run of blanks a single space."""
    return " ".join(without_controls(text).split())


def encodable(text: str) -> str:
    """Write a question mark for each half surrogate, which neither UTF-8 nor a column of text can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def storable(text: str) -> str:
    """Make text that every database takes: no control characters (0 is not allowed, 2 and 3 mark search hits)."""
    return encodable(_NOT_STORABLE.sub("", text))


def printable(text: str) -> str:
    """Write a blank for each character that a terminal would obey rather than print."""
    return "".join(c if c.isprintable() else " " for c in text)


def displayable(text: str, keep_direction_marks: bool = False) -> str:
    """Make one line for a page or a chart: no control characters, nothing that turns the direction of writing.

    Parameters
    ----------
    keep_direction_marks : bool
        Keep the marks U+200E and U+200F, which text in Arabic or Hebrew needs
        around its punctuation and which turn nothing by themselves.
    """
    line = _DIRECTIONS.sub("", _BLANKS_AND_CONTROLS.sub(" ", text))
    line = line if keep_direction_marks else _DIRECTION_MARKS.sub("", line)
    return encodable(line.strip())


def from_markup(text: object) -> str | None:
    """Take a headline or teaser out of its markup, on one line; None where nothing is left."""
    if not isinstance(text, str):
        return None
    text = text[:MAX_PLAIN]
    bare = html.unescape(_TAGS.sub(" ", html.unescape(text))) if "<" in text or "&" in text else text
    line = _BLANKS.sub(" ", "".join(c if c.isprintable() or c.isspace() else " " for c in bare)).strip()
    return line or None
