"""Validation that is not fooled: the same time, later, never seen; a learning curve; ten folds; wishes and figures."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core import wording
from core.analysis.frame import rows_of
from core.charts.validation import folds_chart, learning_chart, validations_chart
from core.reports.frames import ValidationReport, read_validation
from core.reports.targets import FIGURES, goals_frame
from core.topics.names import CURRENT
from core.topics.schemes import TopicScheme
from core.ui import resources, scheme
from core.ui.kit import charts, phrases
from core.ui.kit.tables import table
from core.ui.model import choices

NOT_WRITTEN = (
    "The validations have not been run yet: run `python -m core train --validate`, which trains today's recipe some "
    "twenty times more."
)


def validations(topics: TopicScheme) -> None:
    """Show the validations of today's recipe, for as many topics as are asked for."""
    st.markdown(
        "A model looks good on articles like those it learnt. So today's recipe is measured three times: on articles "
        "of the **same time** and publisher, on **later** ones, and on a publisher that it had **never seen**. "
        "Duplicates are never on both sides."
    )
    report = choices.read_if_written(lambda: read_validation(resources.artifacts()), NOT_WRITTEN)
    if report is not None:
        _rows(report, len(topics.topics))
        _learning(report, len(topics.topics))
        _folds(report)
    _targets(report)


def _for_topics(frame: pd.DataFrame, topics: int) -> pd.DataFrame:
    """Select the rows for so many topics."""
    return frame if frame.empty else frame[frame["topics"] == topics]


def _rows(report: ValidationReport, topics: int) -> None:
    rows = _for_topics(report.rows, topics)
    if rows.empty:
        return
    charts.chart(
        validations_chart(rows),
        pd.DataFrame(
            {
                "Validation": rows["kind"],
                "Articles": rows["what"],
                "n": rows["n"],
                "Right": [phrases.exact_percent(share) for share in rows["accuracy"]],
                "95% interval": [
                    wording.interval(low, high)
                    for low, high in zip(rows["accuracy_low"], rows["accuracy_high"], strict=True)
                ],
                "Right in top 2": [phrases.exact_percent(share) for share in rows["accuracy_top2"]],
                "Macro F1": [f"{f:.3f}" for f in rows["macro_f1"]],
                "Calibration error": [f"{e:.3f}" for e in rows["ece"]],
                "Answered": [phrases.exact_percent(share) for share in rows["coverage"]],
                "Accuracy when answered": [phrases.exact_percent(share) for share in rows["accuracy_answered"]],
                "Right in the most confident 80%": [phrases.exact_percent(share) for share in rows["surest"]],
            }
        ),
        "Accuracy of the three validations with intervals. The table below holds the numbers.",
        "validations",
    )


def _learning(report: ValidationReport, topics: int) -> None:
    learning = _for_topics(report.learning, topics)
    if learning.empty:
        return
    st.subheader("Learning curve")
    charts.chart(
        learning_chart(learning),
        learning[["what", "share", "train", "n", "accuracy", "accuracy_top2", "macro_f1"]],
        "Accuracy on later articles by the number of examples learnt. The table below holds the numbers.",
        "learning",
    )
    st.caption(
        "A line still rising at its end suggests that more articles would help; a flat one, that different ones would."
    )


def _folds(report: ValidationReport) -> None:
    if not report.folds:
        return
    st.subheader("Ten folds of the BBC of 2004-05")
    st.markdown("Today's recipe, trained on nine tenths of the original's articles and tested on the rest, ten times.")
    charts.chart(
        folds_chart(report.folds),
        pd.DataFrame({"Fold": range(1, len(report.folds) + 1), "Accuracy": report.folds}),
        "Accuracy of each fold. The table below holds the numbers.",
        "folds",
    )


def _targets(report: ValidationReport | None) -> None:
    try:
        frame = goals_frame(scheme.entry(CURRENT), report)
    except KeyError:
        return
    if frame.empty:
        return
    met = int(frame["met"].sum())
    st.subheader("Targets and results")
    st.markdown(f"{met} of {len(frame)} targets are met.")
    table(
        pd.DataFrame(
            {
                "Articles": frame["what"],
                "Figure": [FIGURES.get(figure, figure) for figure in frame["figure"]],
                "Target": [
                    f"{'at most' if row.figure == 'ece' else 'at least'} {row.wanted:.3f}" for row in rows_of(frame)
                ],
                "Reached": [f"{value:.3f}" for value in frame["reached"]],
                "Met": ["yes" if value else "no" for value in frame["met"]],
                "What would close the gap": frame["closes"],
            }
        ),
        "wishes",
        "Targets, and what was reached",
    )
