"""Two papers side by side: the share of each topic, and whether a difference means anything."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd

from core.analysis.frame import classified
from core.intervals import newcombe
from core.topics.taxonomy import label, ordered
from core.wording import signed_prose


def share_differences(frame: pd.DataFrame, paper: str, other: str | Sequence[str]) -> pd.DataFrame:
    """Return the share of each topic in two papers, with the difference and its interval.

    Parameters
    ----------
    frame : DataFrame
        As `core.analysis.frame.article_frame` makes it.
    paper : str
        A name in the column `paper`.
    other : str or sequence of str
        Another, or several that are taken together.

    Returns
    -------
    DataFrame
        One row a topic: topic, share, other_share (0 to 1), n, other_n,
        points (difference in percentage points, `paper` minus `other`), low
        and high (its 95% interval, Newcombe 1998, in points) and clear: False
        where the interval holds 0, that is, n is too small to say.
    """
    rows = classified(frame)
    others = [other] if isinstance(other, str) else list(other)
    left, right = rows[rows["paper"] == paper], rows[rows["paper"].isin(others)]
    n, m = len(left), len(right)
    result = []
    for topic in ordered([*left["topic"], *right["topic"]]):
        a, b = int((left["topic"] == topic).sum()), int((right["topic"] == topic).sum())
        share, other_share = (a / n if n else 0.0), (b / m if m else 0.0)
        low, high = newcombe(a, n, b, m)
        result.append(
            {
                "topic": topic,
                "share": share,
                "other_share": other_share,
                "n": n,
                "other_n": m,
                "points": 100 * (share - other_share),
                "low": 100 * low,
                "high": 100 * high,
                "clear": low > 0 or high < 0,
            }
        )
    columns = ["topic", "share", "other_share", "n", "other_n", "points", "low", "high", "clear"]
    return pd.DataFrame(result, columns=columns)


def telling_difference(n: int, other_n: int, share: float = 0.2) -> int | None:
    """Return the least difference in percentage points that would be clear with so few articles.

    Parameters
    ----------
    n, other_n : int
        Articles of the two papers.
    share : float
        What the second paper gives the topic; a fifth where several topics are usual.

    Returns
    -------
    int or None
        None where not even all against that share would be clear.
    """
    if n == 0 or other_n == 0:
        return None
    b = round(share * other_n)
    for a in range(n + 1):
        if a / n > b / other_n and newcombe(a, n, b, other_n)[0] > 0:
            return math.ceil(100 * (a / n - b / other_n))
    return None


def difference_sentence(table: pd.DataFrame, paper: str, other: str) -> str:
    """Say what can be said about two papers' shares, in plain text.

    Parameters
    ----------
    table : DataFrame
        As `share_differences` makes it.
    """
    if table.empty:
        return "There is no classified article to compare."
    clear = table[table["clear"]]
    n, m = int(table["n"].iloc[0]), int(table["other_n"].iloc[0])
    if clear.empty:
        least = telling_difference(n, m)
        would = f"only a difference of some {least} points or more would be clear" if least else "none could be clear"
        return (
            f"Too few articles to say: with {n} of {paper} and {m} of {other}, {would}. "
            "Read more articles of each to see smaller ones."
        )
    rows: list[Any] = list(clear.itertuples())
    parts = ", ".join(f"{label(row.topic).lower()} ({_points(row)})" for row in rows)
    return f"{paper} differs clearly from {other} in {parts}. The other differences may be chance."


def _points(row: Any) -> str:
    points, low, high = (signed_prose(value) for value in (row.points, row.low, row.high))
    return f"{points} points, between {low} and {high}"
