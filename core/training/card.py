"""The model card: what the models are, how well they do and where they fail, in a page that a stranger can read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import jinja2

from core.errors import ModelError
from core.reports.frames import (
    SetReport,
    ValidationReport,
    read_candidates,
    read_data,
    read_reports,
    read_validation,
)
from core.reports.targets import goals_frame
from core.topics.manifest import Manifest, ModelEntry, read_manifest
from core.topics.names import CURRENT
from core.topics.taxonomy import ALL_NAMES, CORE_NAMES, label
from core.training.card_tables import (
    both_table,
    calibration_table,
    candidates_table,
    confusion_table,
    corpora_table,
    counts_table,
    goals_table,
    learning_table,
    metrics_table,
    mistakes_table,
    risk_table,
    scores_table,
    thresholds_table,
    validations_table,
    years_table,
)
from core.wording import number_word

CARD = "MODEL_CARD.md"
TEMPLATE = Path(__file__).with_name("model_card.md.j2")
T = TypeVar("T")


def write_card(artifacts: Path) -> Path:
    """Write the card of all models in a folder of artifacts into it; gives its path.

    Raises
    ------
    ModelError
        If the manifest cannot be read.
    """
    path = artifacts / CARD
    path.write_text(model_card(artifacts), encoding="utf-8")
    return path


def model_card(artifacts: Path) -> str:
    """Render the card as Markdown, from the manifest and the reports that are there.

    Raises
    ------
    ModelError
        If the manifest cannot be read.
    """
    manifest = read_manifest(artifacts)
    validations = _if_there(lambda: read_validation(artifacts))
    return template().render(
        models=list(manifest.models.values()),
        core_names=CORE_NAMES,
        core_topics=number_word(len(CORE_NAMES)),
        all_topics=number_word(len(ALL_NAMES)),
        thresholds=thresholds_table(manifest),
        corpora=corpora_table(manifest),
        figures=[_figures(entry, artifacts) for entry in manifest.models.values()],
        both=both_table(manifest),
        **_data(artifacts),
        **_candidates(artifacts),
        **_validations(validations),
        **_targets(manifest, validations),
    )


def template() -> jinja2.Template:
    """Load the card's template."""
    environment = jinja2.Environment(trim_blocks=True, undefined=jinja2.StrictUndefined, autoescape=False)  # noqa: S701  (Markdown: `plain` escapes)
    environment.filters |= {"settings": settings, "core_rows": core_rows}
    return environment.from_string(TEMPLATE.read_text(encoding="utf-8"))


def _if_there(read: Callable[[], T]) -> T | None:
    try:
        return read()
    except ModelError:
        return None


def _data(artifacts: Path) -> dict[str, Any]:
    data = _if_there(lambda: read_data(artifacts))
    if data is None or data.counts.empty:
        return {"counts": None, "marking": {}}
    return {
        "counts": counts_table(data.counts),
        "marking": {label(name): words for name, words in data.marking.items()},
    }


def _candidates(artifacts: Path) -> dict[str, Any]:
    frame = _if_there(lambda: read_candidates(artifacts))
    if frame is None or frame.empty:
        return {"candidates": None}
    return {"candidates": candidates_table(frame), "candidates_tested": int(frame["n_test"].iloc[0])}


def _validations(report: ValidationReport | None) -> dict[str, Any]:
    years = None if report is None or report.years.empty else years_table(report.years)
    if report is None or report.rows.empty:
        return {"validations": None, "years": years}
    return {
        "validations": validations_table(report.rows),
        "folds": report.folds,
        "learning": None if report.learning.empty else learning_table(report.learning),
        "years": years,
    }


def _targets(manifest: Manifest, report: ValidationReport | None) -> dict[str, Any]:
    entry = manifest.models.get(CURRENT)
    if entry is None or not entry.metrics:
        return {"targets": None}
    frame = goals_frame(entry, report)
    missed = frame[~frame["met"].astype(bool)]
    return {
        "targets": goals_table(frame),
        "targets_met": len(frame) - len(missed),
        "gaps": list(dict.fromkeys(missed["closes"])),
    }


def _figures(entry: ModelEntry, artifacts: Path) -> dict[str, Any]:
    schemes = []
    for topics in reversed(entry.schemes):
        reports = _if_there(lambda topics=topics: read_reports(artifacts, entry.name, topics))  # type: ignore[misc]
        if reports:
            schemes.append(_scheme({report.what: report for report in reports.values()}, topics))
    return {"name": entry.name, "metrics": metrics_table(entry), "schemes": schemes}


def _scheme(sets: Mapping[str, SetReport], topics: int) -> dict[str, Any]:
    return {
        "topics": topics,
        "scores": scores_table(sets),
        "confusion": {what: confusion_table(report) for what, report in sets.items()},
        "calibration": calibration_table(sets),
        "risk": risk_table(sets),
        "mistakes": mistakes_table(sets),
    }


def core_rows(entry: ModelEntry) -> dict[str, str]:
    """Hashes of the rows that a model was measured on, by held-out set; core topics alone."""
    return {name: m["sha256"] for name, m in entry.metrics.items() if m["topics"] == len(CORE_NAMES)}


def settings(recipe: Mapping[str, Any]) -> str:
    """Return the settings of a training in one line; tables within tables are left to the manifest."""
    return ", ".join(f"{key}={value}" for key, value in recipe.items() if not isinstance(value, (dict, list, tuple)))
