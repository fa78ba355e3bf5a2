"""Variants of the current model's recipe on the development splits: what helps, and what does not.

    python -m benchmarks.recipe [--json] [--only NAME...]

Each variant changes one setting of the recipe in use. A figure is the accuracy on one split,
of the core topics and of all; the last two columns are their means over the splits.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from joblib import Parallel, delayed

from benchmarks.data import corpora_paths
from core.settings import ROOT
from core.topics.taxonomy import ALL_NAMES, CORE_NAMES
from core.training.data.corpora import Corpus, read_corpora
from core.training.data.lexicon import read_lexicon
from core.training.data.wordnet import stop_words
from core.training.measures.development import development_trials
from core.training.measures.validate import JOBS, run_trial
from core.training.recipes.current import CurrentRecipe

SHIPPED = CurrentRecipe()
HALF: Mapping[str, float] = {name: weight / 2 for name, weight in SHIPPED.own_weights.items()}
VARIANTS: Mapping[str, CurrentRecipe] = {
    "in use": SHIPPED,
    "no word vectors": replace(SHIPPED, meaning_terms=0),
    "word vectors without topics": replace(SHIPPED, topic_vectors=False),
    "regression alone": replace(SHIPPED, count_weight=0.0),
    "naive Bayes counts half": replace(SHIPPED, count_weight=SHIPPED.count_weight / 2),
    "half the penalty": replace(SHIPPED, penalty=SHIPPED.penalty / 2),
    "twice the penalty": replace(SHIPPED, penalty=2 * SHIPPED.penalty),
    "sections count nothing": replace(SHIPPED, section_weight=0.0, section_weights={}),
    "sections count as hand labels": replace(SHIPPED, section_weight=SHIPPED.hand_weight),
    "no offset for other news": replace(SHIPPED, other_offset=0.0),
    "hand labels: the best topic alone": replace(SHIPPED, best_share=1.0),
    "titles not learnt alone": replace(SHIPPED, headline_weight=0.0),
    "no views of title and opening": replace(SHIPPED, title_weight=0.0, opening_weight=0.0),
    "our own words count half": replace(SHIPPED, own_weights=HALF),
}
WITHOUT_LEXICON = "without our own words"


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.recipe", description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--only", nargs="+", choices=[*VARIANTS, WITHOUT_LEXICON], help="these variants only")
    args = parser.parse_args()
    corpora = read_corpora(corpora_paths())
    names = args.only or [*VARIANTS, WITHOUT_LEXICON]
    rows = Parallel(n_jobs=JOBS)(delayed(measure)(name, corpora) for name in names)
    if args.json:
        print(json.dumps(rows, indent=1))
    else:
        print(table(rows))


def measure(name: str, corpora: list[Corpus]) -> dict[str, object]:
    """All figures of one variant."""
    lexicon = [] if name == WITHOUT_LEXICON else read_lexicon()
    words = stop_words(None, ROOT / "artifacts", lambda sentence: print(sentence, file=sys.stderr))
    lines = []
    for trial in development_trials(corpora, lexicon, VARIANTS.get(name, SHIPPED)):
        lines += run_trial(trial, words)
    return {"variant": name, "splits": lines}


def table(rows: list[dict[str, Any]]) -> str:
    """Return the figures as a person reads them: core topics / all, for each split."""
    splits = list(dict.fromkeys(line["set"] for line in rows[0]["splits"]))
    head = f"{'variant':30}" + "".join(f"{name[:15]:>17}" for name in splits) + f"{'mean':>17}"
    lines = [head]
    for row in rows:
        accuracies = {(line["set"], line["topics"]): line["accuracy"] for line in row["splits"]}
        cells = [(accuracies.get((name, len(CORE_NAMES))), accuracies.get((name, len(ALL_NAMES)))) for name in splits]
        means = tuple(float(np.mean([cell[at] for cell in cells if cell[at] is not None])) for at in (0, 1))
        lines.append(f"{row['variant']:30}" + "".join(f"{_cell(cell):>17}" for cell in (*cells, means)))
    return "\n".join(lines)


def _cell(pair: tuple[float | None, ...]) -> str:
    return " / ".join("-" if value is None else f"{value:.3f}" for value in pair)


if __name__ == "__main__":
    main()
