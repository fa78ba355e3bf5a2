"""What changed against the span before: all papers together, and each of them."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from core import wording
from core.analysis.frame import rows_of
from core.analysis.shares.articles import MIN_ARTICLES, concentration
from core.analysis.trends import Count, change, few_articles
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
    now, before = contents.rows, contents.before
    both = [paper for paper in dict.fromkeys(now["paper"]) if paper in set(before["paper"])]
    sizes = [int((now["paper"] == paper).sum()) for paper in both]
    overall = change(_counts(now, both), _counts(before, both), contents.errors, concentration(sizes))
    clear, compared = {}, 0
    for paper in both:
        rows = change(_counts(now, [paper]), _counts(before, [paper]), contents.errors)
        if min(rows["n"].max(), rows["n_before"].max()) >= MIN_ARTICLES:
            compared += 1
            if found := in_words(rows):
                clear[paper] = found
    return Changes(overall if both else overall.iloc[:0], len(both), compared, clear)


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


def _counts(rows: pd.DataFrame, papers: list[str]) -> list[Count]:
    own = rows[rows["paper"].isin(papers)]
    days = own["published"].dt.date
    return [(day, paper, topic, 1) for day, paper, topic in zip(days, own["paper"], own["topic"], strict=True)]
