"""Reviews: articles drawn at random for a person to label, their labels, and how `Archive.reviews` gives both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from core.archive.records import ModelVersion

if TYPE_CHECKING:
    from core.archive.database.engine import Database


@dataclass(frozen=True, slots=True)
class Candidate:
    """A prediction that can be drawn; `handed_out` is True where its article was in a queue before."""

    article: int
    confidence: float
    answered: bool
    handed_out: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """An article that was drawn: one of `drawn` of the `size` predictions of its stratum."""

    article: int
    stratum: str
    size: int
    drawn: int


Draw = Callable[[Sequence[Candidate]], list[Drawn]]
"""Draws the articles of a queue from all candidates, in the order in which they are labelled."""


@dataclass(frozen=True, slots=True)
class ReviewQuery:
    """Of which predictions a queue is: those of a model about articles of these days (both included; None: all)."""

    model: ModelVersion
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ReviewLabel:
    """What a reviewer says of an article: the best topic, and all that are right; `best` is None to take it back."""

    url: str
    best: str | None
    accepted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """An article of a queue, with its newest label.

    `text` is as much of it as is stored, "" where the archive has forgotten it.
    `shown`, `best` and `confidence` are what the model said when it was drawn;
    `labelled_at` is when it was labelled, None where it waits.
    """

    position: int
    url: str
    paper: str
    title: str
    text: str
    stratum: str
    size: int
    drawn: int
    shown: str
    best: str
    confidence: float
    label: ReviewLabel | None = None
    labelled_at: datetime | None = None

    @property
    def weight(self) -> float:
        """How many predictions of its stratum it stands for: the inverse of its probability to be drawn."""
        return self.size / self.drawn


@dataclass(frozen=True, slots=True)
class ReviewQueue:
    """A queue: its token, when it was drawn, from which predictions, by which seed, and its articles in order."""

    uid: str
    made_at: datetime
    query: ReviewQuery
    seed: int
    items: tuple[ReviewItem, ...]

    @property
    def waiting(self) -> tuple[ReviewItem, ...]:
        """The articles without a label."""
        return tuple(item for item in self.items if item.label is None)

    @property
    def labelled(self) -> int:
        """How many articles have a label."""
        return len(self.items) - len(self.waiting)


class Reviews:
    """The reviews of an archive. Every method raises `ArchiveError` where the database cannot be read or written."""

    def __init__(self, database: Database):
        self._database = database

    def queues(self, name: str | None = None, limit: int = 20) -> list[ReviewQueue]:
        """List the newest queues, of models of this name only or of all, the newest first."""
        from core.archive.queries.review_queues import queues

        return queues(self._database, name, limit)

    def queue(self, uid: str) -> ReviewQueue | None:
        """Find the queue of this token, with its labels; None where there is none."""
        from core.archive.queries.review_queues import queue

        return queue(self._database, uid)

    def draw(self, query: ReviewQuery, seed: int, draw: Draw) -> str | None:
        """Store a new queue that `draw` draws, and return its token; None where there is nothing to draw from.

        No article is drawn twice: where somebody else drew meanwhile, `draw` is called again.
        """
        from core.archive.writing.review_draws import store_queue

        return store_queue(self._database, query, seed, draw)

    def label(self, uid: str, labels: Sequence[ReviewLabel], reviewer: str, now: datetime | None = None) -> None:
        """Add labels of articles of this queue, all or none; former ones of the same articles stay, but count no more.

        Raises
        ------
        InputError
            If an article is not in the queue; nothing was stored then.
        """
        from core.archive.writing.review_draws import add_labels

        add_labels(self._database, uid, labels, reviewer, now)

    def models(self) -> list[ModelVersion]:
        """List the versions of models that the archive knows, the newest first."""
        from core.archive.queries.review_queues import model_versions

        return model_versions(self._database)
