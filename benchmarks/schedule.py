"""Watching thousands of newspapers: seconds, requests, processor and memory, and the growth with their number.

The papers are simulated, in a process of their own, each at an address of its
own on loopback, so that the pauses and limits for one host hold as they would
elsewhere. Of a hundred two are dead, two never answer and two answer with 500.
Each of the others lists twenty articles. In the first round the watcher reads
the newest one of each, for a page takes far longer than a feed; then a tenth
of the papers publishes one more, and in the second round all are asked again,
with the validators that the first round got.

Prints for each number of papers the seconds of both rounds (with the start of
the program and the loading of the model), requests, processor seconds and peak
memory (proportional set size) of the watcher with its processes, and the
articles in the archive; last, a line through these figures drawn on to 10,000
papers, which is an extrapolation. Ends with 1 where 2,000 papers take longer
than five minutes or more than 1 GB, or any article is missing or was fetched
or saved twice.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import func, select

from benchmarks.data import ROOT
from benchmarks.warc import adopt_orphans, processor_seconds, wait_for_orphans
from core.archive import Archive
from core.archive.database.schema import ArticleRow, Body
from tests.support.many_papers import ManyPapers, many_papers
from tests.support.memory import memory_mb

SIZES = (200, 500, 1000, 2000)
FAR = 10_000
"""Papers to which the figures are drawn on."""
SHARE = 0.02
"""Of the papers that are dead, of those that never answer, and of those that answer with 500."""
PUBLISH = 0.1
"""Share of the others that publishes an article between the rounds."""
BOUND_PAPERS = 2000
MAX_ROUND_SECONDS = 300.0
MAX_MEGABYTES = 1024.0
WATCH = ("watch", "--once", "--first", "1", "--least", "0.02", "--most", "0.02", "--json")
"""One round: what is due once. The pauses are a second, so that all papers are due in the second one."""


def main() -> None:
    """Watch so many papers twice, for each size, and draw the figures on."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.schedule", description=__doc__)
    parser.add_argument("--papers", type=int, nargs="+", default=SIZES, metavar="N", help="numbers of papers")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    adopt_orphans()
    rows = []
    for count in args.papers:
        rows.append(measure(count))
        if not args.json:
            print(line(rows[-1]), flush=True)
    far, faults = drawn_on(rows), [sentence for row in rows for sentence in wrong(row)]
    if args.json:
        print(json.dumps({"rows": rows, "extrapolation": far, "wrong": faults}))
    else:
        print(f"load of the machine: {' '.join(f'{load:.1f}' for load in os.getloadavg())} on {os.cpu_count()} cores")
        if far:
            print(f"drawn on to {far['papers']:,} papers, an extrapolation: {far['says']}")
        print("\n".join(faults) or "every paper polled, no article missing, none twice")
    raise SystemExit(1 if faults else 0)


def measure(count: int) -> dict[str, Any]:
    """Watch so many papers for two rounds, on a fresh archive."""
    with (
        tempfile.TemporaryDirectory(prefix="broadsheet-schedule-") as folder,
        many_papers(count, dead=SHARE, silent=SHARE, broken=SHARE) as press,
    ):
        first = one_round(Path(folder), press)
        published = press.publish(PUBLISH)
        time.sleep(3)  # until the last papers of the first round are due again
        second = one_round(Path(folder), press)
        articles, urls = saved(Path(folder))
        return {
            "papers": count,
            "first": first,
            "second": second,
            "published": published,
            "articles": articles,
            "doubles": articles - urls,
            "pages": press.asked()["pages"],
            "pages_twice": press.asked()["pages_asked_twice"],
        }


def one_round(folder: Path, press: ManyPapers) -> dict[str, Any]:
    """Run the command once; its figures with seconds, requests, processor seconds and the peak of memory."""
    environment = {**os.environ, "BROADSHEET_DATA": str(folder), "BROADSHEET_ALLOW_LOOPBACK": "1"}
    environment.pop("BROADSHEET_DATABASE_URL", None)
    asked, before, began = press.asked(), processor_seconds(), time.perf_counter()
    command = [sys.executable, "-m", "core", *WATCH, "--catalogue", str(press.file)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    peak = _Peak(process.pid)
    output, _ = process.communicate()
    seconds = time.perf_counter() - began
    megabytes = peak.end()
    if process.returncode:
        raise SystemExit(f"The watcher ended with {process.returncode}: the figures mean nothing.")
    wait_for_orphans({press.process.pid})
    figures = dict(json.loads(output))
    after = press.asked()
    kinds = ("robots", "feed", "feed_unchanged", "broken", "silent", "page")
    return {
        "seconds": round(seconds, 1),
        "cpu": round(processor_seconds() - before, 1),
        "megabytes": round(megabytes),
        "polls": figures["polls"],
        "failed": figures["polls_failed"],
        "new": figures["articles_new"],
        "requests": {kind: after.get(kind, 0) - asked.get(kind, 0) for kind in kinds},
    }


class _Peak:
    """The largest memory of a process and its descendants, looked at once a second."""

    def __init__(self, pid: int) -> None:
        self._pid, self._most, self._ended = pid, 0.0, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        while not self._ended.wait(1.0):
            self._most = max(self._most, memory_mb(self._pid))

    def end(self) -> float:
        """Stop looking; the peak in MB."""
        self._ended.set()
        self._thread.join()
        return self._most


def saved(folder: Path) -> tuple[int, int]:
    """Count the articles with text in the archive, and their addresses."""
    archive = Archive.at(f"sqlite:///{folder / 'broadsheet.sqlite'}")
    query = select(func.count(), func.count(ArticleRow.url.distinct())).join(Body, Body.article_id == ArticleRow.id)
    with archive.database.reading() as connection:
        articles, urls = connection.execute(query).one()
    archive.close()
    return int(articles), int(urls)


def wrong(row: dict[str, Any]) -> list[str]:
    """Say what of a size is not as it must be."""
    count, first, second = row["papers"], row["first"], row["second"]
    honest = count - 3 * round(SHARE * count)
    found = []
    if first["polls"] != count:
        found.append(f"{count} papers: {first['polls']} were polled in the first round")
    if row["articles"] != honest + row["published"]:
        found.append(f"{count} papers: {row['articles']} articles are saved, not {honest + row['published']}")
    if row["doubles"] or row["pages_twice"]:
        found.append(f"{count} papers: {row['doubles']} articles saved twice, {row['pages_twice']} pages fetched twice")
    if second["requests"]["feed_unchanged"] < honest - row["published"]:
        found.append(f"{count} papers: only {second['requests']['feed_unchanged']} feeds were answered by 304")
    if count == BOUND_PAPERS and first["seconds"] > MAX_ROUND_SECONDS:
        found.append(f"{count} papers took {first['seconds']:.0f} s, more than {MAX_ROUND_SECONDS:.0f}")
    megabytes = max(first["megabytes"], second["megabytes"])
    if count == BOUND_PAPERS and megabytes > MAX_MEGABYTES:
        found.append(f"{count} papers took {megabytes:.0f} MB, more than {MAX_MEGABYTES:.0f}")
    return found


def drawn_on(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Draw a line through the figures of each size, and read it off at `FAR` papers; nothing for one size."""
    if len(rows) < 2:
        return {}
    papers = [row["papers"] for row in rows]

    def at(name: str, part: str) -> float:
        slope, start = np.polyfit(papers, [row[part][name] for row in rows], 1)
        return float(start + slope * FAR)

    figures = {part: {name: at(name, part) for name in ("seconds", "cpu", "megabytes")} for part in ("first", "second")}
    says = "; ".join(
        f"{part} round {of['seconds'] / 60:.0f} minutes, {of['cpu']:.0f} s of the processor, {of['megabytes']:.0f} MB"
        for part, of in figures.items()
    )
    return {"papers": FAR, **figures, "says": says}


def line(row: dict[str, Any]) -> str:
    """Say the figures of one size."""
    parts = [
        f"{part} round {of['seconds']:.0f} s, {sum(of['requests'].values()):,} requests"
        f" ({of['requests']['feed_unchanged']:,} feeds unchanged), {of['cpu']:.0f} s of the processor,"
        f" {of['megabytes']} MB, {of['failed']} failed"
        for part, of in (("first", row["first"]), ("second", row["second"]))
    ]
    return f"{row['papers']:,} papers: {'; '.join(parts)}; {row['articles']:,} articles, {row['doubles']} doubles"


if __name__ == "__main__":
    main()
