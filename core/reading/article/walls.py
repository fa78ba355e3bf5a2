"""What stands in front of an article: checks for robots, notices about cookies, subscriptions."""

from __future__ import annotations

import re
from typing import NamedTuple

from core.language import english, notices
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
MIN_CONSENT_SUBJECTS = 3
"""Subjects of consent from which a longer text may be a notice; news about privacy has one or two."""
MAX_WORDS_A_PHRASE = 30
"""Words for each phrase of consent up to which a longer text is a notice: those met have one in 8 to 20."""
MAX_INVITATION_WORDS = 8
"""Words up to which a sentence with a wall's phrase is a button or a line of it, not news."""
MAX_BUTTON_WORDS = 4
"""Words of a sentence that names cookies, consent and the like, up to which it is a button: news has short ones."""
MAX_COUNT_DIGITS = 5
"""Digits of a word count that is believed."""

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")
_QUOTED = re.compile(r"[“„«\"][^“”„«»\"\n]{1,300}[”“»\"]")
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
        return Verdict(Status.FAILED, Reason.BLOCKED, "The publisher shows a check for robots instead of the article.")
    if not words:
        return Verdict(Status.FAILED, Reason.NO_TEXT)
    short = words < MAX_WALL_WORDS
    if _is_consent_notice(text, words):
        return Verdict(
            Status.PARTIAL, Reason.PAYWALLED, "The page shows a notice about cookies instead of the article."
        )
    if (short and _invites(notices.PAYWALL, text)) or _is_stub(page, words):
        return Verdict(Status.PARTIAL, Reason.PAYWALLED)
    return Verdict(Status.OK)


def _is_robot_check(source: str, title: str, text: str, words: int) -> bool:
    if words >= MAX_WALL_WORDS:
        return False
    in_text = bool(english.ROBOT_CHECK.search(title)) or any(
        _invites(pattern, text) for pattern in (english.ROBOT_CHECK, english.CAPTCHA)
    )
    return in_text or (words < MAX_MARKUP_WORDS and bool(_ROBOT_MARKUP.search(source)))


def _is_stub(page: Page, words: int) -> bool:
    """Whether the page says that it is not free, and shows too few words to be all of it."""
    return any(_is_closed(item) and words < max(MAX_STUB_WORDS, _announced_words(item) // 2) for item in page.articles)


def _invites(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a text speaks to its visitor with one of these phrases; news speaks of them in the third person."""
    return any(_is_invitation(pattern, line) for line in _SENTENCE_END.split(_QUOTED.sub(" ", text)))


def _is_invitation(pattern: re.Pattern[str], sentence: str) -> bool:
    match = pattern.search(sentence)
    if not match:
        return False
    before, names_things = sentence[: match.start()], match.lastgroup in notices.THINGS
    is_short = count_words(sentence) <= (MAX_BUTTON_WORDS if names_things else MAX_INVITATION_WORDS)
    opens = (not before and not names_things) or notices.PURPOSE.fullmatch(before) is not None
    return opens or is_short or bool(notices.ADDRESS.search(sentence))


def _is_consent_notice(text: str, words: int) -> bool:
    """Whether a text asks for consent: it speaks to the visitor of cookies, partners, devices and choices."""
    plain = _QUOTED.sub(" ", text)
    if words < MAX_WALL_WORDS and len(english.COOKIE_NOTICE.findall(plain)) >= MIN_NOTICE_PHRASES:
        return _invites(english.COOKIE_NOTICE, text)
    phrases = list(notices.CONSENT.finditer(plain))
    subjects = {match.lastgroup for match in phrases}
    is_dense = len(phrases) * MAX_WORDS_A_PHRASE >= words
    needed = MIN_NOTICE_PHRASES if words < MAX_WALL_WORDS else MIN_CONSENT_SUBJECTS
    return len(subjects) >= needed and is_dense and _invites(notices.CONSENT, text)


def _is_closed(item: Item) -> bool:
    return str(item.get("isAccessibleForFree", "")).lower().rsplit("/", 1)[-1] == "false"


def _announced_words(item: Item) -> int:
    """How many words the page says the article has; 0 where it does not, or says something unlikely."""
    count = str(item.get("wordCount", ""))
    return int(count) if count.isdecimal() and len(count) <= MAX_COUNT_DIGITS else 0
