"""Parse a date with its time and zone from the ways in which people and programs write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from typing import NamedTuple

from core.dates.zones import zone_in
from core.language.calendar_words import ANYWHERE, Locale, is_month_first, month_of, weekday_of

MAX_FILLER = 3
"""Letters of words beside a date that are passed over in any language: on, at, de, um, le, kl."""
MAX_GAP = 40
"""Characters between a day and its time."""


class Dating(NamedTuple):
    """A moment as it is written.

    Parameters
    ----------
    moment : datetime
        Without a zone where none is named.
    swapped : datetime or None
        The other moment that a writing in numbers can mean, as 5/10/2026 can.
    """

    moment: datetime
    swapped: datetime | None = None


class _Day(NamedTuple):
    """Year, month and day, the other reading of the two, and the text around them: before and after."""

    year: int
    month: int
    day: int
    before: str
    after: str
    is_ambiguous: bool = False


_WORD = r"([^\W\d_][^\d\s.,:;|/()'’–-]{1,13})"  # not of letters alone: Indian names have marks
_YEAR = r"['’]?(\d{4}(?!\d)|\d{2}(?![\d:]|\s?[ap]\.?\s?m\b|[h.]\d))"
_OF = r"(?:(?:of|de|del|di|da|den|do)\s+|d['’]\s?)?"
_ORDINAL = r"(?:(?:st|nd|rd|th|ers?|re|o|-?a|-?e)(?![^\W\d_])|[ºª°.])?"

_YEAR_FIRST = re.compile(r"(?<![\w.:/-])(\d{4})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?!\d)")
_CHARACTERS = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일号號]?")
_YEAR_LAST = re.compile(
    r"(?<![\w.:/-])(\d{1,2})\s?([./ -])\s?(\d{1,2})\s?\2\s?(\d{4}(?!\d)|\d{2}(?![\d:]|\s?[ap]\.?\s?m\b))"
)
_DAY_FIRST = re.compile(
    rf"(?<![\d:.])(\d{{1,2}}){_ORDINAL}[\s,./-]*{_OF}{_WORD}\.?[\s,./-]*{_OF}{_YEAR}", re.IGNORECASE
)
_NAME_FIRST = re.compile(rf"{_WORD}\.?[\s./-]*(\d{{1,2}}){_ORDINAL}[\s,./-]+{_OF}(\d{{4}})(?!\d)", re.IGNORECASE)
_NAME_AMID = re.compile(rf"(?<!\d)(\d{{4}})[\s.,/-]*(?:m\.\s*)?{_WORD}\.?[\s./-]*(\d{{1,2}})(?![\d:])", re.IGNORECASE)
# As C's ctime and Java write it: Tue Nov 03 10:00:00 CET 2026.
_YEAR_AT_END = re.compile(rf"{_WORD}\.?\s+(\d{{1,2}}),?\s(.{{0,20}}?\d:\d\d.{{0,40}}?)\s(\d{{4}})(?!\d)", re.IGNORECASE)
_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?(?!\d)")

_TIME = re.compile(
    r"(?<![\d.:])(\d{1,2})(?:\s?[:.hH時时시点點]\s?(\d\d)(?!\d)(?:\s?[:.m分분]\s?(\d\d)(?!\d)(?:[.,](\d{1,9}))?)?[秒초분分]?"
    r"|(?=\s?[ap]\.?\s?m\b)|\s?(?:h|Uhr|o['’]clock|時|时|시|点|點)(?![^\W\d_]))"
    r"(?:\s?([ap])\.?\s?m\b\.?|\s?([πμ])\.?\s?μ\.?)?(?:\s?Uhr\b|\s?hrs?\b)?",
    re.IGNORECASE,
)
_NOON = re.compile(r"\b(?:12\s)?noon\b", re.IGNORECASE)
_AFTERNOON = re.compile(r"下午|午後|오후|晚上")
_MORNING = re.compile(r"上午|午前|오전")
_WORDS = re.compile(r"[^\W\d_]+")
_LABELS = re.compile(
    r"publi\w*|post\w*|date[sd]?|time|first|veröffentlicht|erstellt|stand|uhr|created?|issued|pubblicat\w+|alle|heure|horas?|"
    r"geplaatst|gepubliceerd|publicerad|local",
    re.IGNORECASE,
)


def parse_date(text: str, locale: Locale = ANYWHERE, *, amid_words: bool = False) -> Dating | None:
    """Parse the date that a text is, with or without time and zone; None where it is none.

    Numbers with the year first are year, month and day (ISO 8601). With the
    year last, dots and dashes have the day first, slashes what the locale
    has; a number over 12 or a weekday beside them decides.

    Parameters
    ----------
    amid_words : bool
        Take the first date of a text that says other things too.
    """
    text = _NOON.sub("12:00 pm", text)
    digits = _DIGITS.fullmatch(text)
    if digits:
        return _from_parts([int(part or 0) for part in digits.groups()])
    for day in _days(text, locale):
        result = _with_time(day, locale, amid_words)
        if result is not None or not amid_words:
            return result
    return None


def _from_parts(parts: list[int]) -> Dating | None:
    try:
        return Dating(datetime(*parts))  # type: ignore[arg-type]
    except ValueError:
        return None


def _days(text: str, locale: Locale) -> Iterator[_Day]:
    """Yield the days that a text names, by the patterns in the order of their certainty."""
    for pattern in (_YEAR_FIRST, _CHARACTERS):
        for match in pattern.finditer(text):
            year, month, day = (int(number) for number in match.groups() if number.isdecimal())
            yield _Day(year, month, day, *_around(match))
    for pattern, order in _NAMED:
        for match in pattern.finditer(text):
            named = order(match, locale)
            if named is not None:
                yield named
    for match in _YEAR_LAST.finditer(text):
        yield _in_numbers(match, locale)


def _around(match: re.Match[str]) -> tuple[str, str]:
    return match.string[: match.start()], match.string[match.end() :].lstrip(":T")


def _day_first(match: re.Match[str], locale: Locale) -> _Day | None:
    month = month_of(match[2], locale)
    return _Day(_full_year(match[3]), month, int(match[1]), *_around(match)) if month else None


def _name_first(match: re.Match[str], locale: Locale) -> _Day | None:
    month = month_of(match[1], locale)
    return _Day(int(match[3]), month, int(match[2]), *_around(match)) if month else None


def _name_amid(match: re.Match[str], locale: Locale) -> _Day | None:
    month = month_of(match[2], locale)
    return _Day(int(match[1]), month, int(match[3]), *_around(match)) if month else None


def _year_at_end(match: re.Match[str], locale: Locale) -> _Day | None:
    month = month_of(match[1], locale)
    before, after = _around(match)
    return _Day(int(match[4]), month, int(match[2]), before, f"{match[3]} {after}") if month else None


_NAMED: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Locale], _Day | None]], ...] = (
    (_DAY_FIRST, _day_first),
    (_NAME_FIRST, _name_first),
    (_YEAR_AT_END, _year_at_end),
    (_NAME_AMID, _name_amid),
)


def _full_year(digits: str) -> int:
    """Complete a year of two digits as RFC 5322 (section 4.3) does."""
    year = int(digits)
    return year if len(digits) > 2 else year + (2000 if year < 50 else 1900)


def _in_numbers(match: re.Match[str], locale: Locale) -> _Day:
    first, second, year = int(match[1]), int(match[3]), _full_year(match[4])
    before, after = _around(match)
    by_weekday = _by_weekday(year, first, second, _weekday_in(f"{before} {after}", locale))
    if by_weekday is not None:
        return _Day(year, *by_weekday, before, after)
    month_first = second > 12 or (match[2] == "/" and first <= 12 and is_month_first(locale))
    month, day = (first, second) if month_first else (second, first)
    return _Day(year, month, day, before, after, is_ambiguous=first != second and max(first, second) <= 12)


def _weekday_in(text: str, locale: Locale) -> int | None:
    words = (weekday_of(word, locale) for word in _WORDS.findall(text))
    return next((day for day in words if day is not None), None)


def _by_weekday(year: int, first: int, second: int, weekday: int | None) -> tuple[int, int] | None:
    """Return month and day of the one reading whose weekday it is; None where that decides nothing."""
    if weekday is None:
        return None
    readings = {(first, second), (second, first)}
    right = [pair for pair in readings if (moment := _from_parts([year, *pair])) and moment.moment.weekday() == weekday]
    return right[0] if len(right) == 1 else None


def _with_time(day: _Day, locale: Locale, amid_words: bool) -> Dating | None:
    """Add the time and zone beside a day; None where they, or what else is there, make no date of it."""
    date = _from_parts([day.year, day.month, day.day])
    if date is None:
        return None
    match, others = _time_beside(day)
    rest = f"{day.before} {day.after}"
    offset = _offset_of(match, rest) if match is not None else timedelta()
    if offset is None:
        return None
    zone: timezone | None = None
    if match is not None:
        before, after = _around(match)
        zone, after = zone_in(after, date.moment + offset, locale)
        rest = f"{others} {before} {after}"
    if not amid_words and not _is_filler(rest, locale):
        return None
    swapped = _from_parts([day.year, day.day, day.month]) if day.is_ambiguous else None
    moments = [(each.moment + offset).replace(tzinfo=zone) for each in (date, swapped) if each is not None]
    return Dating(*moments)


def _time_beside(day: _Day) -> tuple[re.Match[str] | None, str]:
    """Find the time after a day or before it, and return it with the text on the other side."""
    after = _TIME.search(day.after)
    if after is not None and after.start() <= MAX_GAP:
        return after, day.before
    before = _TIME.search(day.before)
    if before is not None and len(day.before) - before.end() <= MAX_GAP:
        return before, day.after
    return None, ""


def _offset_of(match: re.Match[str], text: str) -> timedelta | None:
    """Return the time since midnight; None where the clock has no such time."""
    hour, minute, second = (int(match[number] or 0) for number in (1, 2, 3))
    half = (match[5] or "").lower() or {"π": "a", "μ": "p"}.get((match[6] or "").lower(), "")
    half = half or ("p" if _AFTERNOON.search(text) else "a" if _MORNING.search(text) else "")
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24 or minute > 59 or second > 60 or (hour == 24 and minute + second):
        return None
    micro = int((match[4] or "0")[:6].ljust(6, "0"))
    return timedelta(hours=hour, minutes=minute, seconds=min(second, 59), microseconds=micro)


def _is_filler(text: str, locale: Locale) -> bool:
    """Whether nothing but a weekday, short words and labels stands beside a date."""
    if re.search(r"\d", text):
        return False
    words = _WORDS.findall(re.sub(r"\([^()]*\)", " ", text))
    unknown = [w for w in words if len(w) > MAX_FILLER and not _LABELS.fullmatch(w) and weekday_of(w, locale) is None]
    return len(unknown) <= 1  # the weekday in another language
