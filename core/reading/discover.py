"""Which articles a paper has: its feeds and news sitemaps, newest first."""

from __future__ import annotations

import calendar
import html
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import feedparser
from lxml import etree

from core.reading.addresses import canonical, web_address
from core.reading.clock import now
from core.reading.fetch import Fetched
from core.reading.guard import FetchError
from core.types import ArticleRef, Newspaper, Reason

MOST = 1000
"""Entries that are looked at of one feed or sitemap."""
CHILDREN = 3
"""Sitemaps that are read of one index."""

_TAGS = re.compile(r"</?[A-Za-z!][^>]*>")
_BLANKS = re.compile(r"\s+")
Get = Callable[[str], Fetched]


@dataclass
class Discovered:
    """The articles found, newest first, each once, and what went wrong on the way."""

    refs: list[ArticleRef] = field(default_factory=list)
    problems: list[FetchError] = field(default_factory=list)


def discover(newspaper: Newspaper, get: Get, wanted: int) -> Discovered:
    """Read a paper's feeds, then its sitemaps, until `wanted` articles are known.

    Parameters
    ----------
    get : callable
        Fetches an address; its FetchError is kept in `problems`.
    """
    found = Discovered()
    refs: list[ArticleRef] = []
    for url in (*newspaper.feeds, *newspaper.sitemaps):
        try:
            refs += listed(newspaper.id, get(url), get)
        except FetchError as problem:
            found.problems.append(problem)
        found.refs = newest_first(refs)
        if len(found.refs) >= wanted:
            break
    return found


def listed(newspaper: str, fetched: Fetched, get: Get | None = None) -> list[ArticleRef]:
    """The articles of one feed, news sitemap or sitemap index.

    A feed that breaks off gives what it has. An index is followed one level
    deep where `get` is given.

    Raises
    ------
    FetchError
        If it is none of these (`unreadable`).
    """
    root = _root(fetched.content)
    name = etree.QName(root).localname.lower() if root is not None else ""
    if name == "sitemapindex" and root is not None:
        return _from_index(newspaper, root, fetched.url, get)
    if name == "urlset" and root is not None:
        return list(_from_sitemap(newspaper, root, fetched.url))
    return _from_feed(newspaper, fetched)


def newest_first(refs: Iterable[ArticleRef]) -> list[ArticleRef]:
    """Each address once, dated ones newest first; undated ones keep their place after what stood before them."""
    once: dict[str, ArticleRef] = {}
    for ref in refs:
        once.setdefault(canonical(ref.url), ref)
    unique = list(once.values())
    last = datetime.max.replace(tzinfo=UTC)
    keys = []
    for ref in unique:
        last = ref.published or last
        keys.append(last)
    order = sorted(range(len(unique)), key=lambda at: keys[at], reverse=True)
    return [unique[at] for at in order]


def _root(content: bytes) -> Any:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _from_index(newspaper: str, root: Any, base: str, get: Get | None) -> list[ArticleRef]:
    children = []
    for node in root.iterfind("{*}sitemap"):
        url = web_address(_text(node, "loc"), base)
        if url:
            children.append((_date(_text(node, "lastmod")) or datetime.min.replace(tzinfo=UTC), url))
    children.sort(key=lambda child: child[0], reverse=True)
    refs: list[ArticleRef] = []
    for _, url in children[:CHILDREN] if get else ():
        assert get is not None  # noqa: S101  (for mypy)
        child = get(url)
        inner = _root(child.content)
        if inner is not None and etree.QName(inner).localname == "urlset":
            refs += _from_sitemap(newspaper, inner, child.url)
    return refs


def _from_sitemap(newspaper: str, root: Any, base: str) -> Iterator[ArticleRef]:
    for number, node in enumerate(root.iterfind("{*}url")):
        if number >= MOST:
            return
        url = web_address(_text(node, "loc"), base)
        if url:
            published = _date(_text(node, "news/{*}publication_date")) or _date(_text(node, "lastmod"))
            yield ArticleRef(newspaper, url, plain(_text(node, "news/{*}title")), published)


def _from_feed(newspaper: str, fetched: Fetched) -> list[ArticleRef]:
    kind = "application/xml" + (f"; charset={fetched.charset}" if fetched.charset else "")
    headers = {"content-type": kind, "content-location": fetched.url}
    try:
        parsed = feedparser.parse(io.BytesIO(fetched.content), response_headers=headers, sanitize_html=False)
    except Exception as problem:  # feedparser raises whatever its parsers raise
        raise FetchError(Reason.UNREADABLE, "The feed could not be understood.") from problem
    refs = [ref for entry in parsed.get("entries", [])[:MOST] if (ref := _from_entry(newspaper, entry, fetched.url))]
    if not refs and not parsed.get("version"):
        raise FetchError(Reason.UNREADABLE, "What came back is neither a feed nor a sitemap.")
    return refs


def _from_entry(newspaper: str, entry: Any, base: str) -> ArticleRef | None:
    url = web_address(entry.get("link"), base)
    if url is None:
        return None
    stamp = entry.get("published_parsed") or entry.get("updated_parsed")
    tags = entry.get("tags") or []
    return ArticleRef(
        newspaper=newspaper,
        url=url,
        title=plain(entry.get("title")),
        published=_sane(_from_stamp(stamp)) if stamp else None,
        section=plain(tags[0].get("term")) if tags else None,
        summary=plain(entry.get("summary")),
    )


def _from_stamp(stamp: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(calendar.timegm(stamp), UTC)
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def _text(node: Any, path: str) -> str | None:
    found = node.find("{*}" + path)
    return found.text if found is not None else None


def _date(text: str | None) -> datetime | None:
    if not text or len(text) > 60:
        return None
    try:
        parsed = datetime.fromisoformat(text.strip())
    except ValueError:
        try:
            parsed = parsedate_to_datetime(text.strip())
        except ValueError:
            return None
    return _sane(parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC))


def _sane(moment: datetime | None) -> datetime | None:
    """No date from the future or from before newspapers had web sites."""
    if moment is None:
        return None
    try:
        moment = moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment if moment.year >= 1990 and moment <= now() + timedelta(days=1) else None


def plain(text: object) -> str | None:
    """A headline or teaser as plain text on one line; None where nothing is left."""
    if not isinstance(text, str):
        return None
    bare = html.unescape(_TAGS.sub(" ", html.unescape(text[:5000]))) if "<" in text or "&" in text else text[:5000]
    line = _BLANKS.sub(" ", "".join(c if c.isprintable() or c.isspace() else " " for c in bare)).strip()
    return line or None
