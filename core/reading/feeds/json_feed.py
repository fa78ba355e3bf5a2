"""Parse JSON Feed 1 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

VERSION = "jsonfeed.org/version/"
"""What the version of every JSON Feed holds, which is an address."""


@dataclass(frozen=True, slots=True)
class JsonItem:
    """An item: its addresses and dates, the better first, and its text as HTML."""

    links: tuple[str, ...]
    title: str | None
    dates: tuple[str, ...]
    tag: str | None
    summary: str | None
    text: str | None


@dataclass(frozen=True, slots=True)
class JsonFeed:
    """A feed with the items that are objects."""

    title: str | None
    language: str | None
    items: tuple[JsonItem, ...]


def json_feed(content: bytes) -> JsonFeed | None:
    """Parse a JSON Feed; None where it is none, or broken."""
    try:
        feed = json.loads(content.lstrip(b"\xef\xbb\xbf"), strict=False)
    except (ValueError, RecursionError):
        return None
    if not isinstance(feed, dict) or VERSION not in (_text(feed, "version") or ""):
        return None
    items = feed.get("items")
    objects = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    return JsonFeed(_text(feed, "title"), _text(feed, "language"), tuple(map(_item, objects)))


def _item(item: dict[str, Any]) -> JsonItem:
    tags = item.get("tags")
    return JsonItem(
        links=(*_texts(item, "url", "external_url"), *(i for i in _texts(item, "id") if i.startswith("http"))),
        title=_text(item, "title"),
        dates=_texts(item, "date_published", "date_modified"),
        tag=next((tag for tag in tags if isinstance(tag, str)), None) if isinstance(tags, list) else None,
        text=next(iter(_texts(item, "content_html", "content_text")), None),
        summary=next(iter(_texts(item, "summary", "content_html", "content_text")), None),
    )


def _text(values: dict[str, Any], name: str) -> str | None:
    value = values.get(name)
    return value if isinstance(value, str) else None


def _texts(values: dict[str, Any], *names: str) -> tuple[str, ...]:
    return tuple(text for name in names if (text := _text(values, name)))
