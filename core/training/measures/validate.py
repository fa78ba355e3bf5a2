"""Validation that is not fooled: the same time, later, and a publisher that was never seen, each apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from zlib import crc32

import numpy as np
from joblib import Parallel, delayed
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import Pipeline

from core.topics.manifest import ModelEntry
from core.topics.model import TopicModel
from core.topics.names import CURRENT, NEWS_2022
from core.topics.taxonomy import CORE_NAMES
from core.training.data.corpora import Corpus, Row, labelled
from core.training.data.duplicates import once, without
from core.training.data.heldout import HELD_OUT, all_held_out, available_sets, free_rows
from core.training.data.labels import with_labels
from core.training.data.lexicon import with_lexicon
from core.training.measures.evaluate import Evaluation, question
from core.training.measures.years import accuracy_by_year
from core.training.recipes.current import CurrentRecipe, fit_current
from core.training.recipes.news_2022 import CORPORA, Recipe2022, fit_2022

JOBS = 2
"""Trainings at once."""
SAME_TIME_PARTS = 10
"""One article in so many is left out to measure on the same publisher and time."""
SHARES = (0.1, 0.25, 0.5, 1.0)
"""Parts of the training articles at which the learning curve is measured."""
SUREST = 0.8
"""Part of the articles, those the model is surest about, that has a figure of its own."""
FOLDS = 10
"""Folds of the articles of 2004-05."""
PUBLISHERS = {
    "BBC": ("bbc-feeds-late", "bbc-2004-test"),
    "CNN": ("cnn-feeds-late", "cnn-slugs-late"),
    "The Guardian": ("guardian-2022-late",),
}
"""Publishers that are left out, and the sets that they are then measured on."""
IN_WORDS = {"guardian-2022": "whole articles, spring of 2022", "feeds-2021": "headline and teaser, 2021"}
"""Corpora of the same-time validation."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One training, and what is measured with it: `sets` names what is held against it."""

    kind: str
    train: tuple[Row, ...]
    sets: Mapping[str, tuple[Row, ...]]
    recipe: CurrentRecipe
    share: float = 1.0


def validate(
    corpora: Sequence[Corpus],
    lexicon: Sequence[Corpus],
    stop_words: Sequence[str],
    seed: int,
    progress: Callable[[str], None],
    recipe: CurrentRecipe | None = None,
    models: Sequence[TopicModel] = (),
) -> dict[str, Any]:
    """Every validation whose corpora were given, as plain values.

    Parameters
    ----------
    models : sequence of TopicModel
        Those whose accuracy by year is measured; trained without the held-out articles.

    Returns
    -------
    dict
        `rows`: one for each kind of validation, set and number of topics, with
        `what` (the set in words), n, accuracy and its 95% interval, accuracy_top2, macro_f1, ece,
        coverage, accuracy_answered and `surest` (accuracy of the surest 80%);
        `learning`: the same on later articles for parts of the training
        articles, with `share` and `train`; `folds`: accuracy of each of ten
        folds of bbc-2004, trained on the other nine alone; `years`: see
        `core.training.measures.years.accuracy_by_year`.
    """
    recipe = recipe or CurrentRecipe()
    # The words' vectors come from an encoder that learnt labels of these publishers, but of no held-out article.
    without_vectors = replace(recipe, topic_vectors=False)
    trials = [
        *later_trials(corpora, lexicon, recipe),
        *same_time_trials(corpora, lexicon, without_vectors),
        *unseen_trials(corpora, lexicon, without_vectors),
        *fold_trials(corpora, without_vectors, seed),
    ]
    progress(f"validation: {len(trials)} trainings")
    results = Parallel(n_jobs=JOBS)(delayed(run_trial)(trial, stop_words) for trial in trials)
    lines = [line for part in results for line in part]
    return {
        "rows": [line for line in lines if line["share"] == 1.0 and line["kind"] != "folds"],
        "learning": [line for line in lines if line["kind"] == "later"],
        "folds": [line["accuracy"] for line in lines if line["kind"] == "folds"],
        "years": accuracy_by_year(models, corpora),
    }


def figures(evaluation: Evaluation, right: Any, confidence: Any) -> dict[str, Any]:
    """Return the figures of one measurement that are compared: those of `Evaluation`, and `surest`."""
    surest = np.argsort(-confidence, kind="stable")[: max(1, round(SUREST * len(right)))]
    return {
        "n": evaluation.n,
        "accuracy": evaluation.accuracy,
        "accuracy_low": evaluation.accuracy_low,
        "accuracy_high": evaluation.accuracy_high,
        "accuracy_top2": evaluation.accuracy_top2,
        "macro_f1": evaluation.macro_f1,
        "ece": evaluation.ece,
        "coverage": evaluation.coverage,
        "accuracy_answered": evaluation.accuracy_answered,
        "acceptable": evaluation.acceptable,
        "surest": float(right[surest].mean()),
    }


def later_trial(corpora: Sequence[Corpus], lexicon: Sequence[Corpus], recipe: CurrentRecipe) -> Trial:
    """Return the shipping recipe without the held-out articles, measured on these."""
    return later_trials(corpora, lexicon, recipe, (1.0,))[0]


def later_trials(
    corpora: Sequence[Corpus], lexicon: Sequence[Corpus], recipe: CurrentRecipe, shares: Sequence[float] = SHARES
) -> list[Trial]:
    """Plan measuring later than every training article of the same publisher, with ever more training articles."""
    rows = labelled(free_rows(corpora))
    sets = {name: tuple(HELD_OUT[name].rows(corpora)) for name in available_sets(corpora)}
    return [Trial("later", with_lexicon(_part(rows, share), lexicon), sets, recipe, share) for share in shares if sets]


def _part(rows: Sequence[Row], share: float) -> list[Row]:
    return [row for row in rows if crc32(f"{row.corpus}/{row.id}".encode()) % 1000 < 1000 * share]


def same_time_trials(corpora: Sequence[Corpus], lexicon: Sequence[Corpus], recipe: CurrentRecipe) -> list[Trial]:
    """Plan measuring on one in ten of the articles that are not held out, with the others learnt."""
    rows = labelled(free_rows(corpora))
    left_out = [row for row in rows if crc32(f"same/{row.corpus}/{row.id}".encode()) % SAME_TIME_PARTS == 0]
    if not left_out:
        return []
    sets: dict[str, list[Row]] = {}
    for row in left_out:
        if row.corpus in ("guardian-2022", "feeds-2021"):
            sets.setdefault(f"{row.corpus}, {row.publisher}", []).append(row)
    train = without(rows, left_out)
    return [Trial("same time", with_lexicon(train, lexicon), {k: tuple(v) for k, v in sorted(sets.items())}, recipe)]


def unseen_trials(corpora: Sequence[Corpus], lexicon: Sequence[Corpus], recipe: CurrentRecipe) -> list[Trial]:
    """Plan learning all that other publishers wrote, and measuring on one publisher."""
    trials = []
    available = available_sets(corpora)
    for publisher, names in PUBLISHERS.items():
        sets = {name: tuple(HELD_OUT[name].rows(corpora)) for name in names if name in available}
        others = [row for row in labelled(with_labels(corpora)) if row.publisher != publisher]
        if sets and others:
            train = without(others, [row for rows in sets.values() for row in rows])
            trials.append(Trial("never seen", with_lexicon(train, lexicon), sets, recipe))
    if "headlines-sites" in available:
        sets = {"headlines-sites": tuple(HELD_OUT["headlines-sites"].rows(corpora))}
        train = without(labelled(with_labels(corpora)), sets["headlines-sites"])
        trials.append(Trial("never seen", with_lexicon(train, lexicon), sets, recipe))
    return trials


def fold_trials(corpora: Sequence[Corpus], recipe: CurrentRecipe, seed: int) -> list[Trial]:
    """Plan `FOLDS` folds of the BBC articles of 2004-05, each article once, and nothing else."""
    rows = [row for corpus in corpora if corpus.name == "bbc-2004" for row in once(corpus.rows)]
    topics = [str(row.topic) for row in rows]
    if not rows or min(topics.count(topic) for topic in set(topics)) < FOLDS:
        return []
    splits = StratifiedKFold(FOLDS, shuffle=True, random_state=seed).split(rows, topics)
    alone = replace(recipe, labels=CORE_NAMES)
    return [
        Trial("folds", tuple(rows[at] for at in train), {"bbc-2004": tuple(rows[at] for at in test)}, alone)
        for train, test in splits
    ]


def run_trial(trial: Trial, stop_words: Sequence[str]) -> list[dict[str, Any]]:
    """Train as the trial says, and measure on each of its sets: a line for each set and number of topics."""
    model = measured_model(trial.train, trial.recipe, stop_words)
    lines = []
    for name, rows in trial.sets.items():
        for topics in model.entry.schemes:
            asked = question(model.entry.scheme(topics).labels, [row.to_dict() for row in rows])
            if not asked.rows:
                continue
            predictions = model.predict([(row["title"], row["text"]) for row in asked.rows], topics)
            evaluation = asked.score(model.name, predictions)
            about = {"kind": trial.kind, "set": name, "what": in_words(name), "topics": topics, "share": trial.share}
            lines.append({**about, "train": len(trial.train), **figures(evaluation, *asked.right(predictions))})
    return lines


def in_words(name: str) -> str:
    """Return what a set holds, in words."""
    if name in HELD_OUT:
        return HELD_OUT[name].what
    corpus, _, publisher = name.partition(", ")
    return f"{publisher}, {IN_WORDS.get(corpus, corpus)}" if publisher else name


def measured_model(rows: Sequence[Row], recipe: CurrentRecipe, stop_words: Sequence[str]) -> TopicModel:
    """Return a model of the recipe that is measured and thrown away."""
    return model_of(fit_current(rows, recipe, stop_words), recipe, CURRENT)


def model_of(pipeline: Pipeline, recipe: CurrentRecipe | Recipe2022, name: str) -> TopicModel:
    """Return a fitted pipeline as a model that answers as its recipe says."""
    labels = tuple(name for name in recipe.labels if name in set(pipeline["classify"].classes_))
    entry = ModelEntry(
        name=name,
        file="",
        sha256="",
        bytes=0,
        sklearn="",
        python="",
        labels=labels,
        thresholds={label: recipe.thresholds[label] for label in labels},
        five=recipe.five(labels),
        min_known_words=recipe.min_known_words,
        min_known_share=recipe.min_known_share,
    )
    return TopicModel(entry, pipeline)


def model_of_2022(
    corpora: Sequence[Corpus], lexicon: Sequence[Corpus], stop_words: Sequence[str], seed: int
) -> TopicModel:
    """Return the model of 2022 without the held-out articles: its recipe, on what there was to learn from then."""
    then = [row for corpus in corpora if corpus.name in CORPORA for row in corpus.rows]
    rows = with_lexicon(labelled(without(then, all_held_out(corpora))), lexicon)
    recipe = Recipe2022()
    return model_of(fit_2022(rows, recipe, stop_words, seed), recipe, NEWS_2022)
