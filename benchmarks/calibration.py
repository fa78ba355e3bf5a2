"""Chooses temperature, sharpness and thresholds of the current model on the development splits.

python -m benchmarks.calibration            prints them beside those in use
python -m benchmarks.calibration --write    and writes core/training/recipes/calibration.json
"""

import argparse
import json

import numpy as np
from joblib import Parallel, delayed

from benchmarks.data import corpora_paths
from core.settings import ROOT
from core.topics.taxonomy import ALL_NAMES, CORE_NAMES
from core.training.data.corpora import read_corpora
from core.training.data.lexicon import read_lexicon
from core.training.data.wordnet import stop_words
from core.training.measures.development import development_trials
from core.training.measures.validate import JOBS, Trial, measured_model
from core.training.recipes.calibrate import FILE, best_power, choose_thresholds, read_calibration
from core.training.recipes.current import CurrentRecipe

WANTED = 0.85
"""Of the answers that are shown as fact so many shall be right, on newspapers never seen and later."""
SEED = 8


def main() -> None:
    """Choose and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.calibration", description=__doc__)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    words = stop_words(None, ROOT / "artifacts", print)
    trials = development_trials(read_corpora(corpora_paths()), read_lexicon(), CurrentRecipe())
    groups = [group for part in Parallel(n_jobs=JOBS)(delayed(answers)(t, words) for t in trials) for group in part]
    chosen = choose(groups)
    print(json.dumps({"in use": read_calibration(), "chosen": chosen}, indent=1))
    if args.write:
        FILE.write_text(json.dumps(chosen, indent=1) + "\n", encoding="utf-8")


def answers(trial: Trial, words: tuple[str, ...]) -> list[tuple[np.ndarray, np.ndarray]]:
    """For each split the raw probabilities of all topics, and the column of the truth."""
    model = measured_model(trial.train, trial.recipe, words, SEED)
    groups = []
    for rows in trial.sets.values():
        served = [row for row in rows if row.topic in ALL_NAMES]
        predictions = model.predict([(row.title, row.text) for row in served])
        probabilities = np.array([[p.topics[name] for name in ALL_NAMES] for p in predictions])
        groups.append((probabilities, np.array([ALL_NAMES.index(str(row.topic)) for row in served])))
    return groups


def choose(groups: list[tuple[np.ndarray, np.ndarray]]) -> dict[str, object]:
    """Everything that the calibration file holds."""
    recipe = CurrentRecipe()
    power = best_power(groups)
    whole = [(_raised(probabilities, power), truth) for probabilities, truth in groups]
    fives = [_five(probabilities, truth, recipe) for probabilities, truth in whole]
    sharpness = best_power(fives)
    return {
        "temperature": round(recipe.temperature / power, 3),
        "thresholds": choose_thresholds(ALL_NAMES, *_pooled(whole), WANTED),
        "five_sharpness": sharpness,
        "five_thresholds": choose_thresholds(
            CORE_NAMES, *_pooled([(_raised(probabilities, sharpness), truth) for probabilities, truth in fives]), WANTED
        ),
        "wanted": WANTED,
    }


def _five(probabilities: np.ndarray, truth: np.ndarray, recipe: CurrentRecipe) -> tuple[np.ndarray, np.ndarray]:
    core = truth < len(CORE_NAMES)
    rows = [recipe.five.probabilities(dict(zip(ALL_NAMES, row, strict=True))) for row in probabilities[core].tolist()]
    return _raised(np.array([[row[name] for name in CORE_NAMES] for row in rows]), 1 / recipe.five_sharpness), truth[
        core
    ]


def _raised(probabilities: np.ndarray, power: float) -> np.ndarray:
    powers: np.ndarray = np.clip(probabilities, 1e-9, 1.0) ** power
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def _pooled(groups: list[tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    weights = [np.full(len(truth), 1 / len(truth)) for _, truth in groups]
    return np.vstack([g for g, _ in groups]), np.concatenate([t for _, t in groups]), np.concatenate(weights)


if __name__ == "__main__":
    main()
