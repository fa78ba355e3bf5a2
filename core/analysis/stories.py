"""The same story in several papers, and what one paper has that another has not."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd

from core.analysis.frame import classified
from core.analysis.story_groups import SIMILAR, cluster
from core.topics.taxonomy import OTHER, UNSURE


@dataclass(frozen=True, slots=True)
class Story:
    """One story that at least two papers have.

    `articles` has the newest first; `papers` have it; `missing` names each
    other paper of the frame with the number of its articles, among which the
    story was not found. `topic` is the one that most of its articles have.
    """

    articles: pd.DataFrame
    papers: tuple[str, ...]
    missing: tuple[tuple[str, int], ...]
    topic: str


class Mate(NamedTuple):
    """Another article of the same story: its paper and address; `number` counts those of one paper from 1."""

    paper: str
    url: str | None
    number: int


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
    """Return stories told by at least two of the papers: those of most papers first, then the newest.

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
    order = ranked(rows)
    groups = dict(iter(rows[rows["story"].isin(order)].groupby("story", sort=False)))
    return [groups[story] for story in order]


def ranked(frame: pd.DataFrame) -> list[Any]:
    """List the numbers of the stories that at least two papers have: those of most papers first, then the newest."""
    groups = frame.groupby("story", sort=False)
    figures = pd.DataFrame({"papers": groups["paper"].nunique(), "newest": groups["published"].max()})
    shared = figures[figures["papers"] > 1]
    return list(shared.sort_values(["papers", "newest"], ascending=False, kind="stable").index)


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


def story(frame: pd.DataFrame, number: Any) -> Story:
    """Return one story of a frame with the column `story`, which has all articles that were read."""
    articles = newest_first(frame[frame["story"] == number])
    papers = tuple(dict.fromkeys(articles["paper"]))
    read = frame["paper"].value_counts(sort=False)
    missing = tuple((str(paper), int(n)) for paper, n in read.items() if paper not in papers)
    counts = articles["topic"].value_counts(sort=False)
    answers = counts.drop([OTHER.name, UNSURE.name], errors="ignore")
    return Story(articles, papers, missing, str((counts if answers.empty else answers).idxmax()))


def newest_first(frame: pd.DataFrame) -> pd.DataFrame:
    """Sort articles by publication, the newest first; those without a date last."""
    return frame.sort_values("published", ascending=False, na_position="last", kind="stable")


def one_row_a_story(frame: pd.DataFrame) -> pd.DataFrame:
    """Keep the newest article of each story, newest first."""
    return newest_first(frame).drop_duplicates("story")


def mates(frame: pd.DataFrame, rows: pd.DataFrame) -> Mapping[Hashable, tuple[Mate, ...]]:
    """Return for each of these rows, by its index, the other articles of its story, and those with nearly its text.

    Parameters
    ----------
    frame : DataFrame
        All articles, with the column `story`; the paper's own further articles are mates, too.
    rows : DataFrame
        The rows of it that are asked for.
    """
    groups: dict[tuple[str, Any], list[tuple[Hashable, Any]]] = defaultdict(list)
    found = newest_first(frame)
    for index, row in zip(found.index, _places(found), strict=True):
        for key in _keys(row):
            groups[key].append((index, row))
    asked = zip(rows.index, _places(rows), strict=True)
    return {index: _numbered(index, row, [pair for key in _keys(row) for pair in groups[key]]) for index, row in asked}


class _Place(NamedTuple):
    paper: str
    url: str | None
    story: Any
    copy_of: str | None


def _places(frame: pd.DataFrame) -> Iterator[_Place]:
    return map(_Place, *(frame[column] for column in _Place._fields))


def _keys(row: _Place) -> list[tuple[str, Any]]:
    original = row.copy_of if isinstance(row.copy_of, str) else row.url
    return [("story", row.story), *([("text", original)] if isinstance(original, str) else [])]


def _numbered(own: Hashable, row: _Place, others: list[tuple[Hashable, _Place]]) -> tuple[Mate, ...]:
    found, seen, counts = [], {own}, defaultdict(int, {row.paper: 1})
    for index, other in others:
        if index not in seen:
            seen.add(index)
            counts[other.paper] += 1
            found.append(Mate(other.paper, other.url, counts[other.paper]))
    return tuple(found)
