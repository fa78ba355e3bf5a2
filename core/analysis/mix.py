"""How attention divides over topics: by paper and overall."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from core.analysis.frame import classified
from core.analysis.shares.articles import MIN_ARTICLES, concentration, estimate_articles
from core.analysis.shares.estimate import Estimate
from core.analysis.shares.table import ShareErrors
from core.topics.taxonomy import UNSURE, ordered

COLUMNS = ["topic", "count", "share", "low", "high", "n"]


def mix_by_paper(frame: pd.DataFrame, errors: ShareErrors | None = None) -> pd.DataFrame:
    """Return count and share of each topic in each paper, zeros included.

    Parameters
    ----------
    frame : DataFrame
        As `core.analysis.frame.article_frame` makes it.
    errors : ShareErrors, optional
        What is known of the model's errors.

    Returns
    -------
    DataFrame
        Columns paper, topic, count (of articles with this label), share (0 to
        1) with low and high (its 95% interval), and n (the paper's classified
        articles); papers in their order of appearance, topics in the
        taxonomy's. The share is an estimate from all articles, of which those
        without an answer are spread over the topics. Of a paper with fewer
        than `MIN_ARTICLES`, and without `errors`, it is count / n, and low and
        high are missing.
    """
    rows = _articles(classified(frame))
    papers: dict[str, list[_Article]] = {}
    for row in rows:
        papers.setdefault(row.paper, []).append(row)
    topics = _topics(rows, errors if any(_enough(own, errors) for own in papers.values()) else None)
    lines = [{"paper": paper, **line} for paper, own in papers.items() for line in _lines(own, topics, errors)]
    return pd.DataFrame(lines, columns=["paper", *COLUMNS])


def overall_mix(frame: pd.DataFrame, errors: ShareErrors | None = None) -> pd.DataFrame:
    """Return count and share of each topic over all papers, as `mix_by_paper` does for each: columns `COLUMNS`.

    A text that several of the papers have (agency copy) counts once.
    """
    rows = _articles(without_copies(classified(frame)))
    topics = _topics(rows, errors if _enough(rows, errors) else None)
    return pd.DataFrame(_lines(rows, topics, errors) if rows else [], columns=COLUMNS)


def estimate_rows(rows: pd.DataFrame, errors: ShareErrors) -> Estimate:
    """Estimate the shares of classified articles; those of several papers have their errors in part in common."""
    return _estimate(_articles(rows), errors)


def has_estimates(mix: pd.DataFrame) -> bool:
    """Whether a mix holds estimated shares with intervals; where no paper has enough articles, counts only."""
    return "low" in mix and bool(mix["low"].notna().any())


def papers_without_shares(mix: pd.DataFrame) -> dict[str, int]:
    """Return the papers of a mix that have too few articles for shares, with their number."""
    few = mix[mix["n"] < MIN_ARTICLES].drop_duplicates("paper")
    return {str(paper): int(n) for paper, n in zip(few["paper"], few["n"], strict=True)}


class _Article(NamedTuple):
    """What shares and counts need of an article; plain values, which are counted faster than frames."""

    paper: str
    topic: str
    parts: Mapping[str, float] | None


def _articles(rows: pd.DataFrame) -> list[_Article]:
    nothing = [None] * len(rows)
    columns = [rows[name].tolist() if name in rows else nothing for name in ("paper", "topic", "parts")]
    return [_Article(*values) for values in zip(*columns, strict=True)]


def _topics(rows: Sequence[_Article], errors: ShareErrors | None) -> list[str]:
    return ordered([*(row.topic for row in rows), *(errors.probabilities.shares if errors is not None else ())])


def _estimate(rows: Sequence[_Article], errors: ShareErrors) -> Estimate:
    sizes = Counter(row.paper for row in rows)
    return estimate_articles((row.parts for row in rows), errors.probabilities, concentration(list(sizes.values())))


def _enough(rows: Sequence[_Article], errors: ShareErrors | None) -> bool:
    return errors is not None and len(rows) >= MIN_ARTICLES


def _lines(rows: Sequence[_Article], topics: list[str], errors: ShareErrors | None) -> list[dict[str, object]]:
    """Return a line for each topic: count, share and interval, n."""
    n, counts = len(rows), Counter(row.topic for row in rows)
    shares = {topic: (counts[topic] / n, float("nan"), float("nan")) for topic in topics}
    found = _estimate(rows, errors) if errors is not None and n >= MIN_ARTICLES else None
    if found is not None and found.n >= MIN_ARTICLES:
        columns = zip(found.correction.shares, found.shares, *found.interval(), strict=True)
        shares = {UNSURE.name: (0.0, 0.0, 0.0)}
        shares |= {name: (float(share), float(low), float(high)) for name, share, low, high in columns}
    nothing = (0.0, 0.0, 0.0)
    return [
        {"topic": topic, "count": counts[topic], **_columns(shares.get(topic, nothing)), "n": n} for topic in topics
    ]


def _columns(share: tuple[float, float, float]) -> dict[str, float]:
    return dict(zip(("share", "low", "high"), share, strict=True))


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
