"""Labels that reviewers give: which there are, and how lines of JSON hold them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from core.archive import ReviewItem, ReviewLabel, ReviewQueue
from core.errors import InputError
from core.topics.taxonomy import LABEL_NAMES

MAX_ACCEPTED = 3
"""Topics of an article at most, as docs/codebook.md has it."""


def label_of(url: str, best: str, also: Iterable[str] = ()) -> ReviewLabel:
    """Make a label: the best topic, and others that a fair editor would accept, too.

    Raises
    ------
    InputError
        If a topic is none, or there are more than three.
    """
    accepted = tuple(dict.fromkeys([best, *also]))
    for name in accepted:
        if name not in LABEL_NAMES:
            raise InputError(f"There is no topic {str(name)[:40]!r}; there are: {', '.join(LABEL_NAMES)}")
    if len(accepted) > MAX_ACCEPTED:
        raise InputError(f"An article has {MAX_ACCEPTED} topics at most, not {len(accepted)}")
    return ReviewLabel(url, best, accepted)


def to_line(queue: ReviewQueue, item: ReviewItem) -> dict[str, Any]:
    """Make the line that asks for a label, with nothing in it of what the model says."""
    return {
        "queue": queue.uid,
        "number": item.position,
        "of": len(queue.items),
        "newspaper": item.paper,
        "url": item.url,
        "title": item.title,
        "text": item.text,
        "topic": item.label.best if item.label else None,
        "accepted": list(item.label.accepted) if item.label else [],
    }


def from_line(row: Mapping[str, Any]) -> tuple[str, ReviewLabel] | None:
    """Read the queue and the label of such a line when it came back; None where no topic was filled in.

    Raises
    ------
    InputError
        If something is missing, or no topic.
    """
    topic, accepted = row.get("topic"), row.get("accepted") or []
    if topic is None and not accepted:
        return None
    for name in ("queue", "url", "topic"):
        if not isinstance(row.get(name), str) or not row[name]:
            raise InputError(f"{name!r} is missing")
    if not isinstance(accepted, list) or not all(isinstance(name, str) for name in accepted):
        raise InputError("'accepted' is not a list of topics")
    return str(row["queue"]), label_of(row["url"], str(topic), accepted)
