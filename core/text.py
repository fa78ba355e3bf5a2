"""Clean text of strangers: control characters, half surrogates, marks that turn the direction of writing."""

from __future__ import annotations

import html
import re

MAX_PLAIN = 5000
"""Characters of a feed's headline or teaser that are looked at."""
MAX_PROSE = 20_000
"""Characters of a feed's full text that are looked at: some 2,500 words, more than a topic needs."""

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
# Unlike `_CONTROLS`, leaves the C1 controls: what an archive holds is not to change with the version that reads it.
_NOT_STORABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BLANKS = re.compile(r"\s+")
_BLANKS_AND_CONTROLS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_DIRECTIONS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_DIRECTION_MARKS = re.compile(r"[\u200e\u200f]")
_TAGS = re.compile(r"</?[A-Za-z!][^>]*>")
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][\w:-]*)(?:\s[^<>]*)?/?>")
_NOT_PROSE = re.compile(
    r"<(script|style|figcaption|template)\b.*?</\1\s*>|<!--.*?-->",
    re.DOTALL | re.IGNORECASE,
)
_BREAK = re.compile(r"</?(?:p|div|li|ul|ol|h[1-6]|blockquote|tr|table|section|br|hr)\b[^>]*>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]\w{1,31});")
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})
"""Elements without an end tag (HTML standard, section 13.1.2) that publishers put into headlines."""


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
    line = _DIRECTIONS.sub("", text)
    line = line if keep_direction_marks else _DIRECTION_MARKS.sub("", line)
    return encodable(_BLANKS_AND_CONTROLS.sub(" ", line).strip())


def from_markup(text: object) -> str | None:
    """Take a headline or teaser out of its markup, on one line; None where nothing is left."""
    if not isinstance(text, str):
        return None
    text = text[:MAX_PLAIN]
    bare = html.unescape(_TAGS.sub(" ", html.unescape(text))) if "<" in text or "&" in text else text
    return _printable_line(bare) or None


def prose_from_markup(text: object) -> str | None:
    """Take a feed's full text out of its HTML, a paragraph on each line; None where nothing is left."""
    if not isinstance(text, str):
        return None
    text = _BREAK.sub("\n", _NOT_PROSE.sub(" ", _BLANKS.sub(" ", text[:MAX_PROSE])))
    lines = (_printable_line(html.unescape(_TAGS.sub(" ", line))) for line in text.splitlines())
    return "\n".join(line for line in lines if line) or None


def headline(text: object, media_type: str | None = None) -> str | None:
    """Take a feed's headline out of its markup, on one line; None where nothing is left.

    Parameters
    ----------
    text : object
        The headline; what is no string is none.
    media_type : str, optional
        "text/plain" where angle brackets stand for themselves (RFC 4287,
        section 3.1.1.1), "text/html" or XHTML's where they are markup. RSS 2.0
        and sitemaps do not say: there a pair of tags or an element without
        content is markup, and a single tag is a word of the headline.
    """
    if not isinstance(text, str):
        return None
    text = text[:MAX_PLAIN]
    if media_type == "text/plain":
        return _printable_line(_REFERENCE.sub(lambda match: html.unescape(match[0]), text)) or None
    if media_type:
        text = _TAGS.sub(" ", text)
    return _printable_line(html.unescape(_without_pairs(html.unescape(text)))) or None


def _without_pairs(text: str) -> str:
    """Replace pairs of tags, empty elements and comments with blanks; leave tags that stand alone."""
    tags = list(_TAG.finditer(text))
    opened = {match["name"].lower() for match in tags if not match["end"]}
    paired = opened & {match["name"].lower() for match in tags if match["end"]}
    names = paired | _VOID
    bare = _TAG.sub(lambda match: " " if match["name"].lower() in names else match[0], text)
    return _COMMENT.sub(" ", bare)


def _printable_line(text: str) -> str:
    return _BLANKS.sub(" ", "".join(c if c.isprintable() or c.isspace() else " " for c in text)).strip()
