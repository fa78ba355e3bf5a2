"""Addresses that may become links: http(s) only."""

from __future__ import annotations

from urllib.parse import quote, urlsplit


def safe_link(url: str | None) -> str | None:
    """The address if it is http(s) and names a host, quoted for Markdown and HTML; else None."""
    if not isinstance(url, str) or not url or url != url.strip():
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    return quote(url, safe=":/?#@!&=+,;%~-._'*$").replace("'", "%27").replace("*", "%2A").replace("$", "%24")
