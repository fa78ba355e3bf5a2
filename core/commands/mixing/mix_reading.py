"""Newspapers that `mix` reads now, where no lines are given."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from core.settings import Settings

if TYPE_CHECKING:
    from core.reading.reader import Classify
    from core.types import Newspaper, ReadArticle


def reads_now(args: argparse.Namespace) -> bool:
    """Whether newspapers are to be read, as no lines are given."""
    return args.file is None and bool(args.paper or args.sample)


def read_now(
    newspapers: tuple[Newspaper, ...], settings: Settings, limit: int, sample: bool, classify: Classify | None
) -> Iterator[tuple[Newspaper, ReadArticle]]:
    """Give the articles of newspapers as they are read; say of each paper that could not be read why."""
    # Imported here: lines need no web.
    from core.reading.factory import open_reader
    from core.types import ArticleDone, PaperDone

    with open_reader(settings, classify, sample, newspapers) as reader:
        for event in reader.read_events(newspapers, limit):
            if isinstance(event, ArticleDone):
                yield event.newspaper, event.item
            elif isinstance(event, PaperDone) and not event.report.has_text:
                print(f"{event.report.name} could not be read. {event.report.why or ''}".rstrip(), file=sys.stderr)
