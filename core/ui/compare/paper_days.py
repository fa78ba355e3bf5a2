"""Which days of a paper there are to compare: of the editions in memory, and of the archive that belongs to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from core.analysis.frame import archived_frame, classified, many_editions
from core.analysis.sources import by_day, days_of
from core.archive import Archive, kept_text
from core.serving.background import Refreshed
from core.topics.schemes import TopicScheme
from core.types import Edition
from core.ui import archives, readings

PATIENCE = 2.0
"""Seconds that a page waits for the archive; then it shows what is in memory."""
REST = 60.0
"""Seconds for which an archive that did not answer is not asked again."""

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class PaperDays:
    """Days of papers by the papers' ids, the latest day first, with the number of articles; names of the papers.

    `rows` are the classified articles in memory; `archive_silent` is True where the
    archive did not answer, so that there are no others.
    """

    counts: dict[str, dict[date, int]]
    names: dict[str, str]
    rows: pd.DataFrame
    archive_silent: bool


def days(edition: Edition, scheme: TopicScheme) -> PaperDays:
    """List the days of all papers, in memory and in the archive: the sample's or the real ones, never both."""
    rows = _in_memory(edition, scheme)
    names = dict(zip(rows["newspaper"], rows["paper"], strict=True))
    counts = {paper: days_of(rows, name) for paper, name in names.items()}
    until = edition.read_at.date()
    archived = _ask(edition, (until,), lambda archive: archive.days_of_papers(until))
    for day in archived or ():
        if day.newspaper not in names:
            names[day.newspaper] = _new_name(day.paper, day.newspaper, names.values())
        paper_counts = counts.setdefault(day.newspaper, {})
        paper_counts[day.day] = max(day.n, paper_counts.get(day.day, 0))
    ordered = {paper: dict(sorted(days.items(), reverse=True)) for paper, days in counts.items()}
    return PaperDays(ordered, names, rows, archive_silent=archived is None)


def articles(
    available: PaperDays, edition: Edition, scheme: TopicScheme, paper: str, days: Sequence[date]
) -> pd.DataFrame:
    """Return the classified articles of a paper (by id) of these days, each day under a name of its own.

    An article that is in memory and in the archive comes from memory. Where
    any come from the archive, of each text only the beginning counts that the
    archive keeps: words of a day must not differ because more of them are kept.
    """
    name = available.names[paper]
    own = available.rows[available.rows["newspaper"] == paper]
    archived = _ask(
        edition,
        (paper, *days, scheme.kind),
        lambda archive: archive.articles_of_days(paper, days, scheme.kind),
    )
    new = [article for article in archived or () if article.url not in set(own["url"])]
    if new:
        new = [replace(article, text=kept_text(article.text, "lead")) for article in new]
        parts = [own.assign(text=[kept_text(text, "lead") for text in own["text"]]), archived_frame(new, name, scheme)]
        own = pd.concat([part for part in parts if len(part)], ignore_index=True)
    return by_day(own, name, days)


def _in_memory(edition: Edition, scheme: TopicScheme) -> pd.DataFrame:
    editions = readings.shared().editions(sample=edition.sample)
    among_them = any(other is edition for other in editions)
    return classified(many_editions(editions if among_them else [*editions, edition], scheme))


def _new_name(name: str, newspaper: str, others: Iterable[str]) -> str:
    return f"{name} ({newspaper})" if name in set(others) else name


@dataclass(frozen=True)
class Question:
    """A question to the archive of an edition; equal where the answer is the same."""

    content: tuple[object, ...]
    ask: Callable[[], Any] = field(compare=False)


def _ask(edition: Edition, content: tuple[object, ...], question: Callable[[Archive], Answer]) -> Answer | None:
    """Ask the archive that belongs to this edition; None where it did not answer in time."""
    answers = archive_answers(edition.sample)
    answer: Answer | None = answers.get(Question(content, lambda: question(archives.current(edition))))
    return answer


@st.cache_resource(show_spinner=False, max_entries=2)
def archive_answers(sample: bool) -> Refreshed[Question, Any]:
    """Open the one way to the archive of sample or real editions that waits for a short time only."""
    return Refreshed(lambda question: question.ask(), fresh=0.0, patience=PATIENCE, rest=REST)
