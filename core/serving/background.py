"""Answers of something slow, asked for in the background: pages wait briefly for it, or not at all."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

Question = TypeVar("Question")
Answer = TypeVar("Answer")

MAX_ANSWERS = 32
"""Answers that are remembered; the one longest unused goes first."""


@dataclass
class _CachedAnswer(Generic[Answer]):
    """What is known of one question: the last answer, when it was asked for, and the asking under way."""

    answer: Answer | None = None
    asked_at: float | None = None
    done: threading.Event | None = None


class Refreshed(Generic[Question, Answer]):
    """The latest answers to questions, each asked again when its answer has aged. Safe to share between threads.

    A caller waits for a new answer at most `patience` seconds, then goes on
    with the last one. From then on nobody waits, and nothing is asked again
    within `rest` seconds, until there is an answer again.

    Parameters
    ----------
    ask : callable
        Answers a question; runs in a thread of its own, and may raise.
    fresh : float
        Seconds for which an answer is given without asking again.
    patience : float
        Seconds that a caller waits at most.
    rest : float
        Seconds for which nothing is asked after a failure or a silence.
    clock : callable
        Seconds of a monotonic clock.
    """

    def __init__(
        self,
        ask: Callable[[Question], Answer],
        fresh: float,
        patience: float,
        rest: float = 0.0,
        clock: Callable[[], float] = time.monotonic,
    ):
        self._ask = ask
        self._fresh = fresh
        self._patience = patience
        self._rest = rest
        self._clock = clock
        self._lock = threading.Lock()
        self._entries: OrderedDict[Question, _CachedAnswer[Answer]] = OrderedDict()
        self._silent = False
        self._rests_until: float | None = None
        self.problem: Exception | None = None
        """Why the last asking failed; None where it did not."""

    def get(self, question: Question) -> Answer | None:
        """Return the latest answer; None where there was none yet, and none came in time."""
        with self._lock:
            entry = self._entry(question)
            if entry.done is None and self._is_due(entry):
                entry.done = threading.Event()
                thread = threading.Thread(
                    target=self._refresh, args=(question, entry, entry.done), name="refresh", daemon=True
                )
                thread.start()
            done = None if self._silent else entry.done
        if done is not None and not done.wait(self._patience):
            self._fall_silent(done)
        return entry.answer

    def set(self, question: Question, answer: Answer) -> None:
        """Replace an answer by a newer one; an asking that is under way does not undo it."""
        with self._lock:
            entry = self._entry(question)
            entry.answer = answer
            entry.asked_at = self._clock()
            entry.done = None
            self._revive()

    def _entry(self, question: Question) -> _CachedAnswer[Answer]:
        entry = self._entries.setdefault(question, _CachedAnswer())
        self._entries.move_to_end(question)
        while len(self._entries) > MAX_ANSWERS:
            self._entries.popitem(last=False)
        return entry

    def _is_due(self, entry: _CachedAnswer[Answer]) -> bool:
        now = self._clock()
        if self._rests_until is not None and now < self._rests_until:
            return False
        return entry.asked_at is None or now - entry.asked_at >= self._fresh

    def _refresh(self, question: Question, entry: _CachedAnswer[Answer], done: threading.Event) -> None:
        answer: Answer | None = None
        problem: Exception | None = None
        try:
            answer = self._ask(question)
        except Exception as failure:  # callers go on with the last answer, and `problem` tells them why
            problem = failure
        with self._lock:
            if entry.done is done:  # nothing was set meanwhile
                entry.done = None
                entry.asked_at = self._clock()
                self.problem = problem
                if problem is None:
                    entry.answer = answer
                    self._revive()
                else:
                    self._rests_until = self._clock() + self._rest
        done.set()

    def _fall_silent(self, done: threading.Event) -> None:
        with self._lock:
            if done.is_set():  # the answer came at the last moment
                return
            self._silent = True
            self._rests_until = self._clock() + self._rest

    def _revive(self) -> None:
        self._silent = False
        self._rests_until = None
        self.problem = None
