"""Find the publisher's own words for an article's section, and the topics they stand for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from core.language import english
from core.reading.article.page import Page, texts_of, types_of
from core.reading.article.title import comparable_name
from core.text import one_line

MAX_SECTIONS = 12
"""Labels that are kept of one page."""

HEADLINE_START = 24
"""Letters that a label shares with the headline from which it is taken for the headline."""
MAX_LENGTH = 50
"""Characters of the longest label that is kept."""
MAX_WORDS = 6
"""Words of the longest label that is kept."""
MAX_RULE_WORDS = 5
"""Words of the longest label whose first or last word can decide; longer ones are headlines."""
MAX_FOLDERS = 6
"""Folders of an address that are looked at."""

TABLE = Path(__file__).with_name("sections.toml")
_META_NAMES = (
    "article:section",
    "og:article:section",
    "articlesection",
    "parsely-section",
    "section",
    "cxenseparse:sections",
)


@dataclass(frozen=True, slots=True)
class SectionTable:
    """The words of `sections.toml`.

    `topics` maps labels to topics. `silent` labels say nothing; `ambiguous`
    ones, and those with an `ambiguous_words`, stand for no single topic.
    Labels that are not in the table go by their first or last word where it
    is one of `strong_first` or `strong_last`.
    """

    topics: Mapping[str, str]
    silent: frozenset[str]
    ambiguous: frozenset[str]
    ambiguous_words: frozenset[str]
    strong_first: frozenset[str]
    strong_last: frozenset[str]


@cache
def section_table() -> SectionTable:
    """Return the common table, loaded once."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    topics = table.pop("topics")
    return SectionTable(
        topics={label: topic for topic, labels in topics.items() for label in labels},
        **{name: frozenset(words) for name, words in table.items()},
    )


def find_sections(page: Page, url: str, title: str) -> tuple[str, ...]:
    """Find the words by which the publisher files an article, the most telling source first, each once.

    Parameters
    ----------
    page : Page
        The parsed page.
    url : str
        The article's address.
    title : str
        Its headline, which breadcrumbs often repeat.
    """
    site = {comparable_name(name) for name in page.metas.get("og:site_name", [])}
    site |= {comparable_name(part) for part in (urlsplit(url).hostname or "").split(".")}
    headline = comparable_name(title)
    sections: dict[str, str] = {}
    for label in _labels(page, url):
        key = normal(label)
        name = comparable_name(label)
        if key and name not in site and not _repeats(key, name, headline) and _is_telling(key):
            sections.setdefault(key, label)
    return tuple(islice(sections.values(), MAX_SECTIONS))


def _repeats(key: str, name: str, headline: str) -> bool:
    """Whether a label is the headline, its beginning, or a part of it that was cut at a comma."""
    is_start = len(name) > HEADLINE_START and name[:HEADLINE_START] == headline[:HEADLINE_START]
    return name == headline or is_start or (len(key.split()) > 2 and name in headline)


def main_section(sections: Sequence[str]) -> str | None:
    """Choose the one section to show: the first that stands for a topic, or else the first."""
    return next((s for s in sections if _common(normal(s))), sections[0] if sections else None)


def topic_of(sections: Sequence[str], url: str, own: Mapping[str, str]) -> str | None:
    """Return the topic that an article's sections stand for; None where they say nothing about it.

    Parameters
    ----------
    sections : sequence of str
        The publisher's words, the most telling first.
    url : str
        The article's address; the folders of its path count as sections, after the others.
    own : mapping of str to str
        The newspaper's own words (lower case) to a topic, or to "" where the
        word says nothing. Consulted before the common table.
    """
    table = {normal(word): topic for word, topic in own.items()}
    keys = list(dict.fromkeys(normal(label) for label in (*sections, *path_labels(url), *_prefix(url))))
    for key in keys:
        if table.get(key):
            return table[key]
    return next((topic for key in keys if key not in table and (topic := _common(key))), None)


def normal(label: str) -> str:
    """Write a label as the tables do: lower case, "&" as "and", everything between words one blank."""
    words = re.sub(r"[\W_]+", " ", one_line(label).lower().replace("&", " and ").replace("+", " and "))
    return words.strip()


def path_labels(url: str) -> list[str]:
    """Return the folders of an address, the innermost first, without dates, numbers and what looks like a headline."""
    try:
        parts = [unquote(part) for part in urlsplit(url).path.split("/") if part]
    except ValueError:
        return []
    folders = [part for part in parts[:-1][:MAX_FOLDERS] if _is_folder(part)]
    return folders[::-1]


def _is_folder(part: str) -> bool:
    words = re.split(r"[-_+ ]", part)
    return (
        len(part) <= 40
        and len(words) <= 4
        and not re.search(r"\d{3}|^\d+$|^[^A-Za-z]*$|[.:]", part)
        and normal(part) not in english.MONTHS
    )


def _prefix(url: str) -> list[str]:
    """Take the section in front of a number, as in "world-europe-68123456"."""
    match = re.search(r"/([a-z]+(?:-[a-z]+){0,3})-\d{6,}/?$", url)
    label = match[1] if match else ""
    return [label] if label.startswith("world-") or normal(label) in section_table().topics else []


def _common(key: str) -> str | None:
    """Look up the topic of a normalised label in the common table."""
    table = section_table()
    if key in table.topics:
        return table.topics[key]
    words = key.split()
    if key in table.ambiguous or not 2 <= len(words) <= MAX_RULE_WORDS or table.ambiguous_words.intersection(words):
        return None
    if words[-1] in ("news", "section", "stories", "headlines"):
        return _common(" ".join(words[:-1]))
    parts = [part.strip() for part in key.split(" and ")]
    if len(parts) > 1:
        topics = {table.topics.get(part) for part in parts}
        return topics.pop() if len(topics) == 1 else None
    if words[-1] in table.strong_last:
        return table.topics[words[-1]]
    return table.topics[words[0]] if words[0] in table.strong_first and len(words) <= 3 else None


def _is_telling(key: str) -> bool:
    if key in section_table().silent or key.startswith("primary ") or key.isdecimal():
        return False
    return len(key) <= MAX_LENGTH and len(key.split()) <= MAX_WORDS


def _labels(page: Page, url: str) -> Iterator[str]:
    sections = [text for item in page.articles for text in texts_of(item.get("articleSection"))]
    yield from _split(sections)
    yield from _breadcrumbs(page.items)
    yield from _split(value for name in _META_NAMES for value in page.metas.get(name, ()))
    yield from (part.replace("-", " ") if normal(part) in section_table().topics else part for part in path_labels(url))
    yield from _html_breadcrumb(page.tree)


def _split(labels: Iterable[str]) -> Iterator[str]:
    """Labels one by one; publishers also write several into one, with commas or bars."""
    for label in labels:
        if len(label) <= 200:
            yield from (part for part in (one_line(p) for p in re.split(r"\s*[,;|>]\s*", label)) if part)


def _breadcrumbs(items: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Names in JSON-LD breadcrumbs, the innermost first."""
    for item in items:
        crumbs = item.get("itemListElement") if "BreadcrumbList" in types_of(item) else item.get("breadcrumb")
        if isinstance(crumbs, dict):
            crumbs = crumbs.get("itemListElement")
        for crumb in reversed(crumbs[:10] if isinstance(crumbs, list) else []):
            yield from _crumb_names(crumb)


def _crumb_names(crumb: Any) -> list[str]:
    if not isinstance(crumb, dict):
        return []
    inner = crumb.get("item")
    return texts_of(crumb.get("name")) or (texts_of(inner.get("name")) if isinstance(inner, dict) else [])


def _html_breadcrumb(tree: Any) -> list[str]:
    if tree is None:
        return []
    lower = "translate(concat(@class,' ',@id,' ',@aria-label),'BCRDEAKUM','bcrdeakum')"
    boxes = tree.xpath(f"//*[self::ol or self::ul or self::nav or self::div][contains({lower},'breadcrumb')]")
    names: list[str] = []
    for box in boxes[:2]:
        names += [one_line(" ".join(link.itertext())) for link in box.xpath(".//a | .//li[not(.//a)]")[:6]]
    return names[::-1]
