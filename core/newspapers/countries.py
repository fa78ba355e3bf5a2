"""Codes of countries, ISO 3166-1 alpha-2 in lower case, and their names in English."""

from pathlib import Path

NAMES = dict(line.split(" ", 1) for line in Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines())
"""Names by code, as Babel has them (a test compares them): a file, because Babel takes too long for a first page."""
COUNTRIES = NAMES.keys() - {"eu"}
"""The codes that ISO assigns."""
UNKNOWN = "zz"
"""ISO leaves this code to its users; here it means that the country is not known."""
NOT_NAMED = "Country not known"
"""The name of a country that is not known."""
_GENERIC = {"ai", "co", "fm", "gg", "im", "io", "is", "ly", "me", "tv", "ws"}
"""Top-level domains of countries that are sold to everybody."""


def is_country(code: str) -> bool:
    """Tell whether ISO assigns this code, leaves it to its users, or reserves it for the European Union."""
    user_assigned = code in ("aa", UNKNOWN) or (code[0] == "q" and code[1] >= "m") or code[0] == "x"
    return code in COUNTRIES or user_assigned or code == "eu"


def country_of_host(host: str) -> str:
    """Return the country of a host's top-level domain, `UNKNOWN` where it names none."""
    ending = host.rsplit(".", 1)[-1].lower()
    ending = "gb" if ending == "uk" else ending
    return ending if ending in COUNTRIES and ending not in _GENERIC else UNKNOWN


def country_name(code: str) -> str:
    """Return the English name of a country, `NOT_NAMED` where the code is nobody's."""
    return NAMES.get(code, NOT_NAMED)
