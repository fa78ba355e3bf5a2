"""What the figures were meant to reach, what they reached, and what data would close the rest."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from core.reports.frames import ValidationReport
from core.topics.manifest import ModelEntry
from core.topics.taxonomy import ALL_NAMES, CORE_NAMES
from core.wording import number_word

LATER = "later"
NEVER_SEEN = "never seen"
FOLDS = "folds"
CORE = len(CORE_NAMES)
ALL = len(ALL_NAMES)
FIGURES = {
    "accuracy": "accuracy",
    "accuracy_top2": "right in top 2",
    "macro_f1": "macro F1",
    "ece": "calibration error",
    "acceptable": "shown and right",
    "accuracy_answered": "accuracy when answered",
    "coverage": "answered",
    "surest": "accuracy of the most confident 80%",
}
"""Figures in words."""
COLUMNS = ["what", "figure", "n", "wanted", "reached", "met", "closes"]

_ARTICLES = (
    "More whole articles, on politics, tech and business above all: one newspaper's few months are most of what there "
    "is between 2005 and today."
)
_TEASERS = (
    "Teasers of the months between the last one learnt and the first one measured: new names appear every week, and "
    "the learning curve still rises."
)
_PUBLISHERS = (
    "More publishers: each one files stories on the border of two topics its own way, and three cannot teach that."
)
_HEADLINES = "Headlines labelled by publishers: these labels are those of a forum's readers, and often arguable."
_SECTIONS = (
    "Labelled articles on science, world and lifestyle: sections such as World hold politics, sport and business, too."
)
_LABELS = "More hand labels: each further ten thousand still brings a little."
_SECTIONS_2026 = "Nothing: a section is one paper's filing, and hand labels contradict it in one of five."


@dataclass(frozen=True, slots=True)
class Goal:
    """One figure that was wished for: at least `wanted`, or at most where `at_most` is set."""

    kind: str
    held_out: str
    topics: int
    figure: str
    wanted: float
    closes: str
    at_most: bool = False


GOALS: tuple[Goal, ...] = (
    Goal(LATER, "labels-2026-unseen", ALL, "accuracy", 0.94, _LABELS),
    Goal(LATER, "labels-2026-unseen", ALL, "accuracy_top2", 0.985, _LABELS),
    Goal(LATER, "labels-2026-unseen", ALL, "acceptable", 0.86, _LABELS),
    Goal(LATER, "labels-2026-unseen", ALL, "accuracy_answered", 0.92, _LABELS),
    Goal(LATER, "labels-2026-unseen", ALL, "coverage", 0.92, _LABELS),
    Goal(LATER, "labels-2026-unseen", ALL, "ece", 0.03, _LABELS, at_most=True),
    Goal(LATER, "feeds-2026-later", ALL, "accuracy", 0.82, _SECTIONS_2026),
    Goal(LATER, "feeds-2026-unseen", ALL, "accuracy", 0.80, _SECTIONS_2026),
    Goal(LATER, "feeds-2026-later", CORE, "accuracy", 0.91, _SECTIONS_2026),
    Goal(LATER, "feeds-2026-unseen", CORE, "accuracy", 0.90, _SECTIONS_2026),
    Goal(LATER, "guardian-2022-late", CORE, "accuracy", 0.955, _ARTICLES),
    Goal(LATER, "guardian-2022-late", CORE, "macro_f1", 0.89, _ARTICLES),
    Goal(LATER, "bbc-feeds-late", CORE, "accuracy", 0.90, _TEASERS),
    Goal(LATER, "cnn-feeds-late", CORE, "accuracy", 0.92, _TEASERS),
    Goal(NEVER_SEEN, "bbc-feeds-late", CORE, "accuracy", 0.87, _PUBLISHERS),
    Goal(NEVER_SEEN, "bbc-feeds-late", CORE, "accuracy_top2", 0.96, _PUBLISHERS),
    Goal(NEVER_SEEN, "cnn-feeds-late", CORE, "accuracy", 0.87, _PUBLISHERS),
    Goal(NEVER_SEEN, "cnn-feeds-late", CORE, "accuracy_top2", 0.96, _PUBLISHERS),
    Goal(NEVER_SEEN, "guardian-2022-late", CORE, "accuracy", 0.87, _PUBLISHERS),
    Goal(NEVER_SEEN, "guardian-2022-late", CORE, "accuracy_top2", 0.96, _PUBLISHERS),
    Goal(NEVER_SEEN, "headlines-sites", CORE, "accuracy", 0.86, _HEADLINES),
    Goal(NEVER_SEEN, "headlines-sites", ALL, "accuracy", 0.78, _HEADLINES),
    Goal(LATER, "guardian-2022-late", ALL, "accuracy", 0.85, _SECTIONS),
    Goal(LATER, "guardian-2022-late", ALL, "accuracy_top2", 0.95, _SECTIONS),
    Goal(LATER, "bbc-feeds-late", ALL, "accuracy", 0.83, _SECTIONS),
    Goal(LATER, "cnn-feeds-late", ALL, "accuracy", 0.85, _SECTIONS),
    Goal(FOLDS, "bbc-2004", CORE, "accuracy", 0.98, "Nothing but more articles of those years."),
    Goal(LATER, "guardian-2022-late", CORE, "ece", 0.03, _ARTICLES, at_most=True),
    Goal(LATER, "bbc-feeds-late", CORE, "ece", 0.03, _TEASERS, at_most=True),
    Goal(LATER, "cnn-feeds-late", CORE, "ece", 0.03, _TEASERS, at_most=True),
    Goal(NEVER_SEEN, "headlines-sites", CORE, "ece", 0.03, _HEADLINES, at_most=True),
    Goal(LATER, "guardian-2022-late", CORE, "surest", 0.99, _ARTICLES),
)


def goals_frame(entry: ModelEntry, validation: ValidationReport | None) -> pd.DataFrame:
    """Return the goals that there is a figure for, one a row.

    Columns: what (kind, articles and topics in words), figure, n, wanted,
    reached, met, closes (what data would close the gap; empty where met).
    """
    rows = []
    for goal in GOALS:
        measured = _measured(goal, entry, validation)
        if measured is None:
            continue
        what, n, reached = measured
        met = reached <= goal.wanted if goal.at_most else reached >= goal.wanted
        rows.append([what, goal.figure, n, goal.wanted, reached, met, "" if met else goal.closes])
    return pd.DataFrame(rows, columns=COLUMNS)


def _measured(goal: Goal, entry: ModelEntry, validation: ValidationReport | None) -> tuple[str, int, float] | None:
    """Return what was measured, on how many articles, and the figure; None where nothing was."""
    words = f"{goal.kind}, {number_word(goal.topics)} topics"
    if goal.kind == FOLDS:
        folds = validation.folds if validation else []
        return (
            (
                f"BBC, 2004-05, mean of {len(folds)} folds, {number_word(goal.topics)} topics",
                len(folds),
                sum(folds) / len(folds),
            )
            if folds
            else None
        )
    if goal.kind == LATER:
        key = goal.held_out if goal.topics == len(CORE_NAMES) else f"{goal.held_out}-{goal.topics}"
        figures = entry.metrics.get(key, {})
        if goal.figure in figures:
            return f"{figures.get('what', goal.held_out)}: {words}", int(figures["n"]), float(figures[goal.figure])
    if validation is None or validation.rows.empty:
        return None
    rows = validation.rows
    rows = rows[(rows["kind"] == goal.kind) & (rows["set"] == goal.held_out) & (rows["topics"] == goal.topics)]
    if rows.empty:
        return None
    row = rows.iloc[0]
    return f"{row['what']}: {words}", int(row["n"]), float(row[goal.figure])
