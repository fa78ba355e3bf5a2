"""The same story in several papers, and what one paper has that another has not."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import pandas as pd

from core.analysis.frame import classified
from core.analysis.story_groups import SIMILAR, cluster


def with_stories(frame: pd.DataFrame, similar: float = SIMILAR) -> pd.DataFrame:
    """Return the classified rows with a column `story`: equal numbers tell one story.

    Articles are grouped by headline, first words and time, as
    `core.analysis.story_groups.cluster` does.
    """
    rows = classified(frame).reset_index(drop=True)
    leads = [(str(title or ""), str(text or "")) for title, text in zip(rows["title"], rows["text"], strict=True)]
    when = [moment.timestamp() if pd.notna(moment) else math.nan for moment in rows["published"]]
    return rows.assign(story=cluster(leads, when, similar))


def shared_stories(frame: pd.DataFrame, papers: list[str] | None = None) -> list[pd.DataFrame]:
    """Return stories told by at least two of the papers, most papers first.

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


def only_in(frame: pd.DataFrame, paper: str, others: Iterable[str]) -> pd.DataFrame:
    """Return articles of `paper` whose story was not found among the read articles of the others."""
    stories = set(frame.loc[frame["paper"].isin([name for name in others if name != paper]), "story"])
    return frame[(frame["paper"] == paper) & ~frame["story"].isin(stories)]


def missing_from(frame: pd.DataFrame, paper: str, others: Iterable[str], at_least: int = 2) -> list[pd.DataFrame]:
    """Return stories that at least so many of the others tell, and that were not found among the paper's articles.

    Most papers first; each a frame whose rows are the others' articles.
    """
    rows = frame[frame["paper"].isin([name for name in others if name != paper])]
    stories = set(frame.loc[frame["paper"] == paper, "story"])
    groups = [group for story, group in rows.groupby("story", sort=False) if story not in stories]
    groups = [group for group in groups if group["paper"].nunique() >= at_least]
    return sorted(groups, key=lambda group: (-group["paper"].nunique(), -len(group)))


def also_in(frame: pd.DataFrame) -> pd.Series:
    """Return for each row of a frame with the column `story` the other papers that tell its story, as a tuple."""
    papers: dict[Any, tuple[str, ...]] = {
        story: tuple(dict.fromkeys(names)) for story, names in frame.groupby("story", sort=False)["paper"]
    }
    pairs = zip(frame["story"], frame["paper"], strict=True)
    others = [tuple(paper for paper in papers[story] if paper != own) for story, own in pairs]
    return pd.Series(others, index=frame.index, dtype="object")
