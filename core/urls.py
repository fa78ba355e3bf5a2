"""Addresses: their canonical form, and which ones are plainly no articles."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}
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


def canonical(url: str) -> str:
    """The address that two links to one article share.

    Scheme and host in lower case, no default port, no fragment, no parameters
    that only track readers, no slash at the end. Applying it twice changes
    nothing more. Addresses that cannot be taken apart come back stripped.
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
    at = f"[{host}]" if ":" in host else host
    if port is not None and port != _DEFAULT_PORTS.get(scheme):
        at = f"{at}:{port}"
    path = _ENDING.sub("", parts.path) or "/"
    return urlunsplit(SplitResult(scheme, at, path, _kept_query(parts.query.strip()), "")).strip()


def _kept_query(query: str) -> str:
    parts = [part for part in query.split("&") if part]
    return "&".join(part for part in parts if not _TRACKING.fullmatch(part.split("=")[0]))


def web_address(url: object, base: str = "") -> str | None:
    """An http(s) address with a host, made absolute against `base`; None for everything else."""
    if not isinstance(url, str) or not url.strip():
        return None
    try:
        absolute = urljoin(base, url.strip()) if base else url.strip()
        parts = urlsplit(absolute)
        fit = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
        _ = parts.port
    except ValueError:
        return None
    return absolute if fit and absolute.isprintable() and " " not in absolute else None


def host_of(url: str) -> str:
    """Scheme, host and port: what requests are counted for."""
    parts = urlsplit(url)
    port = parts.port or _DEFAULT_PORTS.get(parts.scheme, 0)
    return f"{parts.scheme}://{parts.hostname}:{port}"


def is_no_article(url: str) -> bool:
    """Whether the path says that this is a video, live page, gallery, puzzle, podcast or newsletter."""
    return bool(_NO_ARTICLE.search(urlsplit(url).path))
