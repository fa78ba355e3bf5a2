"""Live accuracy and drift: how the model does on what is read, one tab of the Model page."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from core import wording
from core.analysis.drift import MIN_ARTICLES, Drift, State, drift
from core.analysis.live import agreement, by_section
from core.archive import Archive, ArchivedArticle, ArticleQuery, LiveCount
from core.charts.trends import agreement_chart
from core.errors import ArchiveError
from core.topics.taxonomy import label
from core.ui import archives, corrections, keys, resources
from core.ui.kit import charts, phrases
from core.ui.kit.escape import escape, link
from core.ui.kit.tables import table
from core.ui.model import reviewed

WEEKS = 4
"""Weeks that count as now."""
SECTIONS = (
    "The model's answers at the time of reading, compared with the publishers' own sections. A section is a weak "
    "label: publishers put a minister's football match into politics or sport as they like. Articles that were "
    "classified again later count by the first answer."
)
COLUMNS = {"Week": "week", "Paper": "paper", "Topic": "section_topic"}
MAX_DISAGREEMENTS = 15
"""Articles that are listed for correction."""


def show() -> None:
    """Show agreement with the publishers' sections, drift, and the surest disagreements.

    An archive that cannot be read is a sentence here, and leaves the rest of
    the page alone.
    """
    try:
        _show(archives.archive())
    except ArchiveError as problem:
        st.error(escape(problem.for_visitors), icon=":material/error:")


def _show(archive: Archive) -> None:
    reviewed.show(archive)
    weeks = archive.live_counts(("week",))
    if not weeks:
        st.markdown("Nothing has been read and stored yet, so there is nothing to measure.")
        return
    _agreement(archive, weeks)
    _drift(archive, weeks)
    _disagreements(archive)


def _agreement(archive: Archive, weeks: list[LiveCount]) -> None:
    st.subheader("Agreement with sections")
    st.markdown(SECTIONS)
    view = str(
        st.segmented_control("By", list(COLUMNS), default="Week", required=True, key=keys.LIVE_BY, bind="query-params")
    )
    if view == "Week":
        counts = [(str(week.week), week.agreed, week.labelled) for week in weeks]
    elif view == "Paper":
        counts = [(row.paper, row.agreed, row.labelled) for row in archive.live_counts(("paper",))]
    else:
        pairs = archive.live_counts(("section_topic", "best"))
        counts = [
            (label(topic), agreed, n)
            for topic, agreed, n in by_section((row.section_topic, row.best, row.n) for row in pairs)
        ]
    rows = agreement(counts)
    if rows.empty:
        st.markdown("No article read here has a section that names a topic.")
        return
    n, agreed = sum(labelled for _, _, labelled in counts), sum(same for _, same, _ in counts)
    whole = agreement([("all", agreed, n)]).iloc[0]
    st.markdown(
        f"Model and section agree on **{whole['share']:.1%}** ({wording.interval(whole['low'], whole['high'])}) of "
        f"{n:,} articles whose section names a topic."
    )
    heading = f"Agreement with sections, by {view.lower()}"
    table = rows.round(3).rename(columns={"name": view.lower()})
    charts.chart(
        agreement_chart(rows, COLUMNS[view], heading), table, f"{heading}. The table holds the numbers.", "live"
    )


def _drift(archive: Archive, weeks: list[LiveCount]) -> None:
    st.subheader("Drift")
    last = max(week.week for week in weeks if week.week is not None)
    now = _state(archive, last - timedelta(weeks=WEEKS - 1), None)
    before, what = _reference(archive, weeks, last)
    measures = drift(before, now) if before is not None else []
    if not measures:
        st.markdown(
            f"It takes {MIN_ARTICLES} articles in the last {WEEKS} weeks, and as many before, "
            "to tell drift from chance."
        )
        return
    for measure in measures:
        if measure.notable:
            st.warning(
                f"**{measure.name}** {_movement(measure)}: the model may need retraining.",
                icon=":material/trending_down:",
            )
    table(_drift_table(measures), "drift", "How far words, topics and confidence have moved")
    st.caption(
        f"Now: the {now.n:,} articles of the last {WEEKS} weeks. Then: {what}. Unknown words and confidence are means; "
        "the distance of the mix is the population stability index."
    )


def _drift_table(measures: list[Drift]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "What": [measure.name for measure in measures],
            "Then": [phrases.exact_percent(measure.before) for measure in measures],
            "Now": [phrases.exact_percent(measure.now) for measure in measures],
            "Distance": [f"{measure.distance:+.3f}" for measure in measures],
            "Alert from": [f"{measure.threshold:.2f}" for measure in measures],
        }
    )


def _movement(measure: Drift) -> str:
    if measure.before is None or measure.now is None:
        return f"is {measure.distance:.2f} away from what it was, and {measure.threshold:.2f} is far"
    return f"went from {measure.before:.1%} to {measure.now:.1%}"


def _reference(archive: Archive, weeks: list[LiveCount], last: date) -> tuple[State | None, str]:
    """Return what the model's training looked like; where that is not recorded, the first weeks of the archive."""
    name = resources.settings().model
    path = resources.artifacts() / "reports" / f"{name}-reference.json"
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
    st.subheader("Most confident disagreements")
    articles = archive.disagreements(ArticleQuery(), MAX_DISAGREEMENTS)
    if not articles:
        st.markdown("None among the newest articles.")
        return
    st.markdown("Articles where the model is confident and the section says otherwise: candidates for a correction.")
    for article in articles:
        _disagreement(archive, article)


def _disagreement(archive: Archive, article: ArchivedArticle) -> None:
    with st.container(key=keys.part("disagreement", article.id), gap="xxsmall"):
        st.markdown(f"**{link(article.title, article.url)}**")
        with st.container(horizontal=True, vertical_alignment="center"):
            sure = phrases.percent(article.confidence or 0.0)
            st.caption(
                f"{escape(article.paper)} · {wording.day(article.at)} · "
                f"model: **{label(article.best or 'other')}** {sure} · "
                f"section {escape(article.section or '')}: **{label(article.section_topic or 'other')}**",
                width="content",
            )
            corrections.button(
                corrections.draft_of_archived(article, archives.version()), keys.part("live_wrong", article.id), archive
            )
