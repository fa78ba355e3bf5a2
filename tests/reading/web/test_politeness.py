import itertools
import threading
import time

import pytest

from core.errors import FetchError
from core.reading.web.fetch import Fetcher
from core.reading.web.politeness import HostGate, Stopped, affordable
from core.types import Reason
from tests.support.servers import page, redirect, serving, status

NEVER = threading.Event()


@pytest.fixture
def server():
    with serving() as opened:
        yield opened


@pytest.fixture
def gate():
    return HostGate(Fetcher(allow_loopback=True))


def refused(gate, url):
    with pytest.raises(FetchError) as caught, gate.passage(url, NEVER):
        pass
    return caught.value


def passes(gate, url):
    with gate.passage(url, NEVER):
        return True


def test_robots_is_asked_once_and_kept(server, gate):
    server.answers["/robots.txt"] = page("User-agent: *\nDisallow: /private/\n", "text/plain")
    assert passes(gate, f"{server.url}/a")
    assert refused(gate, f"{server.url}/private/b").reason is Reason.ROBOTS
    assert server.paths() == ["/robots.txt"]


def test_rules_for_us_win_over_those_for_all(server, gate):
    server.answers["/robots.txt"] = page(
        "User-agent: *\nDisallow:\n\nUser-agent: Broadsheet\nDisallow: /\n", "text/plain"
    )
    assert refused(gate, f"{server.url}/a").reason is Reason.ROBOTS


@pytest.mark.parametrize("code", [404, 403, 410])
def test_no_robots_allows_everything(server, gate, code):
    server.answers["/robots.txt"] = status(code)
    assert passes(gate, f"{server.url}/a")


@pytest.mark.parametrize("code", [500, 503, 429])
def test_robots_that_cannot_be_had_allows_nothing(server, gate, code):
    server.answers["/robots.txt"] = status(code)
    problem = refused(gate, f"{server.url}/a")
    assert problem.reason is Reason.ROBOTS
    assert str(code) in problem.detail


def test_robots_does_not_lead_into_a_private_network(server, gate):
    server.answers["/robots.txt"] = redirect("http://10.0.0.1/robots.txt")
    assert refused(gate, f"{server.url}/a").reason is Reason.PRIVATE_ADDRESS


def test_starts_are_a_quarter_of_a_second_apart(server, gate):
    starts = []
    for n in range(4):
        with gate.passage(f"{server.url}/{n}", NEVER):
            starts.append(time.monotonic())
    gaps = [b - a for a, b in itertools.pairwise(starts)]
    assert min(gaps) >= 0.24


def test_two_at_once_at_most(server):
    gate = HostGate(Fetcher(allow_loopback=True), pause=0.0)
    inside, most, lock = [0], [0], threading.Lock()

    def visit(n):
        with gate.passage(f"{server.url}/{n}", NEVER):
            with lock:
                inside[0] += 1
                most[0] = max(most[0], inside[0])
            time.sleep(0.05)
            with lock:
                inside[0] -= 1

    threads = [threading.Thread(target=visit, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert most[0] == 2


def test_a_longer_crawl_delay_wins(server, gate):
    server.answers["/robots.txt"] = page("User-agent: *\nCrawl-delay: 0.6\n", "text/plain")
    assert passes(gate, f"{server.url}/a")
    assert gate.crawl_delay(f"{server.url}/a") == 0.6
    began = time.monotonic()
    assert passes(gate, f"{server.url}/b")
    assert time.monotonic() - began > 0.5


def test_long_delays_cost_articles():
    assert affordable(5.0) is None
    assert affordable(10.0) == 4
    assert affordable(3600.0) == 0


def test_waiting_ends_when_the_reading_does(server, gate):
    server.answers["/robots.txt"] = page("User-agent: *\nCrawl-delay: 30\n", "text/plain")
    assert passes(gate, f"{server.url}/a")
    stop = threading.Event()
    threading.Timer(0.2, stop.set).start()
    began = time.monotonic()
    with pytest.raises(Stopped), gate.passage(f"{server.url}/b", stop):
        pass
    assert time.monotonic() - began < 2


def test_hosts_are_forgotten_in_the_end(gate, monkeypatch):
    from core.reading.web import politeness as module

    monkeypatch.setattr(module, "MOST_HOSTS", 3)
    monkeypatch.setattr(gate, "_learn", lambda host, url: None)
    monkeypatch.setattr(gate, "_pause", 0.0)
    for number in range(20):
        passes(gate, f"http://127.0.0.{number + 1}/a")
        time.sleep(0.005)
    assert len(gate._hosts) <= 4
    with gate.passage("http://127.0.0.99/a", NEVER):
        for number in range(20):
            passes(gate, f"http://127.0.1.{number + 1}/a")
            time.sleep(0.005)
        assert "http://127.0.0.99:80" in gate._hosts  # what is being asked is not forgotten


def test_large_robots_are_forgotten_first(server, gate, monkeypatch):
    from core.reading.web import politeness as module

    monkeypatch.setattr(module, "MOST_ROBOTS_BYTES", 10_000)
    monkeypatch.setattr(gate, "_pause", 0.0)
    server.answers["/robots.txt"] = page("User-agent: *\n" + "Disallow: /x\n" * 2000, "text/plain")
    assert passes(gate, f"{server.url}/a")
    time.sleep(0.01)
    assert passes(gate, f"http://localhost:{server.server_address[1]}/a")
    assert len(gate._hosts) == 1


def test_robots_txt_counts_as_a_request(server, gate):
    server.answers["/a"] = page("ok")
    fetcher = Fetcher(allow_loopback=True)
    fetcher.get(f"{server.url}/a", turn=lambda url: gate.passage(url, NEVER))
    (first, _), (second, _) = server.requests
    assert second - first >= 0.24


def test_the_crawl_delay_of_another_host_is_known_before_it_is_asked(server, gate):
    server.answers["/robots.txt"] = page("User-agent: *\nCrawl-delay: 20\n", "text/plain")
    assert gate.crawl_delay(f"{server.url}/a") == 20


def test_sitemaps_of_robots_txt(server, gate):
    server.answers["/robots.txt"] = page(
        f"User-agent: *\nAllow: /\nSitemap: {server.url}/a.xml\nSitemap: file:///etc/passwd\n", "text/plain"
    )
    assert gate.sitemaps(f"{server.url}/x") == [f"{server.url}/a.xml"]


class _Answers:
    """A fetcher of which each request ends with the same problem."""

    def __init__(self, problem):
        self.problem = problem

    def get(self, *_, **__):
        raise self.problem


def test_too_many_requests_is_known_by_its_status_not_its_words():
    asked_to_wait = FetchError(Reason.BLOCKED, "Please come back later.", 429)
    assert refused(HostGate(_Answers(asked_to_wait)), "https://harbour.example/a").reason is Reason.ROBOTS
    a_page_of_that_name = FetchError(Reason.GONE, "The server answered 404 for route 429.", 404)
    assert passes(HostGate(_Answers(a_page_of_that_name)), "https://harbour.example/a")


def test_an_answer_is_told_from_silence_by_its_status_not_its_words():
    answered = refused(
        HostGate(_Answers(FetchError(Reason.UNREACHABLE, "Internal trouble.", 503))), "https://a.example/"
    )
    assert (answered.reason, "(Internal trouble)" in answered.detail) == (Reason.ROBOTS, True)
    silent = FetchError(Reason.UNREACHABLE, "The server answered nothing.")
    assert refused(HostGate(_Answers(silent)), "https://a.example/") is silent
