"""Reading twelve newspapers of five articles each: against the bound, the original's way, and newspaper.news_pool.

The papers are on loopback, in a process of their own, and answer after 150 ms.
Broadsheet keeps robots.txt and the pauses between requests to one host; the
others keep neither. Every figure is a ratio within one run.

- the bound: the longest chain of requests with its pauses, or the CPU time of
  taking all pages apart spread over two cores, whichever is larger;
- the original's way: as its scrapers did, one paper after the other, the front
  page and then each article with requests and BeautifulSoup; its app called
  each scraper twice, which is given apart;
- news_pool: as newspaper3k documents it, `build` each paper, download with two
  threads a paper (as many as Broadsheet uses), parse.

Where a Chromium is, the wait of a visitor is measured, too: from the click on
"Read the papers" until the first headline is on the page, in an app that was
opened before; the slowest of three readings, of twelve other papers each.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import requests  # newspaper3k's, for the original's way
from bs4 import BeautifulSoup

from benchmarks.browser import NO_CHROMIUM, chromium
from benchmarks.headline import seconds_on_page
from core.reading.article.pool import ExtractionPool, open_pool
from core.reading.factory import make_reader
from core.reading.web.fetch import FEED_TYPES
from core.reading.web.politeness import MIN_PAUSE
from core.settings import Settings, load_settings
from core.types import ArticleDone, Newspaper, PaperDone
from tests.support.papers_elsewhere import papers_elsewhere

PAPERS = 12
ARTICLES = 5
LATENCY = 0.15
CORES = 2
CLICKS = 3


def ours(papers: Sequence[Newspaper], settings: Settings, pool: ExtractionPool) -> tuple[float, float]:
    """Seconds to the end, and to the first headline."""
    reader = make_reader(settings, pool)
    began, first, read = time.perf_counter(), 0.0, 0
    for event in reader.read_events(papers, ARTICLES):
        if isinstance(event, ArticleDone):
            first = first or time.perf_counter() - began
        elif isinstance(event, PaperDone):
            read += event.report.read
    took = time.perf_counter() - began
    reader.close()
    if read != ARTICLES * len(papers):
        raise SystemExit(f"{read} articles were read, not {ARTICLES * len(papers)}: the times mean nothing.")
    return took, first


def the_originals_way(papers: Sequence[Newspaper]) -> float:
    """Seconds for front pages and articles, one after the other."""
    began = time.perf_counter()
    for paper in papers:
        page = BeautifulSoup(requests.get(paper.home, timeout=15).content, "html.parser")
        links = [str(link["href"]) for link in page.select("h2 a")][:ARTICLES]
        assert len(links) == ARTICLES
        for address in links:
            article = BeautifulSoup(requests.get(address, timeout=15).content, "html.parser")
            assert " ".join(p.get_text() for p in article.find_all("p"))
    return time.perf_counter() - began


def news_pool(papers: Sequence[Newspaper]) -> float:
    """Seconds for newspaper3k's own way, with two threads a paper."""
    import newspaper
    import tldextract

    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=())  # asks nobody
    logging.disable(logging.CRITICAL)
    began = time.perf_counter()
    built = [newspaper.build(paper.home, memoize_articles=False, fetch_images=False) for paper in papers]
    newspaper.news_pool.set(built, threads_per_source=2)
    newspaper.news_pool.join()
    for source in built:
        for article in source.articles:
            article.parse()
    logging.disable(logging.NOTSET)
    n_articles = sum(bool(article.text) for source in built for article in source.articles)
    if n_articles != ARTICLES * len(papers):
        raise SystemExit(f"news_pool read {n_articles} articles, not {ARTICLES * len(papers)}: the times mean nothing.")
    return time.perf_counter() - began


def parsing_seconds(papers: Sequence[Newspaper], settings: Settings) -> float:
    """CPU seconds that taking all pages apart takes, in this process."""
    from core.reading.article.extract import extract_page

    reader = make_reader(settings, open_pool(settings))
    pages = [reader.get(f"{paper.home}news/{number}-0", types=FEED_TYPES) for number, paper in enumerate(papers)]
    reader.close()
    extract_page(pages[0].content, pages[0].url)  # what is loaded once is loaded already
    began = time.process_time()
    for page in pages:
        extract_page(page.content, page.url)
    return (time.process_time() - began) * ARTICLES


def longest_chain(latency: float) -> float:
    """Seconds of one paper's requests if nothing but latency and pauses took time: robots.txt, feed, articles."""
    starts = [0.0, max(latency, MIN_PAUSE)]
    starts.append(max(starts[1] + latency, starts[1] + MIN_PAUSE))
    while len(starts) < 2 + ARTICLES:
        # Two at once at most: an article also waits for the one before the last.
        starts.append(max(starts[-1] + MIN_PAUSE, starts[-2] + latency))
    return starts[-1] + latency


def on_page(count: int, latency: float) -> list[float]:
    """Seconds until the first headline is on the page, for each of three clicks; none without a Chromium."""
    executable = chromium()
    if executable is None:
        print(f"{NO_CHROMIUM}. The first headline on the page is not measured.", file=sys.stderr)
        return []
    with papers_elsewhere(count * CLICKS, ARTICLES, latency) as (papers, _):
        groups = [papers[start : start + count] for start in range(0, len(papers), count)]
        return seconds_on_page(groups, ARTICLES, r"Bridge \d+ \d+", executable)


def measure(count: int, latency: float) -> dict[str, Any]:
    """All ways, in one run."""
    settings = load_settings({"allow_loopback": True, "cache_minutes": 0})
    with papers_elsewhere(count, ARTICLES, latency) as (papers, _), open_pool(settings) as pool:
        parsing = parsing_seconds(papers, settings)
        ours(papers[:1], settings, pool)  # the processes run, as in an app that was opened
        took, first = ours(papers, settings, pool)
        with tempfile.TemporaryDirectory() as folder:
            cached = settings.model_copy(update={"cache_minutes": 15.0, "cache": Path(folder)})
            ours(papers, cached, pool)
            again, _ = ours(papers, cached, pool)
        original = the_originals_way(papers)
        other = news_pool(papers)
    seen = on_page(count, latency)
    chain = longest_chain(latency)
    bound = max(chain, parsing / CORES)
    return {
        "papers": count,
        "articles": count * ARTICLES,
        "latency_ms": round(1000 * latency),
        "ours_seconds": round(took, 2),
        "first_headline_seconds": round(first, 2),
        "again_seconds": round(again, 2),
        "on_page_seconds": [round(one, 2) for one in seen],
        "longest_chain_seconds": round(chain, 2),
        "parsing_cpu_seconds": round(parsing, 2),
        "original_seconds": round(original, 2),
        "original_twice_seconds": round(2 * original, 2),
        "news_pool_seconds": round(other, 2),
        "times_the_bound": round(took / bound, 2),
        "faster_than_original": round(original / took, 2),
        "faster_than_original_twice": round(2 * original / took, 2),
        "faster_than_news_pool": round(other / took, 2),
        "faster_again": round(took / again, 2),
    }


def main() -> None:
    """Read in all ways and print the ratios."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=__doc__)
    parser.add_argument("--papers", type=int, default=PAPERS)
    parser.add_argument("--latency", type=float, default=LATENCY, help="seconds before each answer (default 0.15)")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    figures = measure(args.papers, args.latency)
    if args.json:
        print(json.dumps(figures))
        return
    print(f"{figures['papers']} papers of {ARTICLES} articles, {figures['latency_ms']} ms latency")
    print(
        f"  Broadsheet                  {figures['ours_seconds']:6.2f} s, first headline after "
        f"{figures['first_headline_seconds']:.2f} s"
    )
    if figures["on_page_seconds"]:
        print(
            f"    on the page, in Chromium          first headline after {max(figures['on_page_seconds']):.2f} s "
            f"at the slowest of {CLICKS} clicks"
        )
    print(
        f"  the bound                   {figures['longest_chain_seconds']:6.2f} s of requests and pauses, "
        f"{figures['parsing_cpu_seconds']:.2f} s of parsing on {CORES} cores"
    )
    print(f"  a second reading            {figures['again_seconds']:6.2f} s")
    print(
        f"  the original's way          {figures['original_seconds']:6.2f} s, each scraper called twice "
        f"{figures['original_twice_seconds']:.2f} s"
    )
    print(f"  newspaper.news_pool         {figures['news_pool_seconds']:6.2f} s")
    print(
        f"Broadsheet takes {figures['times_the_bound']} times the bound, is {figures['faster_than_original']} times as "
        f"fast as the original's way ({figures['faster_than_original_twice']} with each scraper called twice), "
        f"{figures['faster_than_news_pool']} times as fast as news_pool"
    )


if __name__ == "__main__":
    main()
