"""The same story in several papers, and what one paper has that another has not."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.sparse.csgraph import connected_components
from sklearn.feature_extraction.text import TfidfVectorizer

from core.analysis.frame import classified

SIMILAR = 0.22
"""Cosine from which two articles tell one story. Chosen on the sample edition, whose articles say which story they
tell: it joins 13 of 15 pairs there, and 0.1% of the pairs of Guardian articles of different days."""

LEAD_WORDS = 120


def with_stories(frame: pd.DataFrame, similar: float = SIMILAR) -> pd.DataFrame:
    """The classified rows with a column `story`: equal numbers tell one story.

    Articles of different papers whose headline and first 120 words have a
    TF-IDF cosine of at least `similar` are joined, and so are their
    neighbours (connected components). Two articles of one paper are joined
    only through an article of another paper.
    """
    rows = classified(frame).reset_index(drop=True)
    if rows.empty:
        return rows.assign(story=pd.Series(dtype="int64"))
    leads = [_lead(title, text) for title, text in zip(rows["title"], rows["text"], strict=True)]
    vectorizer = TfidfVectorizer(sublinear_tf=True, stop_words="english", token_pattern=r"(?u)\b[^\W\d_]\w+\b")
    try:
        vectors = vectorizer.fit_transform(leads)
    except ValueError:  # no word in any of them
        return rows.assign(story=range(len(rows)))
    likeness = (vectors @ vectors.T).toarray()
    papers = rows["paper"].to_numpy()
    linked = (likeness >= similar) & (papers[:, None] != papers[None, :])
    _, story = connected_components(linked, directed=False)
    return rows.assign(story=story.astype(np.int64))


def _lead(title: str, text: str) -> str:
    # The headline counts three times: it names the story, the lead tells it.
    return f"{title} {title} {title} {' '.join(text.split()[:LEAD_WORDS])}"


def shared_stories(frame: pd.DataFrame, papers: list[str] | None = None) -> list[pd.DataFrame]:
    """Stories told by at least two of the papers, most papers first.

    Parameters
    ----------
    frame : DataFrame
        With the column `story`, as `with_stories` makes it.
    papers : list of str, optional
        Names to keep; all papers without it.

    Returns
    -------
    list of DataFrame
        One frame a story, its rows the articles.
    """
    rows = frame if papers is None else frame[frame["paper"].isin(papers)]
    groups = [group for _, group in rows.groupby("story", sort=False) if group["paper"].nunique() > 1]
    return sorted(groups, key=lambda group: (-group["paper"].nunique(), -len(group)))


def only_in(frame: pd.DataFrame, paper: str, other: str) -> pd.DataFrame:
    """Articles of `paper` whose story was not found among the read articles of `other`."""
    told = set(frame.loc[frame["paper"] == other, "story"])
    return frame[(frame["paper"] == paper) & ~frame["story"].isin(told)]


def also_in(frame: pd.DataFrame) -> pd.Series:
    """For each row of a frame with the column `story` the other papers that tell its story, as a tuple."""
    papers = frame.groupby("story", sort=False)["paper"].agg(lambda names: tuple(dict.fromkeys(names)))
    told = [
        tuple(p for p in papers[story] if p != own) for story, own in zip(frame["story"], frame["paper"], strict=True)
    ]
    return pd.Series(told, index=frame.index, dtype="object")
