"""Papers side by side: the share of each topic, whether a difference means anything, and the finding in words."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from core.analysis.frame import classified
from core.analysis.mix import estimate_rows
from core.analysis.shares.articles import MIN_ARTICLES
from core.analysis.shares.correction import sampling_only
from core.analysis.shares.estimate import Estimate, difference, estimate
from core.analysis.shares.table import ShareErrors
from core.analysis.stories import shared_stories
from core.topics.taxonomy import label, ordered
from core.wording import inflect, join_words, plural, points_between

COLUMNS = ["topic", "count", "other_count", "share", "other_share", "n", "other_n", "points", "low", "high", "clear"]
MAX_COUNTED = 3
"""Topics whose counts a sentence names."""
MAX_PAPERS = 3
"""Papers that a finding names: those with the largest clear differences."""
MAX_TOPICS = 3
"""Topics that it names for each."""


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


def differences_from_others(
    frame: pd.DataFrame, papers: Sequence[str], errors: ShareErrors | None = None
) -> pd.DataFrame:
    """Return how the share of each topic in each paper differs from that of the others together.

    Returns
    -------
    DataFrame
        `COLUMNS` of `share_differences` after a column paper. Papers that have, or whose others have, too few
        articles for shares are left out.
    """
    rows = classified(frame)
    tables = []
    for paper in papers:
        table = share_differences(rows, paper, [other for other in papers if other != paper], errors)
        if enough_articles(table):
            tables.append(table.assign(paper=paper))
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=[*COLUMNS, "paper"])


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
    parts = ", ".join(f"{label(row.topic).lower()} ({points_between(row.points, row.low, row.high)})" for row in rows)
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
