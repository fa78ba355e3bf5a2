"""Names of months and weekdays, and the order of day and month, by language: from Unicode's CLDR, through Babel."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

MIN_NAME = 3
"""Letters of the shortest beginning of a month's name that stands for it."""

# Languages whose names are tried where neither the page's own nor English has the word.
_LANGUAGES = """
    en de fr es it pt nl sv da nb fi pl cs sk hu ro hr sl bg
    ru uk el tr ca id ms lt lv et is ga cy af sq eu gl
""".split()
_GENERIC_DOMAINS = frozenset("ac ag ai am cc co eu fm gg im io is la ly me nu sh so st to tv vc ws".split())
"""Two-letter domains that are not of one country, or that are sold to all the world."""
_WORD = re.compile(r"[^\W\d_][^\d\s]+")
_TAG = re.compile(r"([a-z]{2,3})(?:[-_][a-z]{4})?(?:[-_]([a-z]{2}))?(?![a-z])", re.IGNORECASE)


class Locale(NamedTuple):
    """What a date's writing depends on: a language (ISO 639-1) and a country (ISO 3166-1, lower case); "" is none."""

    language: str = ""
    country: str = ""


ANYWHERE = Locale()
"""Where neither is known; taken for American English, as CLDR does."""


def parse_locale(tag: str | None) -> Locale:
    """Parse a language tag (RFC 5646) as pages and feeds write it: "de", "en-GB", "es_MX", "zh-Hant-TW"."""
    match = _TAG.match((tag or "").strip())
    return Locale(match[1].lower(), (match[2] or "").lower()) if match else Locale()


def locale_of(*tags: str | None, host: str = "", default: Locale = ANYWHERE) -> Locale:
    """Find the locale of a page or feed in its language tags and in its host's top-level domain.

    "US" alone, which publishing systems write by default, gives way to the
    country of the domain.

    Parameters
    ----------
    default : Locale
        What stands in for what neither tells.
    """
    locales = [parse_locale(tag) for tag in tags]
    language = next((locale.language for locale in locales if locale.language), default.language)
    countries = [locale.country for locale in locales if locale.country]
    domain = host.rpartition(".")[2].lower()
    if len(domain) == 2 and domain.isalpha() and domain not in _GENERIC_DOMAINS:
        countries.append({"uk": "gb"}.get(domain, domain))
    elsewhere = next((country for country in countries if country != "us"), None)
    return Locale(language, elsewhere or ("us" if countries else default.country))


def month_of(word: str, locale: Locale = ANYWHERE) -> int | None:
    """Return the number of the month that a word names, in full or cut, with or without accents; None if none."""
    name = _plain(word)
    if locale.language == "he":
        name = name.removeprefix("ב")
    for language in dict.fromkeys((locale.language, "en")):
        month = _months(language).get(name)
        if month is not None:
            return month
    return _in_all(_months).get(name)


def weekday_of(word: str, locale: Locale = ANYWHERE) -> int | None:
    """Return the weekday that a word names, Monday being 0; None if none."""
    name = _plain(word)
    for language in dict.fromkeys((locale.language, "en")):
        day = _weekdays(language).get(name)
        if day is not None:
            return day
    return _in_all(_weekdays).get(name)


@lru_cache(maxsize=256)
def is_month_first(locale: Locale) -> bool:
    """Whether 3/11 is the eleventh of March: where CLDR's short date begins with the month."""
    if locale == ("en", "ca"):  # CLDR has Canada's official 2026-11-03; its papers write either
        return True
    order = "".join(re.findall("[yMd]", _short_pattern(locale)))
    return order.startswith("M")


def _short_pattern(locale: Locale) -> str:
    for tag in (f"{locale.language or 'und'}_{locale.country.upper()}", f"und_{locale.country.upper()}"):
        data = _babel(tag) if locale.country else None
        if data is not None:
            return str(data.date_formats["short"].pattern)
    data = _babel(locale.language or "en")
    return str(data.date_formats["short"].pattern) if data is not None else "dd/MM/y"


@lru_cache(maxsize=256)
def _babel(tag: str) -> Any:
    import babel

    try:
        return babel.Locale.parse(tag)
    except (babel.UnknownLocaleError, ValueError, TypeError):
        return None


def _plain(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word.casefold().strip(".’'"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@lru_cache(maxsize=64)
def _months(language: str) -> Mapping[str, int]:
    """Map the names of the months, and their beginnings that are one month's alone, to numbers."""
    data = _babel(language)
    if data is None:
        return {}
    names = {number: set[str]() for number in range(1, 13)}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in data.months[context][width].items():
                names[number].add(_plain(name))
    whole = {name: number for number, group in names.items() for name in group if _WORD.fullmatch(name)}
    starts: dict[str, set[int]] = {}
    for name, number in whole.items():
        for length in range(MIN_NAME, len(name)):
            starts.setdefault(name[:length], set()).add(number)
    return {start: next(iter(numbers)) for start, numbers in starts.items() if len(numbers) == 1} | whole


@lru_cache(maxsize=2)
def _in_all(names_of: Callable[[str], Mapping[str, int]]) -> Mapping[str, int]:
    """Map the names of all languages that mean the same in all of them."""
    meanings: dict[str, set[int]] = {}
    for language in _LANGUAGES:
        for name, number in names_of(language).items():
            meanings.setdefault(name, set()).add(number)
    return {name: next(iter(numbers)) for name, numbers in meanings.items() if len(numbers) == 1}


@lru_cache(maxsize=64)
def _weekdays(language: str) -> Mapping[str, int]:
    data = _babel(language)
    if data is None:
        return {}
    widths = ("wide", "abbreviated", "short")
    names = {_plain(name): day for width in widths for day, name in data.days["format"].get(width, {}).items()}
    return names | {name[:3]: day for name, day in names.items() if len(name) > 3}


@lru_cache(maxsize=64)
def zone_names(language: str) -> Mapping[str, tuple[str, tuple[str, ...]]]:
    """Map full names of time zones ("eastern standard time") to which of a zone's times it is, and its places.

    The former is CLDR's "standard", "daylight" or "generic", the latter are
    names of the tz database.
    """
    data = _babel(language)
    if data is None:
        return {}
    from babel.core import get_global

    places: dict[str, list[str]] = {}
    for place, area in get_global("meta_zones").items():
        places.setdefault(area, []).append(place)
    names: dict[str, tuple[str, tuple[str, ...]]] = {}
    names["coordinated universal time"] = ("standard", ("Etc/UTC",))
    for area, widths in data.meta_zones.items():
        for kind, name in widths.get("long", {}).items():
            if area in places and isinstance(name, str):
                names.setdefault(name.casefold(), (kind, tuple(places[area])))
    return names
