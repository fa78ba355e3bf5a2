"""What the papers talk about, in one sentence made from the numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from core import wording
from core.analysis.mix import has_estimates
from core.topics.taxonomy import ALL_NAMES, label, ordered

MAX_LEADERS = 3
"""A paper with more topics level at the top has no leading topic."""

MAX_EXCEPTIONS = 2
"""Groups of papers that are named because they put something else first."""


def lead_sentence(mix: pd.DataFrame) -> str:
    """Write one plain sentence on the topics to which the papers give most of their articles.

    Parameters
    ----------
    mix : DataFrame
        As `core.analysis.mix.mix_by_paper` makes it.

    Returns
    -------
    str
        Plain text, not Markdown: names of papers stand in it as they are.
    """
    leaders = leading_topics(mix)
    named = {paper: topics for paper, topics in leaders.items() if topics}
    if not named:
        return "No topic comes first in any paper."
    if len(leaders) == 1:
        return _one_paper(mix, *next(iter(named.items())))
    winner = _winner(named, mix)
    holders = [paper for paper, topics in named.items() if winner in topics]
    if len(holders) == 1:
        parts = [f"{_topics(topics)} in {paper}" for paper, topics in named.items()]
        lead = f"Every paper has its own favourite: {_listed(parts, 4)}" if len(parts) > 1 else _only(winner, holders)
        return _joined([lead, *_without(leaders)])
    lead = _lead(winner, holders, named, len(leaders))
    return _joined([lead, *_exceptions(winner, named), *_without(leaders)])


def leading_topics(mix: pd.DataFrame) -> dict[str, list[str]]:
    """Return for each paper the topics with the largest share, in the taxonomy's order; several where they tie.

    Where a paper has too few articles for shares, those with most articles. Only topics lead, neither
    other news nor what is unsure; a paper has no leading topic where more than `MAX_LEADERS` are
    level, or none is known.
    """
    leaders: dict[str, list[str]] = {}
    for paper, group in mix.groupby("paper", sort=False):
        sure = group[group["topic"].isin(ALL_NAMES)]
        sure = sure.assign(size=(100 * sure["share"]).round() if has_estimates(group) else sure["count"])
        top = sure["size"].max() if len(sure) else 0
        first = ordered(sure.loc[(sure["size"] == top) & (top > 0), "topic"])
        leaders[str(paper)] = first if len(first) <= MAX_LEADERS else []
    return leaders


def _winner(named: Mapping[str, Sequence[str]], mix: pd.DataFrame) -> str:
    """Return the topic that leads in most papers; then alone in most; then with most articles."""
    totals = mix.groupby("topic")["count"].sum()

    def rank(topic: str) -> tuple[int, int, int]:
        holders = [topics for topics in named.values() if topic in topics]
        return len(holders), sum(len(topics) == 1 for topics in holders), int(totals[topic])

    return max(ordered(topic for topics in named.values() for topic in topics), key=rank)


def _one_paper(mix: pd.DataFrame, paper: str, topics: Sequence[str]) -> str:
    rows = mix[(mix["paper"] == paper) & mix["topic"].isin(topics)]
    count, n = int(rows["count"].iloc[0]), int(rows["n"].iloc[0])
    each = " each" if len(topics) > 1 else ""
    if has_estimates(rows):
        share = f"some {rows['share'].iloc[0]:.0%} of its articles{each}"
        between = f", between {rows['low'].iloc[0]:.0%} and {rows['high'].iloc[0]:.0%}" if not each else ""
        return f"{paper} writes most about {_topics(topics)}: {share}{between}."
    return f"{paper} writes most about {_topics(topics)}: {count} of {n} {wording.inflect(n, 'article')}{each}."


def _lead(winner: str, holders: Sequence[str], named: Mapping[str, Sequence[str]], papers: int) -> str:
    shared = any(len(named[paper]) > 1 for paper in holders)
    where = f"{len(holders)} of {papers} papers"
    if len(holders) == papers:
        where = "both papers" if papers == 2 else f"all {papers} papers"
    return f"{label(winner)} is the top topic{' (or tied)' if shared else ''} in {where}"


def _only(winner: str, holders: Sequence[str]) -> str:
    return f"{label(winner)} leads in {holders[0]}"


def _exceptions(winner: str, named: Mapping[str, Sequence[str]]) -> list[str]:
    """Return papers that put something else first, those with the same topics together."""
    others: dict[tuple[str, ...], list[str]] = {}
    for paper, topics in named.items():
        if winner not in topics:
            others.setdefault(tuple(topics), []).append(paper)
    if len(others) > MAX_EXCEPTIONS:
        n = sum(map(len, others.values()))
        return [f"the other {n} each lead on something different"]
    alone = len(others) == 1 and len(next(iter(others.values()))) == 1
    return [
        f"{'only ' if alone else ''}{_listed(papers, 3)} {_put(papers)} {_topics(topics)} first"
        for topics, papers in others.items()
    ]


def _without(leaders: Mapping[str, Sequence[str]]) -> list[str]:
    papers = [paper for paper, topics in leaders.items() if not topics]
    return [f"{_listed(papers, 3)} {_put(papers)} no topic first"] if papers else []


def _put(papers: Sequence[str]) -> str:
    return "puts" if len(papers) == 1 else "put"


def _joined(parts: Sequence[str]) -> str:
    return "; ".join(parts) + "."


def _topics(names: Iterable[str]) -> str:
    return wording.join_words([label(name).lower() for name in names])


def _listed(names: Iterable[str], most: int) -> str:
    """List the first names, and how many more there are."""
    everything = list(names)
    if len(everything) <= most + 1:
        return wording.join_words(everything)
    return f"{', '.join(everything[:most])} and {len(everything) - most} more"
