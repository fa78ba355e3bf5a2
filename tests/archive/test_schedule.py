"""The schedule: who polls which paper when, on each database."""

import threading
from dataclasses import replace

import pytest
from sqlalchemy import text

from core.archive import Archive, ListingMark, PollResult
from core.archive.schedule import LEASE, OVERDUE
from core.archive.writing import watched_papers
from core.errors import ArchiveError
from tests.archive.examples import BAY, HILL, MODEL, item

EVERY = lambda paper: True  # noqa: E731


def result(paper="bay", **more):
    return PollResult(paper, **{"outcome": "nothing", "due_in": 600, "pause": 600, **more})


@pytest.fixture
def schedule(archive):
    return archive.schedule


@pytest.fixture
def clock(archive, monkeypatch):
    """The database's clock, which moves when a test says so."""
    now = [1_000_000]
    monkeypatch.setattr(type(archive.database.dialect), "now", lambda self, connection: now[0])
    return now


def taken(schedule, owner="one", count=10, is_wanted=EVERY):
    return [state.paper for state in schedule.take(owner, is_wanted, count)]


def test_new_papers_are_due_at_once_and_each_is_taken_by_one(schedule):
    assert schedule.want(["bay", "hill", "dale"]) == 3
    assert schedule.want(["bay", "hill"]) == 0
    first, second = taken(schedule, "one", 2), taken(schedule, "two")
    assert sorted(first + second) == ["bay", "dale", "hill"]
    assert taken(schedule, "two") == []


def test_only_wanted_papers_are_taken_however_many_others_wait(schedule, monkeypatch):
    monkeypatch.setattr(watched_papers, "WINDOW", 10)
    schedule.want([f"other-{n:03}" for n in range(45)])
    schedule.want(["zebra"])
    assert taken(schedule, is_wanted=lambda paper: paper == "zebra") == ["zebra"]


def test_what_a_poll_found_is_there_at_the_next_one(schedule, clock):
    schedule.want(["bay"])
    (state,) = schedule.take("one", EVERY, 5)
    assert state.is_first and state.listings == {} and state.silence == 0
    mark = ListingMark('"v1"', "Fri, 20 Nov 2026 12:00:00 GMT", "ab" * 32, 20, 900)
    found = result(gap=123.5, retries=1, listings={"https://bay.example/f.xml": mark}, seen=b"12345678")
    schedule.save("one", [replace(found, items=(item(1),), has_new=True)], [BAY], MODEL)
    assert taken(schedule) == []
    clock[0] += 601
    (state,) = schedule.take("one", EVERY, 5)
    assert (state.gap, state.retries, state.listings, state.seen) == (123.5, 1, found.listings, b"12345678")
    assert (state.is_first, state.silence, state.pause) == (False, 601, 600)


def test_silence_lasts_from_the_last_new_article(schedule, clock):
    schedule.want(["bay"])
    for news in (True, False, False):
        schedule.take("one", EVERY, 5)
        schedule.save("one", [result(has_new=news)], [], None)
        clock[0] += 1000
    (state,) = schedule.take("one", EVERY, 5)
    assert state.silence == 3000


def test_those_due_for_longest_come_first(schedule, clock):
    schedule.want(["bay", "dale", "hill"])
    for paper, due_in in (("bay", 300), ("dale", 100), ("hill", 200)):
        schedule.take("one", lambda name, paper=paper: name == paper, 1)
        schedule.save("one", [result(paper, due_in=due_in)], [], None)
    clock[0] += 250
    assert taken(schedule) == ["dale", "hill"]


def test_a_watcher_that_is_killed_loses_its_papers_after_a_minute(schedule, clock):
    schedule.want(["bay", "hill"])
    assert len(taken(schedule, "dead")) == 2
    clock[0] += LEASE - 1
    assert taken(schedule, "heir") == []
    clock[0] += 1
    assert len(taken(schedule, "heir")) == 2


def test_a_watcher_that_is_alive_keeps_its_papers(schedule, clock):
    schedule.want(["bay", "hill"])
    taken(schedule, "slow")
    for _ in range(4):
        clock[0] += LEASE - 1
        assert schedule.hold("slow") == 2
        assert taken(schedule, "other") == []


def test_a_paper_that_is_anothers_by_now_keeps_its_place_and_its_articles_are_saved_once(archive, schedule, clock):
    schedule.want(["bay"])
    taken(schedule, "late")
    clock[0] += LEASE
    assert taken(schedule, "heir") == ["bay"]
    late = schedule.save("late", [result(items=(item(1), item(2)), due_in=5)], [BAY], MODEL)
    assert (late.new, late.known) == (2, 0)
    clock[0] += 10
    assert taken(schedule, "third") == []  # still the heir's
    heir = schedule.save("heir", [result(items=(item(1), item(2)), seen=b"heirheir")], [BAY], MODEL)
    assert (heir.new, heir.changed, heir.known) == (0, 0, 2)
    assert archive.statistics()["articles"] == 2


def test_papers_are_given_back_as_they_were(schedule):
    schedule.want(["bay", "dale", "hill"])
    taken(schedule, "one")
    schedule.give_back("one", ["dale"])
    assert taken(schedule, "two") == ["dale"]
    schedule.give_back("one")
    assert sorted(taken(schedule, "two")) == ["bay", "hill"]


@pytest.mark.parametrize("back", [3600, 86_400 * 400])
def test_a_clock_that_is_set_back_makes_papers_due_rather_than_late(schedule, clock, back):
    schedule.want(["bay", "hill"])
    schedule.take("one", lambda paper: paper == "bay", 1)
    schedule.save("one", [result()], [], None)
    taken(schedule, "killed")  # hill, whose lease lies far ahead when the clock is back
    clock[0] -= back
    assert sorted(taken(schedule, "two")) == ["bay", "hill"]
    schedule.save("two", [result("bay"), result("hill")], [], None)
    assert taken(schedule, "two") == []
    clock[0] += 601
    assert sorted(taken(schedule, "two")) == ["bay", "hill"]


def test_a_clock_that_is_set_forward_makes_papers_due_once(schedule, clock):
    schedule.want(["bay"])
    taken(schedule)
    schedule.save("one", [result()], [], None)
    clock[0] += 86_400 * 365
    assert taken(schedule) == ["bay"]
    schedule.save("one", [result()], [], None)
    assert taken(schedule) == []


def test_articles_and_places_are_saved_together_or_not_at_all(archive, schedule, monkeypatch):
    schedule.want(["bay"])
    taken(schedule)
    broken = lambda poll, now: {"b_paper": poll.paper, "due_at": "never", "outcome": None}  # noqa: E731
    with monkeypatch.context() as patched:
        patched.setattr(watched_papers, "_row", broken)
        with pytest.raises(ArchiveError):
            schedule.save("one", [result(items=(item(1),))], [BAY], MODEL)
    assert archive.statistics()["articles"] == 0
    assert schedule.save("one", [result(items=(item(1),))], [BAY], MODEL).new == 1


def test_predictions_count_as_made_at_reading(archive, schedule):
    schedule.want(["bay", "hill"])
    taken(schedule)
    schedule.save("one", [result(items=(item(1),)), result("hill", items=(item(2, paper=HILL),))], [BAY, HILL], MODEL)
    assert sum(count.n for count in archive.live_counts()) == 2


def test_papers_that_nobody_wants_any_more_leave_the_schedule(archive, schedule, clock):
    schedule.want(["bay", "hill"])
    clock[0] += watched_papers.FORGOTTEN + 1
    schedule.want(["bay"])
    with archive.database.reading() as connection:
        assert connection.execute(text("SELECT paper FROM watched_paper")).scalars().all() == ["bay"]


def test_how_it_stands(schedule, clock):
    assert schedule.condition().papers == 0
    schedule.want(["bay", "dale", "hill"])
    found = schedule.condition()
    assert (found.papers, found.never_polled, found.overdue, found.age) == (3, 3, 0, None)
    taken(schedule, count=2)
    schedule.save("one", [result("bay"), result("dale", outcome="unreachable", failures=2)], [], None)
    clock[0] += 600 + OVERDUE + 1
    found = schedule.condition()
    assert (found.never_polled, found.overdue, found.failing, found.age) == (1, 3, 1, 600 + OVERDUE + 1)
    clock[0] += 5 * 3600
    schedule.want(["hill"])  # the others are on nobody's list now
    assert schedule.condition().papers == 1


def test_watchers_at_once_share_the_papers_and_wait_for_nobody(address):
    """Eight threads with connections of their own take and save papers: each paper is polled once."""
    names = [f"paper-{n:03}" for n in range(120)]
    with_names = Archive.at(address)
    with_names.schedule.want(names)
    with_names.close()
    polled, problems = [], []

    def watch(owner):
        archive = Archive.at(address)
        try:
            while states := archive.schedule.take(owner, EVERY, 4):
                polled.extend(state.paper for state in states)
                archive.schedule.save(owner, [result(state.paper) for state in states], [], None)
                archive.schedule.hold(owner)
        except Exception as problem:
            problems.append(problem)
        finally:
            archive.close()

    threads = [threading.Thread(target=watch, args=(f"watcher-{n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert sorted(polled) == names
