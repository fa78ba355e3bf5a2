"""The whole comparison of some papers as one HTML file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

import pandas as pd

from core import wording
from core.analysis.compare import difference_sentence, enough_articles, share_differences
from core.analysis.frame import classified
from core.analysis.mix import mix_by_paper, overall_mix
from core.analysis.shares.findings import overall_finding, source_line, table_note
from core.analysis.shares.table import ShareErrors
from core.analysis.similarity import story_overlap, topic_overlap
from core.analysis.stories import missing_from, shared_stories
from core.analysis.summary import lead_sentence
from core.analysis.terms import distinctive_terms
from core.charts.compare import likeness_chart
from core.charts.differences import difference_chart
from core.charts.frame import ALL_PAPERS, Frame
from core.charts.heat_table import heat_table
from core.exports.report import Cell, Section, Table, cell, render
from core.topics.taxonomy import label

OTHERS = "all other papers"
MAX_STORIES = 40
"""Stories of each part: more than that nobody reads."""


def comparison_report(
    stories: pd.DataFrame,
    papers: Sequence[str],
    *,
    read_at: datetime,
    model: str,
    sample: bool = False,
    errors: ShareErrors | None = None,
    same_paper: bool = False,
) -> str:
    """Write everything that the Compare page shows of these papers, with charts and links to the articles.

    Parameters
    ----------
    stories : DataFrame
        Classified articles with the column `story`.
    papers : sequence of str
        The papers that are compared, two at least.
    read_at : datetime
        When they were read.
    model : str
        Which model classified them, as a reader knows it.
    sample : bool
        Whether they are invented.
    errors : ShareErrors, optional
        What is known of the model's errors.
    same_paper : bool
        Whether all of them are one paper on several days.
    """
    rows = classified(stories[stories["paper"].isin(list(papers))])
    origin = (
        f"{len(rows)} articles from {len(papers)} papers, read {wording.moment(read_at)}, classified by "
        f"{model}. {wording.SHARES_HELP} {wording.DIFFERENCES_HELP} Words: log-odds with an informative Dirichlet "
        "prior (Monroe, Colaresi and Quinn 2008)."
    )
    if errors is not None and not errors.measured:
        origin += f" {wording.SAMPLING_ALONE}"
    mix = mix_by_paper(rows, errors)
    source = source_line(papers, read_at, model, sample=sample)
    sections = [
        _mix(mix, overall_mix(rows, errors), source, "All days" if same_paper else ALL_PAPERS),
        *_differences(rows, papers, errors, same_paper, source),
        _blind_spots(rows, papers),
        _words(rows, papers),
        _same_story(rows),
        *_likeness(rows, papers, errors),
        _articles(rows),
    ]
    return render(f"{wording.join_words(papers)} compared", lead_sentence(mix), origin, sections, sample=sample)


def _mix(mix: pd.DataFrame, overall: pd.DataFrame, source: str, everything: str) -> Section:
    table = Table(("Paper", "Topic", "Articles", "of n", "Share", "95% interval"), _mix_rows(mix))
    found = overall_finding(overall, everything)
    chart = heat_table(mix, overall, Frame(found, table_note(mix, overall), source), everything=everything)
    return Section("Topics", chart=chart.to_dict(), alt=found, tables=(table,))


def _mix_rows(mix: pd.DataFrame) -> list[tuple[Cell, ...]]:
    return [
        (
            cell(row["paper"]),
            cell(label(row["topic"])),
            cell(row["count"]),
            cell(row["n"]),
            cell(f"{row['share']:.0%}" if pd.notna(row["low"]) else ""),
            cell(wording.interval(row["low"], row["high"], ".0%") if pd.notna(row["low"]) else ""),
        )
        for row in mix.to_dict("records")
        if row["count"] or (pd.notna(row["low"]) and row["share"] > 0)
    ]


def _differences(
    rows: pd.DataFrame, papers: Sequence[str], errors: ShareErrors | None, same_paper: bool, source: str
) -> list[Section]:
    """Compare the two papers, or each against the others together."""
    pairs = (
        [(papers[0], [papers[1]], papers[1])]
        if len(papers) == 2
        else [(paper, [p for p in papers if p != paper], OTHERS) for paper in papers]
    )
    return [
        _difference(share_differences(rows, paper, others, errors, same_paper=same_paper), paper, name, errors, source)
        for paper, others, name in pairs
    ]


def _difference(table: pd.DataFrame, paper: str, name: str, errors: ShareErrors | None, source: str) -> Section:
    sentence = difference_sentence(table, paper, name, errors)
    if not enough_articles(table):
        counts = [
            (
                cell(label(row["topic"])),
                cell(f"{row['count']} of {row['n']}"),
                cell(f"{row['other_count']} of {row['other_n']}"),
            )
            for row in table.to_dict("records")
            if row["count"] or row["other_count"]
        ]
        return Section(f"{paper} vs. {name}", sentence, tables=(Table(("Topic", paper, name), counts),))
    figures = Table(
        ("Topic", paper, name, "Difference in points", "95% interval"),
        [
            (
                cell(label(row["topic"])),
                cell(f"{row['share']:.0%}"),
                cell(f"{row['other_share']:.0%}"),
                cell(wording.signed(row["points"])),
                cell(wording.interval(row["low"], row["high"], "+.0f")),
            )
            for row in table.to_dict("records")
        ],
    )
    if not table["clear"].any():
        return Section(f"{paper} vs. {name}", sentence, tables=(figures,))
    chart = difference_chart(table, paper, name, source).to_dict()
    return Section(f"{paper} vs. {name}", sentence, chart, sentence, (figures,))


def _blind_spots(rows: pd.DataFrame, papers: Sequence[str]) -> Section:
    at_least = 1 if len(papers) == 2 else 2
    tables = []
    for paper in papers:
        n = int((rows["paper"] == paper).sum())
        stories = missing_from(rows, paper, papers, at_least)[:MAX_STORIES]
        cells = [
            (
                cell(group["title"].iloc[0], group["url"].iloc[0]),
                cell(wording.join_words(dict.fromkeys(group["paper"]))),
            )
            for group in stories
        ]
        if cells:
            caption = f"Not found among the {n} articles read from {paper}"
            tables.append(Table(("Story", "Covered by"), cells, caption))
    return Section("Blind spots", "" if tables else "None found among the articles read.", tables=tables)


def _words(rows: pd.DataFrame, papers: Sequence[str]) -> Section:
    terms = distinctive_terms(rows, list(papers))
    cells = [
        (cell(paper), cell(", ".join(row["term"] for row in group)))
        for paper, group in groupby(terms.to_dict("records"), key=lambda row: row["paper"])
    ]
    if not cells:
        return Section("Words that set each paper apart", "No word stands out yet: too few articles share one.")
    return Section("Words that set each paper apart", tables=(Table(("Paper", "Words"), cells),))


def _same_story(rows: pd.DataFrame) -> Section:
    stories = shared_stories(rows)[:MAX_STORIES]
    tables = [
        Table(
            ("Paper", "Headline", "Topic"),
            [(cell(r["paper"]), cell(r["title"], r["url"]), cell(label(r["topic"]))) for r in group.to_dict("records")],
            f"{group['paper'].nunique()} papers",
        )
        for group in stories
    ]
    return Section("The same story", "" if tables else "No story was found in more than one paper.", tables=tables)


def _likeness(rows: pd.DataFrame, papers: Sequence[str], errors: ShareErrors | None) -> list[Section]:
    topics, stories = topic_overlap(rows, papers, errors), story_overlap(rows, papers)
    return [
        Section(
            "Similarity of topics",
            chart=likeness_chart(topics, papers, "Attention to the same topics", TOPICS_NOTE).to_dict(),
            alt="Heat map of the overlap of topics between papers.",
        ),
        Section(
            "Similarity of stories",
            chart=likeness_chart(stories, papers, "Stories that the other has, too", STORIES_NOTE).to_dict(),
            alt="Heat map of the share of each paper's stories that another covers, too.",
        ),
    ]


TOPICS_NOTE = "How far the topic shares of two papers overlap. 100%: the same mix."
STORIES_NOTE = "Share of the stories in the paper on the left that the paper above covers, too."


def _articles(rows: pd.DataFrame) -> Section:
    cells = [
        (
            cell(r["title"], r["url"]),
            cell(r["paper"]),
            cell(label(r["topic"])),
            cell(f"{r['confidence']:.0%}"),
            cell(wording.moment(r["published"], short=True) if pd.notna(r["published"]) else ""),
        )
        for r in rows.to_dict("records")
    ]
    return Section(
        "All articles", tables=(Table(("Headline", "Paper", "Topic", "Confidence", "Published (UTC)"), cells),)
    )
