"""Sorted streams of tables and files as one; a file is opened when its first row is due."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

Item = TypeVar("Item")
SortKey = tuple[Any, ...]
Stream = tuple[SortKey, Callable[[], Iterable[tuple[SortKey, Item]]]]
"""A key that no item of the stream is below, and what opens it; its items are sorted by their keys."""


def merged(streams: Sequence[Stream[Item]]) -> Iterator[Item]:
    """Merge sorted streams."""
    heap: list[tuple[SortKey, int, bool, Any, Any]] = [
        (lowest, number, False, None, opens) for number, (lowest, opens) in enumerate(streams)
    ]
    heapq.heapify(heap)
    while heap:
        _, number, is_item, item, rest = heapq.heappop(heap)
        if is_item:
            yield item
        items = rest if is_item else iter(rest())
        following = next(items, None)
        if following is not None:
            heapq.heappush(heap, (following[0], number, True, following[1], items))
