"""What goes into the archive and comes out of it: frozen records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from core.types import Prediction, Scheme


def as_is(prediction: Prediction) -> Prediction:
    """The prediction itself: for models that know the five core topics only."""
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
class Saved:
    """What saving an edition did: articles that were new, that had changed, and that were known as they are."""

    new: int = 0
    changed: int = 0
    known: int = 0
    already: bool = False


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

    `topic` is that of the scheme that was asked for, and `model` the version
    that made the prediction. `text` is as much of it as is stored where texts
    were asked for, and "" elsewhere. `title_parts` and `snippet` mark what was
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
    title_parts: tuple[TextPart, ...] = ()
    snippet: tuple[TextPart, ...] = ()


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
