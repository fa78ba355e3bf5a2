"""Results that are made once for all visitors."""

import threading

import pytest

from core.serving.shared_results import SharedResults


class Source:
    """What results are made from; equal to every other."""

    def __eq__(self, other):
        return True

    __hash__ = None


def test_a_result_is_made_once_for_the_same_object_and_name():
    results, source, made = SharedResults(), Source(), []
    assert [results.get(source, "a", lambda: made.append(1) or len(made)) for _ in range(3)] == [1, 1, 1]
    assert results.get(source, "b", lambda: "other") == "other"
    assert results.get(Source(), "a", lambda: "of another") == "of another"


def test_who_asks_meanwhile_waits_and_makes_nothing():
    results, source = SharedResults(), Source()
    begun, go, made, got = threading.Event(), threading.Event(), [], []

    def make():
        begun.set()
        go.wait(10)
        made.append(1)
        return "result"

    threads = [threading.Thread(target=lambda: got.append(results.get(source, "a", make))) for _ in range(5)]
    for thread in threads:
        thread.start()
    assert begun.wait(10)
    go.set()
    for thread in threads:
        thread.join(10)
    assert (got, made) == (["result"] * 5, [1])


def test_an_error_is_not_remembered():
    results, source = SharedResults(), Source()
    with pytest.raises(ZeroDivisionError):
        results.get(source, "a", lambda: 1 // 0)
    assert results.get(source, "a", lambda: 2) == 2


def test_the_longest_unused_goes_first():
    results, source, made = SharedResults(max_results=2), Source(), []
    for name in "abacab":
        results.get(source, name, lambda name=name: made.append(name))
    assert made == ["a", "b", "c", "b"]
