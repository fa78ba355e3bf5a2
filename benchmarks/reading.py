"""Reading twelve newspapers at once against one after another, on loopback, in one run."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence

from core.reading.open import make_reader
from core.reading.pool import open_pool
from core.settings import Settings, load_settings
from core.types import Newspaper, PaperDone
from tests.servers import honest_papers

ARTICLES = 5


def read(papers: Sequence[Newspaper], parallel: int, settings: Settings) -> float:
    """Seconds to read all papers, `parallel` at once, with the pauses that hosts are given."""
    with open_pool(settings) as pool:
        reader = make_reader(settings.model_copy(update={"parallel_papers": parallel}), pool)
        began = time.perf_counter()
        done = [event.report.read for event in reader.read_events(papers, ARTICLES) if isinstance(event, PaperDone)]
        took = time.perf_counter() - began
        reader.close()
    if done != [ARTICLES] * len(papers):
        raise SystemExit("Not every article was read, so the times mean nothing.")
    return took


def main() -> None:
    """Read both ways and print the ratio."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=__doc__)
    parser.add_argument("--papers", type=int, default=12)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    settings = load_settings({"allow_loopback": True})
    with honest_papers(args.papers, ARTICLES) as papers:
        together = read(papers, settings.parallel_papers, settings)
        in_turn = read(papers, 1, settings)
    found = {"papers": args.papers, "articles": args.papers * ARTICLES, "at_once_seconds": round(together, 2),
             "in_turn_seconds": round(in_turn, 2), "ratio": round(in_turn / together, 2)}  # fmt: skip
    if args.json:
        print(json.dumps(found))
    else:
        print(f"{args.papers} papers of {ARTICLES} articles: at once {together:.1f} s, in turn {in_turn:.1f} s")
        print(f"at once is {in_turn / together:.1f} times faster")


if __name__ == "__main__":
    main()
