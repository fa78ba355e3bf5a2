"""URLs: which ones are accepted, their canonical form, and which are plainly no articles."""

from __future__ import annotations

import re
from enum import StrEnum, auto
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

MAX_URL_LENGTH = 8000
"""Characters of a URL: what RFC 9110, section 4.1, asks every server to support."""

_DEFAULT_PORTS = {"http": 80, "https": 443}
"""The schemes that are accepted, with the ports that a canonical URL leaves out."""
_TRACKING = re.compile(
    r"utm_.*|at_(medium|campaign|custom\d|link.*|format|bbc_team)|ns_(mchannel|source|campaign|linkname|fee)|"
    r"fbclid|gclid|dclid|msclkid|mc_[ce]id|cmp(id)?|ico|ocid|cvid|ftag|smid|smtyp|traffic_source|soc_src|soc_trk|"
    r"partner|emc|ref(_src)?|igshid|xtor|guccounter|_ga|mbid|ncid|sr_share|share|campaign_id|user_id|dicbo",
    re.IGNORECASE,
)
_ENDING = re.compile(r"[/\s]+$")
_NO_ARTICLE = re.compile(
    r"/(videos?|av|live|live-?blogs?|live-news|galler(y|ies)|in-pictures|picture|photos?|slideshows?|puzzles?|"
    r"crosswords?|sudoku|wordle|quiz(zes)?|podcasts?|audio|radio|programmes|newsletters?|video-shows|interactive|"
    r"games|horoscopes?|lottery|webcams?|sounds|iplayer)(/|$)",
    re.IGNORECASE,
)
_MARKDOWN_MARKS = str.maketrans({"'": "%27", "*": "%2A", "$": "%24"})


class UrlFault(StrEnum):
    """Why a URL is refused."""

    MALFORMED = auto()
    SCHEME = auto()
    HOST = auto()
    CREDENTIALS = auto()


def url_fault(url: str) -> UrlFault | None:
    """Tell why a URL is refused; None where it is a full http(s) URL.

    Every URL that is fetched, linked or stored in a catalogue passes here: http
    or https, a host, a port that exists, no user name, at most
    `MAX_URL_LENGTH` characters. Where it leads is decided upon connecting.
    """
    if len(url) > MAX_URL_LENGTH:
        return UrlFault.MALFORMED
    try:
        parts = urlsplit(url)
        if parts.port == 0:
            return UrlFault.MALFORMED
    except ValueError:
        return UrlFault.MALFORMED
    if parts.scheme not in _DEFAULT_PORTS:
        return UrlFault.SCHEME
    if not parts.hostname:
        return UrlFault.HOST
    return UrlFault.CREDENTIALS if "@" in parts.netloc else None


def web_address(url: object, base: str = "") -> str | None:
    """Return an http(s) URL made absolute against `base`; None for everything else."""
    if not isinstance(url, str) or not url.strip():
        return None
    try:
        absolute = urljoin(base, url.strip()) if base else url.strip()
    except ValueError:
        return None
    return absolute if absolute.isprintable() and " " not in absolute and url_fault(absolute) is None else None


def safe_link(url: object) -> str | None:
    """Return an http(s) URL quoted for Markdown and HTML; None for everything else."""
    if not isinstance(url, str) or url != url.strip() or url_fault(url) is not None:
        return None
    return quote(url, safe=":/?#@!&=+,;%~-._'*$").translate(_MARKDOWN_MARKS)


def canonical(url: str) -> str:
    """Return the form that two links to one article share.

    Scheme and host in lower case, no default port, no fragment, no parameters
    that only track readers, no slash at the end. Applying it twice changes
    nothing more. URLs that cannot be parsed come back stripped.
    """
    url = url.strip()
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
        port = parts.port
    except ValueError:
        return url
    if not host:
        return url
    scheme = parts.scheme.lower()
    netloc = f"[{host}]" if ":" in host else host
    if port is not None and port != _DEFAULT_PORTS.get(scheme):
        netloc = f"{netloc}:{port}"
    path = _ENDING.sub("", parts.path) or "/"
    return urlunsplit(SplitResult(scheme, netloc, path, _without_tracking(parts.query.strip()), "")).strip()


def _without_tracking(query: str) -> str:
    parts = [part for part in query.split("&") if part]
    return "&".join(part for part in parts if not _TRACKING.fullmatch(part.split("=")[0]))


def host_of(url: str) -> str:
    """Return scheme, host and port: the key by which requests are counted."""
    parts = urlsplit(url)
    port = parts.port or _DEFAULT_PORTS.get(parts.scheme, 0)
    return f"{parts.scheme}://{parts.hostname}:{port}"


def is_no_article(url: str) -> bool:
    """Tell whether the path names a video, live page, gallery, puzzle, podcast or newsletter."""
    return bool(_NO_ARTICLE.search(urlsplit(url).path))
