"""Classifying 2,000 articles: today's model against the original's way, and against the least that n-grams cost.

The original's way: both sides are whole processes, start and model loading
included, on the same file, one after the other in one run. It lemmatises from
the table in its model, which is faster than asking WordNet: the ratio is the
more careful for it.

The least: a plain hashing vectoriser with the same n-grams and one sparse
product, in CPU seconds of this process, both sides in turn on batches of the
same size. Today's side is all that a page waits for: cleaning, features,
probabilities and answers.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median

import numpy as np
from sklearn.feature_extraction.text import HashingVectorizer

from benchmarks.data import ROOT, full_articles
from core.settings import load_settings
from core.topics.model import BATCH, load_model
from core.topics.names import BBC_2004, CURRENT
from core.topics.text import as_document
from core.training.recipes.bbc_2004 import clean_like_the_original

N_HASHED = 2**19
"""Columns of the plain vectoriser, more than today's model has terms."""
TURNS = 5
"""Times that each side of the throughput is measured; the middle one counts."""


def original_way(path: Path) -> None:
    """Classify a file of JSON lines as the original did: a pass over each text for each stop word."""
    pipeline = load_model(BBC_2004, load_settings().artifacts).pipeline
    cleaner = pipeline["clean"]
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            text = clean_like_the_original(as_document(row["title"], row["text"]), cleaner.lemmas, cleaner.stop_words)
            [p] = pipeline["classify"].predict_proba(pipeline["vectorize"].transform([text]))
            print(json.dumps({"id": row["id"], "best": pipeline["classify"].classes_[p.argmax()]}))


def seconds(*command: str) -> float:
    """Wall time of one process that must print a line for each article."""
    began = time.perf_counter()
    subprocess.run([sys.executable, *command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def throughput(rows: Sequence[Mapping[str, str]]) -> dict[str, float]:
    """Articles a CPU second of today's model, of the plain vectoriser, and the first divided by the second."""
    model = load_model(CURRENT, load_settings().artifacts)
    documents = [(row["title"], row["text"]) for row in rows]
    texts = [as_document(title, text) for title, text in documents]
    ngrams = model.pipeline["vectorize"].vectorizer.ngram_range
    vectorizer = HashingVectorizer(n_features=N_HASHED, ngram_range=ngrams, dtype=np.float32)
    weights = np.ones((N_HASHED, len(model.labels)), dtype=np.float32)

    def plain() -> None:
        for start in range(0, len(texts), BATCH):
            vectorizer.transform(texts[start : start + BATCH]) @ weights

    turns = [(cpu_seconds(lambda: model.predict(documents)), cpu_seconds(plain)) for _ in range(TURNS)]
    ours, least = (len(rows) / median(side) for side in zip(*turns, strict=True))
    return {
        "articles_per_cpu_second": round(ours, 1),
        "plain_hashing_per_cpu_second": round(least, 1),
        "throughput_ratio": round(ours / least, 3),
    }


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU time of this process for some work."""
    began = time.process_time()
    work()
    return time.process_time() - began


def main() -> None:
    """Run both sides `--runs` times in turn and print the ratio of their medians."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.classify", description=__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--original", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.original:
        original_way(args.original)
        return
    rows, source = full_articles(args.articles)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        today, before = [], []
        for _ in range(args.runs):
            today.append(seconds("-m", "core", "classify", str(path), "--jsonl", "--model", CURRENT))
            before.append(seconds("-m", "benchmarks.classify", "--original", str(path)))
    ours, theirs = sorted(today)[args.runs // 2], sorted(before)[args.runs // 2]
    figures = {
        "articles": len(rows),
        "source": source,
        "runs": args.runs,
        "current_seconds": round(ours, 2),
        "original_way_seconds": round(theirs, 2),
        "ratio": round(theirs / ours, 2),
        **throughput(rows),
    }
    if args.json:
        print(json.dumps(figures))
    else:
        print(f"{len(rows)} articles ({source}): current {ours:.1f} s, the original's way {theirs:.1f} s")
        print(f"current is {theirs / ours:.1f} times faster")
        print(
            f"{figures['throughput_ratio']:.2f} of the throughput of a plain hashing vectoriser and one sparse product"
        )


if __name__ == "__main__":
    main()
