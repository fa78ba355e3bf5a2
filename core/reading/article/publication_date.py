"""Find when an article appeared in what its page declares, shows and names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import htmldate

from core.dates import ANYWHERE, Dating, Locale, date_of_path, locale_of, now, read_date, read_dating
from core.reading.article.extraction import DateSource
from core.reading.article.page import Item, Page, is_article, same_start, texts_of, types_of
from core.reading.article.page_address import link_of
from core.text import one_line
from core.urls import web_address

MAX_HEADINGS = 40
"""Headings among which the headline is looked for."""
MAX_OTHER_STORIES = 2
"""JSON-LD articles with other headlines than the page's, of which the first may still be its own, worded otherwise."""
MAX_TIMES = 40
"""Elements with a time that are looked at; pages of live news have hundreds."""
MAX_TIME_LENGTH = 200
"""Characters up to which an element's text may be a date with its label, rather than running text."""
MAX_TEASER = 300
"""Characters up to which a link with a time is a teaser of another story, rather than a part of this one."""
MIN_LINK_WORDS = 3
"""Words of a link from which it reads like a headline."""
MAX_BOX_TITLE = 40
"""Characters up to which a heading names a box ("Related stories")."""

_METAS = (
    "article:published_time",
    "og:article:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "date.published",
    "publish-date",
    "publishdate",
    "publication_date",
    "article.published",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "pubdate",
    "og:pubdate",
    "date",
)
_OTHER_ITEMS = re.compile(r"Comment|\bcomment|Review\b|Answer\b")
# Kinds of JSON-LD objects whose date is not the page's.
_OTHER_TYPES = re.compile(
    r"Comment|Answer|Question|Review|Rating|Video|Audio|Image|Podcast|Episode|Event|Product|Person"
)
# Words in the class, the id or the heading of what belongs to other stories, to readers or to the publisher.
_OTHER_NAMES = re.compile(
    r"(?:^|[\s_-])(?:comments?|repl(?:y|ies)|responses?|discussion|disqus|kommentare?|commentaires?|comentarios|commenti|"
    r"reacties|related|relate[ds]|verwandt\w*|similar\w*|connex\w*|relacionad[oa]s|correlat\w*|gerelateerd\w*|"
    r"recommend\w*|empfehl\w*|more|mehr|aussi|también|tambien|anche|ook|also|teasers?|promos?|latest|trending|popular|"
    r"most[_-]?(?:read|popular|viewed)|sidebar|widgets?|newsletter|footer|copyright|colophon|impressum|navigation|nav|"
    r"menu|breadcrumbs?|ticker|carousel|advert\w*|sponsor\w*|events?|calendar|prev(?:ious)?|next)(?=$|[\s_:-])",
    re.IGNORECASE,
)
# Class names and ids of dates: hAtom's "published", h-entry's "dt-published", and the words of templates.
_DATE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:dt-published|published|publish(?:ed)?-?(?:at|on|date|time)?|pub-?(?:date|time)|posted(?:-?on)?|"
    r"date|dates?time|datum|fecha|data|dateline|timestamp|time|entry-date|post-date)(?=$|[\s_-])",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(r"(?:^|[\s_-])(?:published|entry-date)(?=$|[\s_-])", re.IGNORECASE)
_UPDATE = re.compile(
    r"updat|modif|aktualisiert|actualiza|mis[e]? à jour|aggiornat|bijgewerkt|uppdater|edited", re.IGNORECASE
)
_PARTS = ("script", "aside", "nav", "footer", "article", "section", "div", "ul", "ol", "li", "p", "span", "blockquote")
_WHOLE_PARTS = ("article", "main", "body", "script", "style")
_OTHER_ROLES = ("complementary", "navigation", "contentinfo")
_HOLDERS = ("article", "main")
_LABELS = ("span", "b", "strong", "em", "i", "small", "label", "dt")
_PERSON = re.compile(r"author|autor|auteur|profile|people|staff|writer|contributor|journalist|/by/", re.IGNORECASE)
# Given to htmldate, which would otherwise take numbers of the canonical address for a day.
_NOWHERE = "https://page.invalid/"


class PublicationDate(NamedTuple):
    """When an article appeared, where that is from, and what else its writing can mean (see `Dating`)."""

    moment: datetime | None = None
    source: DateSource | None = None
    swapped: datetime | None = None


def find_date(page: Page, default: Locale = ANYWHERE) -> PublicationDate:
    """Find when the article appeared, the most trusted source first.

    What the page declares of itself (schema.org's `datePublished` in JSON-LD
    or microdata, meta elements) comes before a time that it shows in the
    article, a day that the address names, and a guess at other dates of the
    page. Times of comments and other stories are not looked at.

    Parameters
    ----------
    default : Locale
        The paper's, where the page does not tell its own.
    """
    locale = _locale_of(page, default)
    values = list(_data_values(page))
    date = _first(values, locale, DateSource.DATA, amid_words=False)
    if (date is not None and date.swapped is None) or page.tree is None:
        return date or PublicationDate()
    tree, headline = _without_others(page)
    microdata, visible = _microdata(tree), list(_visible_times(tree, headline))
    date = date or _first(microdata, locale, DateSource.DATA) or _first(visible, locale, DateSource.TEXT)
    day = date_of_path(page.url)
    if date is not None:
        others = (read_dating(value, locale, amid_words=True) for value in (*values, *microdata, *visible))
        return _resolve(date, [day, *(other.moment for other in others if other is not None and not other.swapped)])
    if day is not None:
        return PublicationDate(day, DateSource.ADDRESS)
    guess = _guess(tree)
    return PublicationDate(guess.moment, DateSource.GUESS) if guess is not None else PublicationDate()


def _resolve(date: PublicationDate, others: Sequence[datetime | None]) -> PublicationDate:
    """Take the reading of day and month that another date of the page confirms."""
    days = {other.date() for other in others if other is not None}
    if date.moment is None or date.swapped is None:
        return date
    if date.moment.date() not in days and date.swapped.date() in days:
        return PublicationDate(date.swapped, date.source)
    return date._replace(swapped=None) if date.moment.date() in days else date


def _locale_of(page: Page, default: Locale) -> Locale:
    og_locale = page.metas.get("og:locale", [""])[0]
    og_locale = "" if og_locale.lower() == "en_us" else og_locale  # which publishing systems write by themselves
    tag = page.tree.get("lang") or page.tree.get("xml:lang") if page.tree is not None else None
    language = page.meta("language", "dc.language", "content-language")
    return locale_of(tag, language, og_locale, host=urlsplit(page.url).hostname or "", default=default)


def _first(
    values: Iterable[str], locale: Locale, source: DateSource, *, amid_words: bool = True
) -> PublicationDate | None:
    for value in values:
        dating: Dating | None = read_dating(value, locale, amid_words=amid_words)
        if dating is not None:
            return PublicationDate(dating.moment, source, dating.swapped)
    return None


def _data_values(page: Page) -> Iterator[str]:
    own = [item for item in page.articles if not _is_other_story(item, page)]
    titled = [item for item in own if _is_titled(item, page)]
    own = titled or (own if len(own) <= MAX_OTHER_STORIES else [])
    for item in own:
        yield from _dates_of(item, "datePublished")
    for name in _METAS:
        yield from page.metas.get(name, [])
    for item in page.items:
        if not is_article(item) and not any(_OTHER_TYPES.search(kind) for kind in types_of(item)):
            yield from _dates_of(item, "datePublished")
    for item in own:
        yield from _dates_of(item, "dateCreated")


def _dates_of(item: Item, name: str) -> list[str]:
    value = item.get(name)
    return [str(value)] if isinstance(value, int) else texts_of(value)


def _titles_of(page: Page) -> list[str]:
    return [*page.headings, *page.metas.get("og:title", []), *page.titles]


def _is_titled(item: Item, page: Page) -> bool:
    """Whether a JSON-LD article has the page's headline."""
    headlines = texts_of(item.get("headline")) + texts_of(item.get("name"))
    return any(same_start(headline, title) for headline in headlines for title in _titles_of(page))


def _is_other_story(item: Item, page: Page) -> bool:
    """Whether a JSON-LD article has another headline than the page, and another address."""
    if not (item.get("headline") or item.get("name")) or _is_titled(item, page):
        return False
    main = item.get("mainEntityOfPage")
    links = [item.get("url"), main.get("@id") if isinstance(main, dict) else main]
    addresses = [web_address(link, page.url) for link in links if isinstance(link, str)]
    paths = {urlsplit(address).path.strip("/") for address in addresses if address} - {""}
    own = {urlsplit(address).path.strip("/") for address in (page.url, link_of(page))}
    return bool(paths) and not paths & own


def _without_others(page: Page) -> tuple[Any, Any]:
    """Copy the tree without what belongs to other stories, readers or the publisher; and find its headline."""
    tree = deepcopy(page.tree)
    headline = _headline(tree, [*page.metas.get("og:title", []), *page.titles])
    above = set() if headline is None else {headline, *headline.iterancestors()}
    others = _other_items(tree, headline)
    for element in list(tree.iter(*_PARTS)):
        if element in above or element.getparent() is None:
            continue
        if element in others or _is_other(element, headline):
            element.drop_tree()
    return tree, headline


def _headline(tree: Any, titles: Sequence[str]) -> Any:
    """Find the element of the headline: the heading that opens a title of the page, or the first of an article."""
    headings = [h for h in tree.xpath("//h1") if one_line(h.text_content())][:MAX_HEADINGS]
    if not headings:
        return next((h for h in tree.xpath("//h2 | //h3")[:MAX_HEADINGS] if _opens(h, titles)), None)
    inside = (h for h in headings if any(part.tag in _HOLDERS for part in h.iterancestors()))
    return next((h for h in headings if _opens(h, titles)), next(inside, headings[0]))


def _opens(heading: Any, titles: Sequence[str]) -> bool:
    return any(same_start(one_line(heading.text_content()), title) for title in titles)


def _is_other(element: Any, headline: Any) -> bool:
    """Whether an element that does not hold the headline belongs to something other than the article."""
    if element.tag in ("script", "aside", "nav", "blockquote") or (element.get("role") or "") in _OTHER_ROLES:
        return True
    if element.tag == "footer":
        return headline is None or not any(part in _HOLDERS for part in _common_tags(element, headline))
    if _OTHER_NAMES.search(_names(element)) or _OTHER_ITEMS.search(
        f"{element.get('itemtype')} {element.get('itemprop')}"
    ):
        return True
    if element.tag in ("article", "section", "div"):
        title = next((h for h in element.iterchildren("h2", "h3", "h4", "header")), None)
        text = "" if title is None else one_line(title.text_content())
        if len(text) < MAX_BOX_TITLE and _OTHER_NAMES.search(text):
            return True
    if element.tag == "article" and headline is not None:
        return bool(element.xpath(".//a[@href] | .//h1 | .//h2 | .//h3 | .//h4"))
    return element.tag in ("li", "div", "section", "p") and _is_teaser(element)


def _other_items(tree: Any, headline: Any) -> set[Any]:
    """Find the items of microdata that have another headline than the page."""
    title = one_line(headline.text_content()) if headline is not None else ""
    names = tree.xpath("//*[contains(concat(' ', @itemprop, ' '), ' headline ')]") if title else []
    scopes: dict[Any, bool] = {}
    for name in names:
        scope = next((part for part in name.iterancestors() if part.get("itemscope") is not None), None)
        is_own = same_start(one_line(name.get("content") or name.text_content()), title)
        scopes[scope] = scopes.get(scope, False) or is_own
    return {scope for scope, is_own in scopes.items() if scope is not None and not is_own}


def _is_teaser(element: Any) -> bool:
    """Whether this is a few words with a time and a link that reads like a headline."""
    if len(one_line(element.text_content())) > MAX_TEASER or not element.xpath(".//time"):
        return False
    if element.xpath("self::address | .//address"):  # HTML's element for who wrote an article
        return False
    links = [link for link in element.iter("a") if not _PERSON.search(f"{link.get('rel')} {link.get('href')}")]
    return any(len(link.text_content().split()) >= MIN_LINK_WORDS for link in links)


def _common_tags(element: Any, other: Any) -> set[str]:
    common = set(element.iterancestors()) & set(other.iterancestors())
    return {ancestor.tag for ancestor in common}


def _names(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _microdata(tree: Any) -> list[str]:
    """List the values of `datePublished` in microdata (WHATWG HTML, section 5.2.4)."""
    elements = tree.xpath("//*[contains(concat(' ', @itemprop, ' '), ' datePublished ')] | //time[@pubdate]")
    metas = [meta for meta in tree.iter("meta") if "datepublished" in (meta.get("name") or "").lower()]
    return [value for element in (*metas, *elements[:MAX_TIMES]) for value in _values(element)]


def _visible_times(tree: Any, headline: Any) -> Iterator[str]:
    """Yield the times that the article shows: marked as times, those beside its headline first, then below it."""
    holder = None
    if headline is not None:
        holder = next((part for part in headline.iterancestors() if part.tag in _HOLDERS), None)
    candidates = [e for e in tree.xpath("//body//time | //body//*[@class or @id]") if e.tag == "time" or _is_date(e)]
    times = [element for element in candidates[:MAX_TIMES] if not _is_update(element)]
    times.sort(key=lambda element: holder is not None and holder not in element.iterancestors())
    for element in times:
        yield from _values(element)
    if headline is not None:
        below = headline.xpath("following::*[not(*)][normalize-space()]")[:MAX_TIMES]
        yield from (one_line(element.text_content()) for element in below if _is_whole_date(element))


def _is_whole_date(element: Any) -> bool:
    """Whether an element's text is a date and nothing else, and not of the last change."""
    text = one_line(element.text_content())
    return len(text) <= MAX_TIME_LENGTH and read_date(text) is not None and not _is_update(element)


def _is_date(element: Any) -> bool:
    return element.tag not in _WHOLE_PARTS and bool(_DATE_NAMES.search(_names(element)))


def _is_update(element: Any) -> bool:
    """Whether a time is said to be of the last change."""
    parent, previous = element.getparent(), element.getprevious()
    label = (parent.text if previous is None and parent is not None else None) or ""
    if previous is not None:
        words = previous.text_content() if previous.tag in _LABELS else ""
        label = f"{words[:MAX_BOX_TITLE]} {previous.tail or ''}"
    text = one_line(element.text_content())[:MAX_TIME_LENGTH]
    names = "" if _PUBLISHED.search(_names(element)) else _names(element)  # hAtom's time may be both
    return any(_UPDATE.search(words) for words in (names, label[-30:], text))


def _values(element: Any) -> list[str]:
    """List a time's values for machines, then its text, as HTML and microformats2 (value-class) have it."""
    values = [one_line(element.get(name) or "") for name in ("datetime", "content", "title")]
    values.append(one_line(element.text_content()))
    return [value for value in values if 0 < len(value) <= MAX_TIME_LENGTH]


def _guess(tree: Any) -> Dating | None:
    """Take htmldate's guess without its search for years alone, which takes a copyright for a date."""
    try:
        day = htmldate.find_date(
            tree, original_date=True, extensive_search=False, url=_NOWHERE, max_date=now().strftime("%Y-%m-%d")
        )
    except Exception:  # whatever a page leads its parsers to
        return None
    return read_dating(day)
