"""The maintainer's key: wrong ones are slowed down for the whole process, and the right one gets through."""

import threading

import pytest

from core.errors import UsageError
from core.ui import admin
from core.ui.admin import MAX_WAIT, MEMORY, PAUSE, KeyCheck

KEY = "sesame"


class Time:
    """A clock that moves only while somebody sleeps, or when a test moves it."""

    def __init__(self):
        self.now, self.sleeps = 50.0, []

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.sleeps.append(seconds)
        self.now += seconds


@pytest.fixture
def time():
    return Time()


@pytest.fixture
def check(time):
    return KeyCheck(time, time.sleep)


def test_only_the_key_opens(check):
    assert check.matches(KEY, KEY, "a")
    for given, configured in (("", None), ("", ""), ("x", KEY), (KEY, None), (KEY.upper(), KEY), ("ü", KEY)):
        assert not check.matches(given, configured, given)


def test_the_key_is_compared_in_constant_time(check, monkeypatch):
    compared = []
    monkeypatch.setattr(admin.hmac, "compare_digest", lambda *both: compared.append(both))
    check.matches("ü", KEY, "a")
    assert compared == [("ü".encode(), KEY.encode())]


def test_the_right_key_waits_for_nothing(check, time):
    assert all(check.matches(KEY, KEY, "a") for _ in range(10))
    assert time.sleeps == []


def test_more_sessions_guess_no_faster(check, time):
    began, visitors = time.now, 50
    for visitor in range(visitors):
        assert not check.matches("guess", KEY, str(visitor))
    assert time.now - began >= (visitors - 1) * PAUSE


def test_one_session_guesses_no_faster(check, time):
    began = time.now
    for _ in range(20):
        assert not check.matches("guess", KEY, "a")
    assert time.now - began >= 18 * PAUSE  # the first two are in different queues


def test_a_stream_of_wrong_keys_holds_the_right_one_up_for_nothing(check, time):
    for visitor in range(20):
        check.matches("guess", KEY, str(visitor))
        check.matches("guess", KEY, str(visitor))
    time.now += PAUSE
    before = len(time.sleeps)
    assert check.matches(KEY, KEY, "maintainer")
    assert time.sleeps[before:] == []


def test_whoever_mistyped_the_key_waits_for_a_few_seconds_only(check, time):
    check.matches("sesam", KEY, "maintainer")
    began = time.now
    assert check.matches(KEY, KEY, "maintainer")
    assert time.now - began <= MAX_WAIT


def test_few_threads_wait_and_others_are_refused_without_a_comparison():
    time, release, waiting = Time(), threading.Event(), threading.Semaphore(0)

    def sleep(_):
        waiting.release()
        release.wait(10)

    check = KeyCheck(time, sleep)
    assert not check.matches("guess", KEY, "0")
    answers = []
    places = int(MAX_WAIT / PAUSE)
    threads = [
        threading.Thread(target=lambda n=n: answers.append(check.matches("guess", KEY, str(n))))
        for n in range(1, places + 1)
    ]
    for thread in threads:
        thread.start()
        assert waiting.acquire(timeout=10)
    for _ in range(100):
        with pytest.raises(UsageError, match="Try again"):
            check.matches(KEY, KEY, "late")
    assert answers == []
    release.set()
    for thread in threads:
        thread.join(10)
    assert answers == [False] * places
    time.now += MAX_WAIT + PAUSE
    assert check.matches(KEY, KEY, "late")


def test_wrong_keys_are_forgotten_after_a_while_and_few_are_remembered(check, time, monkeypatch):
    monkeypatch.setattr(admin, "MAX_REMEMBERED", 5)
    for visitor in range(30):
        check.matches("guess", KEY, str(visitor))
    assert len(check._wrong) == 5
    time.now += MEMORY
    check.matches("guess", KEY, "29")
    time.sleeps.clear()
    assert check.matches(KEY, KEY, "29")  # the other queue is free
    assert time.sleeps == []
