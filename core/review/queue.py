"""Queues for review: go on with one that has articles left, or draw a new one."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from core.archive import Archive, ModelVersion, ReviewQuery, ReviewQueue
from core.errors import UsageError
from core.review.strata import draw
from core.wording import day, plural

DAYS = 7
"""Days, up to today, that a queue is drawn from unless others are asked for."""
LABELS = 30
"""Articles of a queue unless another number is asked for: what a person labels in a quarter of an hour a week."""
MAX_LABELS = 1_000
"""Articles of a queue at most: 30 times what is usual."""
SEEDS = 2**32
"""Seeds that are drawn where none is asked for are below this number: short enough to be typed."""
MAX_SEED = 2**63 - 1
"""The largest number that both databases store."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to review; whatever is None is up to us.

    `whole` asks for the whole archive instead of days.
    """

    n: int = LABELS
    seed: int | None = None
    since: date | None = None
    until: date | None = None
    whole: bool = False

    def check(self) -> None:
        """Stop what cannot work.

        Raises
        ------
        UsageError
            If a number is out of bounds, or the days exclude each other.
        """
        if not 1 <= self.n <= MAX_LABELS:
            raise UsageError(f"A queue has between 1 and {MAX_LABELS:,} articles, not {self.n:,}.")
        if self.seed is not None and not 0 <= self.seed <= MAX_SEED:
            raise UsageError(f"A seed is a whole number from 0 to {MAX_SEED}, not {self.seed}.")
        if self.whole and (self.since or self.until):
            raise UsageError("The whole archive and some days of it exclude each other.")
        if self.since and self.until and self.since > self.until:
            raise UsageError(f"The days end before they begin: {self.since} to {self.until}.")

    def fits(self, queue: ReviewQueue) -> bool:
        """Say whether a queue is what is wanted: it has articles left, or is of the seed that was asked for."""
        query = queue.query
        return (
            (self.seed == queue.seed if self.seed is not None else bool(queue.waiting))
            and self.since in (None, query.since)
            and self.until in (None, query.until)
            and (not self.whole or (query.since is None and query.until is None))
        )


def open_queue(archive: Archive, model: ModelVersion, wanted: Wanted, today: date | None = None) -> ReviewQueue | None:
    """Give the newest queue of this model that fits; draw one where there is none.

    None where the model has predicted nothing in these days that was not
    handed out before.

    Raises
    ------
    UsageError
        If what is wanted cannot work.
    """
    wanted.check()
    for queue in archive.reviews.queues(model.name):
        if _same(queue.query.model, model) and wanted.fits(queue):
            return queue
    query = _query(model, wanted, today or datetime.now(UTC).date())
    seed = secrets.randbelow(SEEDS) if wanted.seed is None else wanted.seed
    token = archive.reviews.draw(query, seed, lambda candidates: draw(candidates, wanted.n, seed))
    return archive.reviews.queue(token) if token else None


def period(query: ReviewQuery) -> str:
    """Say which days a queue was drawn from, after "articles": "of 20 to 26 November 2026"."""
    if query.since and query.until:
        return f"from {day(query.since)} to {day(query.until)}"
    if query.since or query.until:
        return f"since {day(query.since)}" if query.since else f"until {day(query.until)}" if query.until else ""
    return "in the whole archive"


def progress(queue: ReviewQueue) -> str:
    """Say how far a queue has come: "12 of 30 articles labelled"."""
    return f"{queue.labelled} of {plural(len(queue.items), 'article')} labelled"


def _query(model: ModelVersion, wanted: Wanted, today: date) -> ReviewQuery:
    if wanted.whole:
        return ReviewQuery(model)
    until = wanted.until or today
    since = wanted.since or until - timedelta(days=DAYS - 1)
    return ReviewQuery(model, since, max(since, until))


def _same(one: ModelVersion, other: ModelVersion) -> bool:
    return (one.name, one.sha256) == (other.name, other.sha256)


def next_waiting(queue: ReviewQueue, after: int) -> int | None:
    """Give the position of the next article without a label behind this one, from the first on again; None without."""
    positions = [item.position for item in queue.waiting]
    return next((position for position in positions if position > after), positions[0] if positions else None)


def unfinished(archive: Archive, model: ModelVersion) -> ReviewQueue | None:
    """Find the newest queue of this model that has articles without a label."""
    found = archive.reviews.queues(model.name)
    return next((queue for queue in found if _same(queue.query.model, model) and queue.waiting), None)
