"""What is compared: papers of one edition, or one paper on several days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from core import wording
from core.analysis.frame import classified


def days_of(frame: pd.DataFrame, paper: str) -> dict[date, int]:
    """Return the days (UTC) on which a paper published what was read, latest first, with the number of articles.

    Articles without a date of publication count for the day they were read.
    """
    rows = classified(frame)
    rows = rows[rows["paper"] == paper]
    counts = day(rows).value_counts()
    return {when: int(counts[when]) for when in sorted(counts.index, reverse=True)}


def by_day(frame: pd.DataFrame, paper: str, days: Sequence[date]) -> pd.DataFrame:
    """Return the paper's articles of these days, each day under a name of its own, such as "The Bay, 20 Nov 2026"."""
    rows = classified(frame)
    rows = rows[rows["paper"] == paper]
    when = day(rows)
    rows, when = rows[when.isin(list(days))], when[when.isin(list(days))]
    return rows.assign(paper=[day_name(paper, moment) for moment in when])


def day_name(paper: str, when: date) -> str:
    """Return what a paper of one day is called."""
    return f"{paper}, {wording.day(when, short=True)}"


def day(rows: pd.DataFrame) -> pd.Series:
    """Return the day (UTC) on which each article was published, or else read."""
    days: pd.Series = rows["published"].fillna(rows["read_at"]).dt.date
    return days
