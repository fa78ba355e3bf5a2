"""The articles of crawled pages: extracted and classified as those that are read, settled by their addresses."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from core.reading.article.pool import ExtractionPool
from core.reading.canonical_links import PageRead, settle_addresses
from core.reading.rows import from_page
from core.reading.warc.batches import skipped
from core.reading.warc.pages import CrawledPage
from core.topics.model import TopicModel
from core.types import Article, ArticleRef, Newspaper, Prediction, ReadArticle, Reason, Status
from core.urls import canonical, comparison_key

EXTRACTION = "seconds.extraction"
"""Name of the seconds that extraction took."""
ALL = "seconds.all"
"""Name of the seconds that everything took."""


@dataclass(frozen=True, slots=True)
class PagesRead:
    """Articles of pages, each with when its page was crawled.

    `counts` has how many there are, the other pages by reason, and the
    seconds that extraction took and that everything took.
    """

    articles: list[tuple[PageRead, datetime]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)


def read_pages(pages: Iterable[tuple[CrawledPage, Newspaper]], pool: ExtractionPool, model: TopicModel) -> PagesRead:
    """Extract pages one after the other, and classify their articles; none of them ends it."""
    read, began = PagesRead(), time.perf_counter()
    found = []
    for page, paper in pages:
        read.counts["pages"] += 1
        extracted = pool.extract(
            page.content, page.url, language=paper.language or "en", charset=page.charset, country=paper.country
        )
        article = from_page(ArticleRef(paper.id, page.url), paper, extracted)
        if article.was_read and article.text:
            found.append((article, page))
            read.counts["articles"] += 1
        else:
            read.counts[skipped(article.error or Reason.NO_TEXT)] += 1
    read.seconds[EXTRACTION] = time.perf_counter() - began
    for (article, page), prediction in zip(found, _classify([article for article, _ in found], model), strict=True):
        ref, item = ArticleRef(article.newspaper, page.url), ReadArticle(article, prediction)
        read.articles.append((PageRead(ref, item, page.url), page.seen_at))
    read.seconds[ALL] = time.perf_counter() - began
    return read


def _classify(articles: Sequence[Article], model: TopicModel) -> list[Prediction]:
    """Classify all together, which takes a fraction of the time; those of which only the opening is there, alone."""
    whole = [article for article in articles if article.status is not Status.PARTIAL]
    predictions = iter(model.predict((article.title, article.text) for article in whole))
    return [
        model.predict_article(article) if article.status is Status.PARTIAL else next(predictions)
        for article in articles
    ]


def settled(
    articles: Sequence[tuple[PageRead, datetime]], known: Callable[[Sequence[str]], Iterable[Article]]
) -> list[tuple[ReadArticle, datetime]]:
    """Give each article its address, and leave out those that another page holds, too.

    As in a reading, a page that names another address than its own is believed
    unless a page that differs from it has that address.

    Parameters
    ----------
    known : callable
        From addresses to the articles that an archive has there.
    """
    home = [(page.item, seen_at) for page, seen_at in articles if not page.names_another_address]
    elsewhere = [page for page, _ in articles if page.names_another_address]
    if not elsewhere:
        return home
    there = [*known([page.item.article.url or "" for page in elsewhere]), *(item.article for item, _ in home)]
    at_home = {comparison_key(article.url or ""): article for article in there}
    seen = {url: seen_at for page, seen_at in articles for url in (page.item.article.url, canonical(page.address))}
    settled_items = settle_addresses(elsewhere, at_home, lambda url: comparison_key(url) not in at_home)
    return home + [(item, seen[item.article.url]) for item in settled_items if item.article.was_read]
