"""Numbers, lists, days and intervals in words, the same wherever a person reads them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def number_word(n: int) -> str:
    """Return a number from two to twelve as a word, any other in digits."""
    return dict(enumerate(_NUMBERS, start=2)).get(n, str(n))


def inflect(n: int, singular: str, plural: str | None = None) -> str:
    """Return a noun in the number that `n` asks for; `plural` where it is not the singular with an s."""
    return singular if n == 1 else plural or f"{singular}s"


def plural(n: int, singular: str, plural: str | None = None) -> str:
    """Return a number with its noun: "1 paper", "1,200 papers"."""
    return f"{n:,} {inflect(n, singular, plural)}"


def join_words(words: Iterable[str], last: str = "and") -> str:
    """Return a list in words: "a", "a and b", "a, b and c"."""
    *first, end = list(words) or [""]
    return f"{', '.join(first)} {last} {end}" if first else end


def signed(value: float, digits: int = 0) -> str:
    """Return a number with its sign, for a table: "+3", "-2", "+0"."""
    return f"{value:+.{digits}f}"


def signed_prose(value: float) -> str:
    """Return a whole number with its sign, for a sentence: minus is a minus and no hyphen, and zero has none."""
    return f"{value:+.0f}".replace("-", "−") if round(value) else "0"


def points_between(value: float, low: float, high: float) -> str:
    """Return a difference with its interval, for a sentence: "+5 points, between +1 and +9"."""
    return f"{signed_prose(value)} points, between {signed_prose(low)} and {signed_prose(high)}"


def confidence(share: float) -> str:
    """Return a probability as a reader sees it: never quite certain."""
    return ">99%" if share > 0.995 else f"{share:.0%}"


def interval(low: float, high: float, spec: str = ".1%") -> str:
    """Return an interval: "93.1% to 95.2%"; `spec` formats both ends."""
    return f"{low:{spec}} to {high:{spec}}"


def day(when: date, *, short: bool = False, year: bool = True) -> str:
    """Return a day: "20 November 2026", in short "20 Nov 2026"."""
    month = f"{when:%b}" if short else f"{when:%B}"
    return f"{when.day} {month} {when.year:04}" if year else f"{when.day} {month}"


def moment(when: datetime, *, short: bool = False, year: bool = True) -> str:
    """Return a moment in UTC: "20 November 2026, 09:05 UTC", in short "20 Nov 2026 09:05 UTC"."""
    named = day(when, short=short, year=year)
    return f"{named}{'' if short else ','} {when:%H:%M} UTC"


def age(since: timedelta) -> str:
    """Return how long ago something was, in its largest whole unit: "just now", "5 minutes ago", "3 days ago"."""
    seconds = int(since.total_seconds())
    for size, unit in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= size:
            return f"{plural(seconds // size, unit)} ago"
    return "just now"


SHARES_HELP = (
    "Shares are estimates from all articles: an article that the model is unsure about counts in part towards each "
    "topic it may be about, and the model's known errors are corrected. So shares can differ from the labels in the "
    "list. The interval allows for chance and the model's errors: in about 1 of 20 editions like this one, the true "
    "share would lie outside it."
)
"""What stands beside a share with its interval."""
DIFFERENCES_HELP = (
    "A difference is clear where chance and the model's errors would seldom cause it: when papers have the same mix, "
    "about 1 comparison in 20 shows any clear difference."
)
"""What stands beside differences of shares."""
ATTENTION_HELP = (
    "No model is asked: an article counts if the words you typed are in its headline or stored text. The interval "
    "allows for sampling only: in about 1 of 20 searches like this one, the true share would lie outside it. A "
    "difference is clear where sampling would seldom cause it, with all papers taken into account."
)
"""What stands beside the share of a search."""
SAMPLING_ALONE = "This model's errors were not measured, so intervals allow for sampling only and are too narrow."
"""What is added where nothing is known of a model's errors."""


def too_few_for_shares(least: int) -> str:
    """Say why a page gives counts."""
    return f"These are counts: a share needs {least} articles from a paper."
