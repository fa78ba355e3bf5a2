"""Fold the events of a reading into an edition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from core.reading.agency_copy import with_also_in
from core.types import ArticleDone, Edition, Newspaper, PaperDone, ReadEvent, ReadReport


def fold_edition(
    events: Iterable[ReadEvent],
    *,
    newspapers: Sequence[Newspaper],
    model: str,
    sample: bool = False,
    seconds: float = 0.0,
    read_at: datetime | None = None,
) -> Edition:
    """Make an edition of events: papers and articles in the catalogue's order.

    Within a paper the articles are newest first, undated ones last. Articles
    with nearly the same text in several papers know of each other.
    """
    items, reports = [], {}
    for event in events:
        if isinstance(event, ArticleDone):
            items.append(event.item)
        elif isinstance(event, PaperDone):
            reports[event.newspaper.id] = event.report
    place = {paper.id: number for number, paper in enumerate(newspapers)}
    items.sort(key=lambda item: -item.article.published.timestamp() if item.article.published else float("inf"))
    items.sort(key=lambda item: place.get(item.article.newspaper, len(place)))
    return Edition(
        read_at=read_at or datetime.now(UTC),
        newspapers=tuple(newspapers),
        articles=tuple(with_also_in(items)),
        report=ReadReport(tuple(reports[p.id] for p in newspapers if p.id in reports), seconds),
        model=model,
        sample=sample,
    )
