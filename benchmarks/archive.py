"""The archive with many synthetic articles: how long trends, search, a page of results and saving an edition take.

Generated articles of 30 papers over a year, saved through the writer that the
app uses. Each question is asked from a warm start, each time with other words,
papers or days; the median is what counts.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text

from core.archive.articles import list_articles, search
from core.archive.database import Archive
from core.archive.days import daily_counts
from core.archive.incoming import Incoming
from core.archive.keep import text_hash
from core.archive.live import live_counts
from core.archive.names import paper_ids
from core.archive.opening import open_address
from core.archive.records import ModelVersion, Which
from core.archive.save import save_edition
from core.archive.stats import size
from core.archive.write import Writer
from core.topics.taxonomy import ALL_NAMES
from core.types import Article, Edition, Newspaper, Prediction, ReadArticle, ReadReport
from tests import postgres

PAPERS = tuple(Newspaper(f"paper-{n}", f"The Paper {n}", "gb", "en", f"https://paper-{n}.example/") for n in range(30))
MODEL = ModelVersion("synthetic", "0" * 64, ALL_NAMES)
END = datetime(2026, 11, 1, tzinfo=UTC)
VOCABULARY = 30_000
LEAD = 80
"""Words of a text: what is kept of an article by default is up to 120."""
BATCH = 2000
ASKED = 21
LIMITS = {"trends": 150.0, "search": 150.0, "page": 300.0, "save": 100.0}
"""Milliseconds at the median that the project promises with a million articles."""


class Words:
    """A vocabulary in which, as in any language, few words are frequent and most are rare (Zipf)."""

    def __init__(self, chance: random.Random):
        syllables = [a + b for a in "bcdfghklmnprstvw" for b in ("a", "e", "i", "o", "u")]
        self.words = sorted({"".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(VOCABULARY)})
        chance.shuffle(self.words)
        self._weights, total = [], 0.0
        for rank in range(len(self.words)):
            total += 1 / (rank + 2.7)
            self._weights.append(total)
        self._chance = chance

    def some(self, count: int) -> str:
        return " ".join(self._chance.choices(self.words, cum_weights=self._weights, k=count))


def synthetic(count: int, chance: random.Random, words: Words, start: int = 0) -> Iterator[Incoming]:
    """So many articles of a year, in the order in which they would have been read."""
    for number in range(start, start + count):
        paper = PAPERS[chance.randrange(len(PAPERS))]
        when = END - timedelta(days=365) + timedelta(days=365) * (number - start) / max(1, count)
        title, body = words.some(9), words.some(LEAD)
        topic = chance.choice(ALL_NAMES)
        yield Incoming(
            newspaper=paper.id,
            url=f"{paper.home}news/{when:%Y/%m/%d}/{number}-{title.replace(' ', '-')[:40]}",
            title=title,
            text=body,
            seen_at=when,
            published=when - timedelta(hours=chance.randrange(48)),
            section="news",
            section_topic=topic if chance.random() < 0.5 else None,
            words=600,
            hash=text_hash(title, body),
            prediction=_prediction(topic if chance.random() < 0.9 else chance.choice(ALL_NAMES), chance),
            made_at=when,
        )


def _prediction(best: str, chance: random.Random) -> Prediction:
    confidence = 0.3 + 0.7 * chance.random()
    topics = {name: confidence if name == best else (1 - confidence) / 8 for name in ALL_NAMES}
    return Prediction(best if confidence > 0.5 else "other", best, confidence, topics, 0.9)


def fill(archive: Archive, count: int, seed: int = 8) -> None:
    """Save so many articles through the writer of the app, in batches."""
    chance = random.Random(seed)
    words = Words(chance)
    items = synthetic(count, chance, words)
    done = 0
    while batch := [item for item, _ in zip(items, range(BATCH), strict=False)]:
        with archive.writing() as connection:
            writer = Writer(connection)
            writer.add(batch, paper_ids(connection, PAPERS), MODEL)
            writer.finish()
        done += len(batch)
    if archive.postgresql:
        with archive.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
    else:
        with archive.writing() as connection:
            connection.execute(text("ANALYZE"))


@dataclass
class Questions:
    """What is asked, each time a little differently; frequent and rare words, filters, pages."""

    archive: Archive
    chance: random.Random
    words: Words
    saved: int = 0

    def trends(self) -> None:
        """A year by day and topic: all papers together, or three of them side by side."""
        some = tuple(paper.id for paper in self.chance.sample(PAPERS, 3))
        if self.chance.random() < 0.5:
            daily_counts(self.archive, Which())
        else:
            daily_counts(self.archive, Which(papers=some), by_paper=True)

    def search(self) -> None:
        """Words, phrases, exclusions; with and without paper, topic and days."""
        common, rare = self.words.words[self.chance.randrange(60)], self.chance.choice(self.words.words[500:])
        typed = self.chance.choice(
            [rare, f"{common} {rare}", f"{rare} -{common}", f'"{common} {rare}" OR {rare}', common]
        )
        which = self.chance.choice(
            [Which(), Which(papers=(self.chance.choice(PAPERS).id,)), Which(topic=self.chance.choice(ALL_NAMES)),
             Which(since=(END - timedelta(days=90)).date())]
        )  # fmt: skip
        search(self.archive, typed, which)

    def page(self) -> None:
        """A page of 25 articles: a later one of a search, or of a list by topic and days."""
        offset = 25 * self.chance.randrange(8)
        if self.chance.random() < 0.5:
            search(self.archive, self.words.words[60 + self.chance.randrange(300)], offset=offset)
        else:
            since = (END - timedelta(days=self.chance.randrange(30, 360))).date()
            topic = self.chance.choice(ALL_NAMES)
            list_articles(self.archive, Which(topic=topic, since=since), offset=offset)

    def live(self) -> None:
        """Agreement with sections over a year: by week, by paper, or section against answer."""
        live_counts(self.archive, self.chance.choice([("week",), ("paper",), ("section_topic", "best")]))

    def save(self) -> None:
        """An edition of 60 new articles."""
        self.saved += 1
        items = synthetic(60, self.chance, self.words, start=10_000_000 + 60 * self.saved)
        read = tuple(
            ReadArticle(Article(i.newspaper, i.url, i.title, i.text, i.published), i.prediction) for i in items
        )
        when = END + timedelta(minutes=self.saved)
        save_edition(self.archive, Edition(when, PAPERS, read, ReadReport(), "synthetic"), MODEL)


def measure(archive: Archive, count: int, seed: int = 9) -> dict[str, Any]:
    """Median and slowest milliseconds of each question, and bytes per article."""
    chance = random.Random(seed)
    questions = Questions(archive, chance, Words(random.Random(8)))
    with archive.reading() as connection:
        found: dict[str, Any] = {"articles": count, "bytes_per_article": round(size(connection) / count)}
    for name in ("trends", "search", "page", "live", "save"):
        times = _times(getattr(questions, name))
        found[f"{name}_ms"] = round(statistics.median(times), 1)
        found[f"{name}_slowest_ms"] = round(max(times), 1)
    return found


def _times(ask: Callable[[], None]) -> list[float]:
    times = []
    for number in range(ASKED + 3):
        began = time.perf_counter()
        ask()
        if number >= 3:  # a warm start
            times.append(1000 * (time.perf_counter() - began))
    return times


@contextmanager
def empty_archive(database: str) -> Iterator[Archive]:
    """A new archive that is gone at the end."""
    if database == "sqlite":
        with tempfile.TemporaryDirectory(prefix="broadsheet-bench-") as folder:
            archive = open_address(f"sqlite:///{Path(folder) / 'archive.sqlite'}")
            yield archive
            archive.close()
    else:
        with postgres.server("shared_buffers=256MB") as address:
            archive = open_address(address)
            yield archive
            archive.close()


def main() -> None:
    """Fill archives of several sizes, and print a row for each."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.archive", description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--database", choices=["sqlite", "postgresql"], nargs="+", default=["sqlite", "postgresql"])
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    rows = []
    for database in args.database:
        if database == "postgresql" and postgres.programs() is None:
            print(f"PostgreSQL left out: {postgres.WHY_NOT}")
            continue
        for count in args.articles:
            with empty_archive(database) as archive:
                began = time.perf_counter()
                fill(archive, count)
                filled = time.perf_counter() - began
                rows.append({"database": database, **measure(archive, count), "fill_seconds": round(filled)})
            print(json.dumps(rows[-1]) if args.json else _line(rows[-1]), flush=True)
    slow = [
        f"{row['database']}: {name} takes {row[f'{name}_ms']} ms, {most:.0f} were promised"
        for row in rows for name, most in LIMITS.items() if row[f"{name}_ms"] > most
    ]  # fmt: skip
    if slow:
        raise SystemExit("\n".join(slow))


def _line(row: dict[str, Any]) -> str:
    times = ", ".join(f"{name} {row[f'{name}_ms']:.0f} ms" for name in ("trends", "search", "page", "live", "save"))
    return (
        f"{row['database']:10} {row['articles']:>9,} articles: {times}; {row['bytes_per_article']:,} bytes an article, "
        f"filled in {row['fill_seconds']} s"
    )


if __name__ == "__main__":
    main()
