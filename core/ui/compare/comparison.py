"""Parts of the Compare page: what is compared, topics, blind spots, words, the same story, likeness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from core import wording
from core.analysis.compare import difference_sentence, enough_articles, share_differences
from core.analysis.frame import classified, rows_of
from core.analysis.mix import has_estimates, mix_by_paper, papers_without_shares
from core.analysis.shares.table import ShareErrors
from core.analysis.similarity import story_overlap, topic_overlap
from core.analysis.sources import day_name
from core.analysis.stories import missing_from, only_in, shared_stories, with_stories
from core.analysis.terms import distinctive_terms
from core.archive import MAX_A_DAY, MAX_DAYS
from core.charts.compare import difference_chart, likeness_chart, terms_chart
from core.charts.mix import matrix_chart
from core.charts.style import Measure
from core.exports.comparison import OTHERS, STORIES_NOTE, TOPICS_NOTE, comparison_report
from core.topics.names import in_prose
from core.topics.schemes import TopicScheme
from core.topics.taxonomy import label
from core.types import Edition
from core.ui import correction_links, keys, resources, share_notes, state
from core.ui.compare import paper_days
from core.ui.kit import charts, downloads, phrases, tables
from core.ui.kit.escape import escape, link

PAPERS = "Papers"
DAYS = "One paper on several days"
MAX_COMPARED = 8
"""Papers, or days, that are compared at once: as many as the charts have room for."""
MAX_STORIES = 40
"""Stories of one list on a page; the report and the downloads hold more."""


@dataclass(frozen=True)
class Comparison:
    """What is compared: names, and the classified articles with their paper and story."""

    papers: tuple[str, ...]
    rows: pd.DataFrame
    edition: Edition
    scheme: TopicScheme
    days: bool = False
    """Whether all of it is one paper, on several days."""

    @property
    def errors(self) -> ShareErrors:
        """What is known of the model's errors."""
        return resources.share_errors(self.scheme)

    def n(self, paper: str) -> int:
        """Articles of one of them."""
        return int((self.rows["paper"] == paper).sum())


def choose_way() -> str:
    """Show the switch between papers and days."""
    return str(
        st.segmented_control(
            "Compare", [PAPERS, DAYS], default=PAPERS, required=True, key=keys.COMPARE_BY, bind="query-params"
        )
    )


def choose(edition: Edition, scheme: TopicScheme, way: str) -> Comparison | None:
    """Choose two to eight papers, or days of one paper; None (and a sentence) where there is too little to compare."""
    return _papers(edition, scheme) if way == PAPERS else _days(edition, scheme)


def _papers(edition: Edition, scheme: TopicScheme) -> Comparison | None:
    stories = state.stories(edition, scheme)
    papers = list(dict.fromkeys(classified(stories)["paper"]))
    if len(papers) < 2:
        st.warning("Comparing needs two papers that could be read. Choose more of them on Front pages.")
        return None
    chosen = st.multiselect(
        "Newspapers",
        papers,
        default=papers[:MAX_COMPARED],
        max_selections=MAX_COMPARED,
        key=keys.COMPARED_PAPERS,
        bind="query-params",
        placeholder=f"Choose two to {MAX_COMPARED} newspapers",
    )
    if len(chosen) < 2:
        st.info("Choose one more newspaper to compare with." if chosen else "Choose two or more newspapers.")
        return None
    return Comparison(tuple(chosen), stories[stories["paper"].isin(chosen)], edition, scheme)


def _days(edition: Edition, scheme: TopicScheme) -> Comparison | None:
    available = paper_days.days(edition, scheme)
    if available.archive_silent:
        st.warning("The archive cannot be read now, so there is a choice only of what was read since the last restart.")
    names = available.names
    papers = sorted((paper for paper, days in available.counts.items() if len(days) > 1), key=names.__getitem__)
    if not papers:
        st.info(
            "No paper has articles of two days here yet. Read the papers again tomorrow, or read more articles now."
        )
        return None
    left, right = st.columns([1, 2])
    with left:
        paper = st.selectbox(
            "Newspaper", papers, format_func=names.__getitem__, key=keys.COMPARED_PAPER, bind="query-params"
        )
    with right:
        days = _choose_days(available.counts[paper])
    if len(days) < 2:
        st.info("Choose two or more days.")
        return None
    rows = paper_days.articles(available, edition, scheme, paper, days)
    return Comparison(
        tuple(day_name(names[paper], day) for day in days), with_stories(rows), edition, scheme, days=True
    )


def _choose_days(counts: dict[date, int]) -> list[date]:
    """Show the choice of days, at first the two with most articles; return those that are chosen, in order."""
    days = {wording.day(day, short=True): day for day in counts}
    names = st.multiselect(
        "Days of publication",
        list(days),
        default=sorted(days, key=lambda name: -counts[days[name]])[:2],
        max_selections=MAX_COMPARED,
        key=keys.COMPARED_DAYS,
        bind="query-params",
        placeholder="Choose two or more days",
        help=f"Of the last {MAX_DAYS} days. Of one day at most {MAX_A_DAY} articles of the archive are compared.",
    )
    return sorted(days[name] for name in names)


def topics(comparison: Comparison) -> None:
    """Show the share of each topic, the difference in points, and its interval."""
    papers = list(comparison.papers)
    if len(papers) > 2:
        _mix(comparison)
        first, second = _choose_pair(papers)
    else:
        first, second = papers
    rest = [paper for paper in papers if paper != first] if second == OTHERS else second
    table = share_differences(comparison.rows, first, rest, comparison.errors, same_paper=comparison.days)
    sentence = difference_sentence(table, first, second, comparison.errors)
    (st.success if table["clear"].any() else st.info)(escape(sentence), icon=":material/balance:")
    if not enough_articles(table):
        tables.table(_count_table(table, first, second), "counts", f"Articles by topic. {sentence}")
        share_notes.too_few(None if comparison.days else comparison.edition)
        return
    charts.chart(
        difference_chart(table, first, second), _difference_table(table, first, second), sentence, "differences"
    )
    share_notes.about_differences(comparison.scheme)


def _mix(comparison: Comparison) -> None:
    """Show the mix of all that are compared, topic by topic."""
    mix = mix_by_paper(comparison.rows, comparison.errors)
    few = papers_without_shares(mix)
    measure = Measure.SHARE if has_estimates(mix) else Measure.COUNT
    charts.chart(
        matrix_chart(mix, comparison.papers, measure),
        tables.readable_mix(mix),
        f"Small multiples: the {measure} of each topic in each paper.",
        "shares",
    )
    if few and measure is Measure.SHARE:
        names = wording.join_words(f"{escape(paper)} ({n})" for paper, n in few.items())
        st.caption(f"Too few articles for shares: {names}.")


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
            "Interval of the difference": [
                wording.interval(low, high, "+.0f") for low, high in zip(table["low"], table["high"], strict=True)
            ],
            "Reading": ["clear" if clear else "may be chance" for clear in table["clear"]],
        }
    )


def blind_spots(comparison: Comparison) -> None:
    """Show stories that others tell and that were not found in a paper, and what only it has."""
    paper = str(st.selectbox("Newspaper", comparison.papers, key=keys.BLIND_SPOTS_PAPER, bind="query-params"))
    at_least = 1 if len(comparison.papers) == 2 else 2
    missing = missing_from(comparison.rows, paper, comparison.papers, at_least)
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(f"Blind spots of {escape(paper)}", anchor=False)
        others = "the other" if at_least == 1 else "at least two of the others"
        st.caption(
            f"Told by {others}, and not found among the {wording.plural(comparison.n(paper), 'article')} read of "
            f"{escape(paper)}. It may have told them in articles that were not read."
        )
        if not missing:
            st.markdown("None: what the others tell was found here, too.")
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
    st.caption(f"Not found among the {wording.plural(read, 'article')} read of the others.")
    if exclusive.empty:
        st.markdown("Nothing: every story has its counterpart.")
    for topic, group in exclusive.groupby("topic", sort=False):
        lines = [
            f"- {link(phrases.shortened(row.title), row.url)} {correction_links.row_link(row)}"
            for row in rows_of(group)
        ]
        st.markdown("\n".join([f"**{label(str(topic))}**", "", *lines[:MAX_STORIES]]))


def words(comparison: Comparison) -> None:
    """Show the words that set each paper apart from the others together."""
    terms = distinctive_terms(comparison.rows, list(comparison.papers))
    st.caption(
        "Words that stand in more of a paper's articles than the others' would lead one to expect: log-odds with an "
        "informative Dirichlet prior (Monroe, Colaresi and Quinn 2008), z above 1."
    )
    for start in range(0, len(comparison.papers), 2):
        for place, paper in zip(st.columns(2, gap="large"), comparison.papers[start : start + 2], strict=False):
            own = terms[terms["paper"] == paper]
            with place:
                if own.empty:
                    st.markdown(f"No word of {escape(paper)} stands out yet: too few articles share one.")
                    continue
                charts.chart(
                    terms_chart(own, paper),
                    own[["term", "count", "elsewhere", "z"]].round(2),
                    f"Words that stand in more articles of {paper}: {', '.join(own['term'])}.",
                    f"terms_{comparison.papers.index(paper)}",
                )


def same_story(comparison: Comparison) -> None:
    """Show stories that several papers tell, each paper's version next to the others."""
    stories = shared_stories(comparison.rows)
    if not stories:
        st.markdown("No story was found in more than one of these. Read more articles of each, or choose other papers.")
        return
    st.caption(
        f"{wording.plural(len(stories), 'story', 'stories')} found in two or more, by the words of headline and "
        "first sentences, what these mean, and the time between them. Like and unlike may be confused."
    )
    for group in stories[:MAX_STORIES]:
        _versions(group)


def _versions(group: pd.DataFrame) -> None:
    ordered = group.sort_values("published")
    lead = ordered.iloc[0]
    with st.container(border=True):
        st.markdown(f"**{escape(phrases.shortened(str(lead['title'])))}**")
        st.caption(f"{group['paper'].nunique()} papers, {wording.plural(len(group), 'article')}")
        versions = list(rows_of(ordered))
        for start in range(0, len(versions), 3):
            for place, row in zip(st.columns(3), versions[start : start + 3], strict=False):
                place.markdown(
                    f"{escape(row.paper)}  \n{link(phrases.shortened(row.title), row.url)}  \n"
                    f"{phrases.topic_words(row)}, {wording.plural(row.words, 'word')} "
                    f"{correction_links.row_link(row)}"
                )


def likeness(comparison: Comparison) -> None:
    """Show heat maps of how alike the papers are."""
    papers: Sequence[str] = comparison.papers
    alike = topic_overlap(comparison.rows, papers, comparison.errors)
    for place, (key, table, heading, note) in zip(
        st.columns(2, gap="large"),
        (
            ("like_topics", alike, "Attention to the same topics", TOPICS_NOTE),
            ("like_stories", story_overlap(comparison.rows, papers), "Stories that the other tells, too", STORIES_NOTE),
        ),
        strict=True,
    ):
        with place:
            charts.chart(
                likeness_chart(table, papers, heading, note),
                table.assign(likeness=table["likeness"].round(3)),
                f"Heat map of every two papers. {heading}: {note}",
                key,
            )


def download(edition: Edition, comparison: Comparison) -> None:
    """Offer the whole comparison as one file."""
    rows, papers = comparison.rows, comparison.papers
    downloads.button(
        "Whole comparison (HTML)",
        lambda: comparison_report(
            rows,
            papers,
            read_at=edition.read_at,
            model=in_prose(edition.model),
            sample=edition.sample,
            errors=comparison.errors,
            same_paper=comparison.days,
        ),
        "broadsheet-comparison.html",
        "text/html",
        "comparison_html",
    )
