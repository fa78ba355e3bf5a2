"""What changed against the span before: all papers together, and each of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from core import wording
from core.analysis.frame import rows_of
from core.analysis.trends import Count, change, concentration_of, few_articles, of_same_papers
from core.digest.contents import Contents
from core.topics.taxonomy import label


@dataclass(frozen=True)
class Changes:
    """What changed.

    Attributes
    ----------
    overall : DataFrame
        As `core.analysis.trends.change` makes it, of the papers that have
        articles in both spans, together.
    papers : int
        How many these are.
    compared : int
        How many of them have enough articles in both to be compared alone.
    clear : mapping of str to list of str
        By paper, each clear change in words.
    """

    overall: pd.DataFrame
    papers: int
    compared: int
    clear: dict[str, list[str]]

    @property
    def has_shares(self) -> bool:
        """Whether there are enough articles for shares."""
        return bool(len(self.overall)) and not few_articles(self.overall)


def find_changes(contents: Contents) -> Changes:
    """Compare the span with the one before it, by the papers that have articles in both."""
    now, before = of_same_papers(_counts(contents.rows), _counts(contents.before))
    papers = list(dict.fromkeys(paper for _, paper, *_ in now))
    overall = change(now, before, contents.errors, concentration_of(now))
    clear, compared = {}, 0
    for paper in papers:
        rows = change(_of_paper(now, paper), _of_paper(before, paper), contents.errors)
        if not few_articles(rows):
            compared += 1
            if found := in_words(rows):
                clear[paper] = found
    return Changes(overall, len(papers), compared, clear)


def in_words(rows: pd.DataFrame) -> list[str]:
    """Say each clear change, the largest first."""
    return [
        f"{'more' if row.points > 0 else 'less'} {label(row.topic).lower()}: {_points(row.points)} points, "
        f"between {_points(row.low)} and {_points(row.high)}"
        for row in rows_of(rows[rows["clear"]])
    ]


def _points(value: float) -> str:
    """Write points with one decimal: a clear change may be less than half a point from zero."""
    return wording.signed(value, 1).replace("-", "−")


def _counts(rows: pd.DataFrame) -> list[Count]:
    days = rows["published"].dt.date
    return [(day, paper, topic, 1) for day, paper, topic in zip(days, rows["paper"], rows["topic"], strict=True)]


def _of_paper(counts: Iterable[Count], paper: str) -> list[Count]:
    return [row for row in counts if row[1] == paper]
