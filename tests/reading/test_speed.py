"""How long readings take, as ratios within one run."""

import time
from contextlib import ExitStack

import pytest

from benchmarks.reading import longest_chain, ours, papers_elsewhere
from core.reading.article.pool import open_pool
from core.reading.factory import make_reader
from core.reading.web import fetch
from core.settings import Settings
from core.types import PaperDone, Reason
from tests.support import servers
from tests.support.servers import honest_papers, newspaper, serving

SETTINGS = Settings(allow_loopback=True, cache_minutes=0)


@pytest.fixture(scope="module")
def pool():
    with open_pool(SETTINGS) as opened:
        yield opened


def test_twelve_papers_take_little_longer_than_one_must(pool):
    """The whole benchmark, with the original's way and news_pool, is `python -m benchmarks.reading`."""
    with papers_elsewhere(12, 0.15) as papers:
        ours(papers[:1], SETTINGS, pool)
        tries = [ours(papers, SETTINGS, pool) for _ in range(2)]  # the machine may be busy once
    assert min(took for took, _ in tries) <= 1.6 * longest_chain(0.15)
    assert min(first for _, first in tries) < 1.5


DEAD = {"silent": servers.silent, "slow body": servers.slow_body, "refused": servers.reset}


@pytest.mark.parametrize("how", DEAD)
def test_half_of_the_papers_dead_costs_one_time_out(pool, how, monkeypatch):
    monkeypatch.setattr(fetch, "MAX_SECONDS", 2.0)
    with ExitStack() as stack:
        live = stack.enter_context(honest_papers(6, articles=3, latency=0.05))
        dead = []
        for number in range(6):
            server = stack.enter_context(serving())
            server.answers |= {"/robots.txt": DEAD[how], "/feed.xml": DEAD[how]}
            dead.append(newspaper(server, f"dead-{number}"))
        mixed = [paper for pair in zip(dead, live, strict=True) for paper in pair]
        without, _ = read(pool, live)
        everything, done = read(pool, mixed)
    lives = [at for report, at in done if report.newspaper.startswith("paper-")]
    assert [report.read for report, _ in done if report.newspaper.startswith("paper-")] == [3] * 6
    assert max(lives) <= without + 2.0
    assert everything <= without + 2.0 + 1.0
    reasons = {report.error for report, _ in done if report.newspaper.startswith("dead-")}
    assert reasons <= {Reason.TOO_SLOW, Reason.UNREACHABLE, Reason.UNREADABLE}
    assert reasons


def read(pool, papers):
    reader = make_reader(SETTINGS, pool)
    began = time.monotonic()
    done = [
        (event.report, time.monotonic() - began)
        for event in reader.read_events(papers, 3)
        if isinstance(event, PaperDone)
    ]
    reader.close()
    return time.monotonic() - began, done


def test_the_bound_counts_latency_and_pauses():
    assert longest_chain(0.15) == pytest.approx(0.25 + 0.25 + 4 * 0.25 + 0.15)
    assert longest_chain(1.0) == pytest.approx(1 + 1 + 1 + 1 + 1 + 0.25, abs=0.6)
