"""Attention over time: shares with intervals, what changed, what is unusual, which words rise."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from statistics import NormalDist
from typing import Any

import numpy as np
import pandas as pd

from core.analysis.shares.articles import MIN_ARTICLES, concentration
from core.analysis.shares.correction import Correction, sampling_only, two_sided
from core.analysis.shares.estimate import Estimate, difference, estimate
from core.analysis.shares.table import ShareErrors
from core.analysis.terms import distinctive_terms
from core.intervals import wilson
from core.topics.taxonomy import UNSURE, ordered

TOGETHER = "All papers"
"""Name of all papers taken together."""
EVERY = {"Day": "D", "Week": "W-SUN", "Month": "M"}
"""How long a period is, and how pandas writes it; weeks begin on Monday."""
UNUSUAL = 3.0
"""Standard errors from which a week is unusual."""
MIN_WEEKS = 6
"""Weeks below which nothing is usual yet."""

Count = tuple[date, str, str, int]
"""Day, paper ("" for all together), topic, and how many articles."""

OVER_TIME = ["period", "paper", "topic", "count", "n", "share", "low", "high"]
CHANGE = ["topic", "count", "count_before", "share", "before", "n", "n_before", "points", "low", "high", "clear"]
WEEKS = ["week", "topic", "count", "n", "share", "usual", "z"]


def over_time(
    counts: Iterable[Count], every: str = "Day", errors: ShareErrors | None = None, concentration: float = 1.0
) -> pd.DataFrame:
    """Return count and share of each topic for each period and paper.

    Parameters
    ----------
    counts : iterable of (day, paper, topic, n)
    every : str
        "Day", "Week" or "Month".
    errors : ShareErrors, optional
        What is known of the model's errors.
    concentration : float
        How the articles divide over papers, as `core.analysis.shares.estimate.Estimate` has it.

    Returns
    -------
    DataFrame
        Columns `OVER_TIME`: period (its first day), paper, topic, count, n (all
        articles of that period and paper), share (0 to 1), low and high (its
        95% interval); zeros included for periods that have any article. Shares
        are estimates over all articles, those without an answer included, and
        that of "unsure" is how many these are. Without `errors` a share is
        count / n with Wilson's interval (1927).
    """
    frame = _frame(counts)
    if frame.empty:
        return pd.DataFrame(columns=OVER_TIME)
    frame["period"] = frame["day"].dt.to_period(EVERY[every]).dt.start_time
    table = frame.pivot_table(index=["period", "paper"], columns="topic", values="n", aggfunc="sum", fill_value=0)
    table = table[ordered(table.columns)]
    long = table.reset_index().melt(["period", "paper"], var_name="topic", value_name="count")
    long = long.sort_values(["period", "paper"], kind="stable", ignore_index=True)
    long["count"] = long["count"].astype(int)
    long["n"] = long.groupby(["period", "paper"])["count"].transform("sum")
    long["share"] = long["count"] / long["n"]
    intervals = [wilson(int(k), int(n)) for k, n in zip(long["count"], long["n"], strict=True)]
    long["low"], long["high"] = [low for low, _ in intervals], [high for _, high in intervals]
    return long[OVER_TIME] if errors is None else _estimated(long[OVER_TIME], errors.answers, concentration)


def _estimated(trend: pd.DataFrame, known: Correction, concentration: float) -> pd.DataFrame:
    """Put estimated shares in the place of counted ones, those of topics that no article has included."""
    groups: dict[tuple[Any, ...], list[tuple[Any, ...]]] = {}
    for row in trend.itertuples(index=False, name=None):
        groups.setdefault(row[:2], []).append(row)
    rows: list[tuple[Any, ...]] = []
    for place, own in groups.items():
        counts = {topic: count for _, _, topic, count, *_ in own}
        found = _from_counts(counts, known, concentration)
        n = sum(counts.values())
        for topic, share, low, high in zip(known.shares, found.shares, *found.interval(), strict=True):
            rows.append((*place, topic, counts.get(topic, 0), n, share, low, high))
        rows += [row for row in own if row[2] == UNSURE.name]
    return pd.DataFrame(rows, columns=OVER_TIME)


def _from_counts(counts: Mapping[str, int], known: Correction, concentration: float = 1.0) -> Estimate:
    """Estimate shares from how often each answer was given."""
    given = np.array([counts.get(name, 0) for name in known.inputs], dtype=float)
    n = int(given.sum())
    return estimate(given / max(n, 1), n, known, concentration)


def change(
    counts: Iterable[Count],
    before: Iterable[Count],
    errors: ShareErrors | None = None,
    concentration: float = 1.0,
) -> pd.DataFrame:
    """Return the share of each topic in two spans of time, with the difference and its interval.

    The papers are the same in both, so that most of the model's error is, too.

    Parameters
    ----------
    counts, before : iterable of (day, paper, topic, n)
    errors : ShareErrors, optional
        What is known of the model's errors; without it shares are those of
        the answers, and intervals hold sampling alone.
    concentration : float
        As for `over_time`.

    Returns
    -------
    DataFrame
        Columns `CHANGE`, a row a topic, the largest difference first: count and
        count_before (articles with this label), shares (0 to 1), their n,
        points (difference in percentage points), low and high (its interval;
        those of all topics hold at once in 95 of 100 comparisons) and clear:
        False where the interval holds 0, or a span has fewer than `MIN_ARTICLES`.
    """
    now, then = _totals(counts), _totals(before)
    names = ordered([*now, *then])
    if not names:
        return pd.DataFrame(columns=CHANGE)
    known = errors.answers if errors is not None else sampling_only(names)
    first, second = (_from_counts(totals, known, concentration) for totals in (now, then))
    found = difference(first, second, same_paper=True)
    table = pd.DataFrame(
        {
            "topic": known.shares,
            "count": [now[name] for name in known.shares],
            "count_before": [then[name] for name in known.shares],
            "share": first.shares,
            "before": second.shares,
            "n": now.total(),
            "n_before": then.total(),
            "points": 100 * found.differences,
            "low": 100 * found.low,
            "high": 100 * found.high,
            "clear": found.clear & (min(first.n, second.n) >= MIN_ARTICLES),
        }
    )
    if errors is None:
        table = table[table["topic"].isin(names)]
    return table.sort_values("points", key=lambda points: -points.abs(), kind="stable", ignore_index=True)[CHANGE]


def few_articles(rows: pd.DataFrame) -> bool:
    """Whether a span of a `change` has too few articles for shares; pages give counts then."""
    return bool(min(rows["n"].max(), rows["n_before"].max()) < MIN_ARTICLES)


def spans(first: date, last: date, known_first: date) -> tuple[tuple[date, date], tuple[date, date]] | None:
    """Return the span to look at and the one before it, of the same length.

    Where nothing is known from before `first`, the later half is compared with
    the earlier one; None where there is one day only.
    """
    length = (last - first).days + 1
    if first > known_first:
        return (first, last), (first - timedelta(days=length), first - timedelta(days=1))
    if length < 2:
        return None
    middle = last - timedelta(days=length // 2 - 1)
    return (middle, last), (middle - timedelta(days=length // 2), middle - timedelta(days=1))


def last_weeks(last: date) -> tuple[tuple[date, date], tuple[date, date]]:
    """Return the seven days up to and with `last`, and the seven before them."""
    begins = last - timedelta(days=6)
    return (begins, last), (begins - timedelta(days=7), begins - timedelta(days=1))


def of_same_papers(counts: Iterable[Count], before: Iterable[Count]) -> tuple[list[Count], list[Count]]:
    """Keep the papers that have articles in both spans: another choice of papers is no change of attention."""
    now, then = list(counts), list(before)
    both = {paper for _, paper, *_ in now} & {paper for _, paper, *_ in then}
    return [row for row in now if row[1] in both], [row for row in then if row[1] in both]


def concentration_of(counts: Iterable[Count]) -> float:
    """Say how articles divide over papers, whose errors average out where they are taken together."""
    totals: Counter[str] = Counter()
    for _, paper, _, n in counts:
        totals[paper] += n
    return concentration(list(totals.values()))


def unusual_weeks(counts: Iterable[Count], errors: ShareErrors | None = None) -> pd.DataFrame:
    """Return weeks in which a topic had clearly more or less of the attention than in all others.

    The share of a week is compared with that of all other weeks together; the
    standard error is that of two proportions, widened by the dispersion that
    the other weeks show (quasi-binomial: Pearson's statistic by its degrees of
    freedom, at least 1; McCullagh and Nelder 1989, section 4.5). It is unusual
    from `UNUSUAL` standard errors on, or from so many more that among all weeks
    and topics together there is one by chance in 20 archives. What the model
    gets wrong of a paper is in all weeks alike. The last week counts though it
    may not be over.

    Returns
    -------
    DataFrame
        Columns `WEEKS`: week (its Monday), topic, count, n, share, usual (the
        share of the other weeks) and z (standard errors), furthest from usual
        first. Empty where there are fewer than six weeks of twenty articles.
    """
    weekly = over_time(((day, "", topic, n) for day, _, topic, n in counts), "Week", errors)
    weekly = weekly[weekly["n"] >= MIN_ARTICLES]
    rows: list[tuple[Any, ...]] = []
    if weekly["period"].nunique() >= MIN_WEEKS:
        least = max(UNUSUAL, NormalDist().inv_cdf(1 - two_sided(len(weekly)) / 2))
        for topic, own in weekly.groupby("topic", sort=False):
            z, usual = _distances((own["share"] * own["n"]).to_numpy(float), own["n"].to_numpy(float))
            columns = (own["period"].dt.date, own["count"], own["n"], own["share"], usual, z)
            for week, count, n, share, expected, distance in zip(*columns, strict=True):
                if abs(distance) >= least:
                    rows.append((week, topic, count, n, share, expected, distance))
    rows.sort(key=lambda row: -abs(float(row[-1])))
    return pd.DataFrame(rows, columns=WEEKS)


def _distances(k: np.ndarray, n: np.ndarray) -> tuple[list[float], list[float]]:
    """Return for each week its distance from all others in standard errors, and their share."""
    distances, usual = [], []
    for at in range(len(k)):
        others = np.arange(len(k)) != at
        p = k[others].sum() / n[others].sum()
        spread = p * (1 - p)
        if spread == 0:
            distances.append(0.0)
        else:
            pearson = ((k[others] - n[others] * p) ** 2 / (n[others] * spread)).sum()
            dispersion = max(1.0, pearson / (others.sum() - 1))
            error = math.sqrt(dispersion * spread * (1 / n[at] + 1 / n[others].sum()))
            distances.append(float((k[at] / n[at] - p) / error))
        usual.append(float(p))
    return distances, usual


def rising_words(now: Sequence[tuple[str, str]], before: Sequence[tuple[str, str]], top: int = 20) -> pd.DataFrame:
    """Return words that stand in clearly more of the articles now than before.

    Parameters
    ----------
    now, before : sequences of (headline, text)

    Returns
    -------
    DataFrame
        Columns term, z (standardised log-odds, see
        `core.analysis.terms.distinctive_terms`), count (articles now) and
        before (articles before), the strongest first.
    """
    rows = [("now", *document) for document in now] + [("before", *document) for document in before]
    frame = pd.DataFrame(rows, columns=["paper", "title", "text"]).assign(topic="any", status="ok")
    terms = distinctive_terms(frame, ["now", "before"], top)
    terms = terms[terms["paper"] == "now"].rename(columns={"elsewhere": "before"})
    return terms[["term", "z", "count", "before"]].reset_index(drop=True)


def _frame(counts: Iterable[Count]) -> pd.DataFrame:
    frame = pd.DataFrame(list(counts), columns=["day", "paper", "topic", "n"])
    frame["day"] = pd.to_datetime(frame["day"])
    frame["paper"] = frame["paper"].replace("", TOGETHER)
    return frame


def _totals(counts: Iterable[Count]) -> Counter[str]:
    totals: Counter[str] = Counter()
    for _, _, topic, n in counts:
        totals[topic] += n
    return totals
