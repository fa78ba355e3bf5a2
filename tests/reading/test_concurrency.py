"""What is read at the same time, and what waits for nothing else. `python -m benchmarks.reading` measures seconds."""

import threading
from contextlib import ExitStack

import pytest

from benchmarks.reading import longest_chain
from core.reading.article.pool import open_pool
from core.reading.factory import make_reader
from core.reading.web import fetch
from core.settings import Settings
from core.types import PaperDone, Reason
from tests.support import servers
from tests.support.servers import article_html, honest_papers, newspaper, page, publish, serving

SETTINGS = Settings(allow_loopback=True, cache_minutes=0)


@pytest.fixture(scope="module")
def pool():
    with open_pool(SETTINGS) as opened:
        yield opened


@pytest.fixture
def reader(pool):
    opened = make_reader(SETTINGS, pool)
    yield opened
    opened.close()


def reports(reader, papers, limit=3):
    return [event.report for event in reader.read_events(papers, limit) if isinstance(event, PaperDone)]


def together(parties, answer):
    """An answer that comes when so many requests wait for it at the same time, and the barrier that says so."""
    barrier = threading.Barrier(parties, timeout=fetch.MAX_SECONDS - 1)

    def wait(handler):
        barrier.wait()
        answer(handler)

    return wait, barrier


def test_twelve_papers_are_read_at_the_same_time(reader):
    with ExitStack() as stack:
        hosts = [stack.enter_context(serving()) for _ in range(12)]
        robots, barrier = together(len(hosts), page("", "text/plain"))
        for host in hosts:
            publish(host, {"/news/a": page(article_html("A"))})
            host.answers["/robots.txt"] = robots
        done = reports(reader, [newspaper(host, f"paper-{n}") for n, host in enumerate(hosts)])
    assert not barrier.broken
    assert [report.read for report in done] == [1] * 12


def test_two_articles_of_a_paper_are_read_at_the_same_time(reader):
    with serving() as host:
        answer, barrier = together(2, page(article_html("A")))
        publish(host, {f"/news/{n}": answer for n in range(2)})
        [report] = reports(reader, [newspaper(host)])
    assert not barrier.broken
    assert report.read == 2


DEAD = {"silent": servers.silent, "slow body": servers.slow_body, "refused": servers.reset}


@pytest.mark.parametrize("how", DEAD)
def test_half_of_the_papers_dead_cost_the_others_nothing_and_one_time_out(reader, how, monkeypatch):
    monkeypatch.setattr(fetch, "MAX_SECONDS", 8.0)
    with ExitStack() as stack:
        live = stack.enter_context(honest_papers(3, articles=2))
        hosts = [stack.enter_context(serving()) for _ in range(3)]
        for host in hosts:
            host.answers |= {"/robots.txt": DEAD[how], "/feed.xml": DEAD[how]}
        dead = [newspaper(host, f"dead-{n}") for n, host in enumerate(hosts)]
        done = reports(reader, [paper for pair in zip(dead, live, strict=True) for paper in pair])
        paths = [host.paths() for host in hosts]
    if how != "refused":  # the others were done while these still waited
        assert [report.newspaper.startswith("paper-") for report in done] == [True] * 3 + [False] * 3
    assert [report.read for report in done if report.newspaper.startswith("paper-")] == [2] * 3
    reasons = {report.error for report in done if report.newspaper.startswith("dead-")}
    assert reasons <= {Reason.TOO_SLOW, Reason.UNREACHABLE, Reason.UNREADABLE}
    assert how == "refused" or paths == [["/robots.txt"]] * 3


def test_the_bound_counts_latency_and_pauses():
    assert longest_chain(0.15) == pytest.approx(0.25 + 0.25 + 4 * 0.25 + 0.15)
    assert longest_chain(1.0) == pytest.approx(1 + 1 + 1 + 1 + 1 + 0.25, abs=0.6)
