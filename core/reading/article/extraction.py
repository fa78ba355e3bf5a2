"""The result of extraction; apart from the extractors, which only their own processes load."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from core.types import Reason, Status


class DateSource(StrEnum):
    """Where the day of an article comes from, the most trusted first."""

    DATA = "data"
    """What the page declares of itself: JSON-LD, meta elements, microdata."""
    TEXT = "text"
    """A time that the page shows beside its headline."""
    ADDRESS = "address"
    """A day that the address names."""
    GUESS = "guess"
    """A date somewhere in the page."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """The article of a page, or why there is none.

    Parameters
    ----------
    url : str
        The page's canonical link if that is on the same host, or else the address given.
    published : datetime or None
        When it appeared.
    date_source : DateSource or None
        Where `published` comes from; a feed's date is better than all but the page's data.
    swapped : datetime or None
        When it appeared if month and day of `published`, which is written in numbers, are the other way round.
    section : str or None
        The most telling of `sections`, in the publisher's words.
    extractor : str or None
        The extractor that gave the text: "trafilatura", "newspaper3k" or "json-ld".
    kind : str
        "not_a_page" where the page says that it is a video, a live page or a gallery.
    status : Status
        Ok, partial (the public opening of a longer text) or failed.
    language : str or None
        "en" where the text is plainly English; other languages are told later.
    error, detail
        Why it is not simply ok, as a code and as a sentence.
    """

    url: str
    title: str = ""
    text: str = ""
    published: datetime | None = None
    date_source: DateSource | None = None
    swapped: datetime | None = None
    authors: tuple[str, ...] = ()
    section: str | None = None
    sections: tuple[str, ...] = ()
    extractor: str | None = None
    kind: Literal["article", "not_a_page"] = "article"
    status: Status = Status.OK
    error: Reason | None = None
    detail: str | None = None
    language: str | None = None


def failure(url: str, reason: Reason, detail: str | None = None) -> Extraction:
    """Return the result for a page that gave nothing, and why."""
    return Extraction(url, status=Status.FAILED, error=reason, detail=detail)
