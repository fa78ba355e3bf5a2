"""Find the day that an address names."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

from core.dates.bounds import PAGE_DATES, within
from core.language import english

_MONTHS = {name: number for number, name in enumerate(english.MONTHS, start=1)}
_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?"
)
_WHOLE_FOLDERS = re.compile(
    rf"(?<=/)((?:19|20)\d\d)(?:[/_-](\d{{1,2}}|{_MONTH})[/_-](\d{{1,2}})|[/_-]?(\d\d)[/_-]?(\d\d))(?=/|$)",
    re.ASCII | re.IGNORECASE,
)
"""A day in whole folders: /2024/05/03/, /2024/may/3/, /2024/0503/, /2024-05/03/."""
_EDGE_OF_NAME = re.compile(
    rf"(?:^|[_-])((?:19|20)\d\d)([_-])(\d{{1,2}}|{_MONTH})\2(\d{{1,2}})(?![^_-])",
    re.ASCII | re.IGNORECASE,
)
"""A day at the start or the end of a folder's name; amid its words, numbers count something."""
_COMPACT = re.compile(r"(?:^|[_-])((?:19|20)\d\d)(\d\d)(\d\d)(?![^_-])", re.ASCII)
"""A day in eight digits, anywhere in a name."""
_EXTENSION = re.compile(r"\.[a-z]\w{0,5}$", re.ASCII | re.IGNORECASE)


def date_of_path(url: str) -> datetime | None:
    """Return the day that an address's path names, as in /2024/may/01/; None where it names none.

    A year and a month (/2025/12/quay), a season (2025-26) and a year with a
    week or a count (/2026/43/, 2026-12-players) name no day.
    """
    path = urlsplit(url).path
    days = [(match[1], match[2] or match[4], match[3] or match[5]) for match in _WHOLE_FOLDERS.finditer(path)]
    for folder in path.split("/"):
        name = _EXTENSION.sub("", folder)
        for match in _EDGE_OF_NAME.finditer(name):
            if match.start() == 0 or match.end() == len(name):
                days.append((match[1], match[3], match[4]))
        days += [(match[1], match[2], match[3]) for match in _COMPACT.finditer(name)]
    return next((day for numbers in days if (day := _day(*numbers)) is not None), None)


def _day(year: str, month: str, day: str) -> datetime | None:
    number = int(month) if month.isdecimal() else _MONTHS[month[:3].lower()]
    try:
        return within(datetime(int(year), number, int(day), tzinfo=UTC), PAGE_DATES)
    except ValueError:
        return None
