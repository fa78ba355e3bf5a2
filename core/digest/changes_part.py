"""The part of the digest's page that says what changed."""

from __future__ import annotations

from typing import Any

import pandas as pd

from core import wording
from core.analysis.shares.articles import MIN_ARTICLES
from core.charts.differences import difference_chart
from core.digest.changes import Changes, find_changes, in_words
from core.digest.contents import Contents
from core.digest.links import CHANGES_CHART
from core.digest.part import ChartPage, Part, origin
from core.exports.report import Table, cell
from core.text import displayable
from core.topics.taxonomy import label


def changes_part(contents: Contents) -> Part:
    """Show what changed against the span before, as a chart where there are enough articles for shares."""
    changes = find_changes(contents)
    chart = None
    if changes.has_shares:
        chart = ChartPage(CHANGES_CHART, _change_chart(changes, contents), _change_numbers(changes))
    shown = {
        "changes": _change_sentences(changes, contents),
        "clear": {displayable(paper): lines for paper, lines in changes.clear.items()},
        "change_table": _change_table(changes),
        "change_chart": (CHANGES_CHART, chart.drawn("Change of each topic's share, with intervals.") if chart else ""),
        "differences_help": wording.DIFFERENCES_HELP if changes.has_shares else "",
    }
    return Part(shown, chart)


def _change_sentences(changes: Changes, contents: Contents) -> list[str]:
    """Say what is clear of all papers together, and of how many papers that could be said alone."""
    span, number = contents.span.name, changes.papers
    if not len(changes.overall):
        return [f"The archive has no articles of these papers from the {span} before that."]
    papers = wording.plural(number, "paper")
    if not changes.has_shares:
        return [
            f"{papers} {wording.inflect(number, 'has', 'have')} articles from the {span} before, too few to tell a "
            f"change from chance. {wording.too_few_for_shares(MIN_ARTICLES)}"
        ]
    who = f"{wording.inflect(number, 'The', 'Together, the')} {papers} with articles in both periods"
    found = "; ".join(in_words(changes.overall))
    first = f"{who} {wording.inflect(number, 'has', 'have')} {found or 'no clear change'}."
    return [first, _single_papers(changes)]


def _single_papers(changes: Changes) -> str:
    if not changes.compared:
        return f"No paper alone has {MIN_ARTICLES} articles in both periods."
    some = wording.plural(changes.compared, "paper")
    if not changes.clear:
        return f"Taken alone, none of the {some} with {MIN_ARTICLES} articles in both periods changed clearly."
    return f"Clear changes of single papers, of the {some} with {MIN_ARTICLES} articles in both periods:"


def _change_table(changes: Changes) -> Table | None:
    rows = changes.overall
    if rows.empty:
        return None
    if not changes.has_shares:
        counts = [
            (
                cell(label(row["topic"])),
                cell(f"{row['count']} of {row['n']}"),
                cell(f"{row['count_before']} of {row['n_before']}"),
            )
            for row in rows.to_dict("records")
            if row["count"] or row["count_before"]
        ]
        return Table(("Topic", "Now", "Before"), counts, "Articles by topic, now and before")
    lines = [
        (
            cell(label(row["topic"])),
            cell(f"{row['share']:.0%}"),
            cell(f"{row['before']:.0%}"),
            cell(wording.signed(row["points"], 1)),
            cell(wording.interval(row["low"], row["high"], "+.1f")),
            cell("clear" if row["clear"] else "may be chance"),
        )
        for row in rows.to_dict("records")
    ]
    columns = ("Topic", "Now", "Before", "Points", "Interval of the difference", "The change")
    return Table(columns, lines, "Share of each topic, now and before")


def _change_chart(changes: Changes, contents: Contents) -> dict[str, Any]:
    rows = changes.overall.rename(columns={"before": "other_share", "n_before": "other_n"})
    span = contents.span.name
    return difference_chart(rows, f"The last {span}", f"the {span} before", origin(contents)).to_dict()


def _change_numbers(changes: Changes) -> pd.DataFrame:
    rows = changes.overall
    columns = {"share": "Share", "before": "Before", "n": "n", "n_before": "n before", "points": "Points"}
    columns |= {"low": "At least", "high": "At most", "clear": "Clear"}
    return (
        rows[["topic", *columns]].assign(topic=rows["topic"].map(label)).rename(columns={"topic": "Topic", **columns})
    )
