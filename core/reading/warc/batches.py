"""Batches of a WARC file: what is read, and kept, together; the same ones wherever an import goes on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from core.reading.warc.pages import CrawledPage, page_of
from core.reading.warc.papers import PapersByHost
from core.reading.warc.records import read_records
from core.types import Newspaper

MAX_PAGES = 25
"""Pages of a batch: two seconds of work for a process, and what a stop loses."""
MAX_BATCH_BYTES = 8_000_000
"""Bytes of a batch's pages, beyond which it ends: twice what so many pages usually have."""
MAX_RECORDS = 2000
"""Records of a batch, most of them of no page."""
SKIPPED = "skipped."
"""What the names begin with under which reasons are counted."""
NO_NEWSPAPER = "no_newspaper"
"""Why a page whose host has no public name is not read."""


@dataclass(slots=True)
class Batch:
    """Pages, each with its paper, from byte `begin` up to byte `end` of a file.

    `counts` has the records, and those that are not read by reason, as "skipped.REASON".
    """

    begin: int
    end: int
    pages: list[tuple[CrawledPage, Newspaper]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    size: int = 0

    @property
    def is_full(self) -> bool:
        """Whether no further record belongs to it."""
        return len(self.pages) >= MAX_PAGES or self.size >= MAX_BATCH_BYTES or self.counts["records"] >= MAX_RECORDS


def read_batches(path: Path, offset: int, papers: PapersByHost) -> Iterator[Batch]:
    """Read a file's batches from a place on at which one of them ended.

    Raises
    ------
    InputError
        As `read_records`.
    OSError
        If the file cannot be read.
    """
    batch = Batch(offset, offset)
    for record in read_records(path, offset):
        page = page_of(record)
        batch.end = record.end
        batch.counts["records"] += 1
        paper = None if isinstance(page, str) else papers.paper_of(page.url)
        if isinstance(page, str) or paper is None:
            batch.counts[skipped(page if isinstance(page, str) else NO_NEWSPAPER)] += 1
        else:
            batch.pages.append((page, paper))
            batch.size += len(page.content)
        if batch.is_full:
            yield batch
            batch = Batch(batch.end, batch.end)
    if batch.counts:
        yield batch


def skipped(reason: str) -> str:
    """Return the name under which a reason is counted."""
    return f"{SKIPPED}{reason}"
