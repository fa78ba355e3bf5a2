"""What everybody sees who opens the page: the newest edition, or one reading in a quarter of an hour."""

import threading
from dataclasses import replace

import pytest

from core.serving.opening import FRESH, PAUSE, Catalogue, Opening, is_robot, limit_of, reached_nothing, with_copies
from core.serving.readings import ReadingRequest, SharedReadings
from core.types import ArticleDone
from tests.serving.test_readings import Script
from tests.support.clock import FakeClock
from tests.support.editions import BAY, DEAD, HILL, article, edition, small_edition

REQUEST = ReadingRequest((BAY, HILL), 5)
CATALOGUE = Catalogue.of((BAY, HILL, DEAD))
OWN = replace(HILL, id="own-valley-1", name="The Valley")
LONG = " ".join(f"word{number}" for number in range(80))


class Papers(Script):
    """A reading of two papers, under the test's control."""

    def fold(self, request, events, seconds):
        read = any(isinstance(event, ArticleDone) for event in events) and self.read
        items = [article(paper, 1, "sport") for paper in request.newspapers] if read else []
        return edition(*items, papers=request.newspapers, sample=request.sample)


@pytest.fixture
def papers():
    made = Papers()
    yield made
    made.go_on.set()


@pytest.fixture
def clock():
    return FakeClock()


def opening(papers, clock, archived=lambda catalogue: None, patience=5.0):
    # An edition is reused for less than the pause here, so that only the pause keeps a reading from beginning.
    readings = SharedReadings(papers.start, papers.fold, lifetime=60, grace=0.01, clock=clock)
    return Opening(readings, archived, patience=patience, clock=clock), readings


def test_one_reading_serves_all_visitors(papers, clock):
    automatic, _ = opening(papers, clock)
    followed = {id(automatic.begin(REQUEST, f"visitor {n}")) for n in range(10)}
    assert len(followed) == 1
    papers.go_on.set()
    automatic.begin(REQUEST, "late").join(5)
    assert papers.begun == 1


def test_ten_threads_begin_one(papers, clock):
    automatic, _ = opening(papers, clock)
    found = []
    threads = [
        threading.Thread(target=lambda n=n: found.append(automatic.begin(REQUEST, f"visitor {n}"))) for n in range(10)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(5)
    assert len({id(reading) for reading in found}) == 1
    assert papers.begun == 1


@pytest.mark.parametrize("read", [0, 1])
def test_at_most_one_begins_in_a_quarter_of_an_hour_also_after_a_failure(papers, clock, read):
    papers.read = read
    papers.go_on.set()
    automatic, _ = opening(papers, clock)
    first = automatic.begin(REQUEST, "a")
    first.join(5)
    assert reached_nothing(first) is (read == 0)
    clock.now += PAUSE - 1
    assert automatic.begin(REQUEST, "b") is first
    assert papers.begun == 1
    clock.now += 1
    again = automatic.begin(REQUEST, "c")
    again.join(5)
    assert again is not first
    assert papers.begun == 2


def test_it_goes_on_when_its_visitor_goes_away_and_ends_when_the_last_one_stops_it(papers, clock):
    automatic, _ = opening(papers, clock)
    reading = automatic.begin(REQUEST, "a")
    reading.leave("a")
    assert not papers.was_stopped.wait(0.1)  # ten times the grace
    assert automatic.begin(REQUEST, "b") is reading
    automatic.begin(REQUEST, "c")
    reading.leave("b", at_once=True)
    assert not reading.stopped
    reading.leave("c", at_once=True)
    assert papers.was_stopped.wait(5)
    reading.join(5)
    assert not reached_nothing(reading)
    assert automatic.begin(REQUEST, "d") is None  # nobody begins it again within the pause, and half of it is nobody's


def test_the_newest_edition_in_memory_comes_first(papers, clock):
    papers.go_on.set()
    asked = []
    automatic, readings = opening(papers, clock, lambda catalogue: asked.append(1))
    for limit in (5, 6):
        newest = readings.open(ReadingRequest((BAY, HILL), limit), "a")
        newest.join(5)
        clock.now += 3600
    assert automatic.newest(CATALOGUE) is newest
    assert not asked


@pytest.mark.parametrize(
    "request_", [ReadingRequest((BAY, OWN), 5), ReadingRequest((BAY, HILL), 5, sample=True), ReadingRequest((BAY,), 5)]
)
def test_own_papers_the_sample_and_one_paper_alone_are_not_shown_to_others(papers, clock, request_):
    papers.go_on.set()
    automatic, readings = opening(papers, clock)
    readings.open(request_, "a").join(5)
    assert automatic.newest(CATALOGUE) is None


def test_a_paper_that_pretends_to_be_of_the_catalogue_is_not_shown_to_others(papers, clock):
    papers.go_on.set()
    automatic, readings = opening(papers, clock)
    readings.open(ReadingRequest((BAY, replace(HILL, feeds=("https://x.example/f",))), 5), "a").join(5)
    assert automatic.newest(CATALOGUE) is None


def test_a_stopped_edition_is_not_shown_to_others(papers, clock):
    automatic, readings = opening(papers, clock)
    reading = readings.open(REQUEST, "a")
    reading.leave("a", at_once=True)
    assert reading.join(5).articles
    assert automatic.newest(CATALOGUE) is None


def test_else_the_archives(papers, clock):
    kept = small_edition()
    automatic, _ = opening(papers, clock, lambda catalogue: kept)
    found = automatic.newest(CATALOGUE)
    assert found.done
    assert found.edition is kept
    assert found.request == ReadingRequest(kept.newspapers, 4)
    assert papers.begun == 0
    assert automatic.newest(Catalogue.of((BAY, HILL))) is None  # which does not hold the third paper


def test_an_archived_edition_that_has_not_changed_stays_the_same_object(papers, clock):
    answers = [small_edition(), small_edition(), replace(small_edition(), model="next")]
    automatic, _ = opening(papers, clock, lambda catalogue: answers.pop(0))
    found = []
    for _ in range(3):
        found.append(automatic.newest(CATALOGUE).edition)
        clock.now += FRESH
    assert found[0] is found[1]
    assert found[2].model == "next"
    assert not answers


def test_a_lost_or_slow_archive_holds_nobody_up(papers, clock):
    def lost(catalogue):
        raise OSError("gone")

    automatic, _ = opening(papers, clock, lost)
    assert automatic.newest(CATALOGUE) is None
    released = threading.Event()
    automatic, _ = opening(papers, clock, lambda catalogue: released.wait(10), patience=0.01)
    assert automatic.newest(CATALOGUE) is None
    released.set()


def test_copies_are_found_again():
    kept = edition(article(BAY, 1, "sport", text=LONG), article(HILL, 2, "sport", text=LONG))
    assert [item.article.also_in for item in with_copies(kept).articles] == [("hill",), ("bay",)]


def test_how_many_articles_were_asked_for():
    assert limit_of(small_edition()) == 4
    assert limit_of(edition()) == 1


@pytest.mark.parametrize(
    ("name", "robot"),
    [
        ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", True),
        ("Mozilla/5.0 (compatible; UptimeRobot/2.0)", True),
        ("facebookexternalhit/1.1 LinkPreview", True),
        ("Mozilla/5.0 (Linux; Android 9; CUBOT P30) Chrome/120.0 Mobile Safari/537.36", False),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0", False),
        (None, False),
    ],
)
def test_robots_are_known_by_their_names(name, robot):
    assert is_robot(name) is robot
