"""The archive with many synthetic articles: how long trends, search, attention to one, a page and saving take.

Generated articles of 30 papers over a year, saved through the writer that the
app uses. Each question is asked from a warm start, each time with other words,
papers or days; the median is what counts.

Filling a million takes a while and is not what is measured: `--keep FOLDER`
keeps the archives there (PostgreSQL's data as well), a later run goes on with
them, and `--fill` does nothing else. While it is filled, the throw-away
PostgreSQL runs with settings that would lose data in a power cut; it is
measured with those that it comes with and shared_buffers=256MB.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text

from benchmarks.synthetic import END, MODEL, PAPERS, Words, count_articles, fill, synthetic, tidy
from core.archive import Archive, ArticleQuery
from core.topics.taxonomy import ALL_NAMES
from core.types import Edition, ReadArticle, ReadReport
from tests.support import postgres

ASKED = 21
ASKED_FOR = ("trends", "search", "attention", "page", "live", "save")
LIMITS = {"trends": 150.0, "search": 150.0, "page": 300.0, "save": 100.0}
"""Milliseconds at the median that the project promises with a million articles."""
MEASURED_WITH = ("shared_buffers=256MB",)
FILLED_WITH = (
    *MEASURED_WITH,
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_wal_size=8GB",
    "gin_pending_list_limit=64MB",
    "autovacuum=off",
)
"""Settings of the throw-away PostgreSQL: for questions and saving, and for filling it beforehand."""


@dataclass
class Questions:
    """What is asked, each time a little differently; frequent and rare words, filters, pages."""

    archive: Archive
    chance: random.Random
    words: Words
    before: int
    saved: int = 0

    def trends(self) -> None:
        """Query a year by day and topic: all papers together, or three of them side by side."""
        some = tuple(paper.id for paper in self.chance.sample(PAPERS, 3))
        if self.chance.random() < 0.5:
            self.archive.daily_counts(ArticleQuery())
        else:
            self.archive.daily_counts(ArticleQuery(papers=some), by_paper=True)

    def search(self) -> None:
        """Words, phrases, exclusions; with and without paper, topic and days."""
        common, rare = self.words.words[self.chance.randrange(60)], self.chance.choice(self.words.words[500:])
        typed = self.chance.choice(
            [rare, f"{common} {rare}", f"{rare} -{common}", f'"{common} {rare}" OR {rare}', common]
        )
        which = self.chance.choice(
            [
                ArticleQuery(),
                ArticleQuery(papers=(self.chance.choice(PAPERS).id,)),
                ArticleQuery(topic=self.chance.choice(ALL_NAMES)),
                ArticleQuery(since=(END - timedelta(days=90)).date()),
            ]
        )
        self.archive.search(typed, which)

    def attention(self) -> None:
        """Query the share of a search by paper and day over a year: rare and common words, phrases, exclusions."""
        common, rare = self.words.words[self.chance.randrange(20, 60)], self.chance.choice(self.words.words[500:])
        typed = self.chance.choice([rare, common, f"{common} {rare}", f"{rare} OR {common}", f"{common} -{rare}"])
        some = tuple(paper.id for paper in self.chance.sample(PAPERS, 3))
        self.archive.matching_counts(typed, self.chance.choice([ArticleQuery(), ArticleQuery(papers=some)]))

    def page(self) -> None:
        """Query a page of 25 articles: a later one of a search, or of a list by topic and days."""
        offset = 25 * self.chance.randrange(8)
        if self.chance.random() < 0.5:
            self.archive.search(self.words.words[60 + self.chance.randrange(300)], offset=offset)
        else:
            since = (END - timedelta(days=self.chance.randrange(30, 360))).date()
            topic = self.chance.choice(ALL_NAMES)
            self.archive.articles(ArticleQuery(topic=topic, since=since), offset=offset)

    def live(self) -> None:
        """Agreement with sections over a year: by week, by paper, or section against answer."""
        self.archive.live_counts(self.chance.choice([("week",), ("paper",), ("section_topic", "best")]))

    def save(self) -> None:
        """Save an edition of 60 new articles."""
        self.saved += 1
        items = synthetic(60, self.chance, self.words, start=10 * self.before + 60 * self.saved)
        read = tuple(ReadArticle(i.article, i.prediction) for i in items)
        when = END + timedelta(minutes=self.saved)
        self.archive.save(Edition(when, PAPERS, read, ReadReport(), "synthetic"), MODEL)


def measure(archive: Archive, count: int, seed: int = 9) -> dict[str, Any]:
    """Median and slowest milliseconds of each question, and bytes per article."""
    before = count_articles(archive)
    questions = Questions(archive, random.Random(seed + before), Words(random.Random(8)), before)
    with archive.database.reading() as connection:
        figures: dict[str, Any] = {
            "articles": count,
            "bytes_per_article": round(archive.database.dialect.size(connection) / before),
        }
    for name in ASKED_FOR:
        times = _times(getattr(questions, name))
        figures[f"{name}_ms"] = round(statistics.median(times), 1)
        figures[f"{name}_slowest_ms"] = round(max(times), 1)
    return figures


def _times(ask: Callable[[], None]) -> list[float]:
    times = []
    for number in range(ASKED + 3):
        began = time.perf_counter()
        ask()
        if number >= 3:  # a warm start
            times.append(1000 * (time.perf_counter() - began))
    return times


@contextmanager
def archives(database: str, counts: list[int], folder: Path, *settings: str) -> Iterator[dict[int, Archive]]:
    """Open an archive for each number of articles, in this folder: those of an earlier run, or empty ones."""
    folder.mkdir(parents=True, exist_ok=True)
    if database == "sqlite":
        yield from _opened({count: f"sqlite:///{folder.resolve() / f'{count}.sqlite'}" for count in counts})
    else:
        with postgres.server(*settings, keep=folder / "postgresql") as address:
            yield from _opened({count: _database(address, f"articles_{count}") for count in counts})


def _opened(addresses: dict[int, str]) -> Iterator[dict[int, Archive]]:
    opened = {count: Archive.at(address) for count, address in addresses.items()}
    try:
        yield opened
    finally:
        for archive in opened.values():
            archive.close()


def _database(address: str, name: str) -> str:
    """Return the address of a database on this server, which is made if need be."""
    maker = create_engine(address.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT")
    with maker.connect() as connection:
        if not connection.execute(text("SELECT 1 FROM pg_database WHERE datname = :name"), {"name": name}).scalar():
            connection.execute(text(f'CREATE DATABASE "{name}"'))
    maker.dispose()
    return address.rsplit("/", 1)[0] + f"/{name}"


def run(database: str, counts: list[int], keep: Path | None, only_fill: bool) -> Iterator[dict[str, Any]]:
    """Fill what is not full yet, start the database anew, and give a row of figures for each archive."""
    with tempfile.TemporaryDirectory(prefix="broadsheet-bench-", dir="/tmp") as folder:
        place = keep or Path(folder)
        if keep is None:
            Path(folder).chmod(0o755)  # the server is somebody else than root
        seconds: dict[int, float] = {}
        with archives(database, counts, place, *FILLED_WITH) as empty:
            for count, archive in empty.items():
                began = time.perf_counter()
                if count_articles(archive) < count:
                    fill(archive, count, say=lambda words: print(f"{database}: {words}", file=sys.stderr, flush=True))
                    seconds[count] = time.perf_counter() - began
                    print(f"{database}: {count:,} articles in {seconds[count]:.0f} s", file=sys.stderr, flush=True)
        if only_fill:
            return
        with archives(database, counts, place, *MEASURED_WITH) as full:
            for count, archive in full.items():
                if count not in seconds:
                    tidy(archive)  # an earlier run has saved into it
                took = {"fill_seconds": round(seconds[count])} if count in seconds else {}
                yield {"database": database, **measure(archive, count), **took}


def main() -> None:
    """Fill archives of several sizes, and print a row for each."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.archive", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--database", choices=["sqlite", "postgresql"], nargs="+", default=["sqlite", "postgresql"])
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the archives there, and use those that are")
    parser.add_argument("--fill", action="store_true", help="fill the kept archives, and measure nothing")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    rows = []
    for database in args.database:
        if database == "postgresql" and postgres.programs() is None:
            print(f"PostgreSQL left out: {postgres.WHY_NOT}", file=sys.stderr)
            continue
        for row in run(database, args.articles, args.keep, args.fill):
            rows.append(row)
            print(json.dumps(row) if args.json else _line(row), flush=True)
    for database in args.database:
        same = [row for row in rows if row["database"] == database]
        if len(same) > 1 and not args.json:
            print(_growth(same[0], same[-1]))
    slow = [
        f"{row['database']}: {name} takes {row[f'{name}_ms']} ms, {most:.0f} were promised"
        for row in rows
        for name, most in LIMITS.items()
        if row[f"{name}_ms"] > most
    ]
    if slow:
        raise SystemExit("\n".join(slow))


def _growth(few: dict[str, Any], many: dict[str, Any]) -> str:
    """How much longer the questions take with more articles."""
    times = ", ".join(f"{name} {many[f'{name}_ms'] / few[f'{name}_ms']:.1f}" for name in LIMITS)
    return f"{few['database']:10} {many['articles'] / few['articles']:.0f} times the articles take, in times: {times}"


def _line(row: dict[str, Any]) -> str:
    times = ", ".join(f"{name} {row[f'{name}_ms']:.0f} ms" for name in ASKED_FOR)
    filled = f", filled in {row['fill_seconds']} s" if "fill_seconds" in row else ""
    size = f"{row['bytes_per_article']:,} bytes an article"
    return f"{row['database']:10} {row['articles']:>9,} articles: {times}; {size}{filled}"


if __name__ == "__main__":
    main()
