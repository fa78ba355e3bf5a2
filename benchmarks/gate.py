"""The gate: the shipping recipe, trained without the held-out articles, must do as well as it did.

    python -m benchmarks.gate            measures and compares with benchmarks/gate.json; exit 1 below a pin
    python -m benchmarks.gate --raise    moves each pin up to what was measured; never down

Training and measuring depend on the seed and the corpora alone, so the figures cannot wobble;
`MARGIN` allows for another version of the linear algebra underneath.
"""

import argparse
import json
import sys
from pathlib import Path

from benchmarks.data import CORPORA, corpora_paths
from core.settings import ROOT
from core.training.data.corpora import read_corpora
from core.training.data.lexicon import read_lexicon
from core.training.data.wordnet import stop_words
from core.training.measures.validate import later_trial, run_trial
from core.training.recipes.current import CurrentRecipe

PINS = Path(__file__).parent / "gate.json"
SEED = 8
MARGIN = 0.004
FIGURES = ("accuracy", "accuracy_top2", "macro_f1", "acceptable")
DIGITS = 4


def main() -> int:
    """Measure, print, compare."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gate", description=__doc__)
    parser.add_argument("--raise", dest="up", action="store_true", help="move pins up to what was measured")
    args = parser.parse_args()
    if not CORPORA.is_dir():
        print(f"The gate needs the corpora, and there is no folder {CORPORA}: not measured.")
        return 0
    measured = measure()
    pins = json.loads(PINS.read_text(encoding="utf-8")) if PINS.exists() else {}
    below = compare(measured, pins)
    for line in report(measured, pins):
        print(line)
    if args.up:
        raised = {
            name: {key: max(value, pins.get(name, {}).get(key, 0.0)) for key, value in figures.items()}
            for name, figures in measured.items()
        }
        PINS.write_text(json.dumps(raised, indent=1) + "\n", encoding="utf-8")
    for sentence in below:
        print(sentence, file=sys.stderr)
    return 1 if below else 0


def measure() -> dict[str, dict[str, float]]:
    """Return the figures of each held-out set and number of topics."""
    words = stop_words(None, ROOT / "artifacts", lambda sentence: print(sentence, file=sys.stderr))
    trial = later_trial(read_corpora(corpora_paths()), read_lexicon(), CurrentRecipe())
    return {
        f"{line['set']}, {line['topics']} topics": {key: round(line[key], DIGITS) for key in FIGURES}
        for line in run_trial(trial, words)
    }


def compare(measured: dict[str, dict[str, float]], pins: dict[str, dict[str, float]]) -> list[str]:
    """Return a sentence for every figure that fell below its pin, or was not measured."""
    return [
        f"{name}: {key} is {measured.get(name, {}).get(key, 0.0):.4f}, and the gate is at {least:.4f}."
        for name, figures in pins.items()
        for key, least in figures.items()
        if measured.get(name, {}).get(key, 0.0) < least - MARGIN
    ]


def report(measured: dict[str, dict[str, float]], pins: dict[str, dict[str, float]]) -> list[str]:
    """Return the table of what was measured, each figure beside its pin."""
    lines = [f"{'held-out set':40}" + "".join(f"{key:>24}" for key in FIGURES)]
    for name, figures in measured.items():
        pinned = pins.get(name, {})
        cells = [f"{figures[key]:.4f} (pin {pinned.get(key, 0.0):.4f})" for key in FIGURES]
        lines.append(f"{name:40}" + "".join(f"{cell:>24}" for cell in cells))
    return lines


if __name__ == "__main__":
    sys.exit(main())
