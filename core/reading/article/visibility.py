"""Leave out the text of a page that browsers do not show."""

from __future__ import annotations

import re
from typing import Any

from lxml import html as lxml_html

MAX_HIDDEN_SHARE = 0.5
"""Share of a page's text above which a hidden element is the article, which a script shows later."""

_MARKS = re.compile(r"\bhidden\b|display\s*:\s*none|<(?:template|dialog)\b", re.IGNORECASE)
_XPATH = "//body//*[@hidden or @style or self::template or self::dialog]"


def is_hidden(element: Any) -> bool:
    """Whether browsers hide an element by itself, whatever its style sheets say.

    After the HTML standard's section 15.3.1 ("Hidden elements"): the hidden
    attribute, template and a dialog that is not open are `display: none`
    unless the element's own style says otherwise. CSS: the last declaration
    of a property holds, and one that is important holds before the others.
    """
    style = _declarations(element.get("style") or "")
    display = style.get("display")
    if display == "none" or (style.get("visibility") in ("hidden", "collapse") and not _shows_part(element)):
        return True
    if element.tag == "template":
        return True
    is_off = element.get("hidden") is not None or (element.tag == "dialog" and element.get("open") is None)
    return is_off and display is None


def visible_source(source: str, tree: Any) -> str:
    """Return a page's markup without the elements that browsers hide; the same where they hide none.

    An element that holds most of the text stays: publishers hide an article
    until a script has run.

    Parameters
    ----------
    source : str
        The markup.
    tree : lxml element
        What it was parsed to, which stays as it is.
    """
    if not _MARKS.search(source) or not any(map(is_hidden, tree.xpath(_XPATH))):
        return source
    tree = lxml_html.document_fromstring(lxml_html.tostring(tree, encoding="unicode"))
    most = MAX_HIDDEN_SHARE * _length(tree)
    removed = False
    for element in tree.xpath(_XPATH):
        if is_hidden(element) and _length(element) <= most:
            element.drop_tree()
            removed = True
    return str(lxml_html.tostring(tree, encoding="unicode", doctype="<!DOCTYPE html>")) if removed else source


def is_shown(element: Any) -> bool:
    """Whether neither an element nor one around it is hidden."""
    return not any(map(is_hidden, (element, *element.iterancestors())))


def _declarations(style: str) -> dict[str, str]:
    values: dict[str, str] = {}
    important: set[str] = set()
    for declaration in style.lower().split(";"):
        name, colon, value = declaration.partition(":")
        value, mark, _ = value.partition("!")
        name = name.strip()
        if colon and (mark or name not in important):
            values[name] = value.strip()
        if mark:
            important.add(name)
    return values


def _shows_part(element: Any) -> bool:
    return any(_declarations(style).get("visibility") == "visible" for style in element.xpath(".//@style"))


def _length(element: Any) -> int:
    """Count the characters of text, without scripts."""
    texts = element.xpath(".//text()[not(ancestor::script or ancestor::style or ancestor::template)]")
    return sum(len(text.strip()) for text in texts)
