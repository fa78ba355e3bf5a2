"""What a comparison of several papers finds, in one sentence."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from core.analysis.compare import share_differences, telling_difference
from core.analysis.shares.articles import MIN_ARTICLES
from core.analysis.shares.table import ShareErrors
from core.analysis.stories import shared_stories
from core.topics.taxonomy import label
from core.wording import inflect, join_words, plural

MAX_PAPERS = 3
"""Papers that the sentence names: those with the largest clear differences."""
MAX_TOPICS = 3
"""Topics that it names of each."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What can be said of several papers.

    Attributes
    ----------
    sentence : str
        What differs clearly, or that nothing does; how many stories they share. Plain text.
    clear : bool
        Whether any topic differs clearly.
    least, most : int
        Articles of the paper with fewest, and with most.
    telling : int or None
        The gap in percentage points that would be clear between a middling paper and the others; None where there are
        too few articles for shares, or where not even the largest would be.
    """

    sentence: str
    clear: bool
    least: int
    most: int
    telling: int | None = None


def compare_papers(
    stories: pd.DataFrame, papers: Sequence[str], errors: ShareErrors | None = None, *, same_paper: bool = False
) -> Finding:
    """Compare each paper with all others.

    Parameters
    ----------
    stories : DataFrame
        Classified articles with the column `story`, as `core.analysis.stories.with_stories` makes it.
    papers : sequence of str
        The papers, two at least.
    errors : ShareErrors, optional
        What is known of the model's errors.
    same_paper : bool
        Whether all of them are one paper on several days.
    """
    rows = stories[stories["paper"].isin(list(papers))]
    counts = rows["paper"].value_counts().reindex(list(papers), fill_value=0)
    found = _clear_differences(rows, papers, errors, same_paper)
    shared = len(shared_stories(rows))
    told = f"{plural(shared, 'story', 'stories')} {inflect(shared, 'is', 'are')} on two or more of these days"
    if not same_paper:
        told = f"{plural(shared, 'story', 'stories')} {inflect(shared, 'is', 'are')} in two or more of these papers"
    least, most = int(counts.min()), int(counts.max())
    if found:
        return Finding(f"{'; '.join(found)}. {told}.", True, least, most)
    telling = None
    if least >= MIN_ARTICLES and errors is not None:
        n = int(counts.median())
        telling = telling_difference(n, int(counts.sum()) - n, errors)
    return Finding(f"No topic differs clearly; {told}.", False, least, most, telling)


def _clear_differences(
    rows: pd.DataFrame, papers: Sequence[str], errors: ShareErrors | None, same_paper: bool
) -> list[str]:
    """Return what each paper has clearly more and less of, the largest difference first."""
    asked = list(papers)[:1] if len(papers) == 2 else papers  # of two papers the second is the first one's mirror
    parts: list[tuple[float, str]] = []
    for paper in asked:
        others = [other for other in papers if other != paper]
        table = share_differences(rows, paper, others, errors, same_paper=same_paper)
        clear = table[table["clear"]]
        clear = clear.loc[clear["points"].abs().sort_values(ascending=False).index].head(MAX_TOPICS)
        if len(clear):
            parts.append((float(clear["points"].abs().iloc[0]), f"{paper}: {_topics(clear.to_dict('records'))}"))
    return [words for _, words in sorted(parts, key=lambda part: -part[0])[:MAX_PAPERS]]


def _topics(rows: Sequence[Mapping[Hashable, Any]]) -> str:
    """Name what a paper has more of, less of, and nothing of."""
    more = [label(row["topic"]).lower() for row in rows if row["points"] > 0]
    less = [label(row["topic"]).lower() for row in rows if row["points"] < 0 and row["count"]]
    none = [label(row["topic"]).lower() for row in rows if row["points"] < 0 and not row["count"]]
    named = (("more", more, "and"), ("less", less, "and"), ("nothing on", none, "or"))
    return ", ".join(f"{word} {join_words(topics, last)}" for word, topics, last in named if topics)
