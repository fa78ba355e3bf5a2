"""The part of the digest's page with the topics of each paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from core import wording
from core.analysis.mix import (
    ARTICLES,
    has_estimates,
    mix_by_paper,
    overall_mix,
    paper_order,
    papers_without_shares,
)
from core.analysis.shares import findings
from core.analysis.shares.articles import MIN_ARTICLES
from core.analysis.summary import lead_sentence
from core.charts.frame import Frame
from core.charts.heat_table import heat_table
from core.digest.contents import Contents
from core.digest.links import TOPICS_CHART
from core.digest.part import ChartPage, Part
from core.exports.report import Cell, Table, cell
from core.text import displayable
from core.topics.taxonomy import UNSURE, label

MAX_PAPERS = 20
"""Papers, those with most articles, that are drawn and that the first table has; the others are folded."""
MAX_NAMED = 5
"""Papers that a sentence names."""
NO_BREAK = "\u00a0"
"""A blank at which no line ends: an interval stays on one line of its cell."""


def topics_part(contents: Contents) -> Part:
    """Show the topics of each paper as a chart and as tables, and the page's first sentence."""
    mix = mix_by_paper(contents.rows, contents.errors)
    papers = paper_order(mix, ARTICLES)
    most, others = papers[:MAX_PAPERS], papers[MAX_PAPERS:]
    drawn = mix[mix["paper"].isin(most)]
    chart = ChartPage(TOPICS_CHART, _mix_chart(drawn, most, contents), _mix_numbers(drawn))
    shown = {
        "lead": displayable(lead_sentence(mix)),
        "mix": _mix_table(mix, most, "Share of each topic, by paper"),
        "other_papers": _mix_table(mix, others, f"The other {wording.plural(len(others), 'paper')}"),
        "few": displayable(_few(mix)),
        "mix_chart": (chart.file, chart.drawn(lead_sentence(drawn))),
        "shares_help": wording.SHARES_HELP if has_estimates(mix) else "",
    }
    return Part(shown, chart)


def _mix_chart(mix: pd.DataFrame, papers: Sequence[str], contents: Contents) -> dict[str, Any]:
    overall = overall_mix(contents.rows, contents.errors)
    frame = Frame(findings.overall_finding(overall), findings.table_note(mix, overall))
    return heat_table(mix, overall, frame, papers).to_dict()


def _mix_numbers(mix: pd.DataFrame) -> pd.DataFrame:
    known = mix["low"].notna()
    return pd.DataFrame(
        {
            "Paper": mix["paper"],
            "Topic": mix["topic"].map(label),
            "Articles": mix["count"],
            "of n": mix["n"],
            "Share": mix["share"].where(known),
            "At least": mix["low"],
            "At most": mix["high"],
        }
    )


def _mix_table(mix: pd.DataFrame, papers: Sequence[str], caption: str) -> Table:
    """Lay out these papers by topics: shares with intervals, or counts where there are too few articles for shares."""
    estimated = has_estimates(mix)
    names = [name for name in dict.fromkeys(mix["topic"]) if not (estimated and name == UNSURE.name)]
    rows = []
    for paper in papers:
        own = mix[mix["paper"] == paper]
        by_topic = {row["topic"]: row for row in own.to_dict("records")}
        n = int(own["n"].iloc[0])
        rows.append((cell(paper), cell(f"{n:,}"), *(_share(by_topic[name]) for name in names)))
    return Table(("Paper", "n", *map(label, names)), rows, caption)


def _share(row: dict[Any, Any]) -> Cell:
    if pd.isna(row["low"]):
        return cell(f"{row['count']} of {row['n']}" if row["count"] else "0")
    low, high = (f"{100 * row[end]:.0f}" for end in ("low", "high"))
    return Cell(f"{row['share']:.0%} ({low}{NO_BREAK}to{NO_BREAK}{high})")


def _few(mix: pd.DataFrame) -> str:
    """Say which papers have counts in place of shares."""
    few = papers_without_shares(mix)
    if not few:
        return ""
    if len(few) == mix["paper"].nunique():
        return wording.too_few_for_shares(MIN_ARTICLES)
    which = wording.join_words(few) if len(few) <= MAX_NAMED else wording.plural(len(few), "paper")
    return f"{wording.too_few_for_shares(MIN_ARTICLES)} This applies to {which}."
