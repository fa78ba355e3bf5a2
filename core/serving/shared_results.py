"""What is computed from an edition, once for all visitors."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Any, TypeVar

Result = TypeVar("Result")

MAX_RESULTS = 256
"""Results that are kept: for eight editions what sixteen charts and tables need, in two themes."""


class SharedResults:
    """Results of an object that never changes, each made once. Safe to share between threads.

    Who asks while another thread makes a result waits for it. The objects that
    results were made from are kept with them; the results longest unused go
    first. Nobody may change what they get.

    Parameters
    ----------
    max_results : int
        How many results are kept.
    """

    def __init__(self, max_results: int = MAX_RESULTS):
        self._max_results = max_results
        self._lock = threading.Lock()
        self._results: OrderedDict[tuple[int, Hashable], tuple[object, Future[Any]]] = OrderedDict()

    def get(self, source: object, name: Hashable, make: Callable[[], Result]) -> Result:
        """Give the result of this name that was made from this very object; make it where there is none.

        Raises
        ------
        Exception
            What `make` raises, for all who wait; it is not remembered.
        """
        key = (id(source), name)  # the source is kept, so no other object gets its id
        with self._lock:
            kept = self._results.pop(key, None)
            mine = kept is None
            result: Future[Result] = Future() if kept is None else kept[1]
            self._results[key] = (source, result)
            while len(self._results) > self._max_results:
                self._results.popitem(last=False)
        if mine:
            self._fulfil(key, result, make)
        return result.result()

    def _fulfil(self, key: tuple[int, Hashable], result: Future[Result], make: Callable[[], Result]) -> None:
        try:
            result.set_result(make())
        except BaseException as problem:
            with self._lock:
                if (kept := self._results.get(key)) is not None and kept[1] is result:
                    del self._results[key]
            result.set_exception(problem)
