"""From nothing to the first page: Broadsheet against a Streamlit app of one line, in one run.

Each side is a process of its own that runs its first page once; the ratio is
of the medians.
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

from benchmarks.data import ROOT

FIRST_PAGE = """
import sys
from streamlit.testing.v1 import AppTest

if __name__ == "__main__":
    app = AppTest.from_file(sys.argv[1], default_timeout=120).run()
    sys.exit(bool(app.exception) or len(app.title) != 1)
"""


def seconds(script: Path, app: Path) -> float:
    """Wall time of a fresh process that shows the first page of an app."""
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, str(script), str(app)],
        cwd=ROOT,
        env=os.environ
        | {"BROADSHEET_WARM_UP": "0", "BROADSHEET_OPEN": "ask"},  # what comes after the first page is not measured
        check=True,
        stderr=subprocess.DEVNULL,
    )
    return time.perf_counter() - began


def main() -> None:
    """Start both in turn `--runs` times and print the ratio."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.start", description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        script, least = Path(folder) / "first_page.py", Path(folder) / "least.py"
        script.write_text(FIRST_PAGE, encoding="utf-8")
        least.write_text('import streamlit as st\n\nst.title("One line")\n', encoding="utf-8")
        pairs = [(seconds(script, ROOT / "streamlit_app.py"), seconds(script, least)) for _ in range(args.runs)]
    ours, bare = (statistics.median(side) for side in zip(*pairs, strict=True))
    figures = {
        "runs": args.runs,
        "broadsheet_seconds": round(ours, 2),
        "one_line_seconds": round(bare, 2),
        "ratio": round(ours / bare, 2),
    }
    if args.json:
        print(json.dumps(figures))
    else:
        print(f"First page: Broadsheet {ours:.1f} s, an app of one line {bare:.1f} s: {ours / bare:.1f} times as long")


if __name__ == "__main__":
    main()
