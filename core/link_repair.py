"""Read links as browsers do, and put right the faults of addresses that feeds and pages give."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_WRAPPED = re.compile(r"[^\S\r\n]*[\r\n][\s]*|\t")
_INVISIBLE = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_JOINERS = "\u200c\u200d"
_DELIMITERS = re.compile(r'^<(?:URL:)?([^<>]*)>$|^"([^"]*)"$', re.IGNORECASE)
_AMPERSAND = re.compile(r"&(?:amp|#0*38|#x0*26);", re.IGNORECASE)

_SCHEME = re.compile(r"h{0,2}t{1,3}p{1,2}(s?)[:;](/*)", re.IGNORECASE)
_SCHEME_WITHOUT_COLON = re.compile(r"http(s?)//(?=[^/])", re.IGNORECASE)
_OUTER_SCHEME = re.compile(r"https?(?::?/{1,3}|:)?(?=https?(?::/|//))", re.IGNORECASE)
_OUTER_SITE = re.compile(r"https?://([^/?#]*?)/?(?=(https?://)([^/?#]+))", re.IGNORECASE)
_ANY_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_PORT = re.compile(r":\d{1,5}")
_PATH = re.compile(r"[^?#]*")


def repair_link(text: str, base: str = "") -> str:
    """Put right what is plainly wrong with a link; one that is sound comes back as it is.

    As the URL standard of the WHATWG (section 4.4) has it: blanks around it
    and line breaks within are dropped, and a backslash is a slash. As RFC 3986,
    appendix C: delimiters around it are dropped, and the blanks beside a line
    break with it. Beyond the standards: characters that nobody sees are dropped
    (joiners only at the ends, as Persian and the languages of India write with
    them), ampersands that were escaped twice, schemes that are doubled,
    misspelled or missing.

    Parameters
    ----------
    base : str
        Where the link stands: a link without scheme that begins with the base's
        host, or with "www.", is no path.
    """
    text = _WRAPPED.sub("", _INVISIBLE.sub("", text).strip()).strip().strip(_JOINERS)
    if match := _DELIMITERS.match(text):
        text = (match[1] or match[2] or "").strip()
    text = _AMPERSAND.sub("&", text)
    return _with_scheme(_with_slashes(text), base)


def _with_slashes(text: str) -> str:
    path = _PATH.match(text)
    return path[0].replace("\\", "/") + text[path.end() :] if path and "\\" in path[0] else text


def _with_scheme(text: str, base: str) -> str:
    text = _innermost(text)
    ours = urlsplit(base).scheme or "https"
    if match := _SCHEME_WITHOUT_COLON.match(text):
        return f"http{match[1].lower()}://{text[match.end() :]}"
    if match := _SCHEME.match(text):
        rest = text[match.end() :]
        slashes = len(match[2])
        if slashes == 2 or (_begins_with_host(rest, base) if base else slashes < 2):
            return f"http{match[1].lower()}://{rest}"
        return text
    if text.startswith("://"):
        return ours + text
    if base and text[:1] not in "/?#" and _begins_with_host(text, base):
        return f"{ours}://{text}"
    return text


def _innermost(text: str) -> str:
    """Take the inner of two addresses that were joined: "http://http://...", or a host before its own full address."""
    while match := _OUTER_SCHEME.match(text):
        text = text[match.end() :]
    match = _OUTER_SITE.match(text)
    if match and _bare(match[1]) == _bare(match[3]):
        return text[match.start(2) :]
    return text


def _begins_with_host(text: str, base: str) -> bool:
    host = re.split(r"[/?#]", text, maxsplit=1)[0]
    if _ANY_SCHEME.match(host) and not _PORT.search(host):
        return False
    own = _bare(urlsplit(base).netloc)
    return host.lower().startswith("www.") or (bool(own) and _bare(host) == own) or _bare(host).endswith("." + own)


def _bare(host: str) -> str:
    return host.lower().removeprefix("www.")


def escape_blanks(url: str) -> str | None:
    """Escape blanks and unprintable characters behind the host, as browsers do (WHATWG URL, section 1.3).

    None where one is in the host, or is a control character.
    """
    if url.isprintable() and " " not in url:
        return url
    host, behind = _split_behind_host(url)
    if not host.isprintable() or " " in host or re.search("[\x00-\x1f\x7f-\x9f\ud800-\udfff]", behind):
        return None
    return host + "".join(c if c.isprintable() and c != " " else quote(c, safe="") for c in behind)


def _split_behind_host(url: str) -> tuple[str, str]:
    match = re.match(r"[^/?#]*//[^/?#]*", url)
    return (match[0], url[match.end() :]) if match else (url, "")
