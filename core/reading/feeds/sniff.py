"""Recognize feeds and sitemaps by their bytes, and mend the XML that publishers write by hand."""

from __future__ import annotations

import html
import re
from html.entities import html5
from itertools import islice

from core.reading.article.decode import decode
from core.urls import web_address

MAX_HEAD = 4096
"""Bytes in which a feed's or sitemap's root stands; stylesheets, comments and licences come before it."""
MAX_DECLARATION = 256
"""Bytes in which XML declares its encoding."""

_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>\s*")
_ENCODING = re.compile(rb"<\?xml\b[^>]*?\bencoding\s*=\s*[\"']\s*([A-Za-z][\w.:-]*)")
_ROOT = re.compile(
    r"<(?:[a-z_][\w.-]{0,30}:)?(?:rss|feed|rdf|urlset|sitemapindex)[\s>/]",
    re.IGNORECASE,
)
_PROLOGUE = re.compile(r"\ufeff?\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<![A-Z][^>]*>\s*)*", re.DOTALL)
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:(?:\\?/){2}(?:www\.)?jsonfeed\.org', re.IGNORECASE)
_ADDRESS = re.compile(r"\ufeff?\s*https?://\S+\s*(?:\n|\r|$)", re.IGNORECASE)
_WIDE = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))
# Sections whose ampersands stand for themselves, then the references and the ampersands that are none.
_AMPERSAND = re.compile(
    rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|&(?:(#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]\w{0,31});)?",
    re.DOTALL,
)
_OF_XML = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
_ENTITY_DECLARATION = b"<!ENTITY"
_SHIFT = b"\x1b$"


def is_feed_or_sitemap(content: bytes) -> bool:
    """Tell whether the bytes are a feed or a sitemap, whatever type their server declares.

    As the feed readers do, and as the WHATWG's MIME Sniffing standard, section
    7.1, tells feeds from pages: by the first element, or for JSON Feed and for
    sitemaps of lines by their beginning.
    """
    head = _head(content)
    prologue = _PROLOGUE.match(head)
    start = head[prologue.end() if prologue else 0 :]
    if start.startswith("{"):
        text = content.decode("utf-8", "replace")
        return bool(_JSON_FEED.search(text[:MAX_HEAD]) or _JSON_FEED.search(text[-MAX_HEAD:]))
    return bool(_ROOT.match(start) or _ADDRESS.match(start))


def _head(content: bytes) -> str:
    head = content[:MAX_HEAD]
    encoding = next((name for mark, name in _WIDE if head.startswith(mark)), "utf-8")
    return head.decode(encoding, "replace")


def mend_ampersands(content: bytes) -> bytes:
    """Write out the ampersands and the entities of HTML that XML does not know.

    Parsers that recover drop what stands behind them, or take "&lang" and
    "&copy" of a query for characters. An ampersand that begins no reference
    stands for itself, as in the HTML standard, section 13.2.5.72. CDATA
    sections are left as they are, and so is content of which "&" may be half a
    character; in a document that declares entities, names are left alone.
    """
    if _SHIFT in content or b"\x00" in content[:MAX_HEAD]:
        return content
    declares = _ENTITY_DECLARATION in content
    return _AMPERSAND.sub(lambda match: _reference(match, declares), content)


def _reference(match: re.Match[bytes], declares: bool) -> bytes:
    whole, name = match[0], match[1]
    if not whole.startswith(b"&") or name in _OF_XML or (declares and name is not None):
        return whole
    if name is None:
        return b"&amp;"
    if name.startswith(b"#"):
        character = html.unescape(whole.decode("ascii"))
        return "".join(f"&#{ord(c)};" for c in character if c.isprintable() or c.isspace()).encode("ascii")
    characters = html5.get(name.decode("ascii", "replace") + ";")
    return b"&amp;" + whole[1:] if characters is None else "".join(f"&#{ord(c)};" for c in characters).encode("ascii")


def decode_xml(content: bytes, charset: str | None = None) -> str:
    """Decode XML, without its declaration.

    As RFC 7303, section 3, says: by the byte order mark, the header's charset,
    or else the encoding that it declares; but UTF-8 before these, as in pages.
    """
    declared = _ENCODING.search(content[:MAX_DECLARATION])
    text = decode(content, charset or (declared[1].decode("ascii") if declared else None), max_bytes=len(content))
    return _DECLARATION.sub("", text, count=1)


def sitemap_lines(content: bytes, most: int) -> list[str]:
    """List the first addresses of a sitemap that is a text file (sitemaps.org); none where it holds anything else."""
    lines = [line.strip() for line in content.decode("utf-8-sig", "replace").splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    if not all(line[:8].lower().startswith(("http://", "https://")) and " " not in line for line in lines):
        return []
    return list(islice(filter(None, map(web_address, lines)), most))
