"""What a visitor asks of the archive: which papers, days, topic and words, and how to draw the answer."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st

from core import wording
from core.analysis.trends import EVERY, TOGETHER, Count
from core.archive import Archive, ArticleQuery, DayCount
from core.topics.schemes import TopicScheme
from core.topics.taxonomy import ALL_NAMES, CORE_NAMES, OTHER, UNSURE, label
from core.types import Scheme
from core.ui import keys, scheme

DEFAULT_DAYS = 90
"""Days that are shown before anything is chosen."""
Draw = Callable[["Archive", "TrendQuestion"], None]
"""Draws a tab, given the archive and what is asked of it."""
MAX_DAYS_BY_WEEK = 400
"""Days up to which weeks are shown at first; months above."""
COMBINED = "Combined"
SEPARATE = "Separate"
FORMER_WORDS = {"Together": COMBINED, "Apart": SEPARATE}
"""What links said of papers before."""


@dataclass(frozen=True, slots=True)
class TrendQuestion:
    """What the visitor asks of the archive.

    Attributes
    ----------
    articles : ArticleQuery
        The articles that are asked for.
    paper_names : tuple of str
        Names of the papers that were chosen; all papers where none was.
    period : str
        "Day", "Week" or "Month".
    share : bool
        Draw shares rather than counts.
    by_paper : bool
        Draw each paper by itself.
    words : str
        What is searched for.
    first_day : date
        The first day of the archive.
    """

    articles: ArticleQuery
    paper_names: tuple[str, ...]
    period: str
    share: bool
    by_paper: bool
    words: str
    first_day: date

    @property
    def subject(self) -> str:
        """Whose articles, in words."""
        if not self.paper_names:
            return TOGETHER
        return ", ".join(self.paper_names) if len(self.paper_names) <= 3 else f"{len(self.paper_names)} papers"

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day that is asked for."""
        return self.articles.since or self.first_day, self.articles.until or self.first_day

    @property
    def is_search(self) -> bool:
        """Whether words are searched for."""
        return bool(self.words.strip())


def ask(archive: Archive) -> TrendQuestion | None:
    """Show the controls; return None where the archive holds nothing."""
    archive_days = archive.span()
    if archive_days is None:
        return None
    names = archive.papers()
    left, middle, right = st.columns([3, 3, 2])
    with left:
        words = _words()
    with middle:
        chosen = _papers(names)
    with right:
        since, until = _days(*archive_days)
    with st.expander("Options", key=keys.TREND_OPTIONS, icon=":material/tune:"):
        topics = scheme.choose()
        topic = _topic(topics)
        with st.container(horizontal=True):
            period, share, by_paper = _drawing(since, until)
    return TrendQuestion(
        articles=ArticleQuery(tuple(chosen), topic, since, until, topics.kind),
        paper_names=tuple(names[paper] for paper in chosen if paper in names),
        period=period,
        share=share,
        by_paper=by_paper,
        words=words,
        first_day=archive_days[0],
    )


def _papers(names: dict[str, str]) -> list[str]:
    return st.multiselect(
        "Papers",
        list(names),
        format_func=lambda paper: names.get(paper, paper),
        key=keys.TREND_PAPERS,
        bind="query-params",
        placeholder="All papers",
        on_change=show_first_page,
    )


def _days(first: date, last: date) -> tuple[date, date]:
    days = st.date_input(
        "Days (UTC)",
        (max(first, last - timedelta(days=DEFAULT_DAYS - 1)), last),
        min_value=first,
        max_value=last,
        key=keys.TREND_DAYS,
        bind="query-params",
        on_change=show_first_page,
    )
    return (days[0], days[1]) if isinstance(days, tuple) and len(days) == 2 else (first, last)


def _words() -> str:
    words = st.text_input(
        "Attention to",
        key=keys.TREND_WORDS,
        bind="query-params",
        max_chars=500,
        on_change=show_first_page,
        placeholder='ferry -strike "interest rates"',
        help="A search: its share of articles by paper, over time, and the articles themselves. All words must be "
        'there. "Several words" in a row, -without this one, this OR that, begin*.',
    )
    return words or ""


def _topic(among: TopicScheme) -> str | None:
    topics = [*(CORE_NAMES if among.kind is Scheme.CORE else ALL_NAMES), OTHER.name, UNSURE.name]
    if st.session_state.get(keys.TREND_TOPIC) not in topics:
        st.session_state.pop(keys.TREND_TOPIC, None)
    topic: str | None = st.pills(
        "Topic",
        topics,
        format_func=label,
        key=keys.TREND_TOPIC,
        bind="query-params",
        on_change=show_first_page,
    )
    return topic


def _drawing(since: date, until: date) -> tuple[str, bool, bool]:
    """Show how the answer can be drawn; return the period, whether as shares, and whether paper by paper."""
    period = st.segmented_control(
        "By",
        list(EVERY),
        default=_default_period(since, until),
        required=True,
        key=keys.TREND_PERIOD,
        bind="query-params",
    )
    measure = st.segmented_control(
        "Show", ["Share", "Count"], default="Share", required=True, key=keys.TREND_MEASURE, bind="query-params"
    )
    moved = follow_former_link(keys.TREND_APART, FORMER_WORDS)
    papers_are = st.segmented_control(
        "Papers",
        [COMBINED, SEPARATE],
        default=None if moved else COMBINED,  # a default beside a choice that was made for the visitor is a mistake
        required=True,
        key=keys.TREND_APART,
        bind="query-params",
    )
    return str(period), measure == "Share", papers_are == SEPARATE


def follow_former_link(key: str, renamed: Mapping[str, str]) -> bool:
    """Take a choice from a link that was made when it had another name; tell whether there was one."""
    linked = st.query_params.get(key, "")
    if linked not in renamed:
        return False
    st.session_state[key] = renamed[linked]
    return True


def _default_period(since: date, until: date) -> str:
    return "Week" if (until - since).days <= MAX_DAYS_BY_WEEK else "Month"


def show_first_page() -> None:
    """Go back to the first page of articles, as another question has other pages."""
    st.session_state.pop(keys.TREND_PAGE, None)


def count_tuples(counts: Iterable[DayCount]) -> list[Count]:
    """Return the archive's counts as `core.analysis.trends` takes them."""
    return [(count.day, count.paper, count.topic, count.n) for count in counts]


def content_hash(counts: object) -> bytes:
    """Tell counts from others without keeping them: equal ones, in the same order, have the same hash."""
    return hashlib.sha256(repr(counts).encode()).digest()


def together(counts: Iterable[DayCount]) -> list[Count]:
    """Return the counts of papers as those of all of them together."""
    totals: dict[tuple[date, str], int] = {}
    for count in counts:
        totals[count.day, count.topic] = totals.get((count.day, count.topic), 0) + count.n
    return [(day, "", topic, n) for (day, topic), n in totals.items()]


def days_in_words(days: tuple[date, date]) -> str:
    """Return a span of days, or one day, in words."""
    if days[0] == days[1]:
        return wording.day(days[0])
    return f"{wording.day(days[0])} to {wording.day(days[1])}"
