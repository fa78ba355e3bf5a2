"""What a page says about itself: JSON-LD, meta elements, headings, dates and authors."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from lxml import etree
from lxml import html as lxml_html

from core.dates import date_of_path, read_date
from core.language import english
from core.text import one_line, without_controls
from core.urls import web_address

MOST_SCRIPTS, MOST_ITEMS, LONGEST_TITLE = 40, 1000, 400
ARTICLE_TYPES = frozenset({"BlogPosting", "LiveBlogPosting", "Report", "Review", "SocialMediaPosting", "CriticReview"})
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage")
_DATE_METAS = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "date.published",
    "publish-date",
    "publishdate",
    "publication_date",
    "article.published",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "pubdate",
    "og:pubdate",
    "date",
)
_AUTHOR_METAS = ("author", "parsely-author", "article:author_name", "article:author", "byl", "dc.creator")
_TAIL = re.compile(r"\s+(?:\||[-–—»·:])\s+([^|–—»]{2,50})$")
_TRAILING_COMMA = re.compile(r",\s*([}\]])")

Item = dict[str, Any]


@dataclass(slots=True)
class Page:
    """A parsed page and the data in its head.

    Parameters
    ----------
    url : str
        Where it came from.
    tree : lxml element, optional
        None where nothing could be parsed.
    items : list of dict
        The JSON-LD objects, flattened.
    metas : dict of str to list of str
        Contents of meta elements by lower-case name or property.
    """

    url: str
    tree: Any = None
    items: list[Item] = field(default_factory=list)
    metas: dict[str, list[str]] = field(default_factory=dict)

    def meta(self, *names: str) -> str | None:
        """The first meta element of these names that says something."""
        return next((value for name in names for value in self.metas.get(name, ())), None)

    @property
    def articles(self) -> list[Item]:
        """The JSON-LD objects that describe an article."""
        return [item for item in self.items if any(is_article_type(kind) for kind in types_of(item))]


def read_page(text: str, url: str) -> Page:
    """Parse a page; one without any markup gives a page without tree."""
    page = Page(url)
    if not text.strip():
        return page
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True)
    try:
        page.tree = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return page
    for element in page.tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        value = one_line(element.get("content") or "")
        if name and value:
            page.metas.setdefault(name.strip().lower(), []).append(value)
    page.items = list(_items(page.tree))
    if len(page.articles) > 1:  # the page's own before those that it recommends
        shown = [*_headings(page), *page.metas.get("og:title", []), *page.tree.xpath("//title/text()")[:1]]
        page.items.sort(key=lambda item: not _is_shown(item, shown))
    return page


def _is_shown(item: Item, shown: Sequence[str]) -> bool:
    headlines = texts_of(item.get("headline")) if any(map(is_article_type, types_of(item))) else []
    return any(_same_start(headline, title) for headline in headlines for title in shown)


def types_of(item: Item) -> list[str]:
    """The types of a JSON-LD object, without their vocabulary's address."""
    kinds = item.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return [kind.rsplit("/", 1)[-1] for kind in kinds if isinstance(kind, str)]


def is_article_type(kind: str) -> bool:
    """Whether a JSON-LD type is one of articles."""
    return kind.endswith("Article") or kind in ARTICLE_TYPES


def texts_of(value: Any) -> list[str]:
    """The strings in a JSON-LD value: itself, or those of a list; tidied."""
    values = value[:50] if isinstance(value, list) else [value]
    return [text for text in (one_line(html.unescape(v)) for v in values if isinstance(v, str)) if text]


def body_of(page: Page) -> str:
    """The longest article body that the JSON-LD holds, without markup."""
    bodies = [item["articleBody"] for item in page.articles if isinstance(item.get("articleBody"), str)]
    if not bodies:
        return ""
    body = html.unescape(max(bodies, key=len))
    if re.search(r"</?(p|br|div|a|strong|em|span|h\d)\b", body, re.IGNORECASE):
        body = re.sub(r"<[^<>]{0,2000}>", "\n", body)
    lines = (one_line(line) for line in body.splitlines())
    return "\n".join(line for line in lines if line)


def _items(tree: Any) -> Iterator[Item]:
    scripts = tree.xpath("//script[contains(@type, 'ld+json')]")[:MOST_SCRIPTS]
    waiting = [value for value in (_parsed(script.text or "") for script in scripts) if value is not None]
    seen = 0
    while waiting and seen < MOST_ITEMS:
        value = waiting.pop(0)
        seen += 1
        if isinstance(value, list):
            waiting[:0] = value[:MOST_ITEMS]
        elif isinstance(value, dict):
            yield value
            waiting[:0] = [value[key] for key in _INSIDE if isinstance(value.get(key), dict | list)]


def _parsed(source: str) -> Any:
    source = source.strip().removeprefix("//").removeprefix("<![CDATA[").removesuffix("]]>").strip(" \n\t;/")
    for attempt in (source, _TRAILING_COMMA.sub(r"\1", source)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def link_of(page: Page) -> str:
    """The canonical address where the page names one on its own host, or else where it came from."""
    links = page.tree.xpath("//link[@rel='canonical']/@href")[:1] if page.tree is not None else []
    here = urlsplit(page.url)
    for link in (*links, *page.metas.get("og:url", [])[:1]):
        found = web_address(without_controls(link), page.url)
        if found is None:
            continue
        there = urlsplit(found)
        lost = there.path.strip("/") == "" and here.path.strip("/") != ""
        if _host(there.hostname) == _host(here.hostname) and there.port == here.port and not lost:
            return found
    return page.url


def _host(name: str | None) -> str:
    return (name or "").lower().removeprefix("www.")


def title_of(page: Page, *others: str | None) -> str:
    """The headline: JSON-LD's, the only heading's, the page's; without the publisher's name at its end.

    Parameters
    ----------
    others : str or None
        What the extractors found, used where the page itself names none.
    """
    names = _publisher_names(page)
    heads = _headings(page)
    told = [text for item in page.articles for text in texts_of(item.get("headline"))]
    og = page.metas.get("og:title", []) + page.metas.get("twitter:title", [])
    told = [title for title in told if len(title) > 3]
    if told and og and english.LIVE_HEADLINE.search(told[0]) and not english.LIVE_HEADLINE.search(og[0]):
        told = og[:1]  # a live page's headline of the moment; what it is shared by is that of the story
    if told:
        return _without_publisher(_whole(told[0][:LONGEST_TITLE], heads), names)
    plain = page.tree.xpath("//title/text()")[:1] if page.tree is not None else []
    # A heading that also opens the page's title is the headline; others may belong to a box.
    begins = [head for head in heads if any(_same_start(head, title) for title in (*og, *plain))]
    for title in (*begins[:1], *og, *heads[:1], *plain, *others):
        tidy = _without_publisher(one_line(title or "")[:LONGEST_TITLE], names)
        if tidy:
            return tidy
    return ""


def _whole(headline: str, heads: Sequence[str]) -> str:
    """The heading in place of a headline that was cut for machines ("... the min...")."""
    start = headline.rstrip(".… ").lower()
    if not headline.endswith(("...", "…")):
        return headline
    return next((head for head in heads if head.lower().startswith(start) and len(head) > len(start)), headline)


def _headings(page: Page) -> list[str]:
    if page.tree is None:
        return []
    heads = (one_line(" ".join(h.itertext())) for h in page.tree.xpath("//h1")[:5])
    return [head for head in heads if 3 < len(head) < 300]


def _same_start(head: str, title: str) -> bool:
    def plain(text: str) -> str:
        return re.sub(r"\W+", " ", text.lower()).strip()

    start = plain(head)[:40]
    return bool(start) and plain(title).startswith(start)


def _publisher_names(page: Page) -> set[str]:
    names = set(page.metas.get("og:site_name", []) + page.metas.get("application-name", []))
    for item in page.articles[:3]:
        publisher = item.get("publisher")
        if isinstance(publisher, dict):
            names.update(texts_of(publisher.get("name")))
    host = _host(urlsplit(page.url).hostname)
    names |= {host, host.split(".")[0]}
    return {squeezed(name) for name in names if squeezed(name)}


def squeezed(text: str) -> str:
    """Letters and digits alone, lower case: to compare names."""
    return re.sub(r"[\W_]+", "", text.lower()).removeprefix("the")


def _without_publisher(title: str, names: set[str]) -> str:
    """Without " | Publisher" and the sections before it; a part of the headline itself stays."""
    while (found := _TAIL.search(title)) and len(title[: found.start()]) >= 8:
        tail = squeezed(found.group(1))
        bar = "|" in found.group(0) or "»" in found.group(0)
        if not bar and not any(tail in (n, n + "online", n + "news") or (len(n) > 4 and n in tail) for n in names):
            break
        title = title[: found.start()].rstrip()
    return title


def published_of(page: Page, *others: str | None) -> datetime | None:
    """When the article appeared: JSON-LD, meta elements, time elements, the extractors, at last the address."""
    told = [text for item in page.articles for text in texts_of(item.get("datePublished"))]
    told += [value for name in _DATE_METAS for value in page.metas.get(name, [])]
    told += [text for item in page.items for text in texts_of(item.get("datePublished"))]
    told += _times(page)
    for value in (*told, *others):
        date = read_date(value)
        if date:
            return date
    return date_of_path(page.url)


def _times(page: Page) -> list[str]:
    if page.tree is None:
        return []
    marked = page.tree.xpath("//time[@pubdate or contains(@itemprop, 'datePublished')]/@datetime")
    marked += page.tree.xpath("//*[contains(@itemprop, 'datePublished')]/@content")
    inside = page.tree.xpath("//article//time/@datetime | //header//time/@datetime | //main//time/@datetime")
    return [one_line(value) for value in (*marked[:3], *inside[:3])]


def authors_of(page: Page, *others: str | None) -> tuple[str, ...]:
    """Who wrote it, each name once, without links, addresses and "By"."""
    told = [name for item in page.articles[:2] for name in _names(item.get("author") or item.get("creator"))]
    if not told:
        told = [value for name in _AUTHOR_METAS for value in page.metas.get(name, [])][:6]
    for group in (told, [other for other in others if other]):
        names = _tidy(group)
        if names:
            return names
    return ()


def _names(author: Any) -> list[str]:
    names: list[str] = []
    for one in author[:20] if isinstance(author, list) else [author]:
        names += texts_of(one.get("name")) if isinstance(one, dict) else texts_of(one)
    return names


def _tidy(values: Sequence[str]) -> tuple[str, ...]:
    names: dict[str, str] = {}
    for value in values:
        for part in english.AUTHOR_SEPARATOR.split(value):
            name = english.BYLINE.sub("", one_line(part)).strip(" -–:.")
            if re.fullmatch(r"[a-z]+(-[a-z]+){1,3}", name):  # as in the address of the author's page
                name = name.replace("-", " ").title()
            if 2 < len(name) < 60 and not re.search(r"https?:|www\.|[@/()<>{}]|\d{3}", name):
                names.setdefault(name.lower(), name)
    return tuple(names.values())[:12]
