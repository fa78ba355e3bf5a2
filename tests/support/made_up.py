"""Made-up newspapers on loopback whose mix of topics is known, with enough articles for shares.

Their texts are the sample edition's, paragraphs of three articles on one topic put together anew.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from pathlib import Path

from core.types import Newspaper
from tests.support.servers import article_html, newspaper, page, publish, serving

SOURCES = Path(__file__).parents[2] / "artifacts" / "sample" / "source"
ARTICLES = 25
"""Articles of each paper: as many as the app reads."""
TOPICS = ("politics", "business", "entertainment", "sport", "tech", "health", "science", "world", "lifestyle")
EVEN = dict(zip(TOPICS, (4, 3, 3, 3, 3, 3, 2, 2, 2), strict=True))


def mostly(topic: str, count: int) -> dict[str, int]:
    """Give a topic so many of a paper's articles, and the others the rest."""
    rest = [name for name in TOPICS if name != topic]
    left = ARTICLES - count
    return {topic: count} | {name: left // len(rest) + (n < left % len(rest)) for n, name in enumerate(rest)}


UNLIKE: Mapping[str, Mapping[str, int]] = {
    "The Westminster and Whitehall Chronicle": mostly("politics", 17),
    "Sporting Gazette of the Eastern Counties": mostly("sport", 17),
    "The Merchant Harbour Financial Register": mostly("business", 17),
    "Kingsbridge Evening Advertiser": EVEN,
    "The Old Lighthouse Morning Herald": EVEN,
    "Saltmarsh and Fenland Weekly Dispatch": EVEN,
    "The Upper Valley Independent Observer": EVEN,
    "Northern Moorland Post and Telegraph": EVEN,
    "The Cathedral Close Parish Messenger": EVEN,
    "Great Ferry Crossing Daily Bulletin": EVEN,
    "The Seven Bridges Metropolitan Mail": EVEN,
    "Windmill Hill and District Reporter": EVEN,
}
"""Twelve papers with long names: three have a topic of their own, the others one mix."""
_TREES = ("The Ashby Times", "Birch Post", "The Cedar Mail", "Elm Courier", "The Fir Herald", "Hazel News")
ALIKE: Mapping[str, Mapping[str, int]] = dict.fromkeys(_TREES, EVEN)
"""Six papers with one mix."""


@lru_cache(maxsize=1)
def _by_topic() -> dict[str, list[tuple[str, list[str]]]]:
    """Return the sample edition's articles, each as headline and paragraphs."""
    found: dict[str, list[tuple[str, list[str]]]] = {topic: [] for topic in TOPICS}
    for path in sorted(SOURCES.rglob("*.md")):
        _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
        fields = dict(line.split(": ", 1) for line in head.strip().splitlines())
        if fields["topic"] in found:
            found[fields["topic"]].append((fields["title"], body.strip().split("\n\n")))
    return found


def articles(mix: Mapping[str, int], seed: int) -> list[tuple[str, str]]:
    """Return headlines and texts of a paper with this mix; the same for the same seed."""
    chance = random.Random(seed)
    made = []
    for topic, count in mix.items():
        for number in range(count):
            mixed = chance.sample(_by_topic()[topic], 3)
            parts = chance.sample([part for _, paragraphs in mixed for part in paragraphs], 5)
            made.append((f"{mixed[0][0]} ({number + 1})", " ".join(parts)))
    chance.shuffle(made)
    return made


@contextmanager
def made_up_papers(mixes: Mapping[str, Mapping[str, int]]) -> Iterator[list[Newspaper]]:
    """Serve papers of these names and mixes."""
    with ExitStack() as stack:
        papers = []
        for seed, (name, mix) in enumerate(mixes.items()):
            server = stack.enter_context(serving())
            server.answers["/robots.txt"] = page("User-agent: *\nAllow: /\n", "text/plain")
            pages = {
                f"/{n}": page(article_html(title, text, section=""))
                for n, (title, text) in enumerate(articles(mix, seed))
            }
            publish(server, pages)
            made = newspaper(server, "-".join(name.lower().split()))
            papers.append(Newspaper(made.id, name, made.country, made.language, made.home, feeds=made.feeds))
        yield papers
