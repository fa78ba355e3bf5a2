"""Attention over time."""

from __future__ import annotations

import pandas as pd

from core.analysis.frame import classified
from core.topics.taxonomy import ordered


def topic_trend(frame: pd.DataFrame, paper: str | None = None, every: str = "D") -> pd.DataFrame:
    """Count and share of each topic for each day (or other period) of publication.

    Parameters
    ----------
    frame : DataFrame
        As `core.analysis.frame.many_editions` makes it. Where an article has
        no date of publication, the time of its reading stands in.
    paper : str, optional
        One paper's name; all papers together without it.
    every : str
        Period as pandas writes it: "D" day, "W" week.

    Returns
    -------
    DataFrame
        Columns period (timestamp of its start, UTC), topic, count, share
        (0 to 1, of that period's articles) and n; zeros included for periods
        that have any article.
    """
    rows = classified(frame)
    if paper is not None:
        rows = rows[rows["paper"] == paper]
    columns = ["period", "topic", "count", "share", "n"]
    if rows.empty:
        return pd.DataFrame(columns=columns)
    when = rows["published"].fillna(rows["read_at"])
    period = when.dt.tz_localize(None).dt.to_period(every).dt.start_time
    table = pd.crosstab(period, rows["topic"])
    table = table[ordered(table.columns)]
    long = table.rename_axis(index="period").reset_index().melt("period", var_name="topic", value_name="count")
    long = long.sort_values("period", kind="stable", ignore_index=True)
    long["n"] = long.groupby("period")["count"].transform("sum")
    long["share"] = long["count"] / long["n"]
    return long[columns]


def search(frame: pd.DataFrame, words: str) -> pd.DataFrame:
    """Rows whose headline or text holds all the words, in any order, whatever the case."""
    keep = pd.Series(True, index=frame.index)
    haystack = (frame["title"].fillna("") + " " + frame["text"].fillna("")).str.casefold()
    for word in words.casefold().split():
        keep &= haystack.str.contains(word, regex=False)
    return frame[keep]
