"""robots.txt: what it says of us, whatever its encoding and its spelling of our name."""

from __future__ import annotations

import codecs
import re

from protego import Protego

from core.reading.web.fetch import USER_AGENT
from core.urls import web_address

PRODUCT_TOKEN = USER_AGENT.split("/", 1)[0]
"""The name by which a group of robots.txt is ours (RFC 9309, section 2.2.1)."""
MAX_ROBOTS_BYTES = 500 * 1024
"""Bytes of a robots.txt that are parsed (RFC 9309, section 2.5)."""
MAX_SITEMAPS = 50
"""Sitemaps of one robots.txt that are listed."""

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16's, with which it begins
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 512
"""Bytes by which UTF-16 without a mark is recognized: a few lines."""
_GROUP_LINE = re.compile(r"(?:user[- ]?agent\s*:|(?:user-?agent|user\s+agent)\s(?=[^:]*(?::\S|$)))(?P<agent>.*)")
"""The line that opens a group, in lower case and in every spelling that Protego takes for one."""
_TOKEN = re.compile(r"[a-z_-]+")
_SOMEBODY_ELSE = "somebody-else"
"""Stands for the name of every other robot: Protego takes the beginning of our name for our name."""


class Robots:
    """The rules of one robots.txt for us.

    Parameters
    ----------
    content : bytes
        The body of a successful answer, whatever its type.
    """

    def __init__(self, content: bytes = b"") -> None:
        self._rules = Protego.parse(_with_plain_names(decode_robots(content)))
        self.crawl_delay = float(self._rules.crawl_delay(PRODUCT_TOKEN) or 0.0)
        """Seconds between two requests that it asks for; 0 where it asks for none."""

    def allows(self, url: str) -> bool:
        """Tell whether we may read a URL."""
        return self._rules.can_fetch(url, PRODUCT_TOKEN)

    @property
    def sitemaps(self) -> list[str]:
        """The sitemaps that it names, on whatever host."""
        return [sitemap for sitemap in list(self._rules.sitemaps)[:MAX_SITEMAPS] if web_address(sitemap)]


def decode_robots(content: bytes) -> str:
    """Decode a robots.txt, at most 500 KiB of it and no line that is cut there.

    It is UTF-8 (RFC 9309, section 2.3); a byte order mark wins over that, as
    in the decoding of the WHATWG Encoding Standard, and UTF-16 is recognized
    without one by the zeros beside its ASCII characters.
    """
    encoding, start = _encoding(content)
    text = content[start:MAX_ROBOTS_BYTES].decode(encoding, "replace").lstrip("\ufeff")
    if len(content) > MAX_ROBOTS_BYTES:
        text = text[: max(text.rfind("\n"), text.rfind("\r")) + 1]
    return text


def _encoding(content: bytes) -> tuple[str, int]:
    """Return the encoding, and the length of its mark."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return encoding, len(mark)
    first, second = content[:_SAMPLE:2], content[1:_SAMPLE:2]
    if 2 * second.count(0) > len(second):
        return "utf-16-le", 0
    return ("utf-16-be" if 2 * first.count(0) > len(first) else "utf-8"), 0


def _with_plain_names(text: str) -> str:
    """Reduce each group's name to our product token, the asterisk, or another robot's.

    A name ends before the first character that no product token holds, as in
    Google's parser, so that `Broadsheet/2.0` is ours. Only the whole token
    counts (RFC 9309, section 2.2.1): another robot's name that ours begins
    with, or that our User-Agent header contains, is not ours.
    """
    return "\n".join(map(_with_plain_name, text.splitlines()))


def _with_plain_name(line: str) -> str:
    group = _GROUP_LINE.fullmatch(line.split("#", 1)[0].strip().lower())
    if group is None:
        return line
    return f"User-agent: {_plain_name(group['agent'].strip())}"


def _plain_name(agent: str) -> str:
    if not agent or agent.split(maxsplit=1)[0] == "*":
        return agent[:1]
    token = _TOKEN.match(agent)
    return PRODUCT_TOKEN if token and token[0] == PRODUCT_TOKEN.lower() else _SOMEBODY_ELSE
