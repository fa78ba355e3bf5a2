import threading

import pytest

from core.errors import BroadsheetError
from core.serving.readings import ReadingRequest, SharedReadings
from core.types import ArticleDone, PaperDone, PaperReport, PaperStarted, Status
from tests.support.editions import BAY, HILL, article, edition

REQUEST = ReadingRequest((BAY, HILL), 5)


class Script:
    """A reader under the test's control: it goes on when told, and counts how often it began."""

    def __init__(self, read=1):
        self.begun = 0
        self.go_on = threading.Event()
        self.was_stopped = threading.Event()
        self.read = read

    def start(self, request, stop):
        self.begun += 1
        yield PaperStarted(BAY)
        while not self.go_on.wait(0.01):
            if stop.is_set():
                self.was_stopped.set()
                break
        yield ArticleDone(BAY, article(BAY, 1, "sport"))
        yield PaperDone(BAY, PaperReport("bay", "The Bay", Status.OK, 1, self.read))

    def fold(self, request, events, seconds):
        items = [event.item for event in events if isinstance(event, ArticleDone)][: self.read]
        return edition(*items, sample=request.sample)


def shared(script, **options):
    return SharedReadings(script.start, script.fold, **{"lifetime": 60, "grace": 0.05, **options})


def test_ten_visitors_cause_one_reading():
    script = Script()
    readings = shared(script)
    opened = [readings.open(REQUEST, f"visitor {i}") for i in range(10)]
    script.go_on.set()
    editions = {id(reading.join(5)) for reading in opened}
    assert script.begun == 1
    assert len(editions) == 1


def test_the_order_of_papers_does_not_matter_but_the_limit_does():
    script = Script()
    readings = shared(script)
    one = readings.open(REQUEST, "a")
    assert readings.open(ReadingRequest((HILL, BAY), 5), "b") is one
    assert readings.open(ReadingRequest((HILL, BAY), 6), "b") is not one
    script.go_on.set()


def test_a_fresh_edition_is_reused_until_its_lifetime_ends():
    script = Script()
    script.go_on.set()
    now = [0.0]
    readings = shared(script, lifetime=60, clock=lambda: now[0])
    first = readings.open(REQUEST, "a")
    first.join(5)
    assert readings.open(REQUEST, "b") is first
    assert readings.peek(REQUEST) is first
    now[0] = 60.0
    assert readings.peek(REQUEST) is None
    again = readings.open(REQUEST, "b")
    again.join(5)
    assert again is not first
    assert len(readings.editions()) == 2


def test_it_ends_when_its_last_visitor_has_left():
    script = Script()
    readings = shared(script)
    reading = readings.open(REQUEST, "a")
    reading.enter("b")
    reading.leave("a")
    assert not script.was_stopped.wait(0.2)
    reading.leave("b")
    assert script.was_stopped.wait(5)
    reading.join(5)
    assert reading.stopped
    assert readings.peek(REQUEST) is None  # half an edition is nobody else's


def test_whoever_comes_back_within_the_grace_keeps_it():
    script = Script()
    reading = shared(script, grace=0.3).open(REQUEST, "a")
    reading.leave("a")
    reading.enter("a")
    assert not script.was_stopped.wait(0.5)
    reading.leave("a", at_once=True)
    assert script.was_stopped.wait(5)


def test_events_come_as_they_happen():
    script = Script()
    reading = shared(script).open(REQUEST, "a")
    first = reading.events(0, wait=5)
    assert isinstance(first[0], PaperStarted)
    script.go_on.set()
    reading.join(5)
    assert [type(event) for event in reading.events(1)] == [ArticleDone, PaperDone]


def test_an_edition_without_articles_is_not_kept_for_others():
    script = Script(read=0)
    script.go_on.set()
    readings = shared(script)
    readings.open(REQUEST, "a").join(5)
    assert readings.peek(REQUEST) is None
    assert readings.editions() == []


def test_the_sample_and_the_real_papers_are_never_mixed():
    script = Script()
    script.go_on.set()
    readings = shared(script)
    readings.open(REQUEST, "a").join(5)
    readings.open(ReadingRequest((BAY, HILL), 5, sample=True), "a").join(5)
    assert [e.sample for e in readings.editions()] == [False]
    assert [e.sample for e in readings.editions(sample=True)] == [True]


def test_memory_is_bounded():
    script = Script()
    script.go_on.set()
    readings = shared(script, keep=3)
    for limit in range(1, 12):
        readings.open(ReadingRequest((BAY,), limit), "a").join(5)
    assert len(readings.editions()) <= 6


def test_a_reading_that_breaks_says_so():
    def start(request, stop):
        raise BroadsheetError("The catalogue is gone.")
        yield

    readings = SharedReadings(start, Script().fold, lifetime=60)
    reading = readings.open(REQUEST, "a")
    with pytest.raises(BroadsheetError, match="catalogue is gone"):
        reading.join(5)
    assert readings.peek(REQUEST) is None
