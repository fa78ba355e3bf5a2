"""Read newspapers: events, articles and reports as they come."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from core.errors import FetchError
from core.reading.article.pool import ExtractionPool
from core.reading.canonical_links import ELSEWHERE, PageRead, settle_addresses
from core.reading.feeds.discover import discover
from core.reading.feeds.listing import Listing
from core.reading.feeds.sniff import is_feed_or_sitemap
from core.reading.rows import (
    STOPPED,
    failed_row,
    from_page,
    no_paper,
    nothing_report,
    paper_report,
    repeated_row,
    skipped_row,
    stopped_report,
    version_of,
    with_feed_text,
)
from core.reading.run_state import Patience, Run
from core.reading.web.fetch import FEED_TYPES, Fetcher, FetchResult
from core.reading.web.guard import check_url
from core.reading.web.politeness import MAX_PER_HOST, Politeness, Stopped, max_articles
from core.types import (
    Article,
    ArticleDone,
    ArticleRef,
    Newspaper,
    PaperDiscovered,
    PaperDone,
    PaperReport,
    PaperStarted,
    Prediction,
    ReadArticle,
    ReadEvent,
    Reason,
    Status,
)
from core.urls import comparison_key, is_no_article, web_address

PAPER_SECONDS = 90.0
"""Time for one paper; articles that are left then are reported as too slow."""

STOP_SECONDS = 1.0
"""How long a reading that was stopped waits for requests under way."""

Classify = Callable[[Article], Prediction]


class Reader:
    """Reads newspapers, several at once; nothing that happens to one keeps the others from being read.

    Parameters
    ----------
    fetcher : Fetcher
        The way to the web, or to the sample edition.
    politeness : Politeness
        Waits for each request's turn, as robots.txt allows.
    pool : ExtractionPool
        Extracts articles from pages.
    classify : callable, optional
        Gives the prediction for an article with text.
    parallel : int
        Papers read at once.
    max_age : float
        Seconds for which an article is served from the cache unless its feed reports a change.
    clock : callable, optional
        The seconds by which papers' time is measured.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        politeness: Politeness,
        pool: ExtractionPool,
        classify: Classify | None,
        *,
        parallel: int = 40,
        max_age: float = 0.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._fetcher = fetcher
        self._politeness = politeness
        self._pool = pool
        self._classify = classify
        self._parallel = parallel
        self._max_age = max_age
        self._clock = clock

    def read_events(
        self, newspapers: Sequence[Newspaper], limit: int, *, stop: threading.Event | None = None
    ) -> Iterator[ReadEvent]:
        """Read up to `limit` articles of each paper; events as things happen, in any order of papers.

        Setting `stop`, or closing the iterator, ends the reading soon: papers
        that are not finished say so in their report.
        """
        run = Run(limit, stop or threading.Event())
        pool = ThreadPoolExecutor(max(1, min(self._parallel, len(newspapers))), thread_name_prefix="paper")
        waiting = {paper.id: paper for paper in newspapers}
        counts = dict.fromkeys(waiting, 0)
        try:
            for paper in newspapers:
                pool.submit(self._paper_or_report, paper, run)
            while waiting:
                event = _next(run)
                if event is None:  # stopped: requests under way are not waited for
                    yield from (PaperDone(paper, stopped_report(paper, counts[paper.id])) for paper in waiting.values())
                    return
                if isinstance(event, ArticleDone):
                    article = event.item.article
                    counts[event.newspaper.id] += article.was_read and not article.is_from_feed
                elif isinstance(event, PaperDone):
                    del waiting[event.newspaper.id]
                yield event
        finally:
            if waiting:  # whoever followed this reading has gone
                run.stop.set()
            pool.shutdown(wait=False)

    def close(self) -> None:
        """Close all connections."""
        self._fetcher.close()

    def read_link(self, url: str) -> ReadArticle:
        """Read one article by its address, under the same guards; what goes wrong is in its status and reason."""
        url = web_address(url) or url.strip()
        try:
            check_url(url)
        except FetchError as problem:
            return ReadArticle(failed_row("", url, problem))
        paper = Newspaper(id=urlsplit(url).hostname or "", name="", country="", language="en", home=url)
        return self._classified(self.read_ref(ArticleRef(paper.id, url), paper))

    def read_ref(self, ref: ArticleRef, paper: Newspaper) -> Article:
        """Read one article of a paper without classifying it; what goes wrong is in its status and reason."""
        return self._article(ref, paper, Run(1, threading.Event()))[0]

    def get(
        self, url: str, stop: threading.Event | None = None, types: tuple[str, ...] = FEED_TYPES, **keep: Any
    ) -> FetchResult:
        """Fetch one address when its host's turn has come; each redirect waits for its own.

        What the cache can answer waits for nobody. `keep` is the fetcher's `sniff`, `version`, `max_age` and `known`.

        Raises
        ------
        FetchError
            With the reason.
        """
        never = threading.Event()
        return self._fetcher.get(
            url, types=types, turn=lambda address: self._politeness.turn(address, stop or never), **keep
        )

    def read_refs(
        self, paper: Newspaper, refs: Sequence[ArticleRef], stop: threading.Event | None = None
    ) -> Iterator[ReadArticle]:
        """Read these articles of a paper, in any order; those that `stop` leaves out are missing."""
        run = Run(len(refs), stop or threading.Event())
        return self._articles(paper, list(refs), run, self._clock())

    def within_crawl_delay(self, refs: list[ArticleRef]) -> tuple[list[ArticleRef], str | None]:
        """Return those of a paper's articles that its robots.txt leaves time for, and a sentence where these are fewer.

        Raises
        ------
        FetchError
            If it asks for such pauses that none can be read.
        """
        if not refs:
            return refs, None
        delay = max(self._politeness.crawl_delay(ref.url) for ref in refs)
        limit = max_articles(delay)
        if limit is None or limit >= len(refs):
            return refs, None
        because = f"robots.txt asks for {delay:.0f} seconds between requests, so "
        if limit == 0:
            raise FetchError(Reason.ROBOTS, because + "no article is read.")
        return refs[:limit], because + f"only {limit} of {len(refs)} articles are read."

    def get_listing(self, url: str, stop: threading.Event | None = None, **keep: Any) -> FetchResult:
        """Fetch a feed or sitemap, also where its server calls it by another type; `keep` as in `get`.

        Raises
        ------
        FetchError
            With the reason.
        """
        return self.get(url, stop, sniff=is_feed_or_sitemap, **keep)

    def parse(self, content: bytes, newspaper: str, url: str, charset: str | None = None) -> Listing:
        """Parse a feed or sitemap in a worker."""
        return self._pool.parse_listing(content, newspaper, url, charset)

    def sitemaps(self, url: str) -> list[str]:
        """List the sitemaps that the robots.txt of this address's host names."""
        return self._politeness.sitemaps(url)

    def _paper_or_report(self, paper: Newspaper, run: Run) -> None:
        began = self._clock()
        run.events.put(PaperStarted(paper))
        try:
            report = self._paper(paper, run, began)
        except Stopped:
            report = no_paper(paper, None, STOPPED)
        except FetchError as problem:
            report = no_paper(paper, problem.reason, problem.detail)
        except Exception as problem:  # a paper that breaks is a row, and the others are read
            report = no_paper(paper, Reason.UNREADABLE, f"Reading it failed ({type(problem).__name__}).")
        if report.status is Status.FAILED and report.found == 0:
            row = Article(paper.id, None, status=Status.FAILED, error=report.error, detail=report.detail)
            run.events.put(ArticleDone(paper, ReadArticle(row)))
        cached = run.cached.count(paper.id)
        run.events.put(PaperDone(paper, replace(report, seconds=self._clock() - began, from_cache=cached)))

    def _paper(self, paper: Newspaper, run: Run, began: float) -> PaperReport:
        discovery = discover(paper, lambda url: self.get_listing(url, run.stop), run.limit, self.parse)
        if not discovery.refs:
            return nothing_report(paper, discovery)
        refs, shortened = self.within_crawl_delay(discovery.refs[: run.limit])
        run.events.put(PaperDiscovered(paper, len(discovery.refs), len(refs)))
        items: list[ReadArticle] = []
        for item in self._articles(paper, refs, run, began):
            run.events.put(ArticleDone(paper, item))
            items.append(item)
        detail = STOPPED if run.stop.is_set() and len(items) < len(refs) else shortened
        return paper_report(paper, len(discovery.refs), items, detail)

    def _articles(self, paper: Newspaper, refs: list[ArticleRef], run: Run, began: float) -> Iterator[ReadArticle]:
        patience = Patience()

        def read(ref: ArticleRef) -> PageRead | None:
            if self._clock() - began > PAPER_SECONDS:
                late = FetchError(Reason.TOO_SLOW, f"This paper's {PAPER_SECONDS:.0f} seconds were over.")
                return PageRead(ref, ReadArticle(failed_row(paper.id, ref.url, late, ref)), ref.url)
            if patience.is_lost:
                late = FetchError(Reason.TOO_SLOW, "Its server was too slow for the articles before this one.")
                return PageRead(ref, ReadArticle(failed_row(paper.id, ref.url, late, ref)), ref.url)
            try:
                article, address = self._article(ref, paper, run)
            except Stopped:
                return None
            patience.note(article)
            return PageRead(ref, self._classified(article), address)

        at_home: dict[str, Article] = {}
        elsewhere: list[PageRead] = []
        with ThreadPoolExecutor(MAX_PER_HOST, thread_name_prefix="article") as pool:
            for future in as_completed([pool.submit(read, ref) for ref in refs]):
                page = future.result()
                if page is None:
                    continue
                if page.names_another_address:  # whether that is right, the paper's other pages tell
                    elsewhere.append(page)
                    continue
                if page.item.article.was_read or page.key not in at_home:
                    at_home[page.key] = page.item.article
                yield page.item
        yield from settle_addresses(elsewhere, at_home, run.seen.add)

    def _article(self, ref: ArticleRef, paper: Newspaper, run: Run) -> tuple[Article, str]:
        """Read an article, and return the address it came from, too."""
        if run.stop.is_set():
            raise Stopped
        if not run.seen.add(ref.url):
            return repeated_row(ref, "It was already read in this edition."), ref.url
        if is_no_article(ref.url):
            return skipped_row(ref, None), ref.url
        try:
            fetched = self.get(ref.url, run.stop, version=version_of(ref), max_age=self._max_age)
        except FetchError as problem:
            if problem.reason is Reason.NOT_A_PAGE:
                return skipped_row(ref, problem.detail), ref.url
            return with_feed_text(failed_row(paper.id, ref.url, problem, ref), ref, paper), ref.url
        if fetched.from_cache:
            run.cached.append(paper.id)
        page = self._pool.extract(
            fetched.content, fetched.url, language=paper.language, charset=fetched.charset, country=paper.country
        )
        article = with_feed_text(from_page(ref, paper, page), ref, paper)
        keys = [comparison_key(url) for url in (fetched.url, article.url or "", ref.url)]
        if keys[0] == keys[1] != keys[2] and not run.seen.add(fetched.url):  # redirects led here before
            return repeated_row(ref, ELSEWHERE), ref.url
        return article, fetched.url

    def _classified(self, article: Article) -> ReadArticle:
        if self._classify is None or not article.text or not article.was_read:
            return ReadArticle(article)
        return ReadArticle(article, self._classify(article))


def _next(run: Run) -> ReadEvent | None:
    """Wait for the next event; None when the reading was stopped and its threads have had a moment to say so."""
    while True:
        stopped = run.stop.is_set()
        try:
            return run.events.get(timeout=STOP_SECONDS if stopped else 0.2)
        except queue.Empty:
            if stopped:
                return None
