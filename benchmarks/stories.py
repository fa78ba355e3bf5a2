"""Stories told by several papers: how well they are found, and the largest ones among real headlines.

The labelled titles and leads were written for Broadsheet
(tests/analysis/stories.jsonl). The headlines of ../shared/corpora are printed
and kept nowhere.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import time
from collections import defaultdict
from datetime import datetime
from typing import Any

from benchmarks.clustering import pairwise
from benchmarks.data import CORPORA, ROOT
from core.analysis.stories import cluster

LABELLED = ROOT / "tests/analysis/stories.jsonl"
CORPUS = "feeds-2021"


def labelled(part: str) -> list[dict[str, Any]]:
    """Return the labelled titles and leads of one part: development or test."""
    rows = [json.loads(line) for line in LABELLED.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if row["part"] == part]


def agreement(part: str) -> dict[str, Any]:
    """Pairwise precision, recall and F1 on one part."""
    rows = labelled(part)
    labels = cluster([(row["title"], row["lead"]) for row in rows])
    figures = pairwise([row["story"] for row in rows], labels.tolist())._asdict()
    return {"part": part, "articles": len(rows), **{k: round(v, 3) for k, v in figures.items()}}


def largest(most: int) -> tuple[list[list[str]], int, float]:
    """Headlines of the largest stories of the corpus, how many headlines it has, and seconds."""
    with gzip.open(CORPORA / f"{CORPUS}.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    when = [datetime.fromisoformat(row["date"]).timestamp() if row.get("date") else math.nan for row in rows]
    began = time.perf_counter()
    labels = cluster([(row["title"], row["text"]) for row in rows], when)
    seconds = time.perf_counter() - began
    groups: dict[int, list[str]] = defaultdict(list)
    for row, story in zip(rows, labels.tolist(), strict=True):
        groups[story].append(f"{row['publisher']}: {row['title']}")
    return sorted(groups.values(), key=len, reverse=True)[:most], len(rows), seconds


def main() -> None:
    """Print the agreement with the labels, and the largest stories where the corpora are at hand."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stories", description=__doc__)
    parser.add_argument("--largest", type=int, default=30, help="stories of the corpus to list")
    parser.add_argument("--json", action="store_true", help="the figures only, as JSON")
    args = parser.parse_args()
    figures = [agreement(part) for part in ("development", "test")]
    if args.json:
        print(json.dumps(figures))
        return
    for row in figures:
        print(
            f"{row['part']}: {row['articles']} articles, {row['pairs']} pairs of one story: "
            f"precision {row['precision']:.3f}, recall {row['recall']:.3f}, F1 {row['f1']:.3f}"
        )
    if not CORPORA.is_dir():
        print("The corpora are not beside this checkout: no real headlines to list.")
        return
    groups, n, seconds = largest(args.largest)
    print(f"\nThe {len(groups)} largest of {n:,} headlines of {CORPUS}, found in {seconds:.1f} s:")
    for number, group in enumerate(groups, 1):
        print(f"\n{number}. {len(group)} headlines")
        for headline in group[:8]:
            print(f"   {headline}")
        if len(group) > 8:
            print(f"   and {len(group) - 8} more")


if __name__ == "__main__":
    main()
