"""How well a model does on held-out articles: confusion, topics, calibration, risk and coverage, thresholds."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.charts.model import calibration_chart, confusion_chart, threshold_chart
from core.charts.validation import risk_chart
from core.reports.frames import SetReport
from core.topics.schemes import TopicScheme
from core.topics.taxonomy import OTHER, label
from core.ui import keys
from core.ui.kit import charts
from core.ui.kit.tables import table
from core.ui.model import choices, mistakes, overview

SECTIONS_NOTE = (
    "These labels have no *Other news*, so *right* looks at the likeliest topic without it. The answers on the page "
    "stay as they are."
)
ACCEPTABLE = (
    "How often the answer on the page is right, among all articles. *Unsure* counts as wrong; where articles were "
    "labelled one by one, every topic that a fair editor would accept is right."
)


def figures(name: str, topics: TopicScheme) -> None:
    """Everything that was measured on the held-out articles that the reader chooses."""
    report = choices.choose_held_out(name, topics, keys.HELD_OUT)
    _numbers(report, topics)
    left, right = st.columns(2, gap="large")
    with left:
        _confusion(report)
        _risk(report)
    with right:
        _calibration(report)
        _thresholds(report, topics)
    _scores(report)
    _outside(report)
    mistakes.show(report)
    overview.show_all(name)


def _numbers(report: SetReport, topics: TopicScheme) -> None:
    measures = report.evaluation
    with st.container(horizontal=True):
        st.metric("Right", f"{measures['accuracy']:.1%}")
        st.metric("Right in top 2", f"{measures['accuracy_top2']:.1%}")
        st.metric("Macro F1", f"{measures['macro_f1']:.2f}")
        st.metric("Answered", f"{measures['coverage']:.1%}")
        st.metric("Accuracy when answered", f"{measures['accuracy_answered']:.1%}")
        if "acceptable" in measures:
            st.metric("Shown and right", f"{measures['acceptable']:.1%}", help=ACCEPTABLE)
    st.caption(
        f"n = {measures['n']:,} articles; 95% interval of *right*: {measures['accuracy_low']:.1%} to "
        f"{measures['accuracy_high']:.1%}. {measures['left_out']:,} articles on other topics, or none, are left out."
    )
    if OTHER.name in topics.labels and OTHER.name not in report.scores["topic"].tolist():
        st.caption(SECTIONS_NOTE)


def _confusion(report: SetReport) -> None:
    matrix = report.confusion
    charts.chart(
        confusion_chart(matrix, report.what),
        matrix.assign(truth=matrix["truth"].map(label), predicted=matrix["predicted"].map(label)),
        "Confusion matrix. The table below holds the numbers.",
        "confusion",
    )


def _calibration(report: SetReport) -> None:
    charts.chart(
        calibration_chart(report.calibration, report.what, report.evaluation["ece"]),
        report.calibration,
        "Reliability diagram. The table below holds the numbers.",
        "calibration",
    )


def _risk(report: SetReport) -> None:
    charts.chart(
        risk_chart(report.thresholds, report.evaluation["n"]),
        report.thresholds.assign(wrong=(1 - report.thresholds["accuracy"]).round(4)),
        "Risk-coverage curve. The table below holds the numbers.",
        "risk",
    )


def _thresholds(report: SetReport, topics: TopicScheme) -> None:
    charts.chart(
        threshold_chart(report.thresholds, report.evaluation["n"], topics.thresholds),
        report.thresholds,
        "Coverage and accuracy by threshold, with the thresholds in use. The table below holds the numbers.",
        "thresholds",
    )
    st.caption("In use: " + ", ".join(f"{label(name)} {least:.0%}" for name, least in topics.thresholds.items()))


def _scores(report: SetReport) -> None:
    st.subheader("By topic")
    scores = report.scores
    table(
        pd.DataFrame(
            {
                "Topic": scores["topic"].map(label),
                "Precision": [f"{p:.0%}" for p in scores["precision"]],
                "Recall": [f"{r:.0%}" if n else "" for r, n in zip(scores["recall"], scores["support"], strict=True)],
                "F1": [f"{f:.2f}" if n else "" for f, n in zip(scores["f1"], scores["support"], strict=True)],
                "n": [f"{n:,}" for n in scores["support"]],
            }
        ),
        "by_topic",
        "Precision, recall and F1 of each topic",
    )


def _outside(report: SetReport) -> None:
    if report.outside.empty:
        return
    st.subheader("Articles about something else")
    st.markdown("These are about none of the chosen topics. The answer should be *Other news* or *Unsure*.")
    table(
        pd.DataFrame(
            {
                "Topic": report.outside["topic"].map(label),
                "Articles": report.outside["n"],
                "Other news or unsure": [
                    f"{o / n:.0%}" for o, n in zip(report.outside["other"], report.outside["n"], strict=True)
                ],
            }
        ),
        "outside",
        "Articles about something else, and how many of them are shown as other news or unsure",
    )
