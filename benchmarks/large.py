"""An archive of millions of synthetic articles, compacted month by month: how long questions take, how much room.

Each month is put together in memory, written as the files that `archive
compact` writes, and noted in the database with its counts, so that no table
ever holds more than the newest month: what `archive compact` does, without
the way through the tables. The newest month goes through the writer of the
app. The curve from fewer to more articles is drawn out to a hundred million,
which is an extrapolation.

It needs room on the disk, says how much, and refuses where there is too
little. Seconds are those of this process's processor time where that is
written, as other programs may use the machine.
"""

from __future__ import annotations

import argparse
import io
import math
import os
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from joblib import Parallel, delayed

from benchmarks.archive import Questions
from benchmarks.synthetic import MODEL, PAPERS, Words, synthetic, tidy
from core.archive import Archive, IncomingArticle
from core.archive.database.sqlite import _indexed
from core.archive.months.compaction import MAX_ARTICLES, Written, register, write_batches
from core.archive.months.files import ROW_GROUP
from core.archive.text import chunks
from core.archive.writing.counts import Changes
from core.archive.writing.ids import model_id, paper_ids, section_ids
from core.archive.writing.predictions import answer_columns, prediction_row
from core.archive.writing.writer import Writer
from core.files.formats import FORMATS
from core.files.table import mapping_table

MONTHS = 12
LAST = date(2026, 10, 1)
"""The newest month, which stays in the tables."""
SMALL = 50_000
"""Articles up to which nothing is promised: files of a few thousand are large for what they hold."""
Names = tuple[dict[str, int], int, dict[str, int]]
"""Numbers of papers, of the model, and of sections."""
BYTES_AN_ARTICLE = 1300
"""Room that is asked for, with what is unfinished."""
ASKED = 21
ASKED_FOR = ("trends", "search", "attention", "page", "live", "save")
LIMITS = {"trends_ms": 300.0, "search_ms": 500.0, "bytes": 400.0}
"""What ten million articles may take, at the median; and the bytes an article in Parquet."""


def months() -> list[date]:
    """List the first days of the months, oldest first."""
    first = LAST.year * 12 + LAST.month - MONTHS
    return [date((first + n) // 12, (first + n) % 12 + 1, 1) for n in range(MONTHS)]


def fill(archive: Archive, count: int, say: Callable[[str], None]) -> None:
    """Fill an archive with so many articles, evenly over the months; goes on where an earlier run was stopped.

    A process for each processor writes files, which this one notes in the
    order of the articles.
    """
    each = count // MONTHS
    with archive.database.writing() as connection:
        papers, model = paper_ids(connection, PAPERS), model_id(connection, MODEL)
        sections = section_ids(connection, ["news"])
        done = connection.exec_driver_sql("SELECT MAX(last_id) FROM month_file").scalar() or 0
        folder = Path(connection.get_execution_options()["broadsheet_months"])
        newest = connection.exec_driver_sql("SELECT COUNT(*) FROM article").scalar() or 0
    folder.mkdir(parents=True, exist_ok=True)
    parts = [
        (month, number * each + start, min(MAX_ARTICLES, each - start))
        for number, month in enumerate(months()[:-1])
        for start in range(0, each, MAX_ARTICLES)
    ]
    tasks = (
        delayed(_written)(archive.file, folder, *part, (papers, model, sections)) for part in parts if part[1] >= done
    )
    for written, changes in Parallel(n_jobs=-1, return_as="generator", pre_dispatch="n_jobs")(tasks):
        with archive.database.writing() as connection:
            register(connection, written, list(written.marks))
            changes.write(connection)
        say(f"{written.values['last_id']:,} articles")
    if newest < each:
        _fill_newest(archive, each, newest)
    tidy(archive)


def _fill_newest(archive: Archive, each: int, done: int) -> None:
    """Put the newest month through the writer of the app."""
    items = list(_articles(LAST, (MONTHS - 1) * each, each))[done:]
    for batch in chunks(items, 2000):
        with archive.database.writing() as connection:
            writer = Writer(connection)
            writer.add(batch, paper_ids(connection, PAPERS), MODEL)
            writer.finish()


def _written(address: str, folder: Path, month: date, start: int, size: int, names: Names) -> tuple[Written, Changes]:
    """Write the files of articles of a month, in a process of its own; gives what the database is to know."""
    rows = _rows(_articles(month, start, size), start, names)
    batches = [list(batch) for batch in chunks(rows, ROW_GROUP)]
    indexed = ([(r["id"], _indexed(r["title"]), _indexed(r["text"])) for r in batch] for batch in batches)
    archive = Archive.at(address)
    data = folder / f"{month:%Y-%m}-{start:09}.parquet"
    with archive.database.reading() as connection:
        written = write_batches(connection, f"{month:%Y-%m}", data, batches, indexed)
    archive.close()
    changes = Changes()
    for row in rows:
        day = row["at"] // 86_400
        changes.topic(day, row["paper_id"], row["topic"], row["five"], 1)
        changes.live(day, row["paper_id"], row["section_topic"], row["predictions"][0])
    return written, changes


def _articles(month: date, start: int, size: int) -> Iterator[IncomingArticle]:
    """Make synthetic articles whose day of publication is in the month: the same ones for the same start."""
    chance = random.Random(start)
    words = Words(random.Random(8), chance)
    begin = datetime(month.year, month.month, 1, tzinfo=UTC)
    length = ((begin + timedelta(days=32)).replace(day=1) - begin).total_seconds()
    for number, item in enumerate(synthetic(size, chance, words, start)):
        at = begin + timedelta(seconds=int(length * (number + 0.5) / size))
        article = replace(item.article, published=at, url=f"{item.article.url}-{start + number}")
        yield replace(item, article=article, seen_at=at, made_at=at)


def _rows(items: Iterable[IncomingArticle], start: int, names: Names) -> list[dict[str, Any]]:
    """Make the rows that the writer would store, in the form of the files."""
    papers, model, sections = names
    rows = []
    for number, item in enumerate(items, start=start + 1):
        said = prediction_row(number, model, MODEL, item, live=True)
        seen = int(item.seen_at.timestamp())
        del said["article_id"]
        rows.append(
            {
                "id": number,
                "url": item.url,
                "paper_id": papers[item.article.newspaper],
                "at": int(item.at.timestamp()),
                **answer_columns(item, model, MODEL),
                "published": int(item.at.timestamp()),
                "first_seen": seen,
                "last_seen": seen,
                "title": item.article.title,
                "authors": "",
                "section_id": sections[item.article.section or ""],
                "section_topic": item.article.section_topic,
                "words": item.words,
                "extractor": None,
                "status": "ok",
                "error": None,
                "detail": None,
                "kept": item.kept,
                "hash": item.hash,
                "version": 1,
                "text": item.article.text,
                "readable": True,
                "predictions": [{**said, "made_at": seen}],
                "versions": [],
            }
        )
    return rows


def measure(archive: Archive) -> dict[str, float]:
    """Median milliseconds of each question, and bytes an article."""
    totals = archive.statistics()
    before = int(totals["articles"])  # an earlier run has saved into it
    questions = Questions(archive, random.Random(9 + before), Words(random.Random(8)), before)
    figures: dict[str, float] = {
        "articles": totals["articles"],
        "bytes": totals["month_bytes"] / totals["month_articles"],
        "index": totals["month_index_bytes"] / totals["month_articles"],
        "tables": totals["bytes"],
    }
    for name in ASKED_FOR:
        times, used = _times(getattr(questions, name))
        figures |= {f"{name}_ms": statistics.median(times), f"{name}_slowest_ms": max(times)}
        figures[f"{name}_cpu_ms"] = statistics.median(used)
    figures |= _export(archive)
    return figures


def _times(ask: Callable[[], None]) -> tuple[list[float], list[float]]:
    times, used = [], []
    for number in range(ASKED + 3):
        began, cpu = time.perf_counter(), time.process_time()
        ask()
        if number >= 3:
            times.append(1000 * (time.perf_counter() - began))
            used.append(1000 * (time.process_time() - cpu))
    return times, used


def _export(archive: Archive) -> dict[str, float]:
    """Export the first 20,000 articles as JSON Lines: how many a second of processor time."""
    began, count = time.process_time(), 0
    types = dict.fromkeys(("url", "title", "text"), str)

    def some() -> Iterator[dict[str, Any]]:
        nonlocal count
        for row in archive.export_rows("articles"):
            if count == 20_000:
                return
            count += 1
            yield row

    FORMATS["jsonl"].write(mapping_table(some(), list(types), types, "articles"), io.BytesIO())
    return {"export_a_second": count / (time.process_time() - began)}


def line(row: dict[str, float]) -> str:
    """Make one row of the table."""
    times = " | ".join(f"{row[f'{name}_ms']:.0f} ({row[f'{name}_cpu_ms']:.0f})" for name in ASKED_FOR)
    sizes = f"{row['bytes']:.0f} | {row['index']:.0f} | {row['tables'] / 1e6:.0f}"
    return f"| {row['articles']:,} | {times} | {row['export_a_second']:,.0f} | {sizes} |"


def drawn_out(rows: list[dict[str, float]], to: float = 1e8) -> str:
    """Say what the last two sizes tell of more articles: time and size as a power of their number."""
    small, large = rows[-2:]
    steps = math.log(large["articles"] / small["articles"])

    def at(name: str) -> float:
        slope = math.log(max(large[name], 0.1) / max(small[name], 0.1)) / steps
        return float(large[name] * (to / large["articles"]) ** slope)

    times = ", ".join(f"{name} {at(f'{name}_cpu_ms'):,.0f} ms" for name in ("trends", "search", "page", "attention"))
    room = to * (large["bytes"] + large["index"]) / 1e9
    return (
        f"Extrapolation, not measured, from {small['articles']:,} and {large['articles']:,} to {to:,.0f} articles, "
        f"processor time as a power of their number: {times}; {room:,.0f} GB of files."
    )


def run(counts: list[int], folder: Path) -> list[dict[str, float]]:
    """Fill and measure an archive of each size, one after the other; what an earlier run filled is used."""
    rows = []
    for count in counts:
        place = folder / str(count)
        place.mkdir(parents=True, exist_ok=True)
        began = time.perf_counter()
        archive = Archive.at(f"sqlite:///{place.resolve() / 'archive.sqlite'}")
        try:
            fill(archive, count, lambda words: print(words, file=sys.stderr, flush=True))
            filled = time.perf_counter() - began
            rows.append(measure(archive))
        finally:
            archive.close()
        print(line(rows[-1]), flush=True)
        print(f"{count:,} filled in {filled:.0f} s", file=sys.stderr, flush=True)
    return rows


def commit() -> str:
    """Name the commit of this checkout, with a plus where files differ from it."""
    told = subprocess.run(["git", "describe", "--always", "--dirty=+"], capture_output=True, text=True, check=False)
    return told.stdout.strip() or "unknown"


def main() -> None:
    """Refuse where the disk is short; fill, measure, print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.large", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, nargs="+", default=[100_000, 1_000_000, 10_000_000])
    parser.add_argument("--folder", type=Path, help="fill archives there, keep them, use those that are there")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="broadsheet-large-") as temporary:
        folder = args.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        needed, free = sum(args.articles) * BYTES_AN_ARTICLE, shutil.disk_usage(folder).free
        print(f"{needed / 1e9:.1f} GB are needed in {folder}, {free / 1e9:.1f} GB are free.", file=sys.stderr)
        if free < needed:
            raise SystemExit("There is too little room: name another folder with --folder, or fewer --articles.")
        print(f"{datetime.now(UTC):%Y-%m-%d}, commit {commit()}, {platform.machine()}, {os.cpu_count()} processors,")
        print(f"load {os.getloadavg()[0]:.1f} at the start\n")
        names = " | ".join(f"{name}, ms (processor)" for name in ASKED_FOR)
        print(f"| articles | {names} | exported a second | Parquet, bytes an article | index | tables, MB |")
        print("|---" * (len(ASKED_FOR) + 5) + "|", flush=True)
        began = time.perf_counter()
        rows = run(args.articles, folder)
    print(f"\nAll of it took {(time.perf_counter() - began) / 60:.0f} minutes.")
    if len(rows) > 1:
        print(drawn_out(rows))
    over = [name for name, most in LIMITS.items() if rows[-1][name] > most and rows[-1]["articles"] > SMALL]
    if over:
        raise SystemExit(f"Above what is allowed at {rows[-1]['articles']:,} articles: {', '.join(over)}.")


if __name__ == "__main__":
    main()
