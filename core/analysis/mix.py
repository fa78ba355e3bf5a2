"""How attention divides over topics: by paper and overall."""

from __future__ import annotations

import pandas as pd

from core.analysis.frame import classified
from core.topics.taxonomy import ordered


def mix_by_paper(frame: pd.DataFrame) -> pd.DataFrame:
    """Return count and share of each topic in each paper, zeros included.

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
            {
                "paper": paper,
                "topic": topic,
                "count": int(counts.get((paper, topic), 0)),
                "share": float(counts.get((paper, topic), 0)) / int(n),
                "n": int(n),
            }
            for paper, n in totals.items()
            for topic in topics
        ],
        columns=["paper", "topic", "count", "share", "n"],
    )


def overall_mix(frame: pd.DataFrame) -> pd.DataFrame:
    """Return count and share of each topic over all papers: columns topic, count, share, n.

    A text that several of the papers have (agency copy) counts once.
    """
    rows = without_copies(classified(frame))
    counts = rows["topic"].value_counts()
    n = len(rows)
    return pd.DataFrame(
        [{"topic": t, "count": int(counts[t]), "share": int(counts[t]) / n, "n": n} for t in ordered(counts.index)],
        columns=["topic", "count", "share", "n"],
    )


def without_copies(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows but for those whose text another row has: the first article with it stays."""
    if "copy_of" not in rows:
        return rows
    return rows[~(rows["copy_of"].notna() & rows["copy_of"].isin(rows["url"]))]


CHOSEN = "chosen"
"""Order of papers: as they were read."""
NAME = "name"
"""Order of papers: by name."""
ARTICLES = "articles"
"""Order of papers: most articles first."""


def paper_order(mix: pd.DataFrame, by: str = CHOSEN) -> list[str]:
    """Return the papers of a mix in the order a reader picked.

    Parameters
    ----------
    mix : DataFrame
        As `mix_by_paper` makes it.
    by : str
        `CHOSEN`, `NAME`, `ARTICLES`, or a topic's name: the papers that give it most of their articles first.
    """
    papers = list(dict.fromkeys(mix["paper"]))
    if by == NAME:
        return sorted(papers, key=lambda paper: paper.casefold().removeprefix("the "))
    if by == ARTICLES:
        totals = dict(zip(mix["paper"], mix["n"], strict=True))
        return sorted(papers, key=lambda paper: -totals[paper])
    own = mix[mix["topic"] == by]
    shares = dict(zip(own["paper"], own["share"], strict=True))
    return sorted(papers, key=lambda paper: -shares.get(paper, 0.0))
