"""The network goes, names hang, memory ends and the clock is set back while newspapers are read."""

import socket
import subprocess
import sys
import textwrap
import threading
import time

import pytest

from core.errors import InputError
from core.reading.article.pool import ExtractionPool, open_pool
from core.reading.factory import make_reader
from core.reading.web.fetch import Fetcher
from core.reading.web.guard import Guard
from core.settings import ROOT, Settings
from core.types import ArticleDone, Newspaper, PaperDone, Reason, Status
from tests.support.clock import FakeClock
from tests.support.faults import fill, small_disk
from tests.support.servers import honest_papers, page, serving

LOOPBACK = Guard(allow_loopback=True)
SETTINGS = Settings(allow_loopback=True, extract_seconds=4, cache_minutes=0)


@pytest.fixture(scope="module")
def pool():
    with open_pool(SETTINGS) as opened:
        yield opened


@pytest.fixture
def reading(pool):
    opened = make_reader(SETTINGS, pool)
    yield opened
    opened.close()


HOST = """
    import sys, time
    from tests.support.servers import article_html, newspaper, page, publish, serving
    with serving() as server:
        publish(server, {f"/news/{n}": page(article_html(f"Bridge {n}")) for n in range(30)})
        print(server.url, flush=True)
        time.sleep(120)
"""


@pytest.mark.timeout(120)
def test_a_network_that_goes_while_it_reads_leaves_what_was_read_and_a_row_for_each_of_the_others(reading):
    host = subprocess.Popen([sys.executable, "-c", textwrap.dedent(HOST)], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        url = host.stdout.readline().strip()
        gone = Newspaper("gone", "Gone", "gb", "en", f"{url}/", feeds=(f"{url}/feed.xml",))
        items, report = [], None
        with honest_papers(1) as [other]:
            for event in reading.read_events([gone, other], 30):
                if isinstance(event, ArticleDone):
                    items.append(event.item.article)
                    if sum(article.newspaper == "gone" and article.was_read for article in items) == 3:
                        host.kill()  # nobody answers any more, and nobody says goodbye
                        host.wait()
                elif isinstance(event, PaperDone) and event.newspaper.id == "gone":
                    report = event.report
    finally:
        host.kill()
        host.wait()
        host.stdout.close()
    lost = [article for article in items if article.newspaper == "gone"]
    assert len(lost) == 30  # each that was listed is a row
    assert sum(article.was_read for article in lost) >= 3
    failed = [article for article in lost if article.status is Status.FAILED]
    assert failed
    assert {article.error for article in failed} == {Reason.UNREACHABLE}
    assert (report.read, report.failed) == (len(lost) - len(failed), len(failed))
    assert sum(article.was_read for article in items if article.newspaper == "paper-0") == 5


def test_names_that_hang_cost_their_own_paper_and_no_other(reading, monkeypatch):
    monkeypatch.setattr("core.reading.web.transport.MAX_SECONDS", 1.0)
    monkeypatch.setattr("core.reading.web.fetch.MAX_SECONDS", 1.0)
    ask, release = socket.getaddrinfo, threading.Event()

    def getaddrinfo(host, *more, **options):
        if "slow" in str(host):
            release.wait(60)
        return ask(host, *more, **options)

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    slow = Newspaper("slow", "Slow", "gb", "en", "http://slow.example/", feeds=("http://slow.example/feed.xml",))
    began = time.monotonic()
    with honest_papers(1) as [other]:
        events = list(reading.read_events([slow, other], 5))
    release.set()
    assert time.monotonic() - began < 20
    reports = {event.newspaper.id: event.report for event in events if isinstance(event, PaperDone)}
    assert (reports["slow"].status, reports["slow"].error) == (Status.FAILED, Reason.TOO_SLOW)
    assert reports["paper-0"].read == 5


def test_a_page_that_needs_more_memory_than_a_worker_may_take_is_a_sentence_and_the_next_is_read():
    with ExtractionPool(1, 20.0) as pool:
        with pytest.raises(InputError, match="could not be understood"):
            pool.run("builtins:bytearray", 500 * 1024 * 1024)
        assert pool.run("builtins:len", "next") == 4


def test_a_full_disk_costs_the_cache_and_no_article(pool, tmp_path):
    with small_disk(tmp_path / "disk", 2) as mounted:
        if not mounted:
            pytest.skip("this user may not mount a small disk; test_cache.py breaks the cache's file in its place")
        opened = make_reader(SETTINGS.model_copy(update={"cache": tmp_path / "disk", "cache_minutes": 15}), pool)
        with honest_papers(1) as [paper]:
            for turn in range(2):
                if turn:
                    fill(tmp_path / "disk" / "filler")
                events = list(opened.read_events([paper], 5))
                read = [event for event in events if isinstance(event, ArticleDone) and event.item.article.was_read]
                assert len(read) == 5
        opened.close()


def test_a_clock_that_is_set_back_makes_no_old_answer_stay_fresh(tmp_path):
    clock = FakeClock(time.time() + 24 * 3600)  # the clock of this machine was a day ahead
    with serving() as server:
        server.answers["/a"] = page("<p>yesterday</p>", ETag='"1"')
        fetcher = Fetcher(LOOPBACK, cache=tmp_path, clock=clock)
        assert fetcher.get(f"{server.url}/a", version="1", max_age=900).content == b"<p>yesterday</p>"
        clock.now -= 24 * 3600  # and is right now
        server.answers["/a"] = page("<p>today</p>", ETag='"2"')
        assert fetcher.get(f"{server.url}/a", version="1", max_age=900).content == b"<p>today</p>"
        fetcher.close()


def test_a_feed_of_the_future_is_asked_for_again(tmp_path):
    with serving() as server:
        server.answers["/feed"] = page("old", Cache_Control="max-age=300")
        clock = FakeClock(time.time() + 3600)
        fetcher = Fetcher(LOOPBACK, cache=tmp_path, clock=clock)
        fetcher.get(f"{server.url}/feed")
        clock.now -= 3600
        server.answers["/feed"] = page("new", Cache_Control="max-age=300")
        assert fetcher.get(f"{server.url}/feed").content == b"new"
        fetcher.close()
