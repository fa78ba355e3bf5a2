"""Parts of the Compare page: the same story, topics, blind spots, words, similarity."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import pandas as pd
import streamlit as st

from core import wording
from core.analysis.compare import difference_sentence, enough_articles, share_differences
from core.analysis.frame import rows_of
from core.analysis.mix import mix_by_paper, overall_mix
from core.analysis.shares import findings
from core.analysis.similarity import story_overlap, topic_overlap
from core.analysis.stories import missing_from, only_in, shared_stories
from core.analysis.terms import distinctive_terms
from core.archive import ModelVersion
from core.charts.compare import likeness_chart, terms_chart
from core.charts.differences import difference_chart
from core.charts.frame import ALL_PAPERS, Frame, FramedChart
from core.charts.heat_table import heat_table
from core.charts.slope import slope_chart
from core.exports.comparison import OTHERS, STORIES_NOTE, TOPICS_NOTE, comparison_report
from core.topics.taxonomy import label
from core.ui import archives, correction_links, keys, share_notes
from core.ui.compare.compared import Comparison
from core.ui.correction_links import WRONG_TOPIC, Link
from core.ui.kit import charts, downloads, phrases, tables
from core.ui.kit.escape import escape, link

MAX_STORIES = 40
"""Stories of one list on a page; the report and the downloads hold more."""


def topics(comparison: Comparison) -> None:
    """Show the share of each topic; where a difference is clear, all differences in points, with their intervals."""
    papers = list(comparison.papers)
    _mix(comparison)
    first, second = _choose_pair(papers) if len(papers) > 2 else papers
    table = comparison.once("difference", lambda: _differences(comparison, first, second), first, second)
    sentence = difference_sentence(table, first, second, comparison.errors)
    clear = bool(table["clear"].any())
    (st.success if clear else st.info)(escape(sentence), icon=":material/balance:")
    if not enough_articles(table):
        tables.table(_count_table(table, first, second), "counts", f"Articles by topic. {sentence}")
        share_notes.too_few(None)
        return
    figures = _difference_table(table, first, second)
    if clear:
        figure = partial(_difference_chart, comparison, table, first, second)
        charts.chart(figure, figures, sentence, "differences", drawn=comparison.drawn(first, second))
    else:  # ten grey intervals would say no more than the sentence
        with st.expander("Shares and differences", icon=":material/table:"):
            st.dataframe(figures, hide_index=True, width="stretch", key=keys.DIFFERENCES, alt=f"Table: {sentence}")
    share_notes.about_differences(comparison.scheme)


def _differences(comparison: Comparison, first: str, second: str) -> pd.DataFrame:
    rest = [paper for paper in comparison.papers if paper != first] if second == OTHERS else second
    return share_differences(comparison.rows, first, rest, comparison.errors, same_paper=comparison.days)


def _difference_chart(comparison: Comparison, table: pd.DataFrame, first: str, second: str) -> FramedChart:
    """Draw two papers side by side; two days as lines from the one to the other."""
    if not comparison.days or second == OTHERS:
        return difference_chart(table, first, second, comparison.source)
    return slope_chart(_differences(comparison, second, first), first, second, comparison.source)


def _mix(comparison: Comparison) -> None:
    """Show the mix of all that are compared, topic by topic."""
    everything = "All days" if comparison.days else ALL_PAPERS

    def make() -> tuple[pd.DataFrame, pd.DataFrame, Frame]:
        mix, overall = (made(comparison.rows, comparison.errors) for made in (mix_by_paper, overall_mix))
        found = findings.overall_finding(overall, everything)
        return mix, overall, Frame(found, findings.table_note(mix, overall), comparison.source)

    mix, overall, frame = comparison.once("mix", make)
    charts.chart(
        lambda: heat_table(mix, overall, frame, comparison.papers, everything=everything),
        tables.readable_mix(mix),
        f"Topics by paper. {frame.finding}",
        "shares",
        drawn=comparison.drawn(),
    )


def _count_table(table: pd.DataFrame, first: str, second: str) -> pd.DataFrame:
    some = table[(table["count"] > 0) | (table["other_count"] > 0)]
    return pd.DataFrame(
        {
            "Topic": some["topic"].map(label),
            escape(first): [f"{count} of {n}" for count, n in zip(some["count"], some["n"], strict=True)],
            escape(second): [f"{count} of {n}" for count, n in zip(some["other_count"], some["other_n"], strict=True)],
        }
    )


def _choose_pair(papers: list[str]) -> tuple[str, str]:
    left, right = st.columns(2)
    first = left.selectbox("Difference between", papers, key=keys.DIFFERENCE_FIRST, bind="query-params")
    others = [OTHERS, *(paper for paper in papers if paper != first)]
    second = right.selectbox("and", others, key=keys.DIFFERENCE_SECOND, bind="query-params")
    return str(first), str(second)


def _difference_table(table: pd.DataFrame, first: str, second: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Topic": table["topic"].map(label),
            first: [f"{share:.0%}" for share in table["share"]],
            second: [f"{share:.0%}" for share in table["other_share"]],
            "Difference (points)": [wording.signed(points) for points in table["points"]],
            "95% interval": [
                wording.interval(low, high, "+.0f") for low, high in zip(table["low"], table["high"], strict=True)
            ],
            "Result": ["clear" if clear else "may be chance" for clear in table["clear"]],
        }
    )


def blind_spots(comparison: Comparison) -> None:
    """Show stories that others cover and that were not found in a paper, and what only it has."""
    paper = str(st.selectbox("Newspaper", comparison.papers, key=keys.BLIND_SPOTS_PAPER, bind="query-params"))
    at_least = 1 if len(comparison.papers) == 2 else 2
    missing = comparison.once(
        "missing", lambda: missing_from(comparison.rows, paper, comparison.papers, at_least), paper
    )
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(f"Blind spots of {escape(paper)}", anchor=False)
        others = "the other" if at_least == 1 else "at least two of the others"
        st.caption(
            f"Covered by {others}, but not found among the {wording.plural(comparison.n(paper), 'article')} read from "
            f"{escape(paper)}, which may cover them in articles that were not read."
        )
        if not missing:
            st.markdown("None: everything the others cover was found here, too.")
        lines = [
            f"- {link(phrases.shortened(group['title'].iloc[0]), group['url'].iloc[0])}  \n"
            f"  {escape(', '.join(dict.fromkeys(group['paper'])))}"
            for group in missing[:MAX_STORIES]
        ]
        st.markdown("\n".join(lines))
    with right:
        _only_here(comparison, paper)


def _only_here(comparison: Comparison, paper: str) -> None:
    exclusive = only_in(comparison.rows, paper, comparison.papers)
    read = sum(comparison.n(other) for other in comparison.papers if other != paper)
    st.subheader(f"Only in {escape(paper)}", anchor=False)
    st.caption(f"Not found among the {wording.plural(read, 'article')} read from the others.")
    if exclusive.empty:
        st.markdown("Nothing: the others cover every story.")
    for topic, group in exclusive.groupby("topic", sort=False):
        lines = [
            f"- {link(phrases.shortened(row.title), row.url)} {correction_links.row_link(row)}"
            for row in rows_of(group.head(MAX_STORIES))
        ]
        st.markdown("\n".join([f"**{label(str(topic))}**", "", *lines]))


def words(comparison: Comparison) -> None:
    """Show the words that set each paper apart from all others."""
    terms = comparison.once("terms", lambda: distinctive_terms(comparison.rows, list(comparison.papers)))
    st.caption(
        "Words that more of a paper's articles use than the other papers would suggest: log-odds with an informative "
        "Dirichlet prior (Monroe, Colaresi and Quinn 2008), z above 1."
    )
    for start in range(0, len(comparison.papers), 2):
        for place, paper in zip(st.columns(2, gap="large"), comparison.papers[start : start + 2], strict=False):
            own = terms[terms["paper"] == paper]
            with place:
                if own.empty:
                    st.markdown(f"No word stands out for {escape(paper)} yet: too few articles share one.")
                    continue
                charts.chart(
                    partial(terms_chart, own, paper),
                    own[["term", "count", "elsewhere", "z"]].round(2),
                    f"Words that stand in more articles of {paper}: {', '.join(own['term'])}.",
                    f"terms_{comparison.papers.index(paper)}",
                    drawn=comparison.drawn(),
                )


class _Story(NamedTuple):
    """A story as it is drawn: in Markdown, with the links that open dialogs; nothing of the visitor is in it."""

    title: str
    counted: str
    versions: list[str]
    links: list[Link]


def same_story(comparison: Comparison) -> None:
    """Show stories that several papers cover, each paper's version next to the others."""
    model = archives.version()

    def make() -> tuple[int, list[_Story]]:
        stories = shared_stories(comparison.rows)
        return len(stories), [_story(group, model) for group in stories[:MAX_STORIES]]

    number, stories = comparison.once("versions", make, model.sha256)
    if not stories:
        st.markdown("No story was found in more than one. Read more articles from each, or choose other papers.")
        return
    st.caption(
        f"{wording.plural(number, 'story', 'stories')} found in two or more, matched by the words and meaning of "
        "headlines and first sentences, and by time. Some matches may be wrong or missing."
    )
    for story in stories:
        _show_story(story)


def _story(group: pd.DataFrame, model: ModelVersion) -> _Story:
    ordered = group.sort_values("published")
    versions, links = [], []
    for row in rows_of(ordered):
        wrong = Link.to(correction_links.draft_of_row(row, model))
        links.append(wrong)
        versions.append(
            f"{escape(row.paper)}  \n{link(phrases.shortened(row.title), row.url)}  \n"
            f"{phrases.topic_words(row)}, {wording.plural(row.words, 'word')} {wrong.markdown(WRONG_TOPIC)}"
        )
    return _Story(
        f"**{escape(phrases.shortened(str(ordered.iloc[0]['title'])))}**",
        f"{group['paper'].nunique()} papers, {wording.plural(len(group), 'article')}",
        versions,
        links,
    )


def _show_story(story: _Story) -> None:
    correction_links.remember(story.links)
    with st.container(border=True):
        st.markdown(story.title)
        st.caption(story.counted)
        for start in range(0, len(story.versions), 3):
            for place, version in zip(st.columns(3), story.versions[start : start + 3], strict=False):
                place.markdown(version)


def similarity(comparison: Comparison) -> None:
    """Show heat maps of how similar the papers are."""
    papers: Sequence[str] = comparison.papers
    alike = comparison.once("overlap", lambda: topic_overlap(comparison.rows, papers, comparison.errors))
    for place, (key, table, heading, note) in zip(
        st.columns(2, gap="large"),
        (
            ("like_topics", alike, "Attention to the same topics", TOPICS_NOTE),
            ("like_stories", story_overlap(comparison.rows, papers), "Stories that the other has, too", STORIES_NOTE),
        ),
        strict=True,
    ):
        with place:
            charts.chart(
                partial(likeness_chart, table, papers, heading, note),
                table.assign(similarity=table["likeness"].round(3)).drop(columns="likeness"),
                f"Heat map of every two papers. {heading}: {note}",
                key,
                drawn=comparison.drawn(),
            )


def download(comparison: Comparison) -> None:
    """Offer the whole comparison as one file."""
    edition = comparison.edition
    downloads.button(
        "Download report (HTML)",
        lambda: comparison_report(
            comparison.rows,
            comparison.papers,
            read_at=edition.read_at,
            model=share_notes.model_words(edition.model),
            sample=edition.sample,
            errors=comparison.errors,
            same_paper=comparison.days,
        ),
        "broadsheet-comparison.html",
        "text/html",
        "comparison_html",
    )
