"""Which days of a paper there are to compare: of the editions in memory, and of the archive that belongs to them."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import pandas as pd
import streamlit as st

from core.analysis.frame import ARTICLE_COLUMNS, classified, many_editions
from core.analysis.sources import by_day, days_of
from core.archive import Archive, ArchivedArticle, kept_text
from core.errors import BroadsheetError
from core.topics.schemes import TopicScheme
from core.topics.taxonomy import OTHER
from core.types import Edition
from core.ui import archives, readings

PATIENCE = 2.0
"""Seconds that a page waits for the archive; then it shows what is in memory."""
REST = 60.0
"""Seconds for which an archive that did not answer is not asked again."""

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Days:
    """Days of papers by the papers' ids, the latest day first, with the number of articles; names of the papers.

    `rows` are the classified articles in memory; `lost` is True where the
    archive did not answer, so that there are no others.
    """

    counts: dict[str, dict[date, int]]
    names: dict[str, str]
    rows: pd.DataFrame
    lost: bool


def days(edition: Edition, scheme: TopicScheme) -> Days:
    """The days of all papers, in memory and in the archive: the sample's or the real ones, never both."""
    rows = _in_memory(edition, scheme)
    names = dict(zip(rows["newspaper"], rows["paper"], strict=True))
    counts = {paper: days_of(rows, name) for paper, name in names.items()}
    until = edition.read_at.date()
    kept = patient_archive().ask(edition, lambda archive: archive.days_of_papers(until))
    for one in kept or ():
        if one.newspaper not in names:
            names[one.newspaper] = _new_name(one.paper, one.newspaper, names.values())
        of_paper = counts.setdefault(one.newspaper, {})
        of_paper[one.day] = max(one.n, of_paper.get(one.day, 0))
    ordered = {paper: dict(sorted(of_paper.items(), reverse=True)) for paper, of_paper in counts.items()}
    return Days(ordered, names, rows, lost=kept is None)


def articles(found: Days, edition: Edition, scheme: TopicScheme, paper: str, chosen: Sequence[date]) -> pd.DataFrame:
    """The classified articles of a paper (by id) of these days, each day under a name of its own.

    An article that is in memory and in the archive comes from memory. Where
    any come from the archive, of each text only the beginning counts that the
    archive keeps: words of a day must not differ because more of them are kept.
    """
    name = found.names[paper]
    own = found.rows[found.rows["newspaper"] == paper]
    kept = patient_archive().ask(edition, lambda archive: archive.articles_of_days(paper, chosen, scheme.kind))
    new = [one for one in kept or () if one.url not in set(own["url"])]
    if new:
        together = [own.assign(text=[kept_text(text, "lead") for text in own["text"]]), _frame(new, name, scheme)]
        own = pd.concat([one for one in together if len(one)], ignore_index=True)
    return by_day(own, name, chosen)


def _in_memory(edition: Edition, scheme: TopicScheme) -> pd.DataFrame:
    editions = readings.shared().editions(sample=edition.sample)
    known = any(one is edition for one in editions)
    return classified(many_editions(editions if known else [*editions, edition], scheme))


def _new_name(name: str, newspaper: str, taken: Iterable[str]) -> str:
    return f"{name} ({newspaper})" if name in set(taken) else name


def _frame(kept: Sequence[ArchivedArticle], name: str, scheme: TopicScheme) -> pd.DataFrame:
    """Articles of the archive as `core.analysis.frame.article_frame` has them; the second likeliest is not kept."""
    outside = [one.topic == OTHER.name and one.best not in scheme.labels for one in kept]
    table = pd.DataFrame(
        {
            "newspaper": [one.newspaper for one in kept],
            "paper": name,
            "url": [one.url for one in kept],
            "title": [one.title for one in kept],
            "text": [kept_text(one.text, "lead") for one in kept],
            "published": pd.to_datetime([one.at for one in kept], utc=True),
            "read_at": pd.to_datetime([one.at for one in kept], utc=True),
            "section": [one.section for one in kept],
            "section_topic": [one.section_topic for one in kept],
            "words": [one.words for one in kept],
            "topic": [one.topic for one in kept],
            "best": [one.best for one in kept],
            "confidence": pd.Series([one.confidence for one in kept], dtype="float64"),
            "elsewhere": [one.best if out else None for one, out in zip(kept, outside, strict=True)],
            "status": [one.status for one in kept],
            "also_in": [()] * len(kept),
        }
    )
    return table.reindex(columns=list(ARTICLE_COLUMNS))


class PatientArchive:
    """Asks the archive, but not for long, and not again at once where it did not answer: the page goes on without."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(4, thread_name_prefix="archive-days")
        self._lock = threading.Lock()
        self._rests_until: dict[bool, float] = {}

    def ask(self, edition: Edition, question: Callable[[Archive], Answer]) -> Answer | None:
        """The answer of the archive that belongs to this edition; None where there was none in time."""
        with self._lock:
            if time.monotonic() < self._rests_until.get(edition.sample, 0.0):
                return None
        try:
            return self._threads.submit(lambda: question(archives.current(edition))).result(PATIENCE)
        except (BroadsheetError, TooLate):
            with self._lock:
                self._rests_until[edition.sample] = time.monotonic() + REST
            return None


@st.cache_resource(show_spinner=False, max_entries=1)
def patient_archive() -> PatientArchive:
    """Open the one way to the archive that waits for a short time only."""
    return PatientArchive()
