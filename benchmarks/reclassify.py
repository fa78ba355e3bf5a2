"""Everything in an archive predicted again: by one process, by two, by two Dask workers, and killed half-way.

Each way runs `python -m core archive reclassify` on its own copy of an archive
of generated articles: sentences of the sample edition, which is ours, put
together anew by topic. The copies must hold the same predictions, byte by
byte, and the one whose command was ended by SIGKILL half-way and started
again must be complete with nothing predicted twice. Times are printed as
ratios to those of one process, beside the CPU time of the command, its workers
and the cluster, which says more where other programs use the processors, too.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text

from benchmarks.browser import cpu_seconds
from benchmarks.data import ROOT
from benchmarks.synthetic import BATCH, END, MODEL, PAPERS
from core.archive import Archive, ArticleQuery, IncomingArticle
from core.archive.records import FILE
from core.archive.text import text_hash
from core.archive.writing.ids import paper_ids
from core.archive.writing.writer import Writer
from core.types import Article
from tests.support.dask_cluster import cluster

SOURCE = ROOT / "artifacts" / "sample" / "source"
SENTENCES = 6
"""Of a generated text: together about the 120 words that are kept of an article by default."""
WORKERS = 2

Ways = dict[str, dict[str, Any]]


def main() -> None:
    """Fill an archive, predict it again in each way, and say how they compare."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reclassify", description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000, help="size of the archive (100000)")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="broadsheet-reclassify-") as folder:
        ways = compare(args.articles, Path(folder))
    if args.json:
        print(json.dumps({"articles": args.articles, "ways": ways}))
    else:
        print(f"{args.articles:,} articles, the same predictions each time:")
        print("\n".join(_line(name, way) for name, way in ways.items()))


def compare(articles: int, folder: Path) -> Ways:
    """Return the seconds of each way, after making sure that all of them say the same.

    Raises
    ------
    SystemExit
        If two ways differ, something is missing, or something was predicted twice.
    """
    places = {name: folder / name for name in ("one process", f"{WORKERS} processes", "Dask, 2 workers", "killed")}
    first = next(iter(places.values()))
    for place in places.values():
        place.mkdir()
    fill(first, articles)
    for place in list(places.values())[1:]:
        shutil.copy(first / FILE, place / FILE)
    one, many, dask, killed = places.values()
    ways = {
        "one process": _timed(one, "--workers", "1"),
        f"{WORKERS} processes": _timed(many, "--workers", str(WORKERS)),
    }
    with cluster(folder, WORKERS) as address:
        ways["Dask, 2 workers"] = _timed(dask, "--dask", address)
    ways["killed half-way, started again"] = _killed(killed, articles)
    expected = answers(one)
    for name, place in places.items():
        if answers(place) != expected or len(expected) != articles:
            raise SystemExit(f"{name}: {len(answers(place)):,} predictions, and they differ from those of one process.")
    for way in ways.values():
        way["ratio"] = round(way["seconds"] / ways["one process"]["seconds"], 2)
        if way["predicted"] != articles:
            raise SystemExit(f"{way['predicted']:,} predictions were made for {articles:,} articles.")
    return ways


def fill(folder: Path, count: int, seed: int = 8) -> None:
    """Fill an archive of so many articles that no model has predicted yet."""
    chance = random.Random(seed)
    stock = sentences()
    archive = Archive.at(f"sqlite:///{folder / FILE}")
    for start in range(0, count, BATCH):
        batch = [_article(number, chance, stock) for number in range(start, min(start + BATCH, count))]
        with archive.database.writing() as connection:
            writer = Writer(connection)
            writer.add(batch, paper_ids(connection, PAPERS), MODEL)
            writer.finish()
    archive.close()


def sentences() -> dict[str, tuple[list[str], list[str]]]:
    """Headlines and sentences of the sample edition by topic."""
    texts: dict[str, tuple[list[str], list[str]]] = {}
    for path in sorted(SOURCE.glob("*/*.md")):
        _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
        fields = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
        titles, parts = texts.setdefault(fields.get("topic", "other"), ([], []))
        titles.append(fields["title"])
        parts.extend(part for part in re.split(r"(?<=[.!?])\s+", " ".join(body.split())) if len(part) > 20)
    return texts


def _article(number: int, chance: random.Random, stock: dict[str, tuple[list[str], list[str]]]) -> IncomingArticle:
    titles, parts = stock[chance.choice(list(stock))]
    title, body = chance.choice(titles), " ".join(chance.choices(parts, k=SENTENCES))
    paper = chance.choice(PAPERS)
    return IncomingArticle(
        Article(paper.id, f"{paper.home}news/{number}", title, body),
        seen_at=END - timedelta(minutes=number),
        words=len(body.split()),
        hash=text_hash(title, body),
    )


def _command(folder: Path, *more: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "BROADSHEET_DATA": str(folder)}
    environment.pop("BROADSHEET_DATABASE_URL", None)
    return subprocess.Popen(
        [sys.executable, "-m", "core", "archive", "reclassify", "--json", *more],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _timed(folder: Path, *more: str) -> dict[str, Any]:
    began, used = time.perf_counter(), _cpu_seconds()
    process = _command(folder, *more)
    out, err = process.communicate()
    if process.returncode:
        raise SystemExit(err)
    return {
        "seconds": round(time.perf_counter() - began, 1),
        "cpu_seconds": round(_cpu_seconds() - used, 1),
        "predicted": json.loads(out)["predicted"],
    }


def _cpu_seconds() -> float:
    """CPU seconds so far of the commands that have ended with their workers, and of the cluster that runs."""
    ended = os.times()
    return ended.children_user + ended.children_system + cpu_seconds(os.getpgrp())


def _killed(folder: Path, articles: int) -> dict[str, Any]:
    """End the command by SIGKILL once half of the articles are done, and start it again."""
    began, used = time.perf_counter(), _cpu_seconds()
    process = _command(folder, "--workers", str(WORKERS))
    assert process.stderr is not None
    for line in process.stderr:
        done = re.match(r"([\d,]+) of", line)
        if done and int(done[1].replace(",", "")) >= articles / 2:
            break
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    before = len(answers(folder))
    seconds, cpu = time.perf_counter() - began, _cpu_seconds() - used
    if not 0 < before < articles:
        raise SystemExit(f"It was to be ended half-way, and {before:,} of {articles:,} were done.")
    again = _timed(folder, "--workers", str(WORKERS))
    return {
        "seconds": round(seconds + again["seconds"], 1),
        "cpu_seconds": round(cpu + again["cpu_seconds"], 1),
        "predicted": before + again["predicted"],
        "done_when_killed": before,
    }


def answers(folder: Path) -> list[tuple[Any, ...]]:
    """Return what was predicted, by article; the counts that trends are drawn from must say as much.

    Raises
    ------
    SystemExit
        If they do not.
    """
    archive = Archive.at(f"sqlite:///{folder / FILE}")
    with archive.database.reading() as connection:
        chosen = "SELECT article_id, topic, best, confidence, probabilities FROM prediction ORDER BY 1"
        rows = [tuple(row) for row in connection.execute(text(chosen))]
    counted = sum(day.n for day in archive.daily_counts(ArticleQuery()))
    archive.close()
    if counted != len(rows):
        raise SystemExit(f"{folder.name}: the counts by day say {counted:,} articles, there are {len(rows):,}.")
    return rows


def _line(name: str, way: dict[str, Any]) -> str:
    killed = f", killed after {way['done_when_killed']:,}" if "done_when_killed" in way else ""
    return (
        f"{name:32} {way['seconds']:7.1f} s, {way['ratio']:.2f} of one process; {way['cpu_seconds']:.1f} s of CPU; "
        f"{way['predicted']:,} predicted{killed}"
    )


if __name__ == "__main__":
    main()
