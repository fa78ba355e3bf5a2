"""Two papers side by side: the share of each topic, and whether a difference means anything."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from core.analysis.frame import classified
from core.analysis.mix import estimate_rows
from core.analysis.shares.articles import MIN_ARTICLES
from core.analysis.shares.correction import sampling_only
from core.analysis.shares.estimate import Estimate, difference, estimate
from core.analysis.shares.table import ShareErrors
from core.topics.taxonomy import label, ordered
from core.wording import signed_prose

COLUMNS = ["topic", "count", "other_count", "share", "other_share", "n", "other_n", "points", "low", "high", "clear"]
MAX_COUNTED = 3
"""Topics whose counts a sentence names."""


def share_differences(
    frame: pd.DataFrame,
    paper: str,
    other: str | Sequence[str],
    errors: ShareErrors | None = None,
    *,
    same_paper: bool = False,
) -> pd.DataFrame:
    """Return the share of each topic in two papers, with the difference and its interval.

    Parameters
    ----------
    frame : DataFrame
        As `core.analysis.frame.article_frame` makes it.
    paper : str
        A name in the column `paper`.
    other : str or sequence of str
        Another, or several that are taken together.
    errors : ShareErrors, optional
        What is known of the model's errors; without it shares are those of
        the answers, and intervals hold sampling alone.
    same_paper : bool
        Whether all of them are one paper at different times.

    Returns
    -------
    DataFrame
        One row a topic, columns `COLUMNS`: count and other_count (articles
        with this label), share and other_share (0 to 1), n and other_n, points
        (difference in percentage points, `paper` minus `other`), low and high
        (its interval, in points: the intervals of all topics hold at once in
        95 of 100 comparisons) and clear: whether 0 is outside. Nothing is
        clear where one of both has fewer than `MIN_ARTICLES`.
    """
    rows = classified(frame)
    others = [other] if isinstance(other, str) else list(other)
    left, right = rows[rows["paper"] == paper], rows[rows["paper"].isin(others)]
    if rows.empty or (left.empty and right.empty):
        return pd.DataFrame(columns=COLUMNS)
    topics = ordered([*left["topic"], *right["topic"]])
    first, second = (
        _by_answers(part, topics) if errors is None else estimate_rows(part, errors) for part in (left, right)
    )
    found = difference(first, second, same_paper=same_paper)
    enough = min(len(left), len(right)) >= MIN_ARTICLES
    table = pd.DataFrame(
        {
            "topic": first.correction.shares,
            "share": first.shares,
            "other_share": second.shares,
            "n": len(left),
            "other_n": len(right),
            "points": 100 * found.differences,
            "low": 100 * found.low,
            "high": 100 * found.high,
            "clear": found.clear & enough,
        }
    )
    for name, part in (("count", left), ("other_count", right)):
        table[name] = table["topic"].map(part["topic"].value_counts()).fillna(0).astype(int)
    shown = table["topic"].isin(topics) if errors is None else slice(None)
    return table.loc[shown, COLUMNS].reset_index(drop=True)


def _by_answers(rows: pd.DataFrame, topics: Sequence[str]) -> Estimate:
    """Return the shares of the answers, "unsure" among them, with nothing known of the model's errors."""
    known = sampling_only(topics)
    counts = rows["topic"].value_counts()
    n = len(rows)
    return estimate(np.array([counts.get(name, 0) for name in known.inputs]) / max(n, 1), n, known)


def enough_articles(table: pd.DataFrame) -> bool:
    """Whether both papers of `share_differences` have enough articles for shares; pages give counts elsewhere."""
    return bool(len(table) and min(table["n"].iloc[0], table["other_n"].iloc[0]) >= MIN_ARTICLES)


def telling_difference(n: int, other_n: int, errors: ShareErrors, share: float = 0.2) -> int | None:
    """Return the least difference in percentage points that would be clear of a middling topic.

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
    known = errors.probabilities
    size = len(known.shares)
    base = Estimate(np.full(size, share), other_n, known)
    for points in range(1, round(100 * (1 - share)) + 1):
        more = Estimate(np.full(size, share + points / 100), n, known)
        if np.median(difference(more, base).clear):
            return points
    return None


def difference_sentence(table: pd.DataFrame, paper: str, other: str, errors: ShareErrors | None = None) -> str:
    """Say what can be said about two papers' shares, in plain text.

    Parameters
    ----------
    table : DataFrame
        As `share_differences` makes it.
    errors : ShareErrors, optional
        As it was given to `share_differences`.
    """
    if table.empty:
        return "There is no classified article to compare."
    n, m = int(table["n"].iloc[0]), int(table["other_n"].iloc[0])
    if not enough_articles(table):
        return f"Not enough articles to tell: {n} from {paper} and {m} from {other}. {_counts(table, n, m)}"
    clear = table[table["clear"]]
    if clear.empty:
        least = telling_difference(n, m, errors) if errors is not None else None
        would = f" With {n} and {m} articles, only gaps of about {least} points would show." if least else ""
        return f"No topic differs clearly between {paper} and {other}.{would}"
    rows: list[Any] = list(clear.itertuples())
    parts = ", ".join(f"{label(row.topic).lower()} ({_points(row)})" for row in rows)
    return f"{paper} differs clearly from {other} in {parts}. The other differences may be chance."


def _counts(table: pd.DataFrame, n: int, m: int) -> str:
    """Name the topics with most articles in counts; a tie is called one."""
    counts = list(zip(table["topic"], table["count"].tolist(), table["other_count"].tolist(), strict=True))
    most = sorted(counts, key=lambda row: -(row[1] + row[2]))[:MAX_COUNTED]
    parts = [
        f"{label(topic)}: {a} of {n} and {b} of {m}{', a tie' if a * m == b * n else ''}"
        for topic, a, b in most
        if a + b
    ]
    return f"{'; '.join(parts)}." if parts else ""


def _points(row: Any) -> str:
    points, low, high = (signed_prose(value) for value in (row.points, row.low, row.high))
    return f"{points} points, between {low} and {high}"
