"""Find an article's authors in what its page says about itself, and marks as a byline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from core.language import english
from core.reading.article.bylines import is_agency, is_organisation, is_slug, split_byline, without_end
from core.reading.article.page import Item, Page, texts_of, types_of
from core.text import one_line

MAX_PEOPLE = 20
"""Authors that are read of one JSON-LD object."""
MAX_AUTHORS = 12
"""Names that are kept."""
MAX_NAME = 60
"""Characters under which a byline may be a name."""
MAX_ORGANISATION = 120
"""The same for what a page declares to be an organisation: ministries have long names."""
MAX_NESTING = 4
"""Lists and roles inside of each other that are opened to find authors."""
MAX_MARKED = 40
"""Elements that are marked as bylines and are looked at."""
MAX_MARKED_TEXT = 200
"""Characters of such an element from which it is no byline."""
MAX_NOISE = 4
"""Words that such an element may have beside the names that were guessed: a suffix, "and", the rest of a name."""

_AUTHOR_METAS = ("author", "parsely-author", "article:author_name", "article:author", "byl", "dc.creator")
_INNER = ("author", "creator", "@list", "@set", "itemListElement", "item")
_ORGANISATIONS = ("Corporation", "NGO", "Consortium", "LocalBusiness", "Project")
_NOTE = re.compile(r"\s*\([^()]*\)$")
_NO_NAME = re.compile(r"https?:|www\.|[@/()<>{}]|\d{3}")
_DECLARED = (
    "(//article|//main|//header)//*[contains(@itemprop, 'author') or contains(concat(' ', @rel, ' '), ' author ')]"
    "[not(ancestor-or-self::*[contains(@class, 'comment') or contains(@itemprop, 'comment') or self::aside])]"
)
_MARKED = (
    "//*[contains(@itemprop, 'author') or contains(concat(' ', @rel, ' '), ' author ') or contains(@class, 'author') "
    "or contains(@class, 'byline')]"
)


def authors_of(page: Page, *others: str | None) -> tuple[str, ...]:
    """Return who wrote it, each name once, without links, addresses and "By".

    Parameters
    ----------
    others : str or None
        The extractors' authors, used where the page itself names none.
    """
    by_id = {item["@id"]: item for item in page.items if isinstance(item.get("@id"), str) and "name" in item}
    names = [name for item in page.articles[:2] for name in _names(item.get("author") or item.get("creator"), by_id)]
    if not names:
        names = _split([value for name in _AUTHOR_METAS for value in page.metas.get(name, [])][:6])
    guessed = _people(_split(other for other in others if other))
    return _people(names) or _people(_whole_again(page, guessed)) or (_people(_declared(page)) if others else ())


def _declared(page: Page) -> list[str]:
    """Return the names in links and microdata of authors (HTML Standard, 4.6.7.4; schema.org/author)."""
    elements = page.tree.xpath(_DECLARED)[:MAX_MARKED] if page.tree is not None else []
    lines = (one_line(" ".join(element.itertext())) for element in elements)
    return _split(line for line in lines if len(line) < MAX_NAME)


def _whole_again(page: Page, names: Sequence[str]) -> Sequence[str]:
    """Return names that were guessed as the page's bylines have them: the extractors split at each comma and "and"."""
    if page.tree is None or not names:
        return names
    lines = [one_line(" ".join(element.itertext())) for element in page.tree.xpath(_MARKED)[:MAX_MARKED]]
    lines = [line for line in lines if len(line) <= MAX_MARKED_TEXT]
    chosen = [min((line for line in lines if name in line), key=len, default="") for name in names]
    if not all(chosen):
        return names
    bylines = list(dict.fromkeys(chosen))
    noise = sum(len(line.split()) for line in bylines) - sum(len(name.split()) for name in names)
    return _split(bylines) if noise <= MAX_NOISE else names


def _names(author: Any, by_id: Mapping[str, Item], depth: int = 0) -> list[str]:
    """Return the names in a JSON-LD value: a text, a person, an organisation, a role of either, or a list of them."""
    if depth > MAX_NESTING:
        return []
    if isinstance(author, list):
        return [name for value in author[:MAX_PEOPLE] for name in _names(value, by_id, depth + 1)]
    if not isinstance(author, dict):
        return _split(texts_of(author))
    if "name" not in author and isinstance(author.get("@id"), str):
        author = by_id.get(author["@id"], author)
    for key in _INNER:  # a role repeats the property that it qualifies (schema.org/Role)
        if key in author and "name" not in author:
            return _names(author[key], by_id, depth + 1)
    name = author.get("name")
    names = texts_of(name.get("@value") if isinstance(name, dict) else name)
    names = names or [" ".join(texts_of([author.get("givenName"), author.get("familyName")]))]
    return [one_line(name) for name in names] if _is_organisation(author) else _split(names)


def _is_organisation(author: Item) -> bool:
    """Whether an object is declared an organisation, whose name is one whatever it holds (schema.org/Organization)."""
    return any(kind.endswith("Organization") or kind in _ORGANISATIONS for kind in types_of(author))


def _split(bylines: Iterable[str]) -> list[str]:
    parts = (part for byline in bylines for part in split_byline(english.BYLINE.sub("", one_line(byline))))
    return [english.BYLINE.sub("", part) for part in parts]


def _people(values: Sequence[str]) -> tuple[str, ...]:
    """Return what may be names, each once."""
    names: dict[str, str] = {}
    for value in values:
        name = without_end(_NOTE.sub("", value))
        if is_slug(name):
            name = name.replace("-", " ").title()
        # Of two letters are agencies, and names that are written without letters of the alphabet.
        is_long = len(name) > 2 or (len(name) == 2 and (is_agency(name) or not name.isascii()))
        limit = MAX_ORGANISATION if is_organisation(name) else MAX_NAME
        if is_long and len(name) < limit and not _NO_NAME.search(name):
            names.setdefault(name.lower(), name)
    return tuple(names.values())[:MAX_AUTHORS]
