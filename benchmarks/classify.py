"""Classifying 2,000 articles: today's model against the original's cleaning done its way.

Both sides are whole processes, start and model loading included, on the same
file, one after the other in one run. The original's way lemmatises from the
table in its model, which is faster than asking WordNet: the ratio is the more
careful for it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.data import ROOT, full_articles
from core.settings import load_settings
from core.topics.model import load_model
from core.topics.names import BBC_2004, CURRENT
from core.topics.text import as_document
from core.training.recipes.bbc_2004 import clean_like_the_original


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
    }
    if args.json:
        print(json.dumps(figures))
    else:
        print(f"{len(rows)} articles ({source}): current {ours:.1f} s, the original's way {theirs:.1f} s")
        print(f"current is {theirs / ours:.1f} times faster")


if __name__ == "__main__":
    main()
