"""Attention over time: shares with intervals, what changed, what is unusual, which words rise."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from core.analysis.terms import distinctive_terms
from core.intervals import newcombe, wilson
from core.topics.taxonomy import ordered

TOGETHER = "All papers"
"""Name of all papers taken together."""
EVERY = {"Day": "D", "Week": "W-SUN", "Month": "M"}
"""How long a period is, and how pandas writes it; weeks begin on Monday."""
UNUSUAL = 3.0
"""Standard errors from which a week is unusual."""
MIN_WEEKS = 6
"""Weeks below which nothing is usual yet."""
MIN_ARTICLES = 20
"""Articles below which a week says too little."""

Count = tuple[date, str, str, int]
"""Day, paper ("" for all together), topic, and how many articles."""

OVER_TIME = ["period", "paper", "topic", "count", "n", "share", "low", "high"]
CHANGE = ["topic", "share", "before", "n", "n_before", "points", "low", "high", "clear"]
WEEKS = ["week", "topic", "count", "n", "share", "usual", "z"]


def over_time(counts: Iterable[Count], every: str = "Day") -> pd.DataFrame:
    """Return count and share of each topic for each period and paper.

    Parameters
    ----------
    counts : iterable of (day, paper, topic, n)
    every : str
        "Day", "Week" or "Month".

    Returns
    -------
    DataFrame
        Columns `OVER_TIME`: period (its first day), paper, topic, count, n (all
        articles of that period and paper), share (0 to 1), low and high (its
        95% interval, Wilson 1927); zeros included for periods that have any
        article.
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
    return long[OVER_TIME]


def change(counts: Iterable[Count], before: Iterable[Count]) -> pd.DataFrame:
    """Return the share of each topic in two spans of time, with the difference and its interval.

    Returns
    -------
    DataFrame
        Columns `CHANGE`, a row a topic, the largest difference first: shares
        (0 to 1), their n, points (difference in percentage points), low and
        high (its 95% interval, Newcombe 1998) and clear: False where the
        interval holds 0.
    """
    now, then = _totals(counts), _totals(before)
    n, m = sum(now.values()), sum(then.values())
    rows: list[dict[str, Any]] = []
    for topic in ordered([*now, *then]):
        a, b = now.get(topic, 0), then.get(topic, 0)
        low, high = newcombe(a, n, b, m)
        share, past = (a / n if n else 0.0), (b / m if m else 0.0)
        rows.append(
            {
                "topic": topic,
                "share": share,
                "before": past,
                "n": n,
                "n_before": m,
                "points": 100 * (share - past),
                "low": 100 * low,
                "high": 100 * high,
                "clear": low > 0 or high < 0,
            }
        )
    rows.sort(key=_size_of_change)
    return pd.DataFrame(rows, columns=CHANGE)


def _size_of_change(row: dict[str, Any]) -> float:
    return -abs(float(row["points"]))


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


def unusual_weeks(counts: Iterable[Count], least: float = UNUSUAL) -> pd.DataFrame:
    """Return weeks in which a topic had clearly more or less of the attention than in all others.

    The share of a week is compared with that of all other weeks together; the
    standard error is that of two proportions, widened by the dispersion that
    the other weeks show (quasi-binomial: Pearson's statistic by its degrees of
    freedom, at least 1; McCullagh and Nelder 1989, section 4.5). The last week
    counts though it may not be over.

    Returns
    -------
    DataFrame
        Columns `WEEKS`: week (its Monday), topic, count, n, share, usual (the
        share of the other weeks) and z (standard errors), furthest from usual
        first. Empty where there are fewer than six weeks of twenty articles.
    """
    weekly = over_time(((day, "", topic, n) for day, _, topic, n in counts), "Week")
    weekly = weekly[weekly["n"] >= MIN_ARTICLES]
    rows: list[tuple[Any, ...]] = []
    if weekly["period"].nunique() >= MIN_WEEKS:
        for topic, own in weekly.groupby("topic", sort=False):
            z, usual = _distances(own["count"].to_numpy(float), own["n"].to_numpy(float))
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


def _totals(counts: Iterable[Count]) -> dict[str, int]:
    totals: dict[str, int] = {}
    for _, _, topic, n in counts:
        totals[topic] = totals.get(topic, 0) + n
    return totals
