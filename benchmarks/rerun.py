"""A click on a page that is open: what a rerun costs against the first showing of the same edition, in one run."""

from __future__ import annotations

import argparse
import json
import statistics
import time

from streamlit.testing.v1 import AppTest

from benchmarks.data import ROOT


def main() -> None:
    """Show the sample edition, then filter it by topic `--clicks` times, and print the ratio."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rerun", description=__doc__)
    parser.add_argument("--clicks", type=int, default=20)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=120).run()
    began = time.perf_counter()
    app.button(key="sample").click().run()
    first = time.perf_counter() - began
    times = []
    for number in range(args.clicks):
        pills = next(group for group in app.button_group if group.key == "topic")
        began = time.perf_counter()
        pills.set_value("sport" if number % 2 else "tech").run()
        times.append(time.perf_counter() - began)
    if app.exception:
        raise SystemExit(f"The page broke: {app.exception[0].value}")
    again = statistics.median(times)
    found = {"clicks": args.clicks, "first_seconds": round(first, 3), "rerun_seconds": round(again, 3),
             "ratio": round(first / again, 1)}  # fmt: skip
    if args.json:
        print(json.dumps(found))
    else:
        print(f"The sample edition: first shown in {first:.2f} s, a click redraws it in {again:.3f} s")
        print(f"a click is {first / again:.0f} times faster")


if __name__ == "__main__":
    main()
