"""Stories told by several papers: how well they are found, in what time, and the largest ones among real headlines.

Three sets: titles and leads that were written for Broadsheet
(tests/analysis/stories.jsonl, development and test), real titles of January
2026 that a news service grouped (../shared, in two halves by story), and the
headlines of ../shared/corpora. The real ones are printed and kept nowhere.

    .venv/bin/python -m benchmarks.stories
    .venv/bin/python -m benchmarks.stories --held-out     # the other half of the real titles, too: not to choose by
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import math
import random
import time
from collections import defaultdict
from datetime import datetime
from typing import Any

from benchmarks.clustering import b_cubed, pairwise
from benchmarks.data import CORPORA, REAL_STORIES, ROOT
from benchmarks.synthetic import Words
from core.analysis.story_groups import cluster

LABELLED = ROOT / "tests/analysis/stories.jsonl"
CORPUS = "feeds-2021"
REAL_SHA256 = "d7104c5673b544e3c749504766dfe056187d6bfd678bb55d1335d7c2b45adf6d"
"""Of the file whose figures docs/measurements.md tells."""
SPLIT_SEED = 17
SIZES = (1_000, 3_000, 10_000, 30_000)
TITLE_WORDS = 9
TITLES_A_DAY = 3_000
"""Of the synthetic titles: as many as some sixty papers publish."""


def is_development(story: int) -> bool:
    """Whether a real story is one to choose by: half of them, by SHA-256 of seed and number."""
    return hashlib.sha256(f"stories-2026 {SPLIT_SEED} {story}".encode()).digest()[0] % 2 == 0


def real_agreement(part: str) -> dict[str, Any]:
    """B-cubed precision, recall and F1 on real titles with their days: the part development, held-out or whole."""
    with gzip.open(REAL_STORIES, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    if part != "whole":
        rows = [row for row in rows if is_development(row["story"]) == (part == "development")]
    when = [datetime.fromisoformat(f"{row['date']}T12:00+00:00").timestamp() for row in rows]
    labels = cluster([(row["title"], "") for row in rows], when)
    figures = b_cubed([row["story"] for row in rows], labels.tolist())._asdict()
    return {"part": f"real, {part}", "articles": len(rows), **{k: round(v, 3) for k, v in figures.items()}}


def seconds_for(n: int) -> float:
    """Seconds that so many synthetic titles take, `TITLES_A_DAY` a day."""
    words = Words(random.Random(8))
    titles = [(words.some(TITLE_WORDS), "") for _ in range(n)]
    began = time.process_time()
    cluster(titles, [at * 86_400 / TITLES_A_DAY for at in range(n)])
    return time.process_time() - began


def labelled(part: str) -> list[dict[str, Any]]:
    """Return the labelled titles and leads of one part: development or test."""
    rows = [json.loads(line) for line in LABELLED.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if row["part"] == part]


def agreement(part: str) -> dict[str, Any]:
    """Precision, recall and F1 on one part of our own, over pairs and B-cubed."""
    rows = labelled(part)
    labels = cluster([(row["title"], row["lead"]) for row in rows])
    truth, found = [row["story"] for row in rows], labels.tolist()
    cubed = {f"b_cubed_{name}": figure for name, figure in b_cubed(truth, found)._asdict().items()}
    figures = {**pairwise(truth, found)._asdict(), **cubed}
    return {"part": f"our own, {part}", "articles": len(rows), **{k: round(v, 3) for k, v in figures.items()}}


def largest(most: int) -> tuple[list[list[str]], int, float]:
    """Headlines of the largest stories of the corpus, how many headlines it has, and seconds of processor time."""
    with gzip.open(CORPORA / f"{CORPUS}.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    when = [datetime.fromisoformat(row["date"]).timestamp() if row.get("date") else math.nan for row in rows]
    began = time.process_time()
    labels = cluster([(row["title"], row["text"]) for row in rows], when)
    seconds = time.process_time() - began
    groups: dict[int, list[str]] = defaultdict(list)
    for row, story in zip(rows, labels.tolist(), strict=True):
        groups[story].append(f"{row['publisher']}: {row['title']}")
    return sorted(groups.values(), key=len, reverse=True)[:most], len(rows), seconds


def main() -> None:
    """Print the agreement with the labels, times, and the largest stories where the corpora are at hand."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.stories", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--largest", type=int, default=30, help="stories of the corpus to list")
    parser.add_argument("--held-out", action="store_true", help="measure the held-out half and the whole, too")
    parser.add_argument("--json", action="store_true", help="the figures only, as JSON")
    args = parser.parse_args()
    figures = [agreement(part) for part in ("development", "test")]
    if REAL_STORIES.is_file():
        parts = ("development", "held-out", "whole") if args.held_out else ("development",)
        figures += [real_agreement(part) for part in parts]
    if args.json:
        print(json.dumps(figures))
        return
    for row in figures:
        print(_sentence(row))
    if REAL_STORIES.is_file() and hashlib.sha256(REAL_STORIES.read_bytes()).hexdigest() != REAL_SHA256:
        print("The real titles are others than those of docs/measurements.md.")
    cluster([("A first title", "")])  # reads the tables
    for n in SIZES:
        print(f"{n:6,} synthetic titles, {TITLES_A_DAY:,} a day: {seconds_for(n):.2f} s of processor time")
    _print_largest(args.largest)


def _sentence(row: dict[str, Any]) -> str:
    def three(prefix: str) -> str:
        precision, recall, f1 = (row[f"{prefix}{name}"] for name in ("precision", "recall", "f1"))
        return f"precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}"

    first = f"{row['part']}: {row['articles']} articles"
    if "pairs" not in row:
        return f"{first}: B-cubed {three('')}"
    return f"{first}: B-cubed {three('b_cubed_')}; over {row['pairs']} pairs of one story {three('')}"


def _print_largest(most: int) -> None:
    if not CORPORA.is_dir():
        print("The corpora are not beside this checkout: no real headlines to list.")
        return
    groups, n, seconds = largest(most)
    print(f"\nThe {len(groups)} largest of {n:,} headlines of {CORPUS}, found in {seconds:.1f} s of processor time:")
    for number, group in enumerate(groups, 1):
        print(f"\n{number}. {len(group)} headlines")
        for headline in group[:8]:
            print(f"   {headline}")
        if len(group) > 8:
            print(f"   and {len(group) - 8} more")


if __name__ == "__main__":
    main()
