"""Synthetic articles for benchmarks: 30 papers over a year, words as frequent as in any language, known topics."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice

from sqlalchemy import func, select

from core.archive import Archive, IncomingArticle, ModelVersion
from core.archive.database.schema import ArticleRow
from core.archive.text import text_hash
from core.archive.writing.ids import paper_ids
from core.archive.writing.writer import Writer
from core.topics.taxonomy import ALL_NAMES
from core.types import Article, Doubt, Newspaper, Prediction

PAPERS = tuple(Newspaper(f"paper-{n}", f"The Paper {n}", "gb", "en", f"https://paper-{n}.example/") for n in range(30))
MODEL = ModelVersion("synthetic", "0" * 64, ALL_NAMES)
END = datetime(2026, 11, 1, tzinfo=UTC)
VOCABULARY = 30_000
LEAD = 80
"""Words of a text: what is kept of an article by default is up to 120."""
BATCH = 2000


class Words:
    """A vocabulary in which, as in any language, few words are frequent and most are rare (Zipf)."""

    def __init__(self, chance: random.Random, choose: random.Random | None = None):
        syllables = [a + b for a in "bcdfghklmnprstvw" for b in ("a", "e", "i", "o", "u")]
        self.words = sorted({"".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(VOCABULARY)})
        chance.shuffle(self.words)
        self._weights, total = [], 0.0
        for rank in range(len(self.words)):
            total += 1 / (rank + 2.7)
            self._weights.append(total)
        self._chance = choose or chance

    def some(self, count: int) -> str:
        return " ".join(self._chance.choices(self.words, cum_weights=self._weights, k=count))


def synthetic(count: int, chance: random.Random, words: Words, start: int = 0) -> Iterator[IncomingArticle]:
    """So many articles of a year, in the order in which they would have been read."""
    for number in range(start, start + count):
        paper = PAPERS[chance.randrange(len(PAPERS))]
        when = END - timedelta(days=365) + timedelta(days=365) * (number - start) / max(1, count)
        title, body = words.some(9), words.some(LEAD)
        topic = chance.choice(ALL_NAMES)
        yield IncomingArticle(
            article=Article(
                newspaper=paper.id,
                url=f"{paper.home}news/{when:%Y/%m/%d}/{number}-{title.replace(' ', '-')[:40]}",
                title=title,
                text=body,
                published=when - timedelta(hours=chance.randrange(48)),
                section="news",
                section_topic=topic if chance.random() < 0.5 else None,
            ),
            seen_at=when,
            words=600,
            hash=text_hash(title, body),
            prediction=_prediction(topic if chance.random() < 0.9 else chance.choice(ALL_NAMES), chance),
            made_at=when,
        )


def _prediction(best: str, chance: random.Random) -> Prediction:
    confidence = 0.3 + 0.7 * chance.random()
    topics = {name: confidence if name == best else (1 - confidence) / 8 for name in ALL_NAMES}
    doubt = None if confidence > 0.5 else Doubt.LOW_CONFIDENCE
    return Prediction("other" if doubt else best, best, confidence, topics, 0.9, doubt)


def count_articles(archive: Archive) -> int:
    """How many articles are in an archive."""
    with archive.database.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(ArticleRow)).scalar_one())


def fill(archive: Archive, count: int, seed: int = 8, say: Callable[[str], None] | None = None) -> None:
    """Save so many articles through the writer of the app, in batches; goes on where an earlier run was stopped."""
    chance = random.Random(seed)
    words = Words(chance)
    done = count_articles(archive)
    items = islice(synthetic(count, chance, words), done, None)
    began, reported = time.perf_counter(), 0.0
    while batch := list(islice(items, BATCH)):
        with archive.database.writing() as connection:
            writer = Writer(connection)
            writer.add(batch, paper_ids(connection, PAPERS), MODEL)
            writer.finish()
        done += len(batch)
        if say and time.perf_counter() - began > reported + 30:
            reported = time.perf_counter() - began
            say(f"{done:,} of {count:,} articles after {reported:.0f} s")
    tidy(archive)


def tidy(archive: Archive) -> None:
    """Let the database know what it holds, as it does by itself after a while."""
    archive.database.dialect.analyze(archive.database.engine)
