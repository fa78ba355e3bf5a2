"""Parts of the Compare page: shares, what only one has, words, the same story."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.analysis.compare import share_differences
from core.analysis.frame import classified
from core.analysis.stories import only_in, shared_stories
from core.analysis.terms import distinctive_terms
from core.charts.compare import difference_chart, terms_chart
from core.topics.taxonomy import label
from core.ui import components
from core.ui.escape import escape, link


def choose_pair(rows: pd.DataFrame) -> tuple[str, str] | None:
    """Two papers of the edition; None (and a sentence) where fewer than two were read."""
    papers = list(dict.fromkeys(classified(rows)["paper"]))
    if len(papers) < 2:
        st.warning("Comparing needs two papers that could be read. Choose more of them on Front pages.")
        return None
    left, right = st.columns(2)
    first = left.selectbox("Paper", papers, key="paper", bind="query-params")
    others = [paper for paper in papers if paper != first]
    second = right.selectbox("compared with", others, key="other", bind="query-params")
    return str(first), str(second)


def shares(rows: pd.DataFrame, pair: tuple[str, str]) -> None:
    """Share of each topic in both, the difference in points, and its interval."""
    table = share_differences(rows, *pair)
    readable = pd.DataFrame(
        {
            "Topic": table["topic"].map(label),
            pair[0]: [f"{share:.0%}" for share in table["share"]],
            pair[1]: [f"{share:.0%}" for share in table["other_share"]],
            "Difference (points)": [f"{points:+.0f}" for points in table["points"]],
            "95% interval": [
                f"{low:+.0f} to {high:+.0f}" for low, high in zip(table["low"], table["high"], strict=True)
            ],
            "Reading": ["clear" if clear else "too few articles to say" for clear in table["clear"]],
        }
    )
    if not table["clear"].any():
        st.info(
            f"With {table['n'].iloc[0]} and {table['other_n'].iloc[0]} articles read, no difference between these "
            "papers is larger than chance alone could make it. Read more articles of each to say more."
        )
    components.chart(
        difference_chart(table, *pair),
        readable,
        f"Difference in topic shares between {pair[0]} and {pair[1]}. The table below holds the numbers.",
        "differences",
    )


def only_one(stories: pd.DataFrame, pair: tuple[str, str]) -> None:
    """What each covers that was not found in the other."""
    for place, (paper, other) in zip(st.columns(2, gap="large"), (pair, pair[::-1]), strict=True):
        mine = only_in(stories, paper, other)
        read = int((stories["paper"] == other).sum())
        with place:
            st.subheader(f"Only in {escape(paper)}")
            st.caption(f"Not found among the {read} articles read of {escape(other)}.")
            for topic, group in mine.groupby("topic", sort=False):
                st.markdown(f"**{label(str(topic))}**")
                st.markdown("\n".join(f"- {link(row.title, row.url)}" for row in components.each(group)))
            if mine.empty:
                st.markdown("Nothing: every story has its counterpart.")


def words(rows: pd.DataFrame, pair: tuple[str, str]) -> None:
    """Words that set each of the two apart from the other."""
    terms = distinctive_terms(rows, list(pair))
    for place, paper in zip(st.columns(2, gap="large"), pair, strict=True):
        own = terms[terms["paper"] == paper]
        with place:
            if own.empty:
                st.markdown(f"No word of {escape(paper)} stands out yet: too few articles share one.")
                continue
            components.chart(
                terms_chart(own, paper),
                own[["term", "count", "elsewhere", "z"]],
                f"Words that stand in more articles of {paper}: {', '.join(own['term'])}.",
                f"terms_{pair.index(paper)}",
            )


def same_story(stories: pd.DataFrame) -> None:
    """Stories that several papers tell, each paper's version next to the others."""
    told = shared_stories(stories)
    if not told:
        st.markdown("No story was found in more than one of the papers that were read.")
    for group in told:
        lead = group.sort_values("published").iloc[0]
        with st.container(border=True):
            st.markdown(f"**{escape(str(lead['title']))}**")
            st.caption(f"{group['paper'].nunique()} papers, {len(group)} articles")
            versions = list(components.each(group))
            for start in range(0, len(versions), 3):
                for place, row in zip(st.columns(3), versions[start : start + 3], strict=False):
                    place.markdown(
                        f"{escape(row.paper)}  \n{link(row.title, row.url)}  \n"
                        f"{components.topic_words(row)}, {row.words} words"
                    )
