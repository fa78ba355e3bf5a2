"""Parts of the Compare page: what is compared, topics, blind spots, words, the same story, likeness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from core import wording
from core.analysis.compare import difference_sentence, share_differences
from core.analysis.frame import classified, rows_of
from core.analysis.mix import mix_by_paper
from core.analysis.similarity import story_overlap, topic_overlap
from core.analysis.sources import day_name
from core.analysis.stories import missing_from, only_in, shared_stories, with_stories
from core.analysis.terms import distinctive_terms
from core.archive import MAX_A_DAY, MAX_DAYS
from core.charts.compare import difference_chart, likeness_chart, terms_chart
from core.charts.mix import matrix_chart
from core.exports.comparison import OTHERS, STORIES_NOTE, TOPICS_NOTE, comparison_report
from core.topics.names import in_prose
from core.topics.schemes import TopicScheme
from core.topics.taxonomy import label
from core.types import Edition
from core.ui import correction_links, keys, state
from core.ui.compare import paper_days
from core.ui.kit import charts, downloads, phrases
from core.ui.kit.escape import escape, link

PAPERS, DAYS = "Papers", "One paper on several days"
MOST = 8
MOST_STORIES = 40
"""Stories of one list on a page; the report and the downloads hold more."""


@dataclass(frozen=True)
class Comparison:
    """What is compared: names, and the classified articles with their paper and story."""

    papers: tuple[str, ...]
    rows: pd.DataFrame

    def n(self, paper: str) -> int:
        """Articles of one of them."""
        return int((self.rows["paper"] == paper).sum())


def choose_way() -> str:
    """The switch between papers and days."""
    return str(
        st.segmented_control(
            "Compare", [PAPERS, DAYS], default=PAPERS, required=True, key=keys.COMPARE_BY, bind="query-params"
        )
    )


def choose(edition: Edition, scheme: TopicScheme, way: str) -> Comparison | None:
    """Two to eight papers, or days of one paper; None (and a sentence) where there is too little to compare."""
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
        default=papers[:MOST],
        max_selections=MOST,
        key=keys.COMPARED_PAPERS,
        bind="query-params",
        placeholder=f"Choose two to {MOST} newspapers",
    )
    if len(chosen) < 2:
        st.info("Choose one more newspaper to compare with." if chosen else "Choose two or more newspapers.")
        return None
    return Comparison(tuple(chosen), stories[stories["paper"].isin(chosen)])


def _days(edition: Edition, scheme: TopicScheme) -> Comparison | None:
    found = paper_days.days(edition, scheme)
    if found.lost:
        st.warning("The archive cannot be read now, so there is a choice only of what was read since the last restart.")
    papers = sorted((paper for paper, days in found.counts.items() if len(days) > 1), key=found.names.__getitem__)
    if not papers:
        st.info(
            "No paper has articles of two days here yet. Read the papers again tomorrow, or read more articles now."
        )
        return None
    left, right = st.columns([1, 2])
    paper = str(
        left.selectbox(
            "Newspaper", papers, format_func=found.names.__getitem__, key=keys.COMPARED_PAPER, bind="query-params"
        )
    )
    counts = found.counts[paper]
    names = {wording.day(day, short=True): day for day in counts}
    chosen = right.multiselect(
        "Days of publication",
        list(names),
        default=sorted(names, key=lambda name: -counts[names[name]])[:2],
        max_selections=MOST,
        key=keys.COMPARED_DAYS,
        bind="query-params",
        placeholder="Choose two or more days",
        help=f"Of the last {MAX_DAYS} days. Of one day at most {MAX_A_DAY} articles of the archive are compared.",
    )
    if len(chosen) < 2:
        st.info("Choose two or more days.")
        return None
    days = sorted(names[name] for name in chosen)
    rows = paper_days.articles(found, edition, scheme, paper, days)
    return Comparison(tuple(day_name(found.names[paper], day) for day in days), with_stories(rows))


def topics(found: Comparison) -> None:
    """Share of each topic, the difference in points, and its interval."""
    papers = list(found.papers)
    first, second = papers[0], papers[1]
    if len(papers) > 2:
        mix = mix_by_paper(found.rows)
        charts.chart(
            matrix_chart(mix, papers),
            mix.assign(topic=mix["topic"].map(label), share=mix["share"].round(4)),
            "Small multiples: the share of each topic in each paper.",
            "shares",
        )
        left, right = st.columns(2)
        first = str(left.selectbox("Difference between", papers, key=keys.DIFFERENCE_FIRST, bind="query-params"))
        others = [OTHERS, *(paper for paper in papers if paper != first)]
        second = str(right.selectbox("and", others, key=keys.DIFFERENCE_SECOND, bind="query-params"))
    rest = [paper for paper in papers if paper != first] if second == OTHERS else second
    table = share_differences(found.rows, first, rest)
    said = difference_sentence(table, first, second)
    (st.success if table["clear"].any() else st.info)(escape(said), icon=":material/balance:")
    readable = pd.DataFrame(
        {
            "Topic": table["topic"].map(label),
            first: [f"{share:.0%}" for share in table["share"]],
            second: [f"{share:.0%}" for share in table["other_share"]],
            "Difference (points)": [wording.signed(points) for points in table["points"]],
            "95% interval": [
                wording.interval(low, high, "+.0f") for low, high in zip(table["low"], table["high"], strict=True)
            ],
            "Reading": ["clear" if clear else "too few articles to say" for clear in table["clear"]],
        }
    )
    charts.chart(difference_chart(table, first, second), readable, said, "differences")
    st.caption("The interval is Newcombe's for the difference of two proportions (1998), at 95%.")


def blind_spots(found: Comparison) -> None:
    """Stories that others tell and that were not found in a paper, and what only it has."""
    paper = str(st.selectbox("Newspaper", found.papers, key=keys.BLIND_SPOTS_PAPER, bind="query-params"))
    at_least = 1 if len(found.papers) == 2 else 2
    missing = missing_from(found.rows, paper, found.papers, at_least)
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(f"Blind spots of {escape(paper)}", anchor=False)
        others = "the other" if at_least == 1 else "at least two of the others"
        st.caption(
            f"Told by {others}, and not found among the {wording.plural(found.n(paper), 'article')} read of "
            f"{escape(paper)}. It may have told them in articles that were not read."
        )
        if not missing:
            st.markdown("None: what the others tell was found here, too.")
        lines = [
            f"- {link(phrases.shortened(group['title'].iloc[0]), group['url'].iloc[0])}  \n"
            f"  {escape(', '.join(dict.fromkeys(group['paper'])))}"
            for group in missing[:MOST_STORIES]
        ]
        st.markdown("\n".join(lines))
    with right:
        _only(found, paper)


def _only(found: Comparison, paper: str) -> None:
    mine = only_in(found.rows, paper, found.papers)
    read = sum(found.n(other) for other in found.papers if other != paper)
    st.subheader(f"Only in {escape(paper)}", anchor=False)
    st.caption(f"Not found among the {wording.plural(read, 'article')} read of the others.")
    if mine.empty:
        st.markdown("Nothing: every story has its counterpart.")
    for topic, group in mine.groupby("topic", sort=False):
        lines = [
            f"- {link(phrases.shortened(row.title), row.url)} {correction_links.row_link(row)}"
            for row in rows_of(group)
        ]
        st.markdown("\n".join([f"**{label(str(topic))}**", "", *lines[:MOST_STORIES]]))


def words(found: Comparison) -> None:
    """Words that set each paper apart from the others together."""
    terms = distinctive_terms(found.rows, list(found.papers))
    st.caption(
        "Words that stand in more of a paper's articles than the others' would lead one to expect: log-odds with an "
        "informative Dirichlet prior (Monroe, Colaresi and Quinn 2008), z above 1."
    )
    for start in range(0, len(found.papers), 2):
        for place, paper in zip(st.columns(2, gap="large"), found.papers[start : start + 2], strict=False):
            own = terms[terms["paper"] == paper]
            with place:
                if own.empty:
                    st.markdown(f"No word of {escape(paper)} stands out yet: too few articles share one.")
                    continue
                charts.chart(
                    terms_chart(own, paper),
                    own[["term", "count", "elsewhere", "z"]].round(2),
                    f"Words that stand in more articles of {paper}: {', '.join(own['term'])}.",
                    f"terms_{found.papers.index(paper)}",
                )


def same_story(found: Comparison) -> None:
    """Stories that several papers tell, each paper's version next to the others."""
    told = shared_stories(found.rows)
    if not told:
        st.markdown("No story was found in more than one of these. Read more articles of each, or choose other papers.")
        return
    st.caption(
        f"{wording.plural(len(told), 'story', 'stories')} found in two or more, by the words of headline and "
        "first sentences. Like and unlike may be confused."
    )
    for group in told[:MOST_STORIES]:
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


def likeness(found: Comparison) -> None:
    """Heat maps of how alike the papers are."""
    papers: Sequence[str] = found.papers
    for place, (key, table, heading, note) in zip(
        st.columns(2, gap="large"),
        (
            ("like_topics", topic_overlap(found.rows, papers), "Attention to the same topics", TOPICS_NOTE),
            ("like_stories", story_overlap(found.rows, papers), "Stories that the other tells, too", STORIES_NOTE),
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


def take_away(edition: Edition, found: Comparison) -> None:
    """The whole comparison as one file."""
    rows, papers = found.rows, found.papers
    downloads.button(
        "Whole comparison (HTML)",
        lambda: comparison_report(
            rows, papers, read_at=edition.read_at, model=in_prose(edition.model), sample=edition.sample
        ),
        "broadsheet-comparison.html",
        "text/html",
        "comparison_html",
    )
