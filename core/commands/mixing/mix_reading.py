"""Newspapers that `mix` reads now, where no lines are given."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from core.settings import Settings

if TYPE_CHECKING:
    from core.reading.reader import Classify
    from core.types import Newspaper, ReadArticle


def read_now(
    newspapers: tuple[Newspaper, ...], settings: Settings, limit: int, sample: bool, classify: Classify | None
) -> Iterator[tuple[Newspaper, ReadArticle]]:
    """Give the articles of newspapers as they are read; say of each paper that could not be read why."""
    # Imported here: lines need no web.
    from core.reading.article.pool import open_pool
    from core.reading.factory import make_reader
    from core.types import ArticleDone, PaperDone

    with open_pool(settings) as pool:
        reader = make_reader(settings, pool, classify, sample, newspapers)
        for event in reader.read_events(newspapers, limit):
            if isinstance(event, ArticleDone):
                yield event.newspaper, event.item
            elif isinstance(event, PaperDone) and not event.report.has_text:
                print(f"{event.report.name} could not be read. {event.report.why or ''}".rstrip(), file=sys.stderr)
        reader.close()
