"""How answers, probabilities and headlines read on a page."""

from __future__ import annotations

from typing import Any

import pandas as pd

from core import wording
from core.topics.schemes import runner_up
from core.topics.taxonomy import OTHER, UNSURE, label
from core.types import Prediction

MAX_HEADLINE_LENGTH = 300
"""Characters of a headline that a page shows; downloads hold all of it."""


def heading(prediction: Prediction) -> str:
    """Return the answer for one text: the topic, or that there is none."""
    if prediction.elsewhere is not None:
        return f"{OTHER.label} ({label(prediction.elsewhere)}?)"
    if not prediction.answered:
        return UNSURE.label
    second = runner_up(prediction)
    return label(prediction.topic) if second is None else f"{label(prediction.topic)}, or {label(second)}"


def topic_words(row: Any) -> str:
    """Return a row's topic as a reader sees it: the label, or what it might be when unsure or about something else."""
    if pd.isna(row.topic):
        return ""
    if isinstance(row.elsewhere, str):
        return f"{OTHER.label} ({label(row.elsewhere)}?)"
    if row.topic == UNSURE.name:
        second = f" or {label(row.second)}" if isinstance(row.second, str) else ""
        return f"{UNSURE.label} ({label(row.best)}{second}?)"
    return f"{label(row.topic)} or {label(row.second)}" if isinstance(row.second, str) else label(row.topic)


def percent(share: float) -> str:
    """Return a probability as a reader sees it: never quite certain."""
    return wording.confidence(share)


def published_words(row: Any) -> str:
    """Return the moment of an article's publication as a reader sees it; empty where that is not known."""
    return wording.moment(row.published, short=True, year=False) if pd.notna(row.published) else ""


def section_words(section: Any) -> str:
    """Return a publisher's own section in one spelling ("Sport" for "sport"); empty where there is none."""
    if not isinstance(section, str):
        return ""
    return " ".join(word[:1].upper() + word[1:] if section.islower() else word for word in section.split())


def exact_percent(share: float | None, digits: int = 1) -> str:
    """Return a share that was measured, as a table shows it; empty where it is missing."""
    return "" if share is None or pd.isna(share) else f"{share:.{digits}%}"


def shortened(text: str, length: int = MAX_HEADLINE_LENGTH) -> str:
    """Cut a text to at most so many characters, its end marked where it was cut."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
