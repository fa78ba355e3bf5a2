"""Names of a digest's files, and addresses of the app that it links to."""

from __future__ import annotations

from urllib.parse import urlencode

from core.types import Scheme
from core.wording import number_word

INDEX = "index.html"
FEED = "feed.xml"
TOPICS_CHART = "chart-topics.html"
CHANGES_CHART = "chart-changes.html"


def search_feed(name: str) -> str:
    """Name the file of a saved search's feed."""
    return f"search-{name}.xml"


def app_address(site: str | None, *, sample: bool = False) -> str | None:
    """Return the address of the app; None where nobody said where it is."""
    return None if site is None else _address(site, "", {"edition": "sample"} if sample else {})


def search_address(site: str | None, query: str, scheme: Scheme, topics: int, *, sample: bool = False) -> str | None:
    """Return the address of a search on Trends; None where nobody said where the app is."""
    if site is None:
        return None
    choice = {"q": query}
    choice |= {"edition": "sample"} if sample else {}
    choice |= {"topics": number_word(topics).capitalize()} if scheme is Scheme.CORE else {}
    return _address(site, "trends", choice)


def _address(site: str, page: str, choice: dict[str, str]) -> str:
    return f"{site.rstrip('/')}/{page}{'?' if choice else ''}{urlencode(choice)}"
