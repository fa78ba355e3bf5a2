"""How attention divides over topics: by paper and overall."""

from __future__ import annotations

import pandas as pd

from core.analysis.frame import classified
from core.topics.taxonomy import ordered


def mix_by_paper(frame: pd.DataFrame) -> pd.DataFrame:
    """Count and share of each topic in each paper, zeros included.

    Parameters
    ----------
    frame : DataFrame
        As `core.analysis.frame.article_frame` makes it.

    Returns
    -------
    DataFrame
        Columns paper, topic, count, share (0 to 1, of the paper's classified
        articles) and n (their number); papers in their order of appearance,
        topics in the taxonomy's.
    """
    rows = classified(frame)
    topics = ordered(rows["topic"])
    counts = rows.groupby(["paper", "topic"], sort=False).size()
    totals = rows.groupby("paper", sort=False).size()
    return pd.DataFrame(
        [
            {"paper": paper, "topic": topic, "count": int(counts.get((paper, topic), 0)),
             "share": float(counts.get((paper, topic), 0)) / int(n), "n": int(n)}
            for paper, n in totals.items()
            for topic in topics
        ],
        columns=["paper", "topic", "count", "share", "n"],
    )  # fmt: skip


def overall_mix(frame: pd.DataFrame) -> pd.DataFrame:
    """Count and share of each topic over all papers: columns topic, count, share, n."""
    rows = classified(frame)
    counts = rows["topic"].value_counts()
    n = len(rows)
    return pd.DataFrame(
        [{"topic": t, "count": int(counts[t]), "share": int(counts[t]) / n, "n": n} for t in ordered(counts.index)],
        columns=["topic", "count", "share", "n"],
    )
