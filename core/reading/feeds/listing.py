"""Parse feeds and news sitemaps; runs in a worker."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

import feedparser
from lxml import etree

from core.dates import Locale, locale_of, read_feed_date, read_feed_stamp
from core.reading.feeds.json_feed import JsonFeed, json_feed
from core.reading.feeds.sniff import decode_xml, mend_ampersands, sitemap_lines
from core.text import from_markup, headline, prose_from_markup
from core.types import ArticleRef, Reason
from core.urls import web_address

MAX_ENTRIES = 1000
"""Entries of one feed that are looked at, and of one sitemap that are listed."""
MAX_SITEMAP_ENTRIES = 50_000
"""Entries of one sitemap that are looked at: as many as sitemaps.org allows, the newest often last."""
MAX_CHILDREN = 3
"""Sitemaps of one index that are read."""
NO_LISTING = "What came back is neither a feed nor a sitemap."

_PERIODS = {"hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
"""Seconds of the periods that the syndication module of RSS 1.0 knows."""
_ISO_DATE = re.compile(r"(?:19|20)\d\d-\d\d")
_ENTRY = re.compile(rb"<(?:[A-Za-z][\w.-]{0,30}:)?(?:(?P<feed>item|entry)|url|sitemap)[\s>]")


@dataclass(frozen=True, slots=True)
class Listing:
    """What an address lists: articles, or the sitemaps of an index (newest first).

    `problem` is a sentence where it is neither feed nor sitemap, and `reason`
    its code. `title` is the feed's name for itself. `is_feed` tells feeds from
    sitemaps. `refresh` is after how many seconds the feed says it is worth
    asking again, 0 where it does not.
    """

    refs: tuple[ArticleRef, ...] = ()
    sitemaps: tuple[str, ...] = ()
    title: str | None = None
    language: str | None = None
    problem: str | None = None
    reason: Reason = Reason.UNREADABLE
    is_feed: bool = False
    refresh: int = 0


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
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and (feed := json_feed(content)) is not None:
        return _from_json_feed(newspaper, feed, url)
    content = mend_ampersands(_shortened(content))
    root = _root(decode_xml(content, charset).encode("utf-8", "replace"))
    name = etree.QName(root).localname.lower() if root is not None else ""
    if name == "sitemapindex" and root is not None:
        return Listing(sitemaps=tuple(_children(root, url)))
    if name == "urlset" and root is not None:
        return Listing(refs=tuple(_from_sitemap(newspaper, root, url)))
    if root is None and (lines := sitemap_lines(content, MAX_ENTRIES)):
        return Listing(refs=tuple(ArticleRef(newspaper, line) for line in lines))
    return _from_feed(newspaper, content, url, charset)


def _shortened(content: bytes) -> bytes:
    """Without what stands behind the last entry that is looked at."""
    for number, entry in enumerate(_ENTRY.finditer(content)):
        if number >= (MAX_ENTRIES if entry["feed"] else MAX_SITEMAP_ENTRIES):
            return content[: entry.start()]
    return content


def _root(content: bytes) -> Any:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _children(root: Any, base: str) -> list[str]:
    """List the sitemaps of an index, newest first.

    Where none is dated, the first and the last come first: publishers number
    their sitemaps from the newest, or let the last one grow.
    """
    children = []
    nodes = list(islice(root.iterfind("{*}sitemap"), MAX_SITEMAP_ENTRIES))
    for node in (*_newest(nodes[:-1]), *nodes[-1:]):
        url = web_address(_text(node, "loc"), base)
        if url:
            children.append((read_feed_date(_text(node, "lastmod")), url))
    if len(children) > MAX_CHILDREN and not any(date for date, _ in children):
        children = [children[0], children[-1], *children[1:-1]]
    children.sort(key=lambda child: child[0] or datetime.min.replace(tzinfo=UTC), reverse=True)
    return [url for _, url in children[:MAX_ENTRIES]]


def _from_sitemap(newspaper: str, root: Any, base: str) -> list[ArticleRef]:
    """List the articles of a sitemap in its order: of a long one the newest, wherever they stand."""
    nodes = _newest(list(islice(root.iterfind("{*}url"), MAX_SITEMAP_ENTRIES)))
    return [ref for node in nodes if (ref := _from_url(newspaper, node, base))]


def _newest(nodes: list[Any]) -> list[Any]:
    """Keep the newest entries of a long list, in its order.

    Their dates are compared as they are written: putting addresses right takes longer.
    """
    if len(nodes) <= MAX_ENTRIES:
        return nodes
    if not _ISO_DATE.match(_written_date(nodes[0]) or "2000-01"):  # other dates take long to read
        nodes = nodes[:MAX_ENTRIES] + nodes[max(MAX_ENTRIES, len(nodes) - MAX_ENTRIES) :]
    written = [_sortable(_written_date(node)) for node in nodes]
    order = sorted(range(len(nodes)), key=lambda index: written[index], reverse=True)
    return [nodes[index] for index in sorted(order[:MAX_ENTRIES])]


def _written_date(node: Any) -> str:
    """Return the date of a sitemap's entry as it is written; "" where it has none."""
    last = news = ""
    for child in node:
        name = child.tag if isinstance(child.tag, str) else ""
        if name.endswith("lastmod"):
            last = (child.text or "").strip()
        elif name.endswith("}news"):
            news = (_text(child, "publication_date") or "").strip()
    return news or last


def _sortable(date: str) -> str:
    """Return a date in ISO 8601, whose dates have the order of their letters."""
    if not date or _ISO_DATE.match(date):
        return date
    moment = read_feed_date(date)
    return moment.isoformat() if moment else ""


def _from_url(newspaper: str, node: Any, base: str) -> ArticleRef | None:
    url = web_address(_text(node, "loc"), base)
    if url is None:
        return None
    dates = (read_feed_date(_text(node, path)) for path in ("news/{*}publication_date", "lastmod"))
    published = next((date for date in dates if date), None)
    return ArticleRef(newspaper, url, headline(_text(node, "news/{*}title")), published)


def _from_feed(newspaper: str, content: bytes, url: str, charset: str | None) -> Listing:
    kind = "application/xml" + (f"; charset={charset}" if charset else "")
    headers = {"content-type": kind}  # and no address: links are joined to it when they have been put right
    try:
        parsed = feedparser.parse(io.BytesIO(content), response_headers=headers, sanitize_html=False)
    except Exception:  # feedparser raises whatever its parsers raise
        return Listing(problem="The feed could not be understood.")
    about = parsed.get("feed", {})
    locale = locale_of(about.get("language"), host=urlsplit(url).hostname or "")
    version = parsed.get("version") or ""
    entries = parsed.get("entries", [])[:MAX_ENTRIES]
    refs = [ref for entry in entries if (ref := _from_entry(newspaper, entry, url, locale, version))]
    if not refs and not version:
        return Listing(problem=NO_LISTING)
    title, language = _headline_of(about, version), from_markup(about.get("language"))
    return Listing(tuple(refs), title=title, language=language, is_feed=True, refresh=_refresh(about))


def _refresh(about: Any) -> int:
    """Read how often a feed is worth asking: RSS 2.0's `ttl` in minutes, or the syndication module's period.

    The latter are RSS 1.0's `updatePeriod`, and `updateFrequency` times in it.
    """
    minutes, times = (str(about.get(name) or "").strip()[:9] for name in ("ttl", "sy_updatefrequency"))
    period = _PERIODS.get(str(about.get("sy_updateperiod") or "").strip().lower(), 0)
    kept = 60 * int(minutes) if minutes.isascii() and minutes.isdecimal() else 0
    return max(kept, period // max(1, int(times) if times.isascii() and times.isdecimal() else 1))


def _from_json_feed(newspaper: str, feed: JsonFeed, base: str) -> Listing:
    """List the articles of a JSON Feed 1.1, whose titles are plain text (jsonfeed.org/version/1.1)."""
    refs = []
    for item in feed.items[:MAX_ENTRIES]:
        url = next((url for link in item.links if (url := web_address(link, base))), None)
        if url:
            dates = (read_feed_date(date) for date in item.dates)
            refs.append(
                ArticleRef(
                    newspaper,
                    url,
                    headline(item.title, "text/plain"),
                    next((date for date in dates if date), None),
                    headline(item.tag, "text/plain"),
                    from_markup(item.summary),
                    prose_from_markup(item.text),
                )
            )
    return Listing(
        tuple(refs), title=headline(feed.title, "text/plain"), language=from_markup(feed.language), is_feed=True
    )


def _headline_of(entry: Any, version: str) -> str | None:
    """Read an entry's or a feed's title: Atom declares its type, elsewhere only the parser's guess of HTML is known."""
    media_type = (entry.get("title_detail") or {}).get("type")
    return headline(entry.get("title"), None if media_type == "text/plain" and version[:4] != "atom" else media_type)


def _from_entry(newspaper: str, entry: Any, base: str, locale: Locale, version: str) -> ArticleRef | None:
    url = web_address(entry.get("link"), base)
    if url is None:
        return None
    tags = entry.get("tags") or []
    return ArticleRef(
        newspaper=newspaper,
        url=url,
        title=_headline_of(entry, version),
        published=_published(entry, locale),
        section=from_markup(tags[0].get("term")) if tags else None,
        summary=from_markup(entry.get("summary")),
        text=prose_from_markup(_full_text(entry)),
    )


def _full_text(entry: Any) -> str | None:
    """Return the longest content of an entry (Atom's, or RSS's content:encoded)."""
    values = [value for part in entry.get("content") or () if isinstance(value := part.get("value"), str)]
    return max(values, key=len, default=None)


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
