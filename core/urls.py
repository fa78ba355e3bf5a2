"""URLs: which ones are accepted, their canonical form, and which are plainly no articles."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum, auto
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit, urlunsplit

from core.link_repair import escape_blanks, repair_link

MAX_URL_LENGTH = 8000
"""Characters of a URL: what RFC 9110, section 4.1, asks every server to support."""

_DEFAULT_PORTS = {"http": 80, "https": 443}
"""The schemes that are accepted, with the ports that a canonical URL leaves out."""
_TRACKING = re.compile(
    r"utm_.*|at_(medium|campaign|custom\d|link.*|format|bbc_team)|ns_(mchannel|source|campaign|linkname|fee)|"
    r"fbclid|gclid|dclid|msclkid|mc_[ce]id|cmpid|ocid|cvid|ftag|smid|smtyp|traffic_source|soc_src|soc_trk|"
    r"ref_src|igshid|xtor|guccounter|_ga|mbid|ncid|sr_share|dicbo",
    re.IGNORECASE,
)
"""Parameters that track readers whatever their value is."""
_MAYBE_TRACKING = re.compile(r"ref|share|partner|cmp|emc|ico|campaign_id|user_id", re.IGNORECASE)
"""Parameters that track readers on most sites, and name the article on some."""
_CHANNEL = re.compile(
    r"amp|android|app|apple|article|atom|bluesky|chrome|daily|desktop|email|facebook|feeds?|flipboard|footer|front|"
    r"frontpage|google|header|headlines?|home|homepage|index|instagram|internal|iphone|latest|linkedin|links?|mail|"
    r"main|mastodon|menu|mobile|more|most|navigation|newsapp|newsletters?|news|newsshowcase|page|pinterest|popular|"
    r"pocket|push|read|recommended|reddit|related|rss|search|section|share|sidebar|sitemap|social|story|stories|"
    r"syndication|teaser|telegram|threads|ticker|topnews|trending|twitter|viewed|web|whatsapp|widget|yahoo|youtube",
    re.IGNORECASE,
)
"""Words of channels and of places on a page, from which readers come."""
MIN_CHANNEL_WORD = 4
"""Letters of a word that may name an article; shorter ones abbreviate a channel ("tw", "hp", "nl")."""
MIN_SLUG_WORDS = 3
"""Words of a path's end that make a headline of it, and not a script or a section ("kb_article")."""
MIN_ID_DIGITS = 5
"""Digits of a path's end that make a number of an article of it, and not a year or a page."""
_ID_NAME = re.compile(r"p|.*id|.*(article|artikel|story|post|doc|slug|key|guid|nr|num|number)", re.IGNORECASE)
"""Parameters that name the article on most sites."""
_VIEW_NAME = re.compile(
    r"page|pagina|pg|paged|seite|print|drucken|view|output(type)?|format|layout|amp|mode|lang(uage)?|locale|sort|tab|"
    r"v|ver(sion)?|m|mobile|src|source|from|via|cb|ts|time(stamp)?|rnd|cache|refresh|reload",
    re.IGNORECASE,
)
"""Parameters that choose how an article is shown, or tell where its reader comes from."""
_FLAGS = frozenset({"0", "1"})
_DATED = re.compile(r"/(?:19|20)\d\d[/-]?(?:\d{1,2}|[a-z]{3,9})[/-]?\d{1,2}/.", re.IGNORECASE)
"""A day within a path, with something behind it."""
_SCRIPT = re.compile(r"\.\w{1,5}$")
_WORDS = re.compile(r"[^\W_]+")
_ESCAPE_OR_UNSAFE = re.compile(r"%([0-9A-Fa-f]{2})|[^A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=]")
_UNRESERVED = re.compile(r"[A-Za-z0-9\-._~]")
_SLASHES = re.compile(r"/{2,}")
_ENDING = re.compile(r"[/\s]+$")
_NO_ARTICLE = re.compile(
    r"/(videos?|av|live-?blogs?|live-news|galler(y|ies)|in-pictures|picture|photos?|slideshows?|"
    r"crosswords?|sudoku|quiz(zes)?|podcasts?|audio|newsletters?|video-shows|interactive|"
    r"horoscopes?|webcams?|iplayer)(/|$)",
    re.IGNORECASE,
)
"""Folders of what is looked at, listened to or played, whatever stands behind them."""
_MAYBE_NO_ARTICLE = re.compile(
    r"/(live|games|puzzles?|wordle|radio|sounds|programmes|lottery)(?P<behind>/.*|$)", re.IGNORECASE
)
"""Folders of live pages, games and broadcasts, which are also sections with articles about them."""
_LIVE_SLUG = re.compile(
    r"(^|[-_])(live|updates?|latest|ticker|as-it-happened|as-it-happens|blog|coverage|watch|stream|reaction)([-_.]|$)",
    re.IGNORECASE,
)
"""Words of a live page's own name."""
MIN_HEADLINE_WORDS = 4
"""Words of a path's end that make a headline of it; games and programmes have names of up to three."""
_FEED_SCHEME = re.compile(r"\s*feed:(?=\S)", re.IGNORECASE)
_WEB_SCHEME = re.compile(r"https?:", re.IGNORECASE)
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
    """Return an http(s) URL made absolute against `base`; None for everything else.

    Links are read as browsers read them, and their plain faults put right; see
    `core.link_repair`.
    """
    if not isinstance(url, str) or not url.strip() or len(url) > MAX_URL_LENGTH:
        return None
    try:
        link = repair_link(url, base)
        if " " in link and "/" not in link:  # a title in the place of an address
            return None
        absolute = escape_blanks(urljoin(base, link) if base and link else link)
    except ValueError:
        return None
    return absolute if absolute and url_fault(absolute) is None else None


def without_feed_scheme(url: str) -> str:
    """Return the address that a link to a feed reader means: "feed:https://..." or "feed://...".

    As feed readers take it and the draft of the scheme says (Obasanjo, The
    'feed' URI Scheme, section 3): the latter is http's.
    """
    match = _FEED_SCHEME.match(url)
    if match is None:
        return url
    rest = url[match.end() :]
    return rest if _WEB_SCHEME.match(rest) else f"http://{rest.lstrip('/')}"


def safe_link(url: object) -> str | None:
    """Return an http(s) URL quoted for Markdown and HTML; None for everything else."""
    if not isinstance(url, str) or url != url.strip() or url_fault(url) is not None:
        return None
    return quote(url, safe=":/?#@!&=+,;%~-._'*$").translate(_MARKDOWN_MARKS)


def canonical(url: str) -> str:
    """Return the form that two links to one article share, by which articles are kept.

    The normalization of RFC 3986, section 6.2: scheme and host in lower case,
    no default port, escapes in upper case and only where a character needs one,
    no dot segments; letters outside of ASCII escaped as UTF-8 (RFC 3987,
    section 3.1), hosts in the ASCII form of IDNA (UTS 46), as browsers send
    them. Beyond it, no fragment, no parameters that only track readers, no
    slash at the end. Applying it twice changes nothing more. URLs that cannot
    be parsed come back stripped.
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
    netloc = f"[{host}]" if ":" in host else _ascii_host(host)
    if port is not None and port != _DEFAULT_PORTS.get(scheme):
        netloc = f"{netloc}:{port}"
    path = _ENDING.sub("", _without_dots(_escaped(_ENDING.sub("", parts.path)))) or "/"
    query = _without_tracking(_escaped(parts.query.strip()), path)
    return urlunsplit(SplitResult(scheme, netloc, path, query, "")).strip()


def comparison_key(url: str) -> str:
    """Return a key that is equal for two spellings of one address within a reading; not to be fetched or kept.

    Wider than `canonical`, of which each result is the key of an article in
    the archive: the order of parameters, doubled slashes, escapes of reserved
    characters, a plus for a blank in a query (WHATWG URL, section 5.1), the
    form of letters with marks, http or https and "www." make no difference, as
    they make none to nearly every server.
    """
    parts = urlsplit(canonical(url))
    if not parts.netloc:
        return canonical(url)
    pairs = [part.partition("=") for part in parts.query.replace("+", "%20").split("&")]
    query = "&".join(sorted((f"{_plain(name)}={_plain(value)}" for name, _, value in pairs), key=_name_of))
    path = "/".join(map(_plain, _SLASHES.sub("/", parts.path).split("/")))
    return f"{parts.netloc.removeprefix('www.')}{path}?{query}"


def _name_of(pair: str) -> str:
    return pair.partition("=")[0]


def _plain(text: str) -> str:
    """Escape all that is not unreserved, whether it was escaped or not."""
    plain = unicodedata.normalize("NFC", unquote(text, errors="surrogateescape"))
    return quote(plain, safe="", errors="surrogateescape")


def names_an_article(path: str) -> bool:
    """Tell whether a path names an article by itself: by a headline, a number or a day."""
    ending = unquote(_SCRIPT.sub("", path.rstrip("/").rsplit("/", 1)[-1]))
    words = _WORDS.findall(ending)
    is_number = any(sum(map(str.isdigit, word)) >= MIN_ID_DIGITS for word in words)
    return is_number or len(words) >= MIN_SLUG_WORDS or bool(_DATED.search(path))


def identifying_parameters(query: str, path: str) -> list[str]:
    """List the parameters of a query that may name the article; none where the path does."""
    if names_an_article(path):
        return []
    pairs = (part.partition("=") for part in query.split("&") if part)
    return [
        name
        for name, _, value in pairs
        if _is_name(value) and (_ID_NAME.fullmatch(name) or (value not in _FLAGS and not _VIEW_NAME.fullmatch(name)))
    ]


def _is_name(value: str) -> bool:
    """Whether a parameter's value may name an article, and not the channel that a reader comes by."""
    words = _WORDS.findall(unquote(value))
    return any(
        any(map(str.isdigit, word))
        or (len(word) >= MIN_CHANNEL_WORD and not _CHANNEL.fullmatch(word))
        or not word.isascii()
        for word in words
    )


def _ascii_host(host: str) -> str:
    if host.isascii():
        return host
    import idna  # its tables take longer to load than most commands need them

    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:  # no name of a host; whoever asks for it is told so
        return host


def _escaped(text: str) -> str:
    """Escape what RFC 3986 does not allow, and nothing that needs no escape."""

    def escape(match: re.Match[str]) -> str:
        if match[1] is None:
            return quote(match[0], safe="", errors="replace")
        character = chr(int(match[1], 16))
        return character if _UNRESERVED.fullmatch(character) else match[0].upper()

    return _ESCAPE_OR_UNSAFE.sub(escape, text)


def _without_dots(path: str) -> str:
    """Remove dot segments (RFC 3986, section 5.2.4)."""
    if "/." not in path:
        return path
    segments: list[str] = []
    for segment in path.split("/")[1:]:
        if segment == "..":
            del segments[-1:]
        elif segment != ".":
            segments.append(segment)
    return "/" + "/".join(segments)


def _without_tracking(query: str, path: str) -> str:
    parts = [part for part in query.split("&") if part and not _TRACKING.fullmatch(part.split("=")[0])]
    unsure = [part for part in parts if _MAYBE_TRACKING.fullmatch(part.split("=")[0])]
    if not unsure:
        return "&".join(parts)
    sure = [part for part in parts if part not in unsure]
    if names_an_article(path) or any(_ID_NAME.fullmatch(part.split("=")[0]) for part in sure):
        return "&".join(sure)
    return "&".join(part for part in parts if part in sure or _is_name(part.partition("=")[2]))


def host_of(url: str) -> str:
    """Return scheme, host and port: the key by which requests are counted."""
    parts = urlsplit(url)
    port = parts.port or _DEFAULT_PORTS.get(parts.scheme, 0)
    return f"{parts.scheme}://{parts.hostname}:{port}"


def is_no_article(url: str) -> bool:
    """Tell whether the path names a video, live page, gallery, game, podcast or newsletter.

    Where its folder may as well be a section ("games", "live", "radio"), a
    headline behind it makes it an article; what its page is, the page tells.
    """
    path = urlsplit(url).path
    if _NO_ARTICLE.search(path):
        return True
    match = _MAYBE_NO_ARTICLE.search(path)
    return match is not None and not _is_in_section(match[1].lower(), match["behind"])


def _is_in_section(folder: str, behind: str) -> bool:
    """Whether a path behind a folder is that of an article about what the folder names."""
    ending = unquote(_SCRIPT.sub("", behind.rstrip("/").rsplit("/", 1)[-1]))
    words = [word for word in _WORDS.findall(ending) if not any(map(str.isdigit, word))]
    is_dated = _DATED.search(behind) is not None
    if folder == "live":  # a live page has its day or its name behind it
        return len(words) >= MIN_HEADLINE_WORDS and not is_dated and not _LIVE_SLUG.search(ending)
    return len(words) >= (MIN_SLUG_WORDS if is_dated else MIN_HEADLINE_WORDS)
