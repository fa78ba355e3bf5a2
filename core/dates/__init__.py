"""Read dates as feeds and pages write them, and judge whether they can be true."""

from core.dates.address import date_of_path
from core.dates.bounds import FEED_DATES, PAGE_DATES, RELEASED, STORABLE_DATES, Bounds, in_utc, now, within
from core.dates.parser import Dating
from core.dates.reading import read_date, read_dating, read_feed_date, read_feed_stamp
from core.language.calendar_words import ANYWHERE, Locale, locale_of

__all__ = [
    "ANYWHERE",
    "FEED_DATES",
    "PAGE_DATES",
    "RELEASED",
    "STORABLE_DATES",
    "Bounds",
    "Dating",
    "Locale",
    "date_of_path",
    "in_utc",
    "locale_of",
    "now",
    "read_date",
    "read_dating",
    "read_feed_date",
    "read_feed_stamp",
    "within",
]
