"""Chooses temperature, sharpness and thresholds of the current model on the development split of hand labels.

python -m benchmarks.calibration            prints them beside those in use
python -m benchmarks.calibration --write    and writes core/training/recipes/calibration.json
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from benchmarks.data import corpora_paths
from core.settings import ROOT
from core.topics.linear import doubtful_softmax
from core.topics.model import TopicModel
from core.topics.schemes import TopicScheme
from core.topics.taxonomy import LABEL_NAMES
from core.topics.text import as_document
from core.training.data.corpora import Row, read_corpora
from core.training.data.lexicon import read_lexicon
from core.training.data.wordnet import stop_words
from core.training.measures.development import BY_HAND, development_trials
from core.training.measures.evaluate import Question, calibration, question
from core.training.measures.validate import measured_model
from core.training.recipes.calibrate import FILE, best_power, choose_thresholds, read_calibration
from core.training.recipes.current import CORE_LABELS, CurrentRecipe

WANTED = 0.92
"""Of the answers that are shown so many shall be right, on newspapers never seen."""
POWERS = np.geomspace(0.5, 2.5, 81)
"""What the sums of the classifier are multiplied by, of which one is chosen."""


def main() -> None:
    """Choose and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.calibration", description=__doc__)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    words = stop_words(None, ROOT / "artifacts", print)
    trial = development_trials(read_corpora(corpora_paths()), read_lexicon(), CurrentRecipe())[0]
    chosen = choose(measured_model(trial.train, trial.recipe, words), trial.sets[BY_HAND])
    print(json.dumps({"in use": read_calibration(), "chosen": chosen}, indent=1))
    if args.write:
        FILE.write_text(json.dumps(chosen, indent=1) + "\n", encoding="utf-8")


def choose(model: TopicModel, rows: Sequence[Row]) -> dict[str, object]:
    """Return everything that the calibration file holds."""
    recipe = CurrentRecipe()
    dicts = [row.to_dict() for row in rows]
    nine, five = (question(labels, dicts) for labels in (LABEL_NAMES, CORE_LABELS))
    _, matrix = model.features([as_document(row["title"], row["text"]) for row in nine.rows])
    classifier = model.pipeline["classify"]
    sums = classifier.decision_function(matrix)[:, [list(classifier.classes_).index(name) for name in LABEL_NAMES]]
    power = truest_power(sums, accepted(nine), recipe.doubt)
    whole = doubtful_softmax(power * sums, recipe.doubt)
    scheme = recipe.five(LABEL_NAMES)
    assert scheme is not None
    fives = _fives(whole, replace(scheme, sharpness=1.0))
    sharpness = best_power([(fives, accepted(five))])
    return {
        "temperature": round(recipe.temperature / power, 3),
        "thresholds": choose_thresholds(LABEL_NAMES, whole, accepted(nine), WANTED),
        "five_sharpness": sharpness,
        "five_thresholds": choose_thresholds(CORE_LABELS, _raised(fives, sharpness), accepted(five), WANTED),
        "wanted": WANTED,
    }


def accepted(asked: Question) -> np.ndarray:
    """Return for each article (row) which labels (columns) are right."""
    return np.array([[label in own for label in asked.labels] for own in asked.accepted])


def truest_power(sums: np.ndarray, right: np.ndarray, doubt: float) -> float:
    """Return what sums are best multiplied by, so that the expected calibration error of the likeliest is least.

    An article may have several right labels, and is then right more often than its likeliest label is
    probable: the power of the least log loss (`best_power`) would leave the model less sure than it can be.
    """
    likeliest = right[np.arange(len(right)), sums.argmax(axis=1)]

    def error(power: float) -> float:
        curve = calibration(doubtful_softmax(power * sums, doubt).max(axis=1), likeliest)
        return sum(point.n * abs(point.accuracy - point.confidence) for point in curve)

    return round(float(min(POWERS, key=error)), 3)


def _fives(probabilities: np.ndarray, five: TopicScheme) -> np.ndarray:
    rows = [five.probabilities(dict(zip(LABEL_NAMES, row, strict=True))) for row in probabilities.tolist()]
    return np.array([[row[name] for name in CORE_LABELS] for row in rows])


def _raised(probabilities: np.ndarray, power: float) -> np.ndarray:
    powers: np.ndarray = np.clip(probabilities, 1e-9, 1.0) ** power
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


if __name__ == "__main__":
    main()
