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
from core.topics.model import TopicModel
from core.topics.schemes import TopicScheme
from core.topics.taxonomy import LABEL_NAMES
from core.training.data.corpora import Row, read_corpora
from core.training.data.lexicon import read_lexicon
from core.training.data.wordnet import stop_words
from core.training.measures.development import BY_HAND, development_trials
from core.training.measures.evaluate import Question, question
from core.training.measures.validate import measured_model
from core.training.recipes.calibrate import FILE, best_power, choose_thresholds, read_calibration
from core.training.recipes.current import CORE_LABELS, CurrentRecipe

WANTED = 0.92
"""Of the answers that are shown so many shall be right, on newspapers never seen."""


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
    predictions = model.predict([(row["title"], row["text"]) for row in nine.rows])
    raw = np.array([[p.topics[name] for name in LABEL_NAMES] for p in predictions])
    power = best_power([(raw, accepted(nine))])
    whole = _raised(raw, power)
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


def _fives(probabilities: np.ndarray, five: TopicScheme) -> np.ndarray:
    rows = [five.probabilities(dict(zip(LABEL_NAMES, row, strict=True))) for row in probabilities.tolist()]
    return np.array([[row[name] for name in CORE_LABELS] for row in rows])


def _raised(probabilities: np.ndarray, power: float) -> np.ndarray:
    powers: np.ndarray = np.clip(probabilities, 1e-9, 1.0) ** power
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


if __name__ == "__main__":
    main()
