"""Untrusted text stays text: the one way by which a headline enters Markdown."""

from __future__ import annotations

import re

from core.text import displayable
from core.urls import safe_link

__all__ = ["escape", "link", "safe_link", "unescape"]

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_SHORTCODE = re.compile(r":(?=[\w+\-/]+:)")
_BARE_LINK = re.compile(
    r"(?<=https:)(?=//)|(?<=http:)(?=//)|(?<=www)(?=\.)|(?<=@)(?=[-\w])|(?<=mailto:)|(?<=xmpp:)", re.I
)
_JOINER = "\u2060"  # takes no room; keeps ":name:" from becoming an icon, and an address a link, after unescaping


def escape(text: str) -> str:
    """Text as Markdown that shows exactly that text, on one line.

    Every ASCII punctuation mark gets a backslash (CommonMark 0.31, section
    2.4), so that neither Markdown, HTML, LaTeX (`$`), colours (`:red[`) nor
    images (`![](`) take effect; `:name:`, addresses and e-mail addresses are
    broken by a word joiner so that they do not become an icon or a link (GFM
    0.29, section 6.9); control characters and marks that turn the direction
    of writing are dropped.
    """
    plain = displayable(text, keep_direction_marks=True)
    unlinked = _BARE_LINK.sub(_JOINER, _SHORTCODE.sub(":" + _JOINER, plain))
    return _PUNCTUATION.sub(r"\\\1", unlinked)


def unescape(markdown: str) -> str:
    """Return the text that `escape` was given, for a place that is no Markdown."""
    return _ESCAPED.sub(r"\1", markdown).replace(_JOINER, "")


def link(text: str, url: str | None) -> str:
    """Markdown of a headline linked to its article; the bare headline where the address is unfit."""
    headline = escape(text) or "(no headline)"
    target = safe_link(url)
    return f"[{headline}]({target})" if target else headline
