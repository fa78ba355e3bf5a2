"""The tables of the model card, as rows of Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from core.analysis.frame import rows_of
from core.reports.frames import SetReport
from core.reports.targets import FIGURES
from core.topics.manifest import Manifest, ModelEntry, hand_labels_first
from core.topics.taxonomy import ALL_NAMES, CORE_NAMES, label, ordered, topic

MAX_MISTAKES = 3
"""Mistakes shown of each set."""
RISK_THRESHOLDS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
"""Rows of the risk-coverage table; the least threshold of any topic is 0.4."""

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")


class MarkdownTable(NamedTuple):
    """The cells of a table; the last `numbers` columns are aligned to the right."""

    columns: Sequence[str]
    rows: Sequence[Sequence[object]]
    numbers: int = 0


def plain(text: object) -> str:
    """Text that came with an article, so that Markdown shows it and does nothing with it."""
    return _SPECIAL.sub(r"\\\1", " ".join(str(text).split()))


def thresholds_table(manifest: Manifest) -> MarkdownTable:
    """Topics with IPTC code, description and the threshold of each way to ask each model."""
    ways = [(entry, number) for entry in manifest.models.values() for number in reversed(entry.schemes)]
    rows = []
    for name in ordered({*ALL_NAMES, *(one for entry, _ in ways for one in entry.labels)}):
        about = topic(name)
        least = [entry.scheme(number).thresholds.get(name) for entry, number in ways]
        percentages = ["" if value is None else f"{value:.0%}" for value in least]
        rows.append([about.label, f"medtop:{about.iptc}" if about.iptc else "", about.description, *percentages])
    columns = ["Topic", "IPTC Media Topic", "Holds", *(f"{entry.name}, {number} topics" for entry, number in ways)]
    return MarkdownTable(columns, rows, len(ways))


def corpora_table(manifest: Manifest) -> MarkdownTable:
    """Corpora with their rows, how many each model used, and their hashes."""
    corpora = {c.name: c for entry in manifest.models.values() for c in entry.corpora}
    used = {name: {c.name: c.used for c in entry.corpora} for name, entry in manifest.models.items()}
    rows = [
        [f"{c.name} (`{c.sha256[:16]}…`)", f"{c.rows:,}", *(f"{used[m].get(name, 0):,}" for m in used)]
        for name, c in corpora.items()
    ]
    return MarkdownTable(
        ["Corpus (SHA-256 of its lines)", "Rows", *(f"Used by {name}" for name in used)], rows, 1 + len(used)
    )


def counts_table(counts: pd.DataFrame) -> MarkdownTable:
    """Articles and median words by corpus and publisher, a column for each topic."""
    topics = ordered(counts["topic"])
    rows = []
    for (corpus, publisher), group in counts.groupby(["corpus", "publisher"], sort=True):
        cells = {row.topic: f"{row.n:,} ({row.median:,})" for row in rows_of(group)}
        rows.append([corpus, plain(publisher), *(cells.get(name, "") for name in topics)])
    return MarkdownTable(["Corpus", "Publisher", *map(label, topics)], rows, len(topics))


def candidates_table(frame: pd.DataFrame) -> MarkdownTable:
    """Return the candidates with their accuracies, times and settings."""
    rows = [
        [
            row.candidate,
            ", ".join(f"{key}={value}" for key, value in row.params.items()),
            _or_blank(row.published, ".2f"),
            f"{row.test:.3f}",
            f"{row.train:.3f}",
            _or_blank(row.cv, ".3f"),
            f"{row.seconds:.1f}",
        ]
        for row in rows_of(frame)
    ]
    return MarkdownTable(
        ["Candidate", "Settings", "Published", "Ours, test", "Ours, train", "Folds", "Seconds"], rows, 5
    )


def validations_table(frame: pd.DataFrame) -> MarkdownTable:
    """Return the three validations, a row for each kind, set and number of topics."""
    rows = [
        [
            row.kind,
            row.what,
            row.topics,
            f"{row.n:,}",
            interval(row),
            f"{row.accuracy_top2:.3f}",
            f"{row.macro_f1:.3f}",
            f"{row.ece:.3f}",
            f"{row.coverage:.1%}",
            f"{row.accuracy_answered:.1%}",
            f"{row.surest:.3f}",
        ]
        for row in rows_of(frame)
    ]
    columns = ["Validation", "Articles", "Topics", "n", "Accuracy", "In first two", "Macro F1", "ECE", "Answered"]
    return MarkdownTable([*columns, "Right when answered", "Surest 80%"], rows, 9)


def learning_table(frame: pd.DataFrame) -> MarkdownTable:
    """Accuracy by the number of training examples, a column for each set; five topics."""
    five = frame[frame["topics"] == frame["topics"].min()]
    wide = five.pivot_table(index="train", columns="what", values="accuracy", sort=True)
    rows = [
        [f"{train:,}", *(f"{value:.3f}" for value in line)] for train, line in zip(wide.index, wide.values, strict=True)
    ]
    return MarkdownTable(["Examples", *wide.columns], rows, 1 + len(wide.columns))


def metrics_table(entry: ModelEntry) -> MarkdownTable:
    """Return the figures of the manifest, a row for each held-out set and number of topics."""
    rows = [
        [
            m.get("what", name),
            m.get("topics", ""),
            f"{m['n']:,}",
            interval(m),
            f"{m['accuracy_top2']:.3f}",
            f"{m['macro_f1']:.3f}",
            f"{m['coverage']:.1%}",
            f"{m['accuracy_answered']:.1%}",
            f"{m['ece']:.3f}",
            f"{m['brier']:.3f}",
        ]
        for name, m in ((name, entry.metrics[name]) for name in hand_labels_first(entry.metrics))
    ]
    columns = ["Held-out articles", "Topics", "n", "Accuracy", "In first two", "Macro F1", "Answered"]
    return MarkdownTable([*columns, "Right when answered", "ECE", "Brier score"], rows, 9)


def scores_table(sets: Mapping[str, SetReport]) -> MarkdownTable:
    """Precision, recall, F1 and n of each topic, a column for each set."""
    cells = {
        what: {
            row.topic: f"{row.precision:.2f} {row.recall:.2f} {row.f1:.2f} ({row.support:,})" if row.support else ""
            for row in rows_of(report.scores)
        }
        for what, report in sets.items()
    }
    topics = ordered(name for column in cells.values() for name in column)
    rows = [[label(name), *(column.get(name, "") for column in cells.values())] for name in topics]
    return MarkdownTable(["Topic", *cells], rows, len(cells))


def confusion_table(report: SetReport) -> MarkdownTable:
    """Return counts with a row for each true topic and a column for each predicted one."""
    labels = report.evaluation["labels"]
    rows = [[label(name), *counts] for name, counts in zip(labels, report.evaluation["confusion"], strict=True)]
    return MarkdownTable(["", *map(label, labels)], rows, len(labels))


def calibration_table(sets: Mapping[str, SetReport]) -> MarkdownTable:
    """Share right in each bin of confidence, a column for each set, ECE and Brier score below."""
    bins = {
        what: {row.low: f"{row.accuracy:.0%} ({row.count_})" for row in rows_of(_curve(report))}
        for what, report in sets.items()
    }
    lows = sorted({low for column in bins.values() for low in column})
    rows: list[list[str]] = [
        [f"{low:.0%} to {low + 0.1:.0%}", *(column.get(low, "") for column in bins.values())] for low in lows
    ]
    rows.append(["ECE", *(f"{report.evaluation['ece']:.3f}" for report in sets.values())])
    rows.append(["Brier score", *(f"{report.evaluation['brier']:.3f}" for report in sets.values())])
    return MarkdownTable(["Sure", *bins], rows, len(bins))


def _curve(report: SetReport) -> pd.DataFrame:
    return report.calibration.rename(columns={"count": "count_"})  # a named tuple has a method count


def risk_table(sets: Mapping[str, SetReport]) -> MarkdownTable:
    """Coverage and accuracy at some thresholds, a column for each set."""
    columns = {
        what: {round(row.threshold, 2): f"{row.coverage:.1%}, {row.accuracy:.1%}" for row in rows_of(report.thresholds)}
        for what, report in sets.items()
    }
    rows = [[f"{least:.0%}", *(column.get(least, "") for column in columns.values())] for least in RISK_THRESHOLDS]
    return MarkdownTable(["Threshold", *columns], rows, len(columns))


def mistakes_table(sets: Mapping[str, SetReport]) -> MarkdownTable:
    """Return the surest mistakes of each set with the words that decided."""
    rows = []
    for what, report in sets.items():
        if report.wrong.empty:
            continue
        for row in rows_of(report.wrong.sort_values("confidence", ascending=False).head(MAX_MISTAKES)):
            rows.append(
                [
                    f"{what}: {plain(row.section)}, {plain(row.date)}",
                    label(row.topic),
                    f"{label(row.predicted)} ({row.confidence:.0%})",
                    plain(", ".join(row.misled_by)),
                    plain(", ".join(row.spoke_for_it)),
                ]
            )
    return MarkdownTable(["Article", "It is", "The model said", "Misled by", "Spoke for the right topic"], rows)


def both_table(manifest: Manifest) -> MarkdownTable:
    """Accuracy of every model on the same held-out sets."""
    names = [name for name, entry in manifest.models.items() if entry.metrics]
    shared: dict[str, dict[str, Mapping[str, Any]]] = {}
    for name in names:
        for held_out, figures in manifest.models[name].metrics.items():
            if figures.get("topics") == len(CORE_NAMES):
                shared.setdefault(held_out, {})[name] = figures
    rows = []
    for held_out, by_model in shared.items():
        first = next(iter(by_model.values()))
        accuracies = [interval(by_model[name]) if name in by_model else "" for name in names]
        rows.append([first.get("what", held_out), f"{first['n']:,}", *accuracies])
    return MarkdownTable(["Articles", "n", *names], rows, 1 + len(names))


def years_table(years: pd.DataFrame) -> MarkdownTable:
    """Accuracy of each model by year and set."""
    rows = [
        [row.year, row.what, row.model, f"{row.n:,}", interval(row), f"{row.unknown:.1%}"] for row in rows_of(years)
    ]
    return MarkdownTable(["Year", "Articles", "Model", "n", "Accuracy", "Unknown words"], rows, 3)


def goals_table(frame: pd.DataFrame) -> MarkdownTable:
    """Return what was wished for, what was reached."""
    rows = [
        [
            row.what,
            FIGURES.get(row.figure, row.figure),
            row.n,
            f"{'at most' if row.figure == 'ece' else 'at least'} {row.wanted:.3f}",
            f"{row.reached:.3f}",
            "yes" if row.met else "no",
        ]
        for row in rows_of(frame)
    ]
    return MarkdownTable(["Articles", "Figure", "n", "Target", "Reached", "Met"], rows, 4)


def interval(figures: Any) -> str:
    """Accuracy with its interval, of a row or a mapping."""
    value = figures.get if isinstance(figures, Mapping) else lambda key: getattr(figures, key)
    return f"{value('accuracy'):.3f} ({value('accuracy_low'):.3f} to {value('accuracy_high'):.3f})"


def _or_blank(value: float | None, form: str) -> str:
    return "" if value is None or pd.isna(value) else format(value, form)
