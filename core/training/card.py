"""The model card: what the models are, how well they do and where they fail, in a page that a stranger can read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from core.errors import ModelError
from core.reports.frames import SetReport, ValidationReport, read_candidates, read_data, read_reports, read_validation
from core.reports.targets import goals_frame
from core.topics.manifest import Manifest, ModelEntry, read_manifest
from core.topics.taxonomy import CORE_NAMES, label
from core.training import card_tables as tables

CARD = "MODEL_CARD.md"
T = TypeVar("T")

HEADING = """# The models and what they are good for

Written by `python -m core train` from `manifest.json` and `reports/`; `python scripts/model_card.py` writes it again. \
Do not edit it: the next training overwrites it. The app's Model page draws the same figures."""

PURPOSE = {
    "current": (
        "Tells the topic of an English newspaper article, whole or as a headline, among nine topics or only the five "
        "core ones; one model serves both. It is linear, a sum of weights, so that each word's part in an answer can "
        "be read; the weights of words and pairs of words come from a support vector machine and a naive Bayes "
        "classifier. Beside the corpora it learnt from our own lexicon (`core/training/data/lexicon`): words and names "
        "for each topic, and headlines that we invented."
    ),
    "bbc-2004": (
        "The Latest News Classifier of 2019 rebuilt: 300 TF-IDF features and a support vector machine, learnt on 85% "
        "of 2,225 BBC articles of 2004-05; training articles that are also in the test split, which the original "
        "kept, were taken out. Kept to show what becomes of a model whose articles are twenty years old."
    ),
}
MEANING = (
    "Further weights are those of what words mean: a logistic regression on the mean of their vectors, so that a word "
    "that no training article has speaks by its meaning. The vectors come from the sentence encoder all-MiniLM-L6-v2 "
    "(Reimers and Gurevych, 2019; Apache License 2.0), which was given each word alone; the encoder itself is neither "
    "shipped nor run."
)
NOT_MEANT = (
    "Both tell what a text is about. They do not tell whether it is true, good or fair, and no decision about a person "
    "should rest on them."
)
MEASURED = (
    "Every figure is that of the same recipe, trained without any of the held-out articles and without what is nearly "
    "one of them. Settings, calibration and thresholds were chosen on development splits of the other articles. "
    "Intervals are Wilson's, at 95%. *Answered* is the share of articles that are above the threshold of their topic; "
    "the others are shown as unsure."
)
NOT_MADE = "Not measured for this file: `python -m core train --validate` does it."
LIMITS = (
    "English only; a text of which the model knows less than half of the words is shown as unsure.",
    "A section is not a topic. What one paper files under business another files under tech or politics, so an "
    "accuracy against sections measures that, too; the second likeliest topic is often the paper's own.",
    "Names that rose after the training texts ended are known only by the meaning of their words, if at all.",
    "Headlines recovered from addresses are lower-case and short; accuracy on them is lower, and so is their number "
    "of answers.",
    "Text after the first 5,000 words is not read.",
    "The late Guardian articles were looked at while earlier versions of the recipe and the lexicon were made: take "
    "that figure as slightly flattering. They hold few articles on politics and tech, as the table by topic says, so "
    "the figures of these topics have wide intervals.",
    "Most training text is British or American. Papers of other countries were never measured with labels.",
)


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
    """The card as Markdown, from the manifest and the reports that are there.

    Raises
    ------
    ModelError
        If the manifest cannot be read.
    """
    manifest = read_manifest(artifacts)
    validation = _if_there(lambda: read_validation(artifacts))
    parts = [
        HEADING,
        _purpose(manifest),
        _topics(manifest),
        _data(manifest, artifacts),
        _candidates(artifacts),
        _validations(validation),
        *(_figures(entry, artifacts) for entry in manifest.models.values()),
        _mismatch(manifest, validation),
        _goals(manifest, validation),
        "## Known limits\n\n" + "\n".join(f"- {line}" for line in LIMITS),
        _files(manifest),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _if_there(read: Callable[[], T]) -> T | None:
    try:
        return read()
    except ModelError:
        return None


def _purpose(manifest: Manifest) -> str:
    lines = []
    for name, entry in manifest.models.items():
        lines.append(f"**{name}.** {PURPOSE.get(name, '')}".rstrip())
        if entry.recipe.get("meaning_weight"):
            lines[-1] += f" {MEANING}"
    return "\n\n".join(["## Purpose", *lines, NOT_MEANT])


def _topics(manifest: Manifest) -> str:
    return "## Topics and thresholds\n\n" + (
        "An answer below the threshold of its topic is shown as unsure.\n\n" + tables.topics_table(manifest)
    )


def _data(manifest: Manifest, artifacts: Path) -> str:
    parts = [
        "## Data",
        tables.corpora_table(manifest),
        "The corpora belong to their publishers and are not in the repository. `words`, `names` and `invented` are our "
        "own lexicon.",
    ]
    data = _if_there(lambda: read_data(artifacts))
    if data is not None and not data.counts.empty:
        parts += [
            "Articles by topic, and in brackets their median length in words:",
            tables.counts_table(data.counts),
            "Words and pairs that mark each topic, by chi-squared:",
            "\n".join(f"- {label(topic)}: {', '.join(words)}" for topic, words in data.marking.items()),
        ]
    return "\n\n".join(parts)


def _candidates(artifacts: Path) -> str:
    frame = _if_there(lambda: read_candidates(artifacts))
    if frame is None or frame.empty:
        return ""
    return "\n\n".join(
        [
            "## Candidates",
            f"The original's kinds of model and its baseline, on its 300 features and its split of the BBC articles of "
            f"2004-05, with {int(frame['n_test'].iloc[0])} test articles; last today's recipe, trained on the same "
            "articles and nothing else. *Folds* is the mean accuracy over the folds of the search that found the "
            "settings; *seconds* are those of search and training.",
            tables.candidates_table(frame),
        ]
    )


def _validations(validation: ValidationReport | None) -> str:
    parts = ["## Three validations", MEASURED]
    if validation is None or validation.rows.empty:
        return "\n\n".join([*parts, NOT_MADE])
    parts += [
        "*Same time*: one article in ten, the other nine learnt. *Later*: after every article learnt of the same "
        "publisher. *Never seen*: nothing of the publisher learnt. *Surest 80%* is the accuracy of the four in five "
        "articles that the model is surest about.",
        tables.validations_table(validation.rows),
    ]
    if validation.folds:
        folds = validation.folds
        parts.append(
            f"BBC articles of 2004-05 alone, each once, in {len(folds)} folds: accuracy {sum(folds) / len(folds):.3f}, "
            f"from {min(folds):.3f} to {max(folds):.3f}."
        )
    if not validation.learning.empty:
        parts += [
            "### Learning curve",
            "Accuracy on later articles by the number of examples learnt, five topics:",
            tables.learning_table(validation.learning),
        ]
    return "\n\n".join(parts)


def _figures(entry: ModelEntry, artifacts: Path) -> str:
    parts = [f"## Figures of {entry.name}", tables.metrics_table(entry)]
    for topics in reversed(entry.schemes):
        reports = _if_there(lambda topics=topics: read_reports(artifacts, entry.name, topics))  # type: ignore[misc]
        if reports:
            parts += _scheme(reports, topics)
    return "\n\n".join(parts)


def _scheme(reports: dict[str, SetReport], topics: int) -> list[str]:
    sets = {report.what: report for report in reports.values()}
    return [
        f"### By topic, {topics} topics",
        "Precision, recall and F1; in brackets the number of articles.",
        tables.scores_table(sets),
        f"### Confusion, {topics} topics",
        "Rows are the true topic, columns the model's likeliest.",
        *(f"{what}:\n\n{tables.confusion_table(report)}" for what, report in sets.items()),
        f"### Calibration, {topics} topics",
        "How often the likeliest topic is right, by how sure the model is; in brackets the number of articles.",
        tables.calibration_table(sets),
        f"### Risk and coverage, {topics} topics",
        "For one threshold on all topics: share of articles answered, and share of answers that are right.",
        tables.risk_table(sets),
        f"### Mistakes, {topics} topics",
        "The surest ones of each set, with the words that spoke most for the wrong topic and for the right one.",
        tables.mistakes_table(sets),
    ]


def _mismatch(manifest: Manifest, validation: ValidationReport | None) -> str:
    parts = [
        "## The mismatch: 2004 against today",
        "Both models on the same held-out articles, five topics.",
        tables.both_table(manifest),
    ]
    if validation is not None and not validation.years.empty:
        parts += [
            "By year of the news, with the share of an article's words that each model does not know:",
            tables.years_table(validation.years),
        ]
    return "\n\n".join(parts)


def _goals(manifest: Manifest, validation: ValidationReport | None) -> str:
    entry = manifest.models.get("current")
    if entry is None or not entry.metrics:
        return ""
    frame = goals_frame(entry, validation)
    missed = frame[~frame["met"].astype(bool)]
    parts = [
        "## Wishes and figures",
        f"{len(frame) - len(missed)} of {len(frame)} figures that were wished for are reached.",
        tables.goals_table(frame),
    ]
    closes = list(dict.fromkeys(missed["closes"]))
    if closes:
        parts += ["What data would close the rest:", "\n".join(f"- {line}" for line in closes)]
    return "\n\n".join(parts)


def _files(manifest: Manifest) -> str:
    parts = ["## Files"]
    for entry in manifest.models.values():
        sets = {m["sha256"]: name.removesuffix(f"-{m['topics']}") for name, m in entry.metrics.items()}
        five = {name: sha for sha, name in sets.items() if entry.metrics.get(name, {}).get("sha256") == sha}
        parts.append(
            "\n".join(
                [
                    f"- `{entry.file}`: {entry.bytes:,} bytes, SHA-256 `{entry.sha256}`, made with scikit-learn "
                    f"{entry.sklearn} and Python {entry.python}, seed {entry.seed}, trained on {entry.trained}",
                    f"  - settings: {tables.settings(entry.recipe)}",
                    *(f"  - rows of {name} ({len(CORE_NAMES)} topics): `{sha}`" for name, sha in five.items()),
                ]
            )
        )
    return "\n\n".join(parts)
