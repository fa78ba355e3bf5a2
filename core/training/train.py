"""Training: corpora in; model files, manifest and reports out."""

from __future__ import annotations

import hashlib
import io
import platform
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

import joblib
import sklearn
from sklearn.feature_extraction.text import TfidfVectorizer

from core.errors import ModelError, TrainingError
from core.settings import ROOT
from core.topics.manifest import CorpusEntry, Manifest, ModelEntry, read_manifest, write_manifest
from core.topics.model import TopicModel, load_model
from core.topics.names import BBC_2004, CURRENT
from core.topics.schemes import topics_of
from core.topics.taxonomy import ALL_NAMES, CORE_NAMES, LABEL_NAMES, OTHER
from core.topics.text import OriginalCleaner
from core.topics.views import ArticleViews
from core.training.card import write_card
from core.training.data.corpora import Corpus, Row, labelled, pick
from core.training.data.heldout import HELD_OUT, available_sets, free_rows, held_out_rows, rows_sha256
from core.training.data.labels import with_labels
from core.training.data.lexicon import read_lexicon, with_lexicon
from core.training.data.statistics import data_report
from core.training.data.wordnet import verb_lemmas
from core.training.measures.clusters import intervals_by_publisher
from core.training.measures.evaluate import Evaluation, question
from core.training.measures.report import candidates_report, held_out_report, write_reference, write_report
from core.training.measures.validate import model_of, model_of_2022, validate
from core.training.promote import ANSWERS, answers_report
from core.training.recipes.bbc_2004 import FEATURES, SVM, THRESHOLD, bbc_rows, fit_bbc, split_features
from core.training.recipes.candidates import compare, todays
from core.training.recipes.current import CurrentRecipe, fit_current

MODELS = (BBC_2004, CURRENT)
EVERYTHING = "everything"
WITHOUT = "without held-out articles"
MANIFEST_FIGURES = (
    "n",
    "accuracy",
    "accuracy_low",
    "accuracy_high",
    "accuracy_top2",
    "macro_f1",
    "coverage",
    "accuracy_answered",
    "acceptable",
    "acceptable_low",
    "acceptable_high",
    "ece",
    "brier",
)
"""Fields of `Evaluation` that go into the manifest."""
MIN_ARTICLES = 20
"""Articles that each topic must have in the training rows."""


@dataclass(frozen=True, slots=True)
class TrainedModel:
    """One model that was written: its entry in the manifest, its file, figures by held-out set, reports."""

    entry: ModelEntry
    path: Path
    figures: Mapping[str, Evaluation]
    reports: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class TrainReport:
    """What a training wrote."""

    out: Path
    models: tuple[TrainedModel, ...]
    reports: tuple[Path, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What one training is made from, what it does, and where it writes.

    Parameters
    ----------
    corpora : sequence of Corpus
        Labelled articles; at least one corpus.
    stop_words : tuple of str
        NLTK's English stop words.
    out : Path
        Folder for the model files; made if need be. Entries of other models
        in its manifest stay.
    models : sequence of str
        Any of `MODELS`; by default all that the corpora are there for.
    candidates : bool
        Compare the original's six kinds of model on bbc-2004, with the
        settings that were found best.
    search : bool
        Compare them after searching those settings again: randomized, then grid.
    validation : bool
        Train some twenty times more to measure on the same time, later, on
        publishers never seen, and with fewer articles: for the model card.
    without_held_out : bool
        Write `current` as trained without the held-out articles.
    seed : int
        Of all that is random.
    build : Path
        Folder for WordNet's files where NLTK has none.
    artifacts : Path
        Folder of the models in use, whose tables serve where NLTK's are missing.
    progress : callable
        Takes a sentence now and then.
    """

    corpora: Sequence[Corpus]
    stop_words: tuple[str, ...]
    out: Path
    models: Sequence[str] = ()
    candidates: bool = False
    search: bool = False
    validation: bool = False
    without_held_out: bool = False
    seed: int = 8
    build: Path = ROOT / "build"
    artifacts: Path = ROOT / "artifacts"
    progress: Callable[[str], None] = field(default=print, repr=False)


def train(plan: Plan) -> TrainReport:
    """Train models and write them with their manifest, reports and card.

    Each model is first trained without the held-out articles, which gives the
    figures; then `current` is trained once more, by the same recipe, on
    everything, and that is the file that is written. `bbc-2004` is always the
    one trained on the original's 85%.

    Raises
    ------
    TrainingError
        If there is no corpus or a corpus is too small, or a resource is missing.
    """
    unknown = [name for name in plan.models if name not in MODELS]
    if unknown:
        raise TrainingError(f"There is no model {unknown[0]!r} to train; there are: {', '.join(MODELS)}.")
    if not plan.corpora:
        raise TrainingError("Training needs at least one corpus.")
    plan.out.mkdir(parents=True, exist_ok=True)
    trainers = {BBC_2004: _train_bbc, CURRENT: _train_current}
    trained = []
    for name in MODELS:
        if name in (plan.models or _possible(plan)):
            trained.append(trainers[name](plan))
            _update_manifest(plan.out, [trained[-1].entry])
    reports = [path for model in trained for path in model.reports]
    return TrainReport(plan.out, tuple(trained), (*reports, write_card(plan.out)))


def _possible(plan: Plan) -> tuple[str, ...]:
    """List all models, but for bbc-2004 where its corpus is missing."""
    if any(corpus.name == "bbc-2004" for corpus in plan.corpora):
        return MODELS
    plan.progress("bbc-2004: not trained, as the corpus bbc-2004 is not among those given")
    return (CURRENT,)


def _train_current(plan: Plan) -> TrainedModel:
    recipe = CurrentRecipe()
    lexicon = read_lexicon()
    plan.progress("current: training without the held-out articles")
    rows = with_lexicon(labelled(free_rows(plan.corpora)), lexicon)
    _check_size(rows, CORE_NAMES)
    model = _fit_current(rows, lexicon, WITHOUT, recipe, plan)
    measured, reports = _measure(model, plan)
    everything = with_lexicon(labelled(with_labels(plan.corpora)), lexicon)
    reports.append(write_report("data", data_report(plan.corpora, everything), plan.out))
    if plan.validation:
        then = model_of_2022(plan.corpora, lexicon, plan.stop_words, plan.seed)
        models = [*_loadable(plan, BBC_2004), then, model]
        content = validate(plan.corpora, lexicon, plan.stop_words, plan.seed, plan.progress, recipe, models)
        reports.append(write_report("validation", content, plan.out))
    if not plan.without_held_out:
        plan.progress("current: training on everything")
        model = _fit_current(everything, lexicon, EVERYTHING, recipe, plan)
    return _write(model, measured, reports, plan)


def _loadable(plan: Plan, name: str) -> list[TopicModel]:
    """Load a model that was trained just now, or else the one in use; none where neither can be loaded."""
    for folder in (plan.out, plan.artifacts):
        try:
            return [load_model(name, folder)]
        except ModelError:
            continue
    return []


def _fit_current(
    rows: Sequence[Row], lexicon: Sequence[Corpus], trained: str, recipe: CurrentRecipe, plan: Plan
) -> TopicModel:
    """Train the current model; its entry says on what and how."""
    model = model_of(fit_current(rows, recipe, plan.stop_words), recipe, CURRENT)
    entry = replace(
        model.entry,
        corpora=_used([*plan.corpora, *lexicon], rows),
        trained=trained,
        seed=plan.seed,
        recipe=recipe.to_dict(),
        **_versions(),
    )
    return replace(model, entry=entry)


def _train_bbc(plan: Plan) -> TrainedModel:
    corpus = pick(plan.corpora, "bbc-2004")
    rows, test = bbc_rows(corpus)
    _check_size(rows, CORE_NAMES)
    plan.progress("bbc-2004: preparing the words")
    cleaner = OriginalCleaner(verb_lemmas(plan.build, plan.artifacts, plan.progress), plan.stop_words)
    reports, settings = [], dict(SVM)
    if plan.candidates or plan.search:
        results = compare(
            split_features(rows, test, cleaner), search=plan.search, seed=plan.seed, progress=plan.progress
        )
        results.append(todays(rows, test, plan.stop_words, plan.seed))
        reports.append(write_report("bbc-2004-candidates", candidates_report(results, rows, test), plan.out))
        settings = next(dict(result.params) for result in results if result.candidate == "svm")
    plan.progress("bbc-2004: training")
    settings = dict(sorted(settings.items()))
    pipeline = fit_bbc(rows, cleaner, settings, plan.seed)
    entry = ModelEntry(
        name=BBC_2004,
        labels=CORE_NAMES,
        thresholds=dict.fromkeys(CORE_NAMES, THRESHOLD),
        corpora=_used([corpus], rows),
        trained=WITHOUT,
        seed=plan.seed,
        recipe={"classifier": "svm", **settings, "features": FEATURES},
        **_versions(),
    )
    model = TopicModel(entry, pipeline)
    measured, more = _measure(model, plan)
    return _write(model, measured, [*reports, *more], plan)


def _check_size(rows: Sequence[Row], labels: Sequence[str]) -> None:
    for name in labels:
        n = sum(row.topic == name and row.publisher != "Broadsheet" for row in rows)
        if n < MIN_ARTICLES:
            raise TrainingError(
                f"The corpora hold {n} articles on {name} to train with, and at least {MIN_ARTICLES} are needed."
            )


def _used(corpora: Sequence[Corpus], rows: Sequence[Row]) -> tuple[CorpusEntry, ...]:
    counts = Counter(row.corpus for row in rows)
    return tuple(CorpusEntry(c.name, c.sha256, len(c.rows), counts[c.name]) for c in corpora)


def _versions() -> dict[str, Any]:
    """Return the fields of an entry that the file itself decides; `_write` fills in the empty ones."""
    return {
        "file": "",
        "sha256": "",
        "bytes": 0,
        "sklearn": sklearn.__version__,
        "python": platform.python_version(),
    }


class Measured(NamedTuple):
    """Figures by held-out set, and their limits where the set has many publishers."""

    figures: Mapping[str, Evaluation]
    limits: Mapping[str, Mapping[str, float]]


def _measure(model: TopicModel, plan: Plan) -> tuple[Measured, list[Path]]:
    """Figures on every held-out set whose corpus was given, and the report that holds all about them.

    The figures are those of the core topics under the set's name and, where the
    model knows more, those of all its topics under the name with their number ("-9").
    """
    figures, limits, sets, answers = {}, {}, {}, {}
    for name in available_sets(plan.corpora):
        rows = HELD_OUT[name].rows(plan.corpora)
        sets[name] = {"what": HELD_OUT[name].what, **held_out_report(model, rows, plan.seed)}
        for topics in model.entry.schemes:
            asked = question(model.entry.scheme(topics).labels, [row.to_dict() for row in rows])
            if asked.rows:
                key = name if topics == len(CORE_NAMES) else f"{name}-{topics}"
                predictions = model.predict([(row["title"], row["text"]) for row in asked.rows], topics)
                figures[key] = asked.score(model.name, predictions)
                limits[key] = intervals_by_publisher(asked, predictions, plan.seed)
                plan.progress(f"{model.name}: {figures[key].accuracy:.4f} on {key} (n = {figures[key].n})")
        answers[name] = _answers(model, labelled(rows))
    report = {"model": model.name, "variant": WITHOUT, "thresholds": model.thresholds, "sets": sets}
    written = [write_report(model.name, report, plan.out)]
    if model.name == CURRENT:
        written.append(write_report(ANSWERS.removesuffix(".json"), answers_report(answers), plan.out))
    held_out = [row for name in available_sets(plan.corpora) for row in HELD_OUT[name].rows(plan.corpora)]
    written.append(write_reference(model, held_out, plan.out))
    return Measured(figures, limits), written


def _answers(model: TopicModel, rows: Sequence[Row]) -> tuple[str, list[bool]]:
    predictions = model.predict([(row.title, row.text) for row in rows])
    asked = question(LABEL_NAMES, [row.to_dict() for row in rows])
    return rows_sha256(rows), asked.right(predictions)[0].tolist()


def _write(model: TopicModel, measured: Measured, reports: Sequence[Path], plan: Plan) -> TrainedModel:
    _tidy(model.pipeline["vectorize"])
    buffer = io.BytesIO()
    joblib.dump(model.pipeline, buffer, compress=("zlib", 9))
    content = buffer.getvalue()
    path = plan.out / f"{model.name}.joblib"
    path.write_bytes(content)
    entry = replace(
        model.entry,
        file=path.name,
        bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        metrics={
            name: {**_metrics(name, figures, plan), **measured.limits[name]}
            for name, figures in measured.figures.items()
        },
    )
    return TrainedModel(entry, path, measured.figures, tuple(reports))


def _tidy(features: TfidfVectorizer | ArticleViews) -> None:
    """Order the vocabulary, with plain numbers, and forget an address in memory: the same file after every training."""
    vectorizer = features.vectorizer_ if isinstance(features, ArticleViews) else features
    vectorizer.vocabulary_ = {term: int(at) for term, at in sorted(vectorizer.vocabulary_.items())}
    vars(vectorizer).pop("_stop_words_id", None)


def _metrics(name: str, evaluation: Evaluation, plan: Plan) -> dict[str, Any]:
    figures = evaluation.to_dict()
    held_out = name.removesuffix(f"-{len(ALL_NAMES)}")
    folds = OTHER.name in evaluation.labels
    rows = held_out_rows(held_out, plan.corpora, LABEL_NAMES if folds else evaluation.labels)
    return {
        "what": HELD_OUT[held_out].what,
        "variant": WITHOUT,
        "topics": len(topics_of(evaluation.labels)),
        "sha256": rows_sha256(rows),
        **{key: figures[key] for key in MANIFEST_FIGURES},
    }


def _update_manifest(out: Path, entries: Sequence[ModelEntry]) -> None:
    """Put the entries into the manifest of `out`, beside those of models that were not trained now."""
    try:
        entries_there = dict(read_manifest(out).models)
    except ModelError:
        entries_there = {}
    merged = {**entries_there, **{entry.name: entry for entry in entries}}
    order = sorted(merged, key=lambda name: (name != CURRENT, name))
    write_manifest(Manifest({name: merged[name] for name in order}), out)
