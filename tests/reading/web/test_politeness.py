import itertools
import threading
from contextlib import ExitStack

import pytest

from core.errors import FetchError
from core.reading.web import politeness as module
from core.reading.web.fetch import Fetcher
from core.reading.web.guard import Guard
from core.reading.web.politeness import Politeness, Stopped, max_articles
from core.types import Reason
from tests.support.clock import FakeClock
from tests.support.servers import page, redirect, status

NEVER = threading.Event()


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def fetcher():
    opened = Fetcher(Guard(allow_loopback=True))
    yield opened
    opened.close()


@pytest.fixture
def politeness(fetcher, clock):
    return Politeness(fetcher, clock=clock, wait=clock.wait)


def refused(politeness, url):
    with pytest.raises(FetchError) as caught, politeness.turn(url, NEVER):
        pass
    return caught.value


def passes(politeness, url):
    with politeness.turn(url, NEVER):
        return True


def test_robots_is_asked_once_and_kept(server, politeness):
    server.answers["/robots.txt"] = page("User-agent: *\nDisallow: /private/\n", "text/plain")
    assert passes(politeness, f"{server.url}/a")
    assert refused(politeness, f"{server.url}/private/b").reason is Reason.ROBOTS
    assert server.paths() == ["/robots.txt"]


def test_rules_for_us_win_over_those_for_all(server, politeness):
    server.answers["/robots.txt"] = page(
        "User-agent: *\nDisallow:\n\nUser-agent: Broadsheet\nDisallow: /\n", "text/plain"
    )
    assert refused(politeness, f"{server.url}/a").reason is Reason.ROBOTS


@pytest.mark.parametrize("code", [404, 403, 410])
def test_no_robots_allows_everything(server, politeness, code):
    server.answers["/robots.txt"] = status(code)
    assert passes(politeness, f"{server.url}/a")


@pytest.mark.parametrize("code", [500, 503, 429])
def test_robots_that_cannot_be_had_allows_nothing(server, politeness, code):
    server.answers["/robots.txt"] = status(code)
    problem = refused(politeness, f"{server.url}/a")
    assert problem.reason is Reason.ROBOTS
    assert str(code) in problem.detail


def test_robots_does_not_lead_into_a_private_network(server, politeness):
    server.answers["/robots.txt"] = redirect("http://10.0.0.1/robots.txt")
    assert refused(politeness, f"{server.url}/a").reason is Reason.PRIVATE_ADDRESS


def test_starts_are_a_quarter_of_a_second_apart(server, politeness, clock):
    starts = []
    for n in range(4):
        with politeness.turn(f"{server.url}/{n}", NEVER):
            starts.append(clock.now)
    assert [round(b - a, 6) for a, b in itertools.pairwise(starts)] == [0.25] * 3


def test_two_at_once_at_most(server, politeness):
    stop = threading.Event()
    stop.set()
    with ExitStack() as others:
        for n in range(2):
            others.enter_context(politeness.turn(f"{server.url}/{n}", NEVER))
        with pytest.raises(Stopped), politeness.turn(f"{server.url}/2", stop):
            pass
    with pytest.raises(ValueError, match="left"), politeness.turn(f"{server.url}/3", NEVER):
        raise ValueError("left by an error")  # its place is free again, too
    assert passes(politeness, f"{server.url}/4")


def test_a_longer_crawl_delay_wins(server, politeness, clock):
    server.answers["/robots.txt"] = page("User-agent: *\nCrawl-delay: 0.6\n", "text/plain")
    assert passes(politeness, f"{server.url}/a")
    assert politeness.crawl_delay(f"{server.url}/a") == 0.6
    assert passes(politeness, f"{server.url}/b")
    assert clock.waits == pytest.approx([0.25, 0.6])


def test_long_delays_cost_articles():
    assert max_articles(5.0) is None
    assert max_articles(10.0) == 4
    assert max_articles(3600.0) == 0


def test_waiting_ends_when_the_reading_does(server, fetcher, clock):
    server.answers["/robots.txt"] = page("User-agent: *\nCrawl-delay: 30\n", "text/plain")
    stop = threading.Event()

    def stopped_meanwhile(event, seconds):
        if seconds > 1:
            stop.set()
        return clock.wait(event, seconds)

    politeness = Politeness(fetcher, clock=clock, wait=stopped_meanwhile)
    assert passes(politeness, f"{server.url}/a")
    with pytest.raises(Stopped), politeness.turn(f"{server.url}/b", stop):
        pass
    assert clock.waits == pytest.approx([0.25, 30])


def test_a_real_event_ends_a_real_wait(server, fetcher):
    server.answers["/robots.txt"] = page("User-agent: *\nCrawl-delay: 3600\n", "text/plain")
    politeness = Politeness(fetcher, pause=0.0)
    assert passes(politeness, f"{server.url}/a")
    stop = threading.Event()
    stop.set()
    with pytest.raises(Stopped), politeness.turn(f"{server.url}/b", stop):
        pass


@pytest.mark.parametrize("seconds", [0, 3])
def test_a_short_retry_after_is_waited_for(clock, seconds):
    politeness = Politeness(_Answers(FetchError(Reason.GONE, "No robots.txt.", 404)), clock=clock, wait=clock.wait)
    with pytest.raises(FetchError), politeness.turn("https://harbour.example/a", NEVER):
        raise FetchError(Reason.BLOCKED, "Later.", 429, retry_after=float(seconds))
    clock.waits.clear()
    assert passes(politeness, "https://harbour.example/b")
    assert sum(clock.waits) == max(seconds, 0.25)


def test_a_reading_that_is_stopped_waits_for_no_retry_after(clock):
    politeness = Politeness(_Answers(FetchError(Reason.GONE, "No robots.txt.", 404)), clock=clock, wait=clock.wait)
    with pytest.raises(FetchError), politeness.turn("https://harbour.example/a", NEVER):
        raise FetchError(Reason.BLOCKED, "Later.", 429, retry_after=9.0)
    stop = threading.Event()
    stop.set()
    with pytest.raises(Stopped), politeness.turn("https://harbour.example/b", stop):
        pass


def test_a_host_that_asks_for_a_long_rest_is_left_alone(clock):
    politeness = Politeness(_Answers(FetchError(Reason.GONE, "No robots.txt.", 404)), clock=clock, wait=clock.wait)
    with pytest.raises(FetchError), politeness.turn("https://harbour.example/a", NEVER):
        raise FetchError(Reason.BLOCKED, "Later.", 503, retry_after=600.0)
    problem = refused(politeness, "https://harbour.example/b")
    assert problem.reason is Reason.BLOCKED
    assert "asked to be left alone until" in problem.detail
    clock.sleep(600)
    assert passes(politeness, "https://harbour.example/b")


def test_robots_is_asked_again_after_an_hour_and_after_a_fault_in_a_minute(server, politeness, clock):
    server.answers["/robots.txt"] = status(503)
    assert refused(politeness, f"{server.url}/a").reason is Reason.ROBOTS
    server.answers["/robots.txt"] = page("", "text/plain")
    clock.sleep(59)
    assert refused(politeness, f"{server.url}/a").reason is Reason.ROBOTS
    clock.sleep(1)
    assert passes(politeness, f"{server.url}/a")
    clock.sleep(3500)
    assert passes(politeness, f"{server.url}/a")
    assert server.paths() == ["/robots.txt"] * 2
    clock.sleep(100)
    assert passes(politeness, f"{server.url}/a")
    assert server.paths() == ["/robots.txt"] * 3


def test_hosts_are_forgotten_in_the_end(clock, monkeypatch):
    monkeypatch.setattr(module, "MAX_HOSTS", 3)
    politeness = Politeness(_Answers(FetchError(Reason.GONE, "No robots.txt.", 404)), clock=clock, wait=clock.wait)
    for number in range(20):
        passes(politeness, f"http://127.0.0.{number + 1}/a")
        clock.sleep(1)
    assert len(politeness._hosts) <= 4
    with politeness.turn("http://127.0.0.99/a", NEVER):
        for number in range(20):
            passes(politeness, f"http://127.0.1.{number + 1}/a")
            clock.sleep(1)
        assert "http://127.0.0.99:80" in politeness._hosts  # what is being asked is not forgotten


def test_large_robots_are_forgotten_first(server, politeness, clock, monkeypatch):
    monkeypatch.setattr(module, "MAX_REMEMBERED_BYTES", 10_000)
    server.answers["/robots.txt"] = page("User-agent: *\n" + "Disallow: /x\n" * 2000, "text/plain")
    assert passes(politeness, f"{server.url}/a")
    clock.sleep(1)
    assert passes(politeness, f"http://localhost:{server.server_address[1]}/a")
    assert len(politeness._hosts) == 1


def test_robots_txt_counts_as_a_request(server, politeness, fetcher, clock):
    server.answers["/a"] = page("ok")
    fetcher.get(f"{server.url}/a", turn=lambda url: politeness.turn(url, NEVER))
    assert server.paths() == ["/robots.txt", "/a"]
    assert clock.waits == [0.25]


def test_the_crawl_delay_of_another_host_is_known_before_it_is_asked(server, politeness):
    server.answers["/robots.txt"] = page("User-agent: *\nCrawl-delay: 20\n", "text/plain")
    assert politeness.crawl_delay(f"{server.url}/a") == 20


def test_sitemaps_of_robots_txt(server, politeness):
    server.answers["/robots.txt"] = page(
        f"User-agent: *\nAllow: /\nSitemap: {server.url}/a.xml\nSitemap: file:///etc/passwd\n", "text/plain"
    )
    assert politeness.sitemaps(f"{server.url}/x") == [f"{server.url}/a.xml"]


class _Answers:
    """A fetcher of which each request ends with the same problem."""

    def __init__(self, problem):
        self.problem = problem

    def get(self, *_, **__):
        raise self.problem


def test_too_many_requests_is_known_by_its_status_not_its_words():
    asked_to_wait = FetchError(Reason.BLOCKED, "Please come back later.", 429)
    assert refused(Politeness(_Answers(asked_to_wait)), "https://harbour.example/a").reason is Reason.ROBOTS
    a_page_of_that_name = FetchError(Reason.GONE, "The server answered 404 for route 429.", 404)
    assert passes(Politeness(_Answers(a_page_of_that_name)), "https://harbour.example/a")


def test_an_answer_is_told_from_silence_by_its_status_not_its_words():
    answered = refused(
        Politeness(_Answers(FetchError(Reason.UNREACHABLE, "Internal trouble.", 503))), "https://a.example/"
    )
    assert (answered.reason, "(Internal trouble)" in answered.detail) == (Reason.ROBOTS, True)
    silent = FetchError(Reason.UNREACHABLE, "The server answered nothing.")
    assert refused(Politeness(_Answers(silent)), "https://a.example/") is silent
