"""Two papers side by side: the share of each topic, and whether a difference means anything."""

from __future__ import annotations

import pandas as pd

from core.analysis.frame import classified
from core.intervals import newcombe
from core.topics.taxonomy import ordered


def share_differences(frame: pd.DataFrame, paper: str, other: str) -> pd.DataFrame:
    """Share of each topic in two papers, with the difference and its interval.

    Parameters
    ----------
    frame : DataFrame
        As `core.analysis.frame.article_frame` makes it.
    paper, other : str
        Names of two papers in the column `paper`.

    Returns
    -------
    DataFrame
        One row a topic: topic, share, other_share (0 to 1), n, other_n,
        points (difference in percentage points, `paper` minus `other`), low
        and high (its 95% interval, Newcombe 1998, in points) and clear: False
        where the interval holds 0, that is, n is too small to say.
    """
    rows = classified(frame)
    left, right = rows[rows["paper"] == paper], rows[rows["paper"] == other]
    n, m = len(left), len(right)
    result = []
    for topic in ordered([*left["topic"], *right["topic"]]):
        a, b = int((left["topic"] == topic).sum()), int((right["topic"] == topic).sum())
        share, other_share = (a / n if n else 0.0), (b / m if m else 0.0)
        low, high = newcombe(a, n, b, m)
        result.append(
            {"topic": topic, "share": share, "other_share": other_share, "n": n, "other_n": m,
             "points": 100 * (share - other_share), "low": 100 * low, "high": 100 * high,
             "clear": low > 0 or high < 0}
        )  # fmt: skip
    columns = ["topic", "share", "other_share", "n", "other_n", "points", "low", "high", "clear"]
    return pd.DataFrame(result, columns=columns)
