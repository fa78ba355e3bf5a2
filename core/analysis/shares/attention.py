"""Attention to a subject of the reader's own: the share of articles that match a search, by paper and over time.

No model is asked, so that the intervals hold sampling alone: Wilson's for a share, Newcombe's for a difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import NormalDist

import pandas as pd

from core.analysis.shares.articles import MIN_ARTICLES
from core.analysis.shares.correction import two_sided
from core.analysis.trends import EVERY, TOGETHER
from core.intervals import newcombe, wilson
from core.wording import join_words, plural

DayMatches = tuple[date, str, int, int]
"""Day, paper, how many articles, and how many of them match."""
COLUMNS = ["period", "paper", "count", "n", "share", "low", "high"]
MAX_NAMED = 3
"""Papers that a sentence names on either side."""


@dataclass(frozen=True, slots=True)
class Matches:
    """How many of a paper's n articles match."""

    count: int
    n: int

    @property
    def share(self) -> float:
        """The share of articles that match; 0 where there is none."""
        return self.count / self.n if self.n else 0.0

    def interval(self) -> tuple[float, float]:
        """Return Wilson's interval at 95%, which holds sampling alone."""
        return wilson(self.count, self.n)

    def difference(self, other: Matches, tests: int = 1) -> tuple[float, float, float]:
        """Return share minus that of another, and the ends of its interval.

        Parameters
        ----------
        tests : int
            How many differences are looked at together, all of which the intervals hold in 95 of 100 cases.
        """
        z = NormalDist().inv_cdf(1 - two_sided(tests) / 2)
        return self.share - other.share, *newcombe(self.count, self.n, other.count, other.n, z)


def is_clear(low: float, high: float) -> bool:
    """Whether an interval of a difference leaves 0 out."""
    return low > 0 or high < 0


def over_time(counts: Iterable[DayMatches], every: str = "Week") -> pd.DataFrame:
    """Return the share of articles that match, for each period and paper and for all papers together.

    Parameters
    ----------
    counts : iterable of (day, paper, n, count)
    every : str
        "Day", "Week" or "Month".

    Returns
    -------
    DataFrame
        Columns period (its first day), paper, count, n, share (0 to 1), low and high (its 95% interval);
        all papers together come first, as `core.analysis.trends.TOGETHER`, where there are several.
    """
    frame = pd.DataFrame(list(counts), columns=["day", "paper", "n", "count"])
    if frame.empty:
        return pd.DataFrame(columns=COLUMNS)
    frame["period"] = pd.to_datetime(frame["day"]).dt.to_period(EVERY[every]).dt.start_time
    own = frame.groupby(["period", "paper"], as_index=False)[["count", "n"]].sum()
    together = frame.groupby("period", as_index=False)[["count", "n"]].sum().assign(paper=TOGETHER)
    parts = [together, own] if frame["paper"].nunique() > 1 else [own]
    table = pd.concat(parts, ignore_index=True)
    return table.assign(**_figures(table["count"], table["n"]))[COLUMNS]


def by_paper(counts: Iterable[DayMatches]) -> dict[str, Matches]:
    """Sum the counts of days up for each paper, in the order in which they come."""
    sums: dict[str, Matches] = {}
    for _, paper, n, count in counts:
        before = sums.get(paper, Matches(0, 0))
        sums[paper] = Matches(before.count + count, before.n + n)
    return sums


def together(papers: Mapping[str, Matches]) -> Matches:
    """Sum all papers up."""
    return Matches(sum(own.count for own in papers.values()), sum(own.n for own in papers.values()))


def largest(papers: Mapping[str, Matches], most: int) -> dict[str, Matches]:
    """Keep at most so many papers, those with most articles first."""
    return dict(sorted(papers.items(), key=lambda item: -item[1].n)[:most])


def share_table(papers: Mapping[str, Matches]) -> pd.DataFrame:
    """Return a row for each paper with articles, the largest share first: paper, count, n, share, low and high."""
    rows = [(paper, found.count, found.n) for paper, found in papers.items() if found.n]
    table = pd.DataFrame(rows, columns=["paper", "count", "n"])
    table = table.assign(**_figures(table["count"], table["n"]))
    return table.sort_values(["share", "n"], ascending=False, kind="stable", ignore_index=True)


def _figures(counts: pd.Series, sizes: pd.Series) -> dict[str, list[float]]:
    found = [Matches(int(count), int(n)) for count, n in zip(counts, sizes, strict=True)]
    ends = [own.interval() for own in found]
    return {
        "share": [own.share for own in found],
        "low": [low for low, _ in ends],
        "high": [high for _, high in ends],
    }


def clear_papers(papers: Mapping[str, Matches]) -> tuple[list[str], list[str]]:
    """Name the papers that give a subject clearly more than all others together, and those that give it less.

    Each paper is compared with the others; the intervals of all differences hold at once in 95 of 100 cases. A paper
    with fewer than `MIN_ARTICLES` articles, or whose others have fewer, is never clear.
    """
    whole = together(papers)
    enough = {paper: own for paper, own in papers.items() if own.n >= MIN_ARTICLES and whole.n - own.n >= MIN_ARTICLES}
    more, less = [], []
    for paper, own in sorted(enough.items(), key=lambda item: -item[1].share):
        _, low, high = own.difference(Matches(whole.count - own.count, whole.n - own.n), len(enough))
        if low > 0:
            more.append(paper)
        elif high < 0:
            less.append(paper)
    return more, less[::-1]


def finding(typed: str, papers: Mapping[str, Matches]) -> str:
    """Say how much attention a search has, and which papers give it clearly more or less, in plain text."""
    whole = together(papers)
    if whole.n < MIN_ARTICLES:
        return f"“{typed}” is in {whole.count:,} of {plural(whole.n, 'article')}: too few for a share."
    low, high = whole.interval()
    sentence = f"“{typed}” is in {whole.share:.0%} of articles, between {low:.0%} and {high:.0%}."
    if len(papers) < 2:
        return sentence
    if len(have_enough(papers)) < 2:
        return f"{sentence} Too few articles from each paper to compare them."
    more, less = (names[:MAX_NAMED] for names in clear_papers(papers))
    parts = [f"more in {join_words(more)}" if more else "", f"less in {join_words(less)}" if less else ""]
    said = ", ".join(filter(None, parts))
    return f"{sentence} Clearly {said}." if said else f"{sentence} No paper differs clearly from the others."


def have_enough(papers: Mapping[str, Matches]) -> list[str]:
    """Name the papers that have articles enough for shares; pages give counts for the others."""
    return [paper for paper, own in papers.items() if own.n >= MIN_ARTICLES]


def matches_of(papers: Sequence[str], found: Sequence[bool]) -> dict[str, Matches]:
    """Count for each paper, in the order in which they come, its articles and those that match.

    Parameters
    ----------
    papers : sequence of str
        The paper of each article.
    found : sequence of bool
        Whether it matches.
    """
    return by_paper((date.min, paper, 1, int(match)) for paper, match in zip(papers, found, strict=True))
