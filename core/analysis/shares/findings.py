"""What a chart of shares shows, in one sentence for its title; and what stands below its title and its drawing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import pandas as pd

from core import wording
from core.analysis.mix import has_estimates, papers_without_shares
from core.topics.taxonomy import ALL_NAMES, label, ordered

MAX_NAMED = 3
"""Topics, differences or papers that a sentence names."""


def overall_finding(overall: pd.DataFrame, everything: str = "All papers") -> str:
    """Say which topics most articles of all papers are about.

    Parameters
    ----------
    overall : DataFrame
        As `core.analysis.mix.overall_mix` makes it.
    everything : str
        What all of it is; "One paper" where it is one.
    """
    topics = overall[overall["topic"].isin(ALL_NAMES) & (overall["count"] > 0)]
    if topics.empty:
        return "No article is about one of the topics."
    estimated = has_estimates(topics)
    size = (100 * topics["share"]).round() if estimated else topics["count"]
    ranked = topics.assign(size=size).sort_values("size", ascending=False, kind="stable")
    level = ranked[ranked["size"] == ranked["size"].max()]
    then = ranked.iloc[len(level) : MAX_NAMED]
    if len(level) > MAX_NAMED:
        return f"{everything} together: {len(level)} topics are level at {_figure(level.iloc[0], estimated)} each."
    lead = wording.join_words(f"{label(row['topic']).lower()}" for row in level.to_dict("records"))
    each = " each" if len(level) > 1 else ""
    rest = wording.join_words(
        f"{label(row['topic']).lower()} ({_figure(row, estimated)})" for row in then.to_dict("records")
    )
    return (
        f"{everything} together: most about {lead} ({_figure(level.iloc[0], estimated)}{each})"
        f"{', then ' + rest if len(then) else ''}."
    )


def range_finding(mix: pd.DataFrame, differences: pd.DataFrame) -> str:
    """Say on which topic the papers are furthest apart, and how many differences from the others are clear.

    Parameters
    ----------
    mix : DataFrame
        As `core.analysis.mix.mix_by_paper` makes it; papers without intervals are left out.
    differences : DataFrame
        As `core.analysis.compare.differences_from_others` makes it.
    """
    shown = mix[mix["low"].notna() & mix["topic"].isin(ALL_NAMES)]
    if shown["paper"].nunique() < 2:
        return "There is one paper only with enough articles for shares."
    by_topic = shown.groupby("topic")["share"]
    widest = (by_topic.max() - by_topic.min()).reindex(ordered(shown["topic"])).idxmax()
    rows = shown[shown["topic"] == widest].sort_values("share", kind="stable")
    least, most = rows.iloc[0], rows.iloc[-1]
    lead = (
        f"Papers are furthest apart on {label(str(widest)).lower()}: {least['share']:.0%} in {least['paper']}, "
        f"{most['share']:.0%} in {most['paper']}"
    )
    clear = int(differences["clear"].sum()) if len(differences) else 0
    if clear:
        return f"{lead}. {wording.plural(clear, 'difference')} from the others {'is' if clear == 1 else 'are'} clear."
    return f"{lead}; but no paper differs clearly from the others."


def differences_finding(differences: pd.DataFrame) -> str:
    """Say which papers differ clearly from the others, the largest differences first.

    Parameters
    ----------
    differences : DataFrame
        As `core.analysis.compare.differences_from_others` makes it.
    """
    clear = differences[differences["clear"].astype(bool)] if len(differences) else differences
    if clear.empty:
        return "No paper differs clearly from the others on any topic."
    rows = sorted(clear.to_dict("records"), key=lambda row: -abs(row["points"]))
    parts = [
        f"{row['paper']} gives {label(row['topic']).lower()} {abs(row['points']):.0f} points "
        f"{'more' if row['points'] > 0 else 'less'}"
        for row in rows[:MAX_NAMED]
    ]
    more = len(rows) - len(parts)
    also = f"{wording.number_word(more)} more differences are" if more > 1 else "one more difference is"
    rest = f"; {also} clear" if more else ""
    return f"{parts[0]} than the others{'; ' + '; '.join(parts[1:]) if parts[1:] else ''}{rest}."


def pair_finding(differences: pd.DataFrame, paper: str, other: str) -> str:
    """Say what one paper has clearly more and less of than another, the largest difference first.

    Parameters
    ----------
    differences : DataFrame
        As `core.analysis.compare.share_differences` makes it.
    paper, other : str
        Names of the two, or of two days.
    """
    clear = sorted((row for row in differences.to_dict("records") if row["clear"]), key=lambda row: -abs(row["points"]))
    if not clear:
        return f"No topic differs clearly between {paper} and {other}."
    parts = [
        f"{abs(row['points']):.0f} points {'more' if row['points'] > 0 else 'less'} {label(row['topic']).lower()}"
        for row in clear[:MAX_NAMED]
    ]
    more = len(clear) - len(parts)
    rest = (
        f"; {more} more {wording.inflect(more, 'topic')} {wording.inflect(more, 'differs', 'differ')}" if more else ""
    )
    return f"{paper}: {wording.join_words(parts)} than {other}{rest}."


def pair_note(differences: pd.DataFrame, paper: str, other: str, *, slope: bool = False) -> str:
    """Say what the marks of a chart of two papers, or of two days, are."""
    n, m = (int(differences["n"].iloc[0]), int(differences["other_n"].iloc[0])) if len(differences) else (0, 0)
    if slope:
        return (
            f"n = {m} and n = {n} articles. In brackets: change in points. Blue and bold: clear; grey: may be chance."
        )
    return (
        f"n = {n} articles from {paper}, n = {m} from {other}. Line: 95% interval that holds for all topics at once. "
        "Full dot: clear; hollow: may be chance."
    )


def table_note(mix: pd.DataFrame, overall: pd.DataFrame) -> str:
    """Say what the figures of a table of papers by topics are."""
    counted = papers_without_shares(mix) if has_estimates(mix) else {}
    kind = "Shares are estimates." if has_estimates(mix) and not counted else ""
    if counted:
        kind = "Shares are estimates; whole numbers are counts of articles, where there are too few for shares."
    elif not has_estimates(mix):
        kind = "Whole numbers are counts of articles"
        kind += "; shares of all papers are estimates." if has_estimates(overall) else "."
    once = len(overall) and int(overall["n"].iloc[0]) < int(mix.drop_duplicates("paper")["n"].sum())
    copies = " A text that several papers have counts once in all papers." if once else ""
    return f"{_n(mix)}. Bold: the largest topic of a row. {kind}{copies}"


def interval_note(mix: pd.DataFrame) -> str:
    """Say what dots, lines and rules of panels of shares are."""
    shown = mix[mix["low"].notna()]
    return (
        f"{_n(shown)}. Dot: share of the paper's articles. Line: 95% interval, which allows for chance and the model's "
        "errors. Dashed: all papers."
    )


def difference_note(differences: pd.DataFrame) -> str:
    """Say what dots and lines of panels of differences are."""
    return (
        f"{_n(differences)}. Share of the paper minus share of the others, in percentage points. Line: 95% interval "
        "that holds for all topics of a paper at once. Full dot: clear; hollow: may be chance."
    )


def source_line(papers: Sequence[str], read_at: datetime, model: str, *, sample: bool = False) -> str:
    """Say where the figures come from: newspapers, day, and the version of the model.

    Parameters
    ----------
    papers : sequence of str
        Names of the newspapers.
    read_at : datetime
        When they were read.
    model : str
        The model and its version, in words.
    sample : bool
        Whether all of it is made up.
    """
    first, more = list(papers[:MAX_NAMED]), len(papers) - MAX_NAMED
    named = wording.join_words(first) if more <= 0 else f"{', '.join(first)} and {more} more"
    made_up = " (made-up papers)" if sample else ""
    return f"Source: {named}{made_up}, read {wording.day(read_at)}. Topics: {model}. Broadsheet."


def _figure(row: Mapping[Any, Any] | pd.Series, estimated: bool) -> str:
    return f"{row['share']:.0%}" if estimated else f"{row['count']} of {row['n']}"


def _n(table: pd.DataFrame) -> str:
    papers = table.drop_duplicates("paper")
    n = int(papers["n"].sum())
    return f"n = {wording.plural(n, 'article')} from {wording.plural(len(papers), 'paper')}"
