"""The records of the archive: frozen, and free of SQLAlchemy."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Literal

from core.types import Article, Edition, Prediction, Scheme

TextShare = Literal["full", "lead", "none"]
"""How much of a text is stored: all, its first words, or nothing."""
LiveKey = Literal["week", "paper", "model", "section_topic", "best"]
"""What the models' record can be grouped by."""
FILE = "broadsheet.sqlite"
"""Name of the archive in a data folder."""
MONTHS = "months"
"""Name of the folder of compacted months beside it."""
MEMORY = "sqlite://"
"""Address of an archive in memory, which is gone with its process."""
PaperSets = Mapping[str, Sequence[str | Mapping[str, Any]]]
"""Papers by name of their set: ids, or tables as in a catalogue. Papers that are in no set are under ""."""
PAGE_SIZE = 25
"""Articles of one page of a list."""
MAX_DAYS = 60
"""Days, up to the last one that is asked about, of which there is a choice."""
MAX_A_DAY = 100
"""Articles of one day that are compared; the newest, where there are more."""


def as_is(prediction: Prediction) -> Prediction:
    """Return the prediction itself: for models that know the core topics only."""
    return prediction


@dataclass(frozen=True, slots=True)
class ModelVersion:
    """Which model speaks: name, SHA-256 of its file, its topics, and how its answer is put among five topics."""

    name: str
    sha256: str
    labels: tuple[str, ...]
    as_five: Callable[[Prediction], Prediction] = field(default=as_is, repr=False, compare=False)

    @property
    def short(self) -> str:
        """Name and the first twelve digits of the hash, for people."""
        return f"{self.name}@{self.sha256[:12]}"


@dataclass(frozen=True, slots=True)
class ScheduleCondition:
    """How the schedule stands.

    Attributes
    ----------
    papers : int
        Papers that the watchers which ran last have on their lists.
    overdue : int
        Those that should have been polled a quarter of an hour ago.
    never_polled : int
        Those that were never polled.
    failing : int
        Those of which nothing could be listed at the last poll.
    age : int or None
        Seconds since the last poll of any of them; None where there was none.
    """

    papers: int = 0
    overdue: int = 0
    never_polled: int = 0
    failing: int = 0
    age: int | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """How an archive is that was looked at, and not changed.

    Attributes
    ----------
    where : str
        Its file or address, without a password.
    schema, newest_schema : str or None, str
        The version of its tables, None where it has none yet; and the version that this Broadsheet writes.
    reindexing : bool
        Whether articles are still indexed as a former version did it.
    editions, articles : int
        How many it holds.
    last_read : datetime or None
        When its newest edition was read; None where it has none.
    corrections_waiting : int
        Corrections that nobody has reviewed.
    schedule : ScheduleCondition
        How the schedule of polls stands.
    """

    where: str
    schema: str | None
    newest_schema: str
    reindexing: bool = False
    editions: int = 0
    articles: int = 0
    last_read: datetime | None = None
    corrections_waiting: int = 0
    schedule: ScheduleCondition = ScheduleCondition()


@dataclass(frozen=True, slots=True)
class Saved:
    """What saving an edition did: articles that were new, that had changed, and that were known as they are."""

    new: int = 0
    changed: int = 0
    known: int = 0
    already: bool = False


@dataclass(frozen=True, slots=True)
class CompactedMonth:
    """A file of a month, such as 2026-03, with how many articles it holds and the bytes of its two parts."""

    month: str
    file: str
    articles: int
    bytes: int
    index_bytes: int


@dataclass(frozen=True, slots=True)
class ArticleQuery:
    """Which articles to list: papers by id, topic, days of publication (both ends included), scheme of topics."""

    papers: tuple[str, ...] = ()
    topic: str | None = None
    since: date | None = None
    until: date | None = None
    scheme: Scheme = Scheme.ALL


@dataclass(frozen=True, slots=True)
class TextPart:
    """A piece of a text; `hit` is True for what was searched for."""

    text: str
    hit: bool = False


@dataclass(frozen=True, slots=True)
class ArchivedArticle:
    """An article of the archive, as lists show it.

    `topic` is what is shown in the scheme that was asked for: a topic, "other"
    (other news) or "unsure" (no answer), and `model` the version
    that made the prediction. `text` is as much of it as is stored where texts
    were asked for, and "" elsewhere. `topics` holds the probabilities of all the
    model's labels where they were asked for. `title_parts` and `snippet` mark what was
    searched for; without a search they hold the title and nothing.
    """

    id: int
    url: str
    newspaper: str
    paper: str
    title: str
    at: datetime
    published: datetime | None
    section: str | None
    section_topic: str | None
    topic: str | None
    best: str | None
    confidence: float | None
    model: str | None
    words: int
    status: str
    text: str = ""
    topics: Mapping[str, float] | None = None
    title_parts: tuple[TextPart, ...] = ()
    snippet: tuple[TextPart, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleState:
    """A headline and text that an article had, as much of it as is kept, until `seen_at` at least."""

    seen_at: datetime
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """One page of articles; `total` counts all that match, `more` is True where there are more than were counted."""

    articles: tuple[ArchivedArticle, ...]
    total: int
    more: bool = False


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many articles of one paper were on a topic on a day."""

    day: date
    paper: str
    topic: str
    n: int


@dataclass(frozen=True, slots=True)
class MatchCount:
    """How many of the n classified articles of a paper, by its id and name, of a day (UTC) match a search."""

    day: date
    newspaper: str
    paper: str
    n: int
    count: int


class CorrectionState(StrEnum):
    """What became of a correction."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Correction:
    """What a reader says: this article is about `topic` ("" before it is chosen), not about `predicted`.

    `text` is what is kept with it if `text_agreed`, and is dropped otherwise;
    so is the headline of an article without address, which is the reader's own.
    """

    topic: str
    predicted: str
    confidence: float
    model: ModelVersion
    url: str | None = None
    title: str = ""
    text: str = ""
    text_agreed: bool = False


@dataclass(frozen=True, slots=True)
class SentCorrection:
    """A correction in the archive: its token, when it was sent, and what became of it."""

    uid: str
    made_at: datetime
    correction: Correction
    state: CorrectionState


@dataclass(frozen=True, slots=True)
class PaperDay:
    """How many articles of a paper, by its id and name, there are of a day (UTC)."""

    newspaper: str
    paper: str
    day: date
    n: int


@dataclass(frozen=True, slots=True)
class LiveCount:
    """How often models, when they read, met the publishers' sections; a key that was not asked for is empty.

    `week` is its Monday; `section_topic` "" where the section says nothing.
    Of the n articles, `labelled` had a section that says something, and
    `agreed` of these were judged alike; `answered` got an answer, be it other
    news. `confidence` and `known_words` are sums over the n articles.
    """

    week: date | None
    paper: str
    model: str
    section_topic: str
    best: str
    n: int
    labelled: int
    agreed: int
    answered: int
    confidence: float
    known_words: float


@dataclass(frozen=True, slots=True)
class Lesson:
    """An article with the topic that somebody says it is about.

    Where a correction has no address, the article's is the correction's token,
    and its newspaper "reader".
    """

    article: Article
    topic: str


def edition_uid(edition: Edition) -> str:
    """Name an edition: always the same, and no other one."""
    parts = [edition.read_at.isoformat(), str(edition.sample), edition.model]
    parts += [paper.id for paper in edition.newspapers]
    parts += [f"{item.article.url} {item.article.status}" for item in edition.articles]
    return hashlib.blake2b("\n".join(parts).encode("utf-8", "replace"), digest_size=16).hexdigest()
