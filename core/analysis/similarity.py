"""How alike papers are: in their topics, and in the stories they tell."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import pandas as pd

from core.analysis.mix import mix_by_paper
from core.analysis.shares.table import ShareErrors

COLUMNS = ["paper", "other", "likeness", "n", "other_n"]


def topic_overlap(frame: pd.DataFrame, papers: Sequence[str], errors: ShareErrors | None = None) -> pd.DataFrame:
    """Return for every two papers the part of their attention that goes to the same topics.

    The overlap of two distributions is the sum over topics of the smaller
    share: 1 for the same mix, 0 for no topic in common (one minus the total
    variation distance).

    Returns
    -------
    DataFrame
        Columns paper, other, likeness (0 to 1), n and other_n (articles of
        each); every ordered pair, each paper with itself included.
    """
    mix = mix_by_paper(frame[frame["paper"].isin(list(papers))], errors)
    shares = mix.pivot_table(index="paper", columns="topic", values="share", fill_value=0.0, observed=True)
    n = dict(zip(mix["paper"], mix["n"], strict=True))
    present = [paper for paper in papers if paper in shares.index]
    rows = [
        {
            "paper": paper,
            "other": other,
            "likeness": float(shares.loc[[paper, other]].min().sum()),
            "n": int(n[paper]),
            "other_n": int(n[other]),
        }
        for paper, other in product(present, repeat=2)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def story_overlap(frame: pd.DataFrame, papers: Sequence[str]) -> pd.DataFrame:
    """Return for every two papers the share of the first one's stories that the second tells, too.

    Not symmetric: a paper with few articles can tell nothing that another
    does not.

    Parameters
    ----------
    frame : DataFrame
        With the column `story`, as `core.analysis.stories.with_stories` makes it.
    papers : sequence of str
        Names to compare.

    Returns
    -------
    DataFrame
        As `topic_overlap`; n and other_n count stories.
    """
    stories = {paper: set(frame.loc[frame["paper"] == paper, "story"]) for paper in papers}
    rows = [
        {
            "paper": paper,
            "other": other,
            "likeness": len(stories[paper] & stories[other]) / len(stories[paper]),
            "n": len(stories[paper]),
            "other_n": len(stories[other]),
        }
        for paper, other in product(papers, repeat=2)
        if stories[paper] and stories[other]
    ]
    return pd.DataFrame(rows, columns=COLUMNS)
