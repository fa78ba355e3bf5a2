"""Answers asked for in the background: fresh ones given at once, silence waited for once."""

import threading

import pytest

from core.serving.background import MAX_ANSWERS, Refreshed

LONG = 30.0
"""Seconds that no test reaches: what waits so long is broken."""


class Source:
    """Something that answers with a number that grows; it can fail, and be silent until `speak` is set."""

    def __init__(self):
        self.asked = []
        self.failure = None
        self.speak = threading.Event()
        self.speak.set()

    def __call__(self, question):
        self.asked.append(question)
        assert self.speak.wait(LONG)
        if self.failure is not None:
            raise self.failure
        return len(self.asked)


class Clock:
    """A clock that the test turns."""

    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def source():
    asked = Source()
    yield asked
    asked.speak.set()


@pytest.fixture
def clock():
    return Clock()


def threads_end():
    for thread in threading.enumerate():
        if thread.name == "refresh":
            thread.join(LONG)


def test_an_answer_is_asked_for_again_only_when_it_has_aged(source, clock):
    refreshed = Refreshed(source, fresh=5, patience=LONG, clock=clock)
    assert [refreshed.get("a"), refreshed.get("a"), refreshed.get("b")] == [1, 1, 2]
    clock.now = 5.0
    assert refreshed.get("a") == 3
    assert source.asked == ["a", "b", "a"]


def test_a_silent_source_is_waited_for_once_and_answers_in_the_background(source, clock):
    refreshed = Refreshed(source, fresh=0, patience=LONG, rest=60, clock=clock)
    assert refreshed.get("a") == 1
    refreshed._patience = 0.01
    source.speak.clear()
    assert refreshed.get("a") == 1  # waits in vain, and gives the last answer
    refreshed._patience = LONG  # whoever waited now would be seen to hang
    assert refreshed.get("a") == 1
    assert refreshed.get("b") is None
    assert source.asked == ["a", "a"]  # while it rests nothing else is asked, either
    source.speak.set()
    threads_end()
    assert refreshed.get("b") == 3  # it speaks again, so there is no rest


def test_after_a_rest_a_silent_source_is_asked_without_waiting(source, clock):
    refreshed = Refreshed(source, fresh=0, patience=0.01, rest=60, clock=clock)
    source.speak.clear()
    assert refreshed.get("a") is None
    clock.now = 60.0
    refreshed._patience = LONG
    assert refreshed.get("b") is None
    assert source.asked == ["a", "b"]
    source.speak.set()
    threads_end()
    assert refreshed.get("b") == 3


def test_a_failure_is_told_and_not_repeated_before_its_rest_is_over(source, clock):
    refreshed = Refreshed(source, fresh=0, patience=LONG, rest=60, clock=clock)
    assert refreshed.get("a") == 1
    source.failure = ValueError("broken")
    assert refreshed.get("a") == 1
    assert refreshed.problem is source.failure
    source.failure = None
    clock.now = 59.0
    assert (refreshed.get("a"), len(source.asked)) == (1, 2)
    clock.now = 60.0
    assert (refreshed.get("a"), refreshed.problem) == (3, None)


def test_what_is_set_is_not_undone_by_an_asking_under_way(source, clock):
    refreshed = Refreshed(source, fresh=5, patience=0.01, clock=clock)
    source.speak.clear()
    assert refreshed.get("a") is None
    refreshed.set("a", 100)
    source.speak.set()
    threads_end()
    assert refreshed.get("a") == 100


def test_two_callers_share_one_asking(source, clock):
    refreshed = Refreshed(source, fresh=5, patience=LONG, clock=clock)
    source.speak.clear()
    answers = []
    callers = [threading.Thread(target=lambda: answers.append(refreshed.get("a"))) for _ in range(2)]
    for caller in callers:
        caller.start()
    source.speak.set()
    for caller in callers:
        caller.join(LONG)
    assert answers == [1, 1]


def test_only_so_many_answers_are_remembered(source, clock):
    refreshed = Refreshed(source, fresh=5, patience=LONG, clock=clock)
    for number in range(MAX_ANSWERS + 1):
        refreshed.get(number)
    refreshed.get(1)
    assert len(source.asked) == MAX_ANSWERS + 1
    refreshed.get(0)
    assert source.asked[-1] == 0
