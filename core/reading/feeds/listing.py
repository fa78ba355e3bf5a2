"""Parse feeds and news sitemaps; runs in a worker."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import feedparser
from lxml import etree

from core.dates import Locale, locale_of, read_feed_date, read_feed_stamp
from core.text import from_markup
from core.types import ArticleRef, Reason
from core.urls import web_address

MAX_ENTRIES = 1000
"""Entries of one feed or sitemap that are looked at."""
NO_LISTING = "What came back is neither a feed nor a sitemap."

MAX_ENCODING_BYTES = 200
"""Bytes at the start that tell UTF-16 and UTF-32, which have zeros among them."""

_RAW_AMPERSAND = re.compile(rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|&(?!#?\w{1,32};)", re.DOTALL)
_ENTRY = re.compile(rb"<(?:[A-Za-z][\w.-]{0,30}:)?(?:item|entry|url|sitemap)[\s>]")


@dataclass(frozen=True, slots=True)
class Listing:
    """What an address lists: articles, or the sitemaps of an index (newest first).

    `problem` is a sentence where it is neither feed nor sitemap, and `reason`
    its code. `title` is the feed's name for itself. `is_feed` tells feeds from
    sitemaps.
    """

    refs: tuple[ArticleRef, ...] = ()
    sitemaps: tuple[str, ...] = ()
    title: str | None = None
    language: str | None = None
    problem: str | None = None
    reason: Reason = Reason.UNREADABLE
    is_feed: bool = False


def parse_listing(content: bytes, newspaper: str, url: str, charset: str | None = None) -> Listing:
    """Parse a feed, sitemap or sitemap index; what is wrong with it is in `problem`, never raised.

    A feed that breaks off gives what it has; of a very long one only the
    beginning is parsed.

    Parameters
    ----------
    newspaper : str
        The paper's id, for the references.
    url : str
        Where the bytes came from.
    charset : str, optional
        What the answer's header declares.
    """
    content = _with_ampersands(_shortened(content))
    root = _root(content)
    name = etree.QName(root).localname.lower() if root is not None else ""
    if name == "sitemapindex" and root is not None:
        return Listing(sitemaps=tuple(_children(root, url)))
    if name == "urlset" and root is not None:
        return Listing(refs=tuple(_from_sitemap(newspaper, root, url)))
    return _from_feed(newspaper, content, url, charset)


def _shortened(content: bytes) -> bytes:
    """Without what stands behind the last entry that is looked at."""
    for number, entry in enumerate(_ENTRY.finditer(content)):
        if number >= MAX_ENTRIES:
            return content[: entry.start()]
    return content


def _with_ampersands(content: bytes) -> bytes:
    """Escape the ampersands that XML does not allow, as those of queries ("?id=1&lang=en").

    Parsers that recover drop what stands behind them, or take "&lang" and
    "&copy" for characters, as HTML does in text; in an attribute, HTML itself
    leaves them alone where "=" or a letter follows (WHATWG HTML, section
    13.2.5.73). Content of which "&" may be half a character is left alone.
    """
    if b"\0" in content[:MAX_ENCODING_BYTES] or b"\x1b$" in content:
        return content
    return _RAW_AMPERSAND.sub(lambda match: match[0] if match[0] != b"&" else b"&amp;", content)


def _root(content: bytes) -> Any:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _children(root: Any, base: str) -> list[str]:
    children = []
    for node in root.iterfind("{*}sitemap"):
        url = web_address(_text(node, "loc"), base)
        if url:
            children.append((read_feed_date(_text(node, "lastmod")) or datetime.min.replace(tzinfo=UTC), url))
    children.sort(key=lambda child: child[0], reverse=True)
    return [url for _, url in children[:MAX_ENTRIES]]


def _from_sitemap(newspaper: str, root: Any, base: str) -> Iterator[ArticleRef]:
    for number, node in enumerate(root.iterfind("{*}url")):
        if number >= MAX_ENTRIES:
            return
        url = web_address(_text(node, "loc"), base)
        if url:
            dates = (read_feed_date(_text(node, path)) for path in ("news/{*}publication_date", "lastmod"))
            published = next((date for date in dates if date), None)
            yield ArticleRef(newspaper, url, from_markup(_text(node, "news/{*}title")), published)


def _from_feed(newspaper: str, content: bytes, url: str, charset: str | None) -> Listing:
    kind = "application/xml" + (f"; charset={charset}" if charset else "")
    headers = {"content-type": kind}  # and no address: links are joined to it when they have been put right
    try:
        parsed = feedparser.parse(io.BytesIO(content), response_headers=headers, sanitize_html=False)
    except Exception:  # feedparser raises whatever its parsers raise
        return Listing(problem="The feed could not be understood.")
    about = parsed.get("feed", {})
    locale = locale_of(about.get("language"), host=urlsplit(url).hostname or "")
    entries = parsed.get("entries", [])[:MAX_ENTRIES]
    refs = [ref for entry in entries if (ref := _from_entry(newspaper, entry, url, locale))]
    if not refs and not parsed.get("version"):
        return Listing(problem=NO_LISTING)
    return Listing(
        tuple(refs), title=from_markup(about.get("title")), language=from_markup(about.get("language")), is_feed=True
    )


def _from_entry(newspaper: str, entry: Any, base: str, locale: Locale) -> ArticleRef | None:
    url = web_address(entry.get("link"), base)
    if url is None:
        return None
    tags = entry.get("tags") or []
    return ArticleRef(
        newspaper=newspaper,
        url=url,
        title=from_markup(entry.get("title")),
        published=_published(entry, locale),
        section=from_markup(tags[0].get("term")) if tags else None,
        summary=from_markup(entry.get("summary")),
    )


def _published(entry: Any, locale: Locale) -> datetime | None:
    """Read an entry's date; feedparser's reading, which takes zones by name for UTC, is the last resort."""
    for name in ("published", "updated"):
        written = entry.get(name)
        if isinstance(written, str) and (date := read_feed_date(written, locale)) is not None:
            return date
    stamps = (entry.get(f"{name}_parsed") for name in ("published", "updated") if _has_words(entry.get(name)))
    return next((date for stamp in stamps if (date := read_feed_stamp(stamp)) is not None), None)


def _has_words(written: Any) -> bool:
    """Whether a date is more than one number, which feedparser takes for a year with a day or a week."""
    return isinstance(written, str) and not written.strip().isdecimal()


def _text(node: Any, path: str) -> str | None:
    child = node.find("{*}" + path)
    return child.text if child is not None else None
