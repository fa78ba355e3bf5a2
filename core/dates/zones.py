"""Read the names of time zones as feeds and pages write them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from core.language.calendar_words import ANYWHERE, Locale, zone_names

MAX_OFFSET_HOURS = 24
"""Hours from which an offset is none; Python's limit."""

_ABBREVIATIONS = """
    ACDT +10:30 ACST +09:30 ADT -03:00 AEDT +11:00 AEST +10:00 AKDT -08:00 AKST -09:00 AST -04:00 AWST +08:00
    BST +01:00 CAT +02:00 CDT -05:00 CEST +02:00 CET +01:00 CHST +10:00 CST -06:00 EAT +03:00 EDT -04:00
    EEST +03:00 EET +02:00 EST -05:00 GMT +00:00 GST +04:00 HDT -09:00 HKT +08:00 HST -10:00 IDT +03:00 IST +05:30
    JST +09:00 KST +09:00 MDT -06:00 MEST +02:00 MESZ +02:00 MET +01:00 MEZ +01:00 MSK +03:00 MST -07:00
    MYT +08:00 NDT -02:30 NPT +05:45 NST -03:30 NZDT +13:00 NZST +12:00 PDT -07:00 PHT +08:00 PKT +05:00 PST -08:00
    SAST +02:00 SGT +08:00 SST -11:00 TRT +03:00 UT +00:00 UTC +00:00 WAT +01:00 WEST +01:00 WET +00:00 WIB +07:00
    WIT +09:00 WITA +08:00 BRT -03:00 ART -03:00 CLT -04:00 COT -05:00 PET -05:00 ICT +07:00 Z +00:00
""".split()
_OFFSETS: Mapping[str, str] = dict(zip(_ABBREVIATIONS[::2], _ABBREVIATIONS[1::2], strict=True))
"""Offsets of abbreviations: those of RFC 5322 (section 4.3), of the tz database, and German ones."""
_BY_COUNTRY: Mapping[tuple[str, str], str] = {
    ("IST", "ie"): "+01:00",
    ("IST", "il"): "+02:00",
    ("BST", "bd"): "+06:00",
    ("CST", "cn"): "+08:00",
    ("CST", "tw"): "+08:00",
    ("CST", "cu"): "-05:00",
    ("CDT", "cu"): "-04:00",
    ("PST", "ph"): "+08:00",
    ("AST", "sa"): "+03:00",
    ("SST", "sg"): "+08:00",
    ("GST", "gu"): "+10:00",
}
"""Offsets of abbreviations that mean something else in one country, by its code."""
_COUNTRIES = {"he": "il", "ga": "ie", "zh": "cn", "bn": "bd"}
"""Countries that a language alone tells."""
_PLACES: Mapping[str, str] = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
}
"""Zones that American papers name without saying whether it is summer."""

_OFFSET = re.compile(r"(?:GMT|UTC|UT|Z)?\s?([+\u2212-])(\d{1,2})(?::?(\d\d))?(?!\d)", re.IGNORECASE)
_IANA = re.compile(r"[A-Z][A-Za-z]+(?:/[A-Za-z0-9_+-]+){1,2}")
_LONG_WORD = re.compile(r"[^\W\d_]{6}")
_ABBREVIATION = re.compile(r"\b[A-Z][A-Za-z]{0,4}\b")
_COMMENT = re.compile(r"\([^()]*\)")


def zone_in(text: str, moment: datetime, locale: Locale = ANYWHERE) -> tuple[timezone | None, str]:
    """Find the zone in what follows a time, and return it with the rest of the text.

    An offset is what ISO 8601 and RFC 5322 make of it, east of Greenwich
    positive, after "GMT" or "UTC" too; it outweighs names beside it. Names
    are those of the tz database, with or without the brackets of RFC 9557,
    and abbreviations.

    Parameters
    ----------
    moment : datetime
        The time without its zone, which decides whether it is summer there.
    """
    match = _OFFSET.search(_IANA.sub(lambda name: " " * len(name[0]), text))
    if match:
        rest = _COMMENT.sub(" ", text[: match.start()] + text[match.end() :])
        return _from_offset(match), re.sub(r"\[[^\]]*\]|(?<!\w)Z(?!\w)", " ", rest)
    for match in _IANA.finditer(text):
        zone = _of_place(match[0], moment)
        if zone is not None:
            return zone, text[: match.start()] + text[match.end() :]
    name, zone = _full_name_in(text, moment, locale)
    if zone is not None:
        return zone, re.sub(re.escape(name), " ", text, flags=re.IGNORECASE)
    for match in _ABBREVIATION.finditer(text):
        zone = _of_abbreviation(match[0].upper(), moment, locale)
        if zone is not None:
            return zone, text[: match.start()] + text[match.end() :]
    return None, text


def _from_offset(match: re.Match[str]) -> timezone | None:
    hours, minutes = int(match[2]), int(match[3] or 0)
    if hours >= MAX_OFFSET_HOURS or minutes > 59:
        return None
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(offset if match[1] == "+" else -offset)


def _of_place(name: str, moment: datetime) -> timezone | None:
    try:
        offset = moment.replace(tzinfo=ZoneInfo(name)).utcoffset()
    except (ZoneInfoNotFoundError, ValueError, OSError, OverflowError):
        return None
    return None if offset is None else timezone(offset)


def _full_name_in(text: str, moment: datetime, locale: Locale) -> tuple[str, timezone | None]:
    """Find the longest of CLDR's full names in a text: "Eastern Standard Time", "mitteleuropäische Zeit"."""
    if _LONG_WORD.search(text):
        words = text.casefold()
        for language in dict.fromkeys((locale.language, "en")):
            names = zone_names(language)
            name = max((name for name in names if name in words), key=len, default="")
            if name:
                return name, _of_kind(*names[name], moment)
    return "", None


def _of_kind(kind: str, places: Sequence[str], moment: datetime) -> timezone | None:
    """Return the zone of places at a moment, or in winter or summer where its name says which."""
    dates = [moment.replace(month=month, day=1) for month in (1, 7)]
    years = [[zone.utcoffset(None) for each in dates if (zone := _of_place(place, each))] for place in places]
    place = max(range(len(places)), key=lambda number: len(set(years[number])), default=None)
    if place is None or not years[place]:
        return None
    if kind == "generic":
        return _of_place(places[place], moment)
    return timezone(max(years[place]) if kind == "daylight" else min(years[place]))


def _of_abbreviation(name: str, moment: datetime, locale: Locale) -> timezone | None:
    if name in _PLACES:
        return _of_place(_PLACES[name], moment)
    country = locale.country or _COUNTRIES.get(locale.language, "")
    match = _OFFSET.match(_BY_COUNTRY.get((name, country)) or _OFFSETS.get(name) or "")
    return _from_offset(match) if match else None
