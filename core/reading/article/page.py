"""Parse a page: its tree, its meta elements and its JSON-LD."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from lxml import etree
from lxml import html as lxml_html

from core.reading.article.visibility import is_shown
from core.text import one_line
from core.urls import comparison_key, web_address

MAX_SCRIPTS = 40
"""JSON-LD scripts of a page that are parsed; real pages have up to a dozen."""
MAX_ITEMS = 1000
"""JSON-LD values that are looked at."""
MAX_TEXTS = 50
"""Strings that are taken from one list of JSON-LD."""
MAX_HEADINGS = 5
"""Headings of the first level that are looked at."""
MIN_HEADING = 3
"""Characters up to which a heading is no headline."""
MAX_HEADING = 300
"""Characters from which a heading is no headline."""
START = 40
"""Characters of a headline that are compared with a page's title, which often cuts or extends it."""

ARTICLE_TYPES = frozenset({"BlogPosting", "LiveBlogPosting", "Report", "Review", "SocialMediaPosting", "CriticReview"})
"""JSON-LD types of articles, beside those whose name ends with Article."""

_LIVE = "LiveBlogPosting"
_NESTED = ("@graph", "mainEntity", "mainEntityOfPage")
_MARKUP = re.compile(r"</?(p|br|div|a|strong|em|span|h\d)\b", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
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
        """Return the first meta element of these names that says something."""
        return next((value for name in names for value in self.metas.get(name, ())), None)

    @property
    def articles(self) -> list[Item]:
        """The JSON-LD objects that describe an article."""
        return [item for item in self.items if is_article(item)]

    @property
    def titles(self) -> list[str]:
        """The title element's text, in a list of at most one."""
        return [] if self.tree is None else list(self.tree.xpath("//title/text()")[:1])

    @property
    def headings(self) -> list[str]:
        """The first headings of the first level that may be a headline."""
        if self.tree is None:
            return []
        lines = (one_line(" ".join(h.itertext())) for h in self.tree.xpath("//h1")[:MAX_HEADINGS] if is_shown(h))
        return [line for line in lines if MIN_HEADING < len(line) < MAX_HEADING]

    @property
    def all_titles(self) -> list[str]:
        """What the page calls itself in its headings, meta elements and title."""
        return [*self.headings, *self.metas.get("og:title", []), *self.titles]


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
    page.metas = _metas(page.tree)
    page.items = list(_items(page.tree))
    if len(page.articles) > 1:  # the page's own before those that it recommends
        titles = page.all_titles
        page.items.sort(key=lambda item: not _is_titled(item, titles))
    return page


def _metas(tree: Any) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        value = one_line(element.get("content") or "")
        if name and value:
            metas.setdefault(name.strip().lower(), []).append(value)
    return metas


def _is_titled(item: Item, titles: Sequence[str]) -> bool:
    """Whether this is an article with one of these titles."""
    headlines = texts_of(item.get("headline")) if is_article(item) else []
    return any(same_start(headline, title) for headline in headlines for title in titles)


def types_of(item: Item) -> list[str]:
    """Return the types of a JSON-LD object, without their vocabulary's address."""
    kinds = item.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return [kind.rsplit("/", 1)[-1] for kind in kinds if isinstance(kind, str)]


def is_article(item: Item) -> bool:
    """Whether a JSON-LD object describes an article."""
    return any(kind.endswith("Article") or kind in ARTICLE_TYPES for kind in types_of(item))


def is_live(page: Page) -> bool:
    """Tell whether a page is itself a live page, and not an article beside which one is recommended.

    A LiveBlogPosting (schema.org) is the page's own where it has the page's
    title or address; one that has neither is, unless an article has them.
    """
    lives = [item for item in page.articles if _LIVE in types_of(item)]
    stories = [item for item in page.articles if _LIVE not in types_of(item)]
    if any(_is_own(page, item) for item in lives):
        return True
    strangers = [item for item in lives if _addresses_of(item, page.url)]
    return len(strangers) < len(lives) and not any(_is_own(page, item) for item in stories)


def stands_beside(page: Page, item: Item) -> bool:
    """Tell whether a video or gallery has another name than the page, so that it is only a part of it."""
    names = texts_of(item.get("name")) or texts_of(item.get("headline"))
    return bool(names) and not any(same_start(name, title) for name in names for title in page.all_titles)


def _is_own(page: Page, item: Item) -> bool:
    """Whether an article's data have the title of the page, or its address."""
    here = urlsplit(comparison_key(page.url)).path
    paths = [urlsplit(comparison_key(address)).path for address in _addresses_of(item, page.url)]
    return _is_titled(item, page.all_titles) or any(here == path or here.startswith(f"{path}/") for path in paths)


def _addresses_of(item: Item, base: str) -> list[str]:
    values = [item.get("url"), item.get("@id"), item.get("mainEntityOfPage")]
    texts = [value.get("@id") if isinstance(value, dict) else value for value in values]
    return [address for text in texts if (address := web_address(text, base))]


def texts_of(value: Any) -> list[str]:
    """Return the strings in a JSON-LD value, itself or those of a list, each on one line."""
    values = value[:MAX_TEXTS] if isinstance(value, list) else [value]
    return [text for text in (one_line(html.unescape(v)) for v in values if isinstance(v, str)) if text]


def body_of(page: Page) -> str:
    """Return the longest article body that the JSON-LD holds, without markup."""
    bodies = [item["articleBody"] for item in page.articles if isinstance(item.get("articleBody"), str)]
    if not bodies:
        return ""
    body = html.unescape(max(bodies, key=len))
    if _MARKUP.search(body):
        body = _TAG.sub("\n", body)
    lines = (one_line(line) for line in body.splitlines())
    return "\n".join(line for line in lines if line)


def same_start(headline: str, title: str) -> bool:
    """Whether a title begins with a headline, or with its first `START` characters."""

    def plain(text: str) -> str:
        return re.sub(r"\W+", " ", text.lower()).strip()

    start = plain(headline)[:START]
    return bool(start) and plain(title).startswith(start)


def _items(tree: Any) -> Iterator[Item]:
    scripts = tree.xpath("//script[contains(@type, 'ld+json')]")[:MAX_SCRIPTS]
    waiting = [value for value in (_parsed(script.text or "") for script in scripts) if value is not None]
    seen = 0
    while waiting and seen < MAX_ITEMS:
        value = waiting.pop(0)
        seen += 1
        if isinstance(value, list):
            waiting[:0] = value[:MAX_ITEMS]
        elif isinstance(value, dict):
            yield value
            waiting[:0] = [value[key] for key in _NESTED if isinstance(value.get(key), dict | list)]


def _parsed(source: str) -> Any:
    """Parse the JSON of a script, which publishers wrap in CDATA or end with a comma too many; None where it fails."""
    source = source.strip().removeprefix("//").removeprefix("<![CDATA[").removesuffix("]]>").strip(" \n\t;/")
    for attempt in (source, _TRAILING_COMMA.sub(r"\1", source)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None
