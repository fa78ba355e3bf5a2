"""Decode a page: detect its charset, drop control characters."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from core.reading.article.charsets import codec_of
from core.text import without_controls

MAX_BYTES = 3_000_000
"""Bytes of a page that are parsed; the largest real page met had 1.6 MB."""
HEAD_BYTES = 4096
"""Bytes from which it is told whether a page is text at all."""
DECLARATION_BYTES = 8192
"""Bytes in which a meta element may declare the charset; HTML asks for the first 1024, publishers write it later."""
MAX_CONTROLS = 8
"""Control characters that text may have at its beginning, though it should have none."""
MAX_CONTROL_SHARE = 0.1
"""Share of control characters above which a page is taken for binary data."""
MIN_WIDE_HEAD = 16
"""Bytes from which UTF-16 can be told by its zeros."""
MIN_ZERO_SHARE = 0.7
"""Share of zeros on every second byte from which text is UTF-16: in markup the high bytes are zeros."""
MAX_ZERO_SHARE = 0.1
"""Share of zeros on the bytes between them, where UTF-16 has its letters."""
CHARACTERS_PER_BROKEN = 10
"""Characters beyond ASCII for each broken one, above which a page is UTF-8 all the same (pasted together, say)."""

GUESS_BYTES = 65_536
"""Bytes by which an undeclared charset is guessed."""
MIN_GUESS_BYTES = 24
"""Bytes beyond ASCII from which a charset is guessed: a few accents are Windows-1252's."""
MIN_GUESS_SHARE = 0.4
"""Share of letters beyond ASCII from which a charset is guessed: Latin alphabets have less, and look alike."""

_OPEN_BYTES = {0xDC00 + byte: byte for byte in range(0x80, 0x100)}
# What browsers guess; the single-byte ones of ISO are those of Windows.
_GUESSED = ["cp1252", "cp1251", "cp1253", "cp1255", "cp1256", "koi8_r", "tis_620"]
_GUESSED += ["cp932", "euc_jp", "gb18030", "big5", "cp949"]
_TAGS = re.compile(rb"<[^<>]{0,2000}>")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]{2,40})", re.IGNORECASE)
_NO_PAGE = (b"\x1f\x8b", b"PK\x03\x04", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x28\xb5\x2f\xfd", b"RIFF")


def is_binary(content: bytes) -> bool:
    """Tell whether the bytes are plainly no text: a compressed file, a picture, or full of control characters."""
    head = content[:HEAD_BYTES]
    if head.startswith(_NO_PAGE):
        return True
    if not head or head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _wide(head):
        return False
    controls = sum(byte < 32 and byte not in (9, 10, 12, 13, 27) for byte in head)
    return controls > max(MAX_CONTROLS, MAX_CONTROL_SHARE * len(head))


def decode(content: bytes, charset: str | None = None, *, max_bytes: int = MAX_BYTES) -> str:
    """Decode a page, cut at `max_bytes`, without control characters.

    UTF-8 is tried before what header or page declare, because UTF-8 hardly
    ever fits by chance, and declarations are often wrong.

    Parameters
    ----------
    content : bytes
        The page as it came.
    charset : str, optional
        What the answer's header declares.
    max_bytes : int
        Bytes that are decoded.
    """
    content = content[:max_bytes]
    for mark, name in _BOMS:
        if content.startswith(mark):
            return without_controls(content.decode(name, "replace"))
    wide = _wide(content[:HEAD_BYTES])
    if wide:
        return without_controls(content.decode(wide, "replace"))
    return without_controls(_narrow(content, charset))


def _narrow(content: bytes, charset: str | None) -> str:
    try:
        # A cut may fall inside a character, which must not make the page another encoding.
        return codecs.getincrementaldecoder("utf-8")("strict").decode(content, final=False)
    except UnicodeDecodeError:
        pass
    for name in (codec_of(charset), codec_of(_declared(content))):
        if name and name != "utf-8":
            return _decoded(content, name)
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if broken * CHARACTERS_PER_BROKEN < sum(character > "\x7f" for character in text):
        return text
    return _decoded(content, _guess(content))


def _decoded(content: bytes, codec: str) -> str:
    """Decode; a byte that Windows left open is the control character of its number, as browsers read it."""
    if not codec.startswith("cp125"):
        return content.decode(codec, "replace")
    return content.decode(codec, "surrogateescape").translate(_OPEN_BYTES)


def _guess(content: bytes) -> str:
    """Guess the codec of bytes that declare none, as browsers do: Windows-1252 where most letters are Latin."""
    sample = _TAGS.sub(b" ", content[:GUESS_BYTES])
    beyond = sum(byte > 0x7F for byte in sample)
    if beyond < max(MIN_GUESS_BYTES, MIN_GUESS_SHARE * sum(byte > 0x40 for byte in sample)):
        return "cp1252"
    best = from_bytes(sample, cp_isolation=_GUESSED).best()
    return (codec_of(best.encoding) if best else None) or "cp1252"


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark, betrayed by the zero bytes of its markup."""
    half = len(head) // 2
    if len(head) < MIN_WIDE_HEAD:
        return None
    if head[1::2].count(0) > MIN_ZERO_SHARE * half and head[::2].count(0) < MAX_ZERO_SHARE * half:
        return "utf-16-le"
    if head[::2].count(0) > MIN_ZERO_SHARE * half and head[1::2].count(0) < MAX_ZERO_SHARE * half:
        return "utf-16-be"
    return None


def _declared(content: bytes) -> str | None:
    match = _META.search(content[:DECLARATION_BYTES])
    return match[1].decode("ascii") if match else None
