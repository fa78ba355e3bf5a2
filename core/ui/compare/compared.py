"""What is compared: papers, or one paper on several days, chosen in one folded box."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import pandas as pd
import streamlit as st

from core import wording
from core.analysis.frame import classified
from core.analysis.shares import findings
from core.analysis.shares.table import ShareErrors
from core.analysis.sources import day_name
from core.analysis.stories import with_stories
from core.archive import MAX_A_DAY, MAX_DAYS
from core.topics.schemes import TopicScheme
from core.types import Edition
from core.ui import keys, resources, scheme, share_notes, state
from core.ui.compare import paper_days
from core.ui.kit import charts, shared

Result = TypeVar("Result")

PAPERS = "Papers"
DAYS = "One paper on several days"
LABEL = "Change papers, days or topics"
MAX_COMPARED = 8
"""Papers, or days, that are compared at once: as many as the charts have room for."""


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

    @property
    def source(self) -> str:
        """Where the figures come from."""
        model = share_notes.model_words(self.edition.model)
        return findings.source_line(self.papers, self.edition.read_at, model, sample=self.edition.sample)

    def once(self, name: str, make: Callable[[], Result], *choice: Hashable) -> Result:
        """Return what is made from papers once for all visitors; from days anew, as they come from the archive.

        `choice` says what it depends on besides what is compared.
        """
        if self.days:
            return make()
        return shared.results().get(self.edition, (name, *self._content, *choice), make)

    def drawn(self, *choice: Hashable) -> charts.Drawn | None:
        """Return what a chart is made from, where its specification can be shared as in `once`."""
        return None if self.days else charts.Drawn(self.edition, (*self._content, *choice))

    @property
    def _content(self) -> tuple[Hashable, ...]:
        return self.papers, len(self.scheme.labels)

    def n(self, paper: str) -> int:
        """Articles of one of them."""
        return int((self.rows["paper"] == paper).sum())


def choose(edition: Edition, beside: Callable[[Comparison], None]) -> Comparison | None:
    """Show the box, folded, and beside it what `beside` draws; return what is chosen in the box.

    None (and a sentence) where that is too little to compare.
    """
    with st.container(horizontal=True):
        box = st.expander(LABEL, key=keys.COMPARE_CHOICE, on_change="rerun", icon=":material/newspaper:")
        place = st.container(width="content")
    with box:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            way = st.segmented_control(
                "Compare", [PAPERS, DAYS], default=PAPERS, required=True, key=keys.COMPARE_BY, bind="query-params"
            )
            topics = scheme.choose()
        chosen = _papers(edition, topics) if way == PAPERS else _days(edition, topics)
    if not isinstance(chosen, Comparison):
        st.info(chosen)  # below the box, which may be folded
        return None
    with place:
        beside(chosen)
    return chosen


def _papers(edition: Edition, topics: TopicScheme) -> Comparison | str:
    """Choose two to eight papers; a sentence where there is too little to compare."""
    stories = state.stories(edition, topics)
    papers = list(dict.fromkeys(classified(stories)["paper"]))
    if len(papers) < 2:
        return "It takes two papers that could be read. Choose more papers on Front pages."
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
        return "Choose one more newspaper to compare with." if chosen else "Choose two or more newspapers."
    return Comparison(tuple(chosen), stories[stories["paper"].isin(chosen)], edition, topics)


def _days(edition: Edition, topics: TopicScheme) -> Comparison | str:
    """Choose a paper and two to eight of its days; a sentence where there is too little to compare."""
    available = paper_days.days(edition, topics)
    if available.archive_silent:
        st.warning("The archive cannot be read now, so only articles read since the last restart can be chosen.")
    names = available.names
    papers = sorted((paper for paper, days in available.counts.items() if len(days) > 1), key=names.__getitem__)
    if not papers:
        return "No paper has articles from two days here yet. Read the papers again tomorrow, or read more now."
    left, right = st.columns([1, 2])
    with left:
        paper = st.selectbox(
            "Newspaper", papers, format_func=names.__getitem__, key=keys.COMPARED_PAPER, bind="query-params"
        )
    with right:
        days = _choose_days(available.counts[paper])
    if len(days) < 2:
        return "Choose two or more days."
    rows = paper_days.articles(available, edition, topics, paper, days)
    return Comparison(
        tuple(day_name(names[paper], day) for day in days), with_stories(rows), edition, topics, days=True
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
        help=f"The last {MAX_DAYS} days; at most {MAX_A_DAY} articles from the archive for each day.",
    )
    return sorted(days[name] for name in names)
