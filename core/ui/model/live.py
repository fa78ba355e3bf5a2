"""Live accuracy and drift: how the model does on what is read, one tab of the Model page."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from core import wording
from core.analysis.drift import FEWEST, Drift, State, drift
from core.analysis.live import agreement, by_section
from core.archive import Archive, ArchivedArticle, ArticleQuery, LiveCount
from core.charts.trends import agreement_chart
from core.errors import ArchiveError
from core.topics.taxonomy import label
from core.ui import archives, corrections, keys, resources
from core.ui.kit import charts, phrases
from core.ui.kit.escape import escape, link
from core.ui.kit.tables import table

WEEKS = 4
"""Weeks that count as now."""
BY = {"Week": "week", "Paper": "paper", "Topic": "section_topic"}
MOST_SHOWN = 15


def show() -> None:
    """Agreement with the publishers' sections, drift, and the surest disagreements.

    An archive that cannot be read is a sentence here, and leaves the rest of
    the page alone.
    """
    try:
        _show(archives.archive())
    except ArchiveError as problem:
        st.error(escape(problem.for_visitors), icon=":material/error:")


def _show(archive: Archive) -> None:
    st.markdown(
        "What the model said when it read, against what the publishers' own sections say. A section is a weak label: "
        "publishers put a minister's football match into politics or sport as they like. What was predicted again "
        "later counts by its first answer."
    )
    weeks = archive.live_counts(("week",))
    if not weeks:
        st.markdown("Nothing has been read and kept yet, so there is nothing to measure.")
        return
    _agreement(archive, weeks)
    _drift(archive, weeks)
    _disagreements(archive)


def _agreement(archive: Archive, weeks: list[LiveCount]) -> None:
    st.subheader("Agreement with sections")
    chosen = st.segmented_control("By", list(BY), default="Week", required=True, key=keys.LIVE_BY, bind="query-params")
    if chosen == "Week":
        counts = [(str(week.week), week.agreed, week.labelled) for week in weeks]
    elif chosen == "Paper":
        counts = [(row.paper, row.agreed, row.labelled) for row in archive.live_counts(("paper",))]
    else:
        pairs = archive.live_counts(("section_topic", "best"))
        counts = [
            (label(topic), agreed, n)
            for topic, agreed, n in by_section((row.section_topic, row.best, row.n) for row in pairs)
        ]
    rows = agreement(counts)
    if rows.empty:
        st.markdown("No section of what was read says a topic.")
        return
    n, agreed = sum(labelled for _, _, labelled in counts), sum(same for _, same, _ in counts)
    whole = agreement([("all", agreed, n)]).iloc[0]
    st.markdown(
        f"Model and section agree on **{whole['share']:.1%}** ({wording.interval(whole['low'], whole['high'])}) of "
        f"{n:,} articles whose section says a topic."
    )
    heading = f"Agreement with sections, by {str(chosen).lower()}"
    table = rows.round(3).rename(columns={"name": str(chosen).lower()})
    charts.chart(
        agreement_chart(rows, BY[str(chosen)], heading), table, f"{heading}. The table holds the numbers.", "live"
    )


def _drift(archive: Archive, weeks: list[LiveCount]) -> None:
    st.subheader("Drift")
    last = max(week.week for week in weeks if week.week is not None)
    now = _state(archive, last - timedelta(weeks=WEEKS - 1), None)
    before, what = _reference(archive, weeks, last)
    found = drift(before, now) if before is not None else []
    if not found:
        st.markdown(
            f"It takes {FEWEST} articles in the last {WEEKS} weeks, and as many before, to tell drift from chance."
        )
        return
    for one in found:
        if one.notable:
            st.warning(f"**{one.name}** {_moved(one)}: the model may need renewal.", icon=":material/trending_down:")
    table(
        pd.DataFrame(
            {
                "What": [one.name for one in found],
                "Then": [_percent(one.before) for one in found],
                "Now": [_percent(one.now) for one in found],
                "Distance": [f"{one.distance:+.3f}" for one in found],
                "Notice from": [f"{one.threshold:.2f}" for one in found],
            }
        ),
        "drift",
        "How far words, topics and confidence have moved",
    )
    st.caption(
        f"Now: the {now.n:,} articles of the last {WEEKS} weeks. Then: {what}. Unknown words and confidence are means; "
        "the distance of the mix is the population stability index."
    )


def _moved(one: Drift) -> str:
    if one.before is None or one.now is None:
        return f"is {one.distance:.2f} away from what it was, and {one.threshold:.2f} is far"
    return f"went from {one.before:.1%} to {one.now:.1%}"


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.1%}"


def _reference(archive: Archive, weeks: list[LiveCount], last: date) -> tuple[State | None, str]:
    """What the model's training looked like; where that is not recorded, the first weeks of the archive."""
    name = resources.settings().model
    path = resources.settings().artifacts / "reports" / f"{name}-reference.json"
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        state = State(content["n"], content["unknown"], content["confidence"], content["mix"])
        return state, f"{state.n:,} articles held out from the training of the model in use"
    except (OSError, ValueError, KeyError):
        first = min(week.week for week in weeks if week.week is not None)
        end = first + timedelta(weeks=WEEKS) - timedelta(days=1)
        if end > last - timedelta(weeks=WEEKS - 1):
            return None, ""
        state = _state(archive, first, end)
        return state, f"the {state.n:,} articles of the first {WEEKS} weeks of the archive"


def _state(archive: Archive, since: date, until: date | None) -> State:
    rows = archive.live_counts(("best",), since, until)
    n = sum(row.n for row in rows)
    if not n:
        return State(0, 0.0, 0.0, {})
    return State(
        n,
        1 - sum(row.known_words for row in rows) / n,
        sum(row.confidence for row in rows) / n,
        {row.best: row.n / n for row in rows},
    )


def _disagreements(archive: Archive) -> None:
    st.subheader("The surest disagreements")
    found = archive.disagreements(ArticleQuery(), MOST_SHOWN)
    if not found:
        st.markdown("There is none among the newest articles.")
        return
    st.markdown("Articles of which the model is sure and the section says otherwise: candidates for a correction.")
    for one in found:
        _one(archive, one)


def _one(archive: Archive, found: ArchivedArticle) -> None:
    with st.container(key=keys.part("disagreement", found.id), gap="xxsmall"):
        st.markdown(f"**{link(found.title, found.url)}**")
        with st.container(horizontal=True, vertical_alignment="center"):
            sure = phrases.percent(found.confidence or 0.0)
            st.caption(
                f"{escape(found.paper)} · {wording.day(found.at)} · model: **{label(found.best or 'other')}** {sure} · "
                f"section {escape(found.section or '')}: **{label(found.section_topic or 'other')}**",
                width="content",
            )
            corrections.button(corrections.draft_of_archived(found), keys.part("live_wrong", found.id), archive)
