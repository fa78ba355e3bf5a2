"""What stands in front of an article: checks for robots, notices about cookies, subscriptions."""

from __future__ import annotations

import re
from typing import NamedTuple

from core.language import english
from core.language.words import count_words
from core.reading.article.page import Item, Page
from core.types import Reason, Status

MAX_WALL_WORDS = 100
"""Words under which a text may be a wall's or a robot check's."""
MAX_MARKUP_WORDS = 20
"""Words under which the markup of a robot check tells that it is one; articles' pages load such scripts, too."""
MAX_STUB_WORDS = 200
"""Words under which a page that calls itself not free is taken for its public opening."""
MIN_NOTICE_PHRASES = 2
"""Phrases of cookie notices from which a short text is one."""
MAX_COUNT_DIGITS = 5
"""Digits of a word count that is believed."""

_ROBOT_MARKUP = re.compile(
    r"captcha-delivery\.com|px-captcha|cf-browser-verification|cf_chl_opt|challenge-platform/h/|_Incapsula_Resource|"
    r"awswafcaptcha|geo\.captcha",
    re.IGNORECASE,
)


class Verdict(NamedTuple):
    """How a page ended, with its reason's code, and a sentence where the reason's own is not exact enough."""

    status: Status
    error: Reason | None = None
    detail: str | None = None


def verdict(page: Page, source: str, title: str, text: str) -> Verdict:
    """Judge whether what a page shows is its article, a part of it, or something that stands in its place.

    Parameters
    ----------
    page : Page
        The parsed page.
    source : str
        Its markup.
    title, text : str
        What was taken out of it.
    """
    words = count_words(text)
    if _is_robot_check(source, title, text, words):
        return Verdict(Status.FAILED, Reason.BLOCKED, "The publisher shows a check for robots in place of the article.")
    if not words:
        return Verdict(Status.FAILED, Reason.NO_TEXT)
    short = words < MAX_WALL_WORDS
    if short and _is_cookie_notice(text):
        return Verdict(
            Status.PARTIAL, Reason.PAYWALLED, "The page shows a notice about cookies in place of the article."
        )
    if (short and english.PAYWALL.search(text)) or _is_stub(page, words):
        return Verdict(Status.PARTIAL, Reason.PAYWALLED)
    return Verdict(Status.OK)


def _is_robot_check(source: str, title: str, text: str, words: int) -> bool:
    if words >= MAX_WALL_WORDS:
        return False
    in_text = bool(english.ROBOT_CHECK.search(f"{title}\n{text}"))
    return in_text or (words < MAX_MARKUP_WORDS and bool(_ROBOT_MARKUP.search(source)))


def _is_stub(page: Page, words: int) -> bool:
    """Whether the page says that it is not free, and shows too few words to be all of it."""
    return any(_is_closed(item) and words < max(MAX_STUB_WORDS, _announced_words(item) // 2) for item in page.articles)


def _is_cookie_notice(text: str) -> bool:
    return len(english.COOKIE_NOTICE.findall(text)) >= MIN_NOTICE_PHRASES


def _is_closed(item: Item) -> bool:
    return str(item.get("isAccessibleForFree", "")).lower().rsplit("/", 1)[-1] == "false"


def _announced_words(item: Item) -> int:
    """How many words the page says the article has; 0 where it does not, or says something unlikely."""
    count = str(item.get("wordCount", ""))
    return int(count) if count.isdecimal() and len(count) <= MAX_COUNT_DIGITS else 0
