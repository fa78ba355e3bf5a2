"""From nothing to the first page: Broadsheet against a Streamlit app of one line, in one run.

Each side is a process of its own that runs its first page once, and a server
that is asked for its health from its start on; the ratios are of the medians.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.browser import app
from benchmarks.data import ROOT

FIRST_PAGE = """
import resource, sys
from streamlit.testing.v1 import AppTest

if __name__ == "__main__":
    app = AppTest.from_file(sys.argv[1], default_timeout=120).run()
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    sys.exit(bool(app.exception) or len(app.title) != 1)
"""
MEASURES = {"seconds": "First page", "mb": "Memory at that moment", "health_seconds": "Health address"}
"""What is measured of each side."""


def first_page(script: Path, page: Path) -> tuple[float, float]:
    """Measure a fresh process that shows the first page of an app: its wall time in seconds, its peak memory in MB."""
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, str(script), str(page)],
        cwd=ROOT,
        env=os.environ
        | {"BROADSHEET_WARM_UP": "0", "BROADSHEET_OPEN": "ask"}  # what comes after the first page is not measured
        | {"BROADSHEET_DATA": str(script.parent / "data")},  # nothing was read before
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    return time.perf_counter() - began, float(done.stdout)


def health(page: Path) -> float:
    """Wall time from the start of a server until its health address answers."""
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, app(page, Path(folder)):
        return time.perf_counter() - began


def measure(runs: int) -> dict[str, float]:
    """Measure both sides in turn; return the medians of each, and their ratios."""
    sides: dict[str, list[tuple[float, ...]]] = {"broadsheet": [], "one_line": []}
    with tempfile.TemporaryDirectory() as folder:
        script, least = Path(folder) / "first_page.py", Path(folder) / "least.py"
        script.write_text(FIRST_PAGE, encoding="utf-8")
        least.write_text('import streamlit as st\n\nst.title("One line")\n', encoding="utf-8")
        for _ in range(runs):
            for page, rows in zip((ROOT / "streamlit_app.py", least), sides.values(), strict=True):
                rows.append((*first_page(script, page), health(page)))
    medians = [[statistics.median(values) for values in zip(*rows, strict=True)] for rows in sides.values()]
    figures: dict[str, float] = {"runs": runs}
    for name, ours, bare in zip(MEASURES, *medians, strict=True):
        figures[f"broadsheet_{name}"], figures[f"one_line_{name}"] = round(ours, 2), round(bare, 2)
        figures["ratio" if name == "seconds" else f"ratio_{name}"] = round(ours / bare, 2)
    return figures


def main() -> None:
    """Start both in turn `--runs` times and print the ratios."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.start", description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    figures = measure(args.runs)
    if args.json:
        print(json.dumps(figures))
        return
    for name, words in MEASURES.items():
        ratio, unit = figures["ratio" if name == "seconds" else f"ratio_{name}"], "MB" if name == "mb" else "s"
        ours, bare = figures[f"broadsheet_{name}"], figures[f"one_line_{name}"]
        print(f"{words}: Broadsheet {ours:.1f} {unit}, an app of one line {bare:.1f} {unit}: {ratio:.2f} times as much")


if __name__ == "__main__":
    main()
