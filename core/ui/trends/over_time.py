"""Parts of the Trends page: what the archive holds, over time, by words, and article by article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from core import wording
from core.analysis.frame import rows_of
from core.analysis.trends import EVERY, TOGETHER, Count, change, over_time, rising_words, spans, unusual_weeks
from core.archive import PAGE_SIZE, Archive, ArchivedArticle, ArticlePage, ArticleQuery, Correction, DayCount, TextPart
from core.charts.style import Measure
from core.charts.trends import SELECTION, topic_chart, trend_chart
from core.errors import SearchError
from core.topics.schemes import TopicScheme
from core.topics.taxonomy import ALL_NAMES, CORE_NAMES, OTHER, label
from core.types import Scheme
from core.ui import archives, corrections, keys
from core.ui.kit import charts, downloads, phrases
from core.ui.kit.escape import escape, link

FIRST_DAYS = 90
"""Days that are shown before anything is chosen."""
MOST_TEXTS = 2000
"""Articles of each span that rising words are counted in."""
MOST_SIDE_BY_SIDE = 6


@dataclass(frozen=True, slots=True)
class Asked:
    """What the visitor asks of the archive."""

    which: ArticleQuery
    names: tuple[str, ...]
    every: str
    share: bool
    apart: bool
    words: str
    first: date

    @property
    def subject(self) -> str:
        """Whose articles, in words."""
        return (
            ", ".join(self.names)
            if self.names and len(self.names) <= 3
            else (f"{len(self.names)} papers" if self.names else TOGETHER)
        )


def ask(archive: Archive, scheme: TopicScheme) -> Asked | None:
    """The controls; None where the archive holds nothing."""
    known = archive.span()
    if known is None:
        return None
    names, topics = archive.papers(), [*(CORE_NAMES if scheme.kind is Scheme.CORE else ALL_NAMES), OTHER.name]
    left, middle, right = st.columns([3, 2, 3])
    chosen = left.multiselect(
        "Papers",
        list(names),
        format_func=lambda key: names.get(key, key),
        key=keys.TREND_PAPERS,
        bind="query-params",
        placeholder="All papers",
        on_change=_first_page,
    )
    days = middle.date_input(
        "Days",
        (max(known[0], known[1] - timedelta(days=FIRST_DAYS - 1)), known[1]),
        min_value=known[0],
        max_value=known[1],
        key=keys.TREND_DAYS,
        bind="query-params",
        on_change=_first_page,
    )
    words = right.text_input(
        "Search",
        key=keys.TREND_WORDS,
        bind="query-params",
        max_chars=500,
        on_change=_first_page,
        placeholder='ferry -strike "interest rates"',
        help='All words must be there. "Several words" in a row, -without this one, this OR that, begin*.',
    )
    if st.session_state.get(keys.TREND_TOPIC) not in topics:
        st.session_state.pop(keys.TREND_TOPIC, None)
    topic = st.pills(
        "Topic",
        topics,
        format_func=label,
        key=keys.TREND_TOPIC,
        bind="query-params",
        on_change=_first_page,
        help="Or click a bar in the chart.",
    )
    since, until = days if isinstance(days, tuple) and len(days) == 2 else known
    with st.container(horizontal=True):
        every = st.segmented_control(
            "By",
            list(EVERY),
            default=_usual(since, until),
            required=True,
            key=keys.TREND_PERIOD,
            bind="query-params",
        )
        measure = st.segmented_control(
            "Show", ["Share", "Count"], default="Share", required=True, key=keys.TREND_MEASURE, bind="query-params"
        )
        apart = st.segmented_control(
            "Papers are",
            ["Together", "Apart"],
            default="Together",
            required=True,
            key=keys.TREND_APART,
            bind="query-params",
        )
    which = ArticleQuery(tuple(chosen), topic, since, until, scheme.kind)
    return Asked(
        which,
        tuple(names[key] for key in chosen if key in names),
        str(every),
        measure == "Share",
        apart == "Apart",
        words or "",
        known[0],
    )


def _usual(since: date, until: date) -> str:
    length = (until - since).days
    return "Day" if length <= 45 else "Week" if length <= 400 else "Month"


def _first_page() -> None:
    st.session_state.pop(keys.TREND_PAGE, None)


def topics_over_time(archive: Archive, asked: Asked) -> None:
    """Shares over time with n and intervals; a click on a bar shows its articles."""
    everything = replace(asked.which, topic=None)
    counts = archive.daily_counts(everything, by_paper=asked.apart)
    if asked.apart:
        counts = _largest(counts)
    trend = over_time(_plain(counts), asked.every)
    if trend.empty:
        st.markdown("No article in these days. Choose more days, or another paper.")
        return
    if not asked.apart:
        _over_time(trend, asked, asked.subject, "trend")
        return
    for number, name in enumerate(dict.fromkeys(trend["paper"])):
        _over_time(trend[trend["paper"] == name], asked, str(name), f"trend_{number}")


def _over_time(trend: pd.DataFrame, asked: Asked, subject: str, key: str) -> None:
    topic = asked.which.topic
    table = trend if topic is None else trend[trend["topic"] == topic]
    shown = table.assign(topic=table["topic"].map(label), period=table["period"].dt.date)
    if topic is not None and asked.share:
        figure = topic_chart(table, subject, topic, asked.every)
        charts.chart(figure, shown, f"{subject}: share of {label(topic)} over time, with its interval.", f"{key}_one")
        return
    charts.chart(
        trend_chart(table, subject, asked.every, Measure.SHARE if asked.share else Measure.COUNT),
        shown,
        f"{subject}: topics by {asked.every.lower()} of publication. The table holds the numbers.",
        key,
        on_select=lambda: _clicked(key, asked.every),
        selection_mode=[SELECTION],
    )


def _largest(counts: list[DayCount]) -> list[DayCount]:
    """The papers with most articles: more rows of bars than that nobody compares."""
    totals: dict[str, int] = {}
    for count in counts:
        totals[count.paper] = totals.get(count.paper, 0) + count.n
    largest = sorted(totals, key=lambda name: -totals[name])[:MOST_SIDE_BY_SIDE]
    if len(totals) > len(largest):
        st.caption(f"The {len(largest)} papers with most articles of {len(totals)}. Choose papers to see others.")
    return [count for count in counts if count.paper in largest]


def _clicked(key: str, every: str) -> None:
    """A click on a bar: its topic and its days become the filter."""
    picked = st.session_state[key].selection.get(SELECTION) or []
    if not picked:
        return
    st.session_state[keys.TREND_TOPIC] = picked[0]["topic"]
    start = pd.Timestamp(picked[0]["period"], unit="ms").to_period(EVERY[every])
    first, last = start.start_time.date(), start.end_time.date()
    chosen = st.session_state.get(keys.TREND_DAYS, ())
    if len(chosen) == 2:
        first, last = max(first, chosen[0]), min(last, chosen[1])
    if first <= last:
        st.session_state[keys.TREND_DAYS] = (first, last)
    _first_page()


def what_changed(archive: Archive, asked: Asked) -> None:
    """The span against the one before it, and weeks that stand out."""
    compared = spans(*_days(asked), asked.first)
    if compared is None:
        st.markdown("One day has nothing to be compared with. Choose more days.")
        return
    now, before = (_plain(archive.daily_counts(_within(asked, days))) for days in compared)
    rows = change(now, before)
    if not rows["n"].max() or not rows["n_before"].max():
        st.markdown("There are no articles in the span before. Choose fewer or later days.")
    else:
        st.markdown(f"**{_said(compared[0])}** against **{_said(compared[1])}**, {escape(asked.subject)}")
        st.table(
            pd.DataFrame(
                {
                    "Topic": rows["topic"].map(label),
                    "Share": [f"{s:.1%}" for s in rows["share"]],
                    "Before": [f"{s:.1%}" for s in rows["before"]],
                    "Points": [
                        f"**{wording.signed(p, 1)}**" if clear else wording.signed(p, 1)
                        for p, clear in zip(rows["points"], rows["clear"], strict=True)
                    ],
                    "95% interval": [
                        wording.interval(a, b, "+.1f") for a, b in zip(rows["low"], rows["high"], strict=True)
                    ],
                }
            ),
            hide_index=True,
        )
        st.caption(f"n = {rows['n'].max():,} articles now, {rows['n_before'].max():,} before. {_clear(rows)}")
        downloads.every_format(rows, "changes", "changes")
    _weeks(archive, asked)


def _clear(rows: pd.DataFrame) -> str:
    """Which differences are more than chance, in a sentence."""
    clear = [label(name) for name in rows.loc[rows["clear"], "topic"]]
    if not clear:
        return "Each difference could be chance: its interval holds 0."
    return f"More than chance: {', '.join(clear)}; the others' intervals hold 0."


def _weeks(archive: Archive, asked: Asked) -> None:
    st.subheader("Unusual weeks")
    weeks = unusual_weeks(_plain(archive.daily_counts(replace(asked.which, topic=None))))
    if weeks.empty:
        st.markdown("No week of these days stands out by three standard errors (it takes six weeks to say so).")
        return
    for row in rows_of(weeks.head(8)):
        more = "more" if row.z > 0 else "less"
        st.markdown(
            f"Week of {wording.day(row.week)}: **{label(row.topic)}** had {more} than usual, {row.share:.1%} of "
            f"{row.n:,} articles; in the other weeks {row.usual:.1%} ({abs(row.z):.1f} standard errors)."
        )


def words_that_rise(archive: Archive, asked: Asked) -> None:
    """Words that stand in more articles than in the span before."""
    compared = spans(*_days(asked), asked.first)
    if compared is None:
        st.markdown("One day has nothing to be compared with. Choose more days.")
        return
    now, before = (archive.texts(replace(asked.which, since=a, until=b), MOST_TEXTS) for a, b in compared)
    words = rising_words(now, before) if now and before else pd.DataFrame()
    if words.empty:
        st.markdown("No word rises clearly between these spans; with more articles some may.")
        return
    st.markdown(f"Words that rise in **{_said(compared[0])}**, against **{_said(compared[1])}**")
    st.dataframe(
        pd.DataFrame(
            {
                "Word": words["term"],
                "Articles now": words["count"],
                "Articles before": words["before"],
                "Strength": words["z"].round(1),
            }
        ),
        hide_index=True,
        width="stretch",
    )
    st.caption(
        f"n = {len(now):,} articles now and {len(before):,} before (the newest {MOST_TEXTS:,} of each at most). "
        "Strength: standardised log-odds. Words of headline and kept text."
    )
    downloads.every_format(words, "rising-words", "rising")


def articles(archive: Archive, asked: Asked) -> None:
    """The articles behind it all, page by page, each with a way to say that it is wrong."""
    st.subheader("Articles")
    given = str(st.session_state.get(keys.TREND_PAGE) or st.query_params.get(keys.TREND_PAGE, "1"))
    number = int(given) if given.isdecimal() else 1
    try:
        page = _page(archive, asked, max(0, number - 1) * PAGE_SIZE)
    except SearchError as problem:
        st.warning(escape(str(problem)))
        return
    if not page.total:
        st.markdown("No article matches. Choose more days, other papers or fewer words.")
        return
    more = " or more; the newest of them are ranked" if page.more else ""
    st.caption(f"{page.total:,} articles{more}, {escape(asked.subject)}, {_said(_days(asked))}")
    for found in page.articles:
        _article(archive, found)
    st.pagination(max(1, -(-page.total // PAGE_SIZE)), key=keys.TREND_PAGE, bind="query-params")


def _page(archive: Archive, asked: Asked, offset: int) -> ArticlePage:
    if asked.words.strip():
        return archive.search(asked.words, asked.which, offset)
    return archive.articles(asked.which, offset)


def _article(archive: Archive, found: ArchivedArticle) -> None:
    with st.container(key=keys.part("found", found.id), gap="xxsmall"):
        st.markdown(f"**{link(found.title, found.url)}**")
        about = [escape(found.paper), wording.day(found.at), _topic(found)]
        about += [f"section {escape(found.section)}"] if found.section else []
        if found.snippet:
            st.markdown(_marked(found.snippet))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(" · ".join(about), width="content")
            said = Correction("", found.best or "", found.confidence or 0.0, archives.version(), found.url, found.title)
            corrections.button(said, keys.part("wrong", found.id), archive)


def _topic(found: ArchivedArticle) -> str:
    if found.topic is None:
        return ""
    sure = f" {phrases.percent(found.confidence)}" if found.confidence is not None else ""
    if found.topic == OTHER.name:
        return f"Unsure ({label(found.best)}?)" if found.best else "Unsure"
    return f"**{label(found.topic)}**{sure}"


def _marked(parts: Iterable[TextPart]) -> str:
    """A snippet as Markdown: what was found in bold, everything escaped."""
    shown = []
    for part in parts:
        text, inner = part.text, part.text.strip()
        if part.hit and inner:
            shown.append(f"**{escape(inner)}**")
        else:
            lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
            shown.append((" " if lead else "") + escape(text) + (" " if tail and inner else ""))
    return "".join(shown)


def _plain(counts: Iterable[DayCount]) -> list[Count]:
    return [(count.day, count.paper, count.topic, count.n) for count in counts]


def _within(asked: Asked, days: tuple[date, date]) -> ArticleQuery:
    return replace(asked.which, topic=None, since=days[0], until=days[1])


def _days(asked: Asked) -> tuple[date, date]:
    return asked.which.since or asked.first, asked.which.until or asked.first


def _said(days: tuple[date, date]) -> str:
    if days[0] == days[1]:
        return wording.day(days[0])
    return f"{wording.day(days[0])} to {wording.day(days[1])}"
