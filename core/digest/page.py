"""The digest as a page, and its charts as pages of their own."""

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
from core.charts.differences import difference_chart
from core.charts.frame import Frame
from core.charts.heat_table import heat_table
from core.digest.changes import Changes, find_changes, in_words
from core.digest.contents import Contents, Headline, Span, Story
from core.digest.feeds import Found
from core.digest.links import CHANGES_CHART, FEED, INDEX, TOPICS_CHART, app_address, search_address, search_feed
from core.exports.chart_page import chart_page
from core.exports.report import Cell, Table, cell, figure, fill
from core.text import displayable
from core.topics.taxonomy import UNSURE, label

MAX_PAPERS = 20
"""Papers, those with most articles, that are drawn and that the first table has; the others are folded."""
MAX_NAMED = 5
"""Papers that a sentence names."""
NO_BREAK = "\u00a0"
"""A blank at which no line ends: an interval stays on one line of its cell."""
NEWEST_FOUND = 5
"""Articles of a saved search that the page names; its feed has more."""


def write_pages(contents: Contents, found: Sequence[Found], site: str | None) -> dict[str, str]:
    """Write the page and its charts; return them by the names of their files, the page last.

    Parameters
    ----------
    contents : Contents
    found : sequence of Found
        What the saved searches found.
    site : str, optional
        The address of the app, which the page then links to.
    """
    mix, changes = mix_by_paper(contents.rows, contents.errors), find_changes(contents)
    papers = paper_order(mix, ARTICLES)
    most, others = papers[:MAX_PAPERS], papers[MAX_PAPERS:]
    drawn = mix[mix["paper"].isin(most)]
    charts = {TOPICS_CHART: _mix_chart(drawn, most, contents)}
    if changes.has_shares:
        charts[CHANGES_CHART] = _change_chart(changes, contents)
    source = _origin(contents)
    numbers = {TOPICS_CHART: _mix_numbers(drawn), CHANGES_CHART: _change_numbers(changes)}
    pages = {
        name: chart_page(spec, numbers[name], source=source, sample=contents.sample) for name, spec in charts.items()
    }
    sample = contents.sample
    page = fill(
        "digest.html",
        heading=_heading(contents.span),
        sample=sample,
        dark=True,
        feed=FEED,
        feeds=[(FEED, "Stories"), *((search_feed(search.name), search.name) for search in found)],
        app=app_address(site, sample=sample),
        lead=displayable(lead_sentence(mix)),
        source=displayable(source),
        stories=[_story(story) for story in contents.stories],
        mix=_mix_table(mix, most, "Share of each topic, by paper"),
        other_papers=_mix_table(mix, others, f"The other {wording.plural(len(others), 'paper')}"),
        few=displayable(_few(mix)),
        mix_chart=(TOPICS_CHART, _drawing(charts, TOPICS_CHART, lead_sentence(drawn))),
        changes=_change_sentences(changes, contents),
        clear={displayable(paper): lines for paper, lines in changes.clear.items()},
        change_table=_change_table(changes),
        change_chart=(CHANGES_CHART, _drawing(charts, CHANGES_CHART, "Change of each topic's share, with intervals.")),
        searches=[_search(search, contents, site) for search in found],
        shares_help=wording.SHARES_HELP if has_estimates(mix) else "",
        differences_help=wording.DIFFERENCES_HELP if changes.has_shares else "",
    )
    return {**pages, INDEX: page}


def _heading(span: Span) -> str:
    return f"The papers {'on' if span.days == 1 else 'in the week to'} {wording.day(span.until)}"


def _origin(contents: Contents) -> str:
    """Say where all of it comes from."""
    span, papers = contents.span, contents.rows["paper"].nunique()
    sentence = (
        f"{wording.plural(len(contents.rows), 'article')} of {wording.plural(papers, 'paper')} in the {span.name} up "
        f"to {wording.moment(span.until)}, classified by the model {contents.model}."
    )
    return sentence if contents.errors.measured else f"{sentence} {wording.SAMPLING_ALONE}"


def _drawing(charts: dict[str, dict[str, Any]], name: str, alt: str) -> Any:
    """Draw a chart for the page; its name tells its ids from those of others."""
    return figure(charts[name], name.partition(".")[0], alt) if name in charts else ""


def _story(story: Story) -> dict[str, Any]:
    return {
        "papers": wording.plural(story.papers, "paper"),
        "topic": label(story.topic) if story.topic else "",
        "headlines": [_headline(headline) for headline in story.shown],
        "more": story.more,
    }


def _headline(headline: Headline) -> dict[str, Any]:
    return {
        "paper": cell(headline.paper).text,
        "at": headline.at.isoformat(timespec="minutes"),
        "when": wording.moment(headline.at, short=True, year=False),
        "link": cell(headline.title or headline.url, headline.url),
    }


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
    return f"{wording.too_few_for_shares(MIN_ARTICLES)} So it is for {which}."


def _change_sentences(changes: Changes, contents: Contents) -> list[str]:
    """Say what is clear of all papers together, and of how many papers that could be said alone."""
    span = contents.span.name
    if not len(changes.overall):
        return [f"The archive has no articles of these papers from the {span} before that."]
    papers = wording.plural(changes.papers, "paper")
    if not changes.has_shares:
        return [
            f"{papers} {'has' if changes.papers == 1 else 'have'} articles from the {span} before, too few to tell a "
            f"change from chance. {wording.too_few_for_shares(MIN_ARTICLES)}"
        ]
    found = in_words(changes.overall)
    first = f"Together, the {papers} with articles in both have {'; '.join(found)}." if found else ""
    first = first or f"Of the {papers} with articles in both together, each change could be chance."
    return [first, _single_papers(changes)]


def _single_papers(changes: Changes) -> str:
    if not changes.compared:
        return f"No paper alone has {MIN_ARTICLES} articles in both."
    if not changes.clear:
        some = wording.plural(changes.compared, "paper")
        return f"Taken alone, none of the {some} with {MIN_ARTICLES} articles in both changed clearly."
    return f"Taken alone, of {changes.compared} papers with {MIN_ARTICLES} articles in both:"


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
    return difference_chart(rows, f"The last {span}", f"the {span} before", _origin(contents)).to_dict()


def _change_numbers(changes: Changes) -> pd.DataFrame:
    rows = changes.overall
    columns = {"share": "Share", "before": "Before", "n": "n", "n_before": "n before", "points": "Points"}
    columns |= {"low": "At least", "high": "At most", "clear": "Clear"}
    return (
        rows[["topic", *columns]].assign(topic=rows["topic"].map(label)).rename(columns={"topic": "Topic", **columns})
    )


def _search(found: Found, contents: Contents, site: str | None) -> dict[str, Any]:
    scheme = contents.scheme
    newest = [
        {
            "paper": cell(article.paper).text,
            "at": article.at.isoformat(timespec="minutes"),
            "when": wording.moment(article.at, short=True, year=False),
            "link": cell(article.title or article.url, article.url),
        }
        for article in found.articles[:NEWEST_FOUND]
    ]
    return {
        "name": displayable(found.name),
        "query": displayable(found.query),
        "feed": search_feed(found.name),
        "address": search_address(site, found.query, scheme.kind, len(scheme.topics), sample=contents.sample),
        "newest": newest,
    }
