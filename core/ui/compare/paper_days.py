"""Which days of a paper there are to compare: of the editions in memory, and of the archive that belongs to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from core.analysis.frame import ARTICLE_COLUMNS, classified, many_editions
from core.analysis.sources import by_day, days_of
from core.archive import Archive, ArchivedArticle, kept_text
from core.serving.background import Refreshed
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
    kept = _ask(edition, (until,), lambda archive: archive.days_of_papers(until))
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
    kept = _ask(
        edition,
        (paper, *chosen, scheme.kind),
        lambda archive: archive.articles_of_days(paper, chosen, scheme.kind),
    )
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
