"""What a digest holds: the articles of the last day or week in the archive, those before, and the stories they tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pandas as pd

from core import wording
from core.analysis.frame import archived_frame
from core.analysis.shares.table import ShareErrors
from core.analysis.stories import shared_stories, with_stories
from core.archive import Archive, ArchivedArticle, ArticleQuery, kept_text
from core.topics.schemes import TopicScheme
from core.topics.taxonomy import UNSURE, label

MAX_A_DAY = 1000
"""Articles of a paper and day that a digest takes, the newest of them."""
MAX_STORIES = 30
"""Stories of a page and of its feed."""
MAX_HEADLINES = 12
"""Headlines of one story that are shown, each of another paper."""
PAGE = 100
"""Articles that are asked for at once where the newest is looked for."""


@dataclass(frozen=True, slots=True)
class Span:
    """So many times 24 hours, up to the newest article that the archive has."""

    days: int
    until: datetime

    @property
    def since(self) -> datetime:
        """The moment after which it begins."""
        return self.until - timedelta(days=self.days)

    @property
    def before(self) -> datetime:
        """The moment after which the span begins that it is compared with."""
        return self.until - timedelta(days=2 * self.days)

    @property
    def name(self) -> str:
        """What pages call it."""
        return "24 hours" if self.days == 1 else f"{self.days} days"


@dataclass(frozen=True, slots=True)
class Headline:
    """An article of a story: paper, headline, address, when it was published (or else read), when it last changed."""

    paper: str
    title: str
    url: str
    at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Story:
    """One story with its headlines, oldest first; `topic` is None where the model is unsure of all of them."""

    headlines: tuple[Headline, ...]
    topic: str | None

    @property
    def papers(self) -> int:
        """How many papers tell it."""
        return len({headline.paper for headline in self.headlines})

    @property
    def shown(self) -> tuple[Headline, ...]:
        """The first headline of each paper, so that no paper fills the story with its own."""
        first: dict[str, Headline] = {}
        for headline in self.headlines:
            first.setdefault(headline.paper, headline)
        return tuple(first.values())[:MAX_HEADLINES]

    @property
    def more(self) -> str:
        """How many headlines are not shown, in words; empty where all are."""
        hidden = len(self.headlines) - len(self.shown)
        return f"and {wording.plural(hidden, 'more article')}" if hidden else ""

    @property
    def title(self) -> str:
        """The headline that the story was first told under."""
        return self.headlines[0].title

    @property
    def updated(self) -> datetime:
        """When an article came last, or changed last."""
        return max(headline.changed_at for headline in self.headlines)


@dataclass(frozen=True)
class Contents:
    """All that a digest is made from.

    `rows` and `before` are frames of articles, as `core.analysis.frame` has
    them, of the span and of the one before it.
    """

    span: Span
    rows: pd.DataFrame
    before: pd.DataFrame
    stories: tuple[Story, ...]
    scheme: TopicScheme
    errors: ShareErrors
    model: str
    sample: bool = False


def find_span(archive: Archive, days: int, scheme: TopicScheme, now: datetime | None = None) -> Span | None:
    """Find the span of a digest; None where no article is of a moment up to `now`.

    It ends with an article, not with the clock, so that a digest only changes
    when there is news.

    Parameters
    ----------
    now : datetime, optional
        Publishers date articles ahead: what is later is not news yet.

    Raises
    ------
    ArchiveError
        If the archive cannot be read.
    """
    for article in _newest_first(archive, ArticleQuery(scheme=scheme.kind)):
        if now is None or article.at <= now:
            return Span(days, article.at.astimezone(UTC))
    return None


def _newest_first(archive: Archive, query: ArticleQuery) -> Iterator[ArchivedArticle]:
    offset = 0
    while articles := archive.articles(query, offset, PAGE).articles:
        yield from articles
        offset += PAGE


def gather(
    archive: Archive, span: Span, scheme: TopicScheme, errors: ShareErrors, model: str, sample: bool = False
) -> Contents:
    """Read the articles of the span and of the one before, and group those of the span into stories.

    Raises
    ------
    ArchiveError
        If the archive cannot be read.
    """
    now: list[pd.DataFrame] = []
    before: list[pd.DataFrame] = []
    numbers: dict[str, int] = {}
    first, last = span.before.date(), span.until.date()
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    papers = archive.papers()
    for paper, name in papers.items():
        articles = archive.articles_of_days(paper, days, scheme.kind, MAX_A_DAY)
        own = [article for article in articles if span.before < article.at <= span.until]
        named = name if list(papers.values()).count(name) == 1 else f"{name} ({paper})"
        new = [replace(a, text=kept_text(a.text, "lead")) for a in own if a.at > span.since]
        numbers |= {article.url: article.id for article in new}
        now.append(archived_frame(new, named, scheme))
        before.append(archived_frame([replace(a, text="") for a in own if a.at <= span.since], named, scheme))
    rows, earlier = _together(now), _together(before)
    groups = shared_stories(with_stories(rows))[:MAX_STORIES] if len(rows) else []
    stories = tuple(_story(archive, group, numbers) for group in groups)
    return Contents(span, rows, earlier, stories, scheme, errors, model, sample)


def _together(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    filled = [frame for frame in frames if len(frame)]
    return pd.concat(filled, ignore_index=True) if filled else frames[0]


def _story(archive: Archive, group: pd.DataFrame, numbers: dict[str, int]) -> Story:
    rows = group.sort_values(["published", "url"], kind="stable").to_dict("records")
    headlines = [_headline(archive, row["paper"], row["title"], row["url"], row["published"], numbers) for row in rows]
    topics = Counter(row["topic"] for row in rows if row["topic"] != UNSURE.name)
    topic = max(sorted(topics, key=label), key=topics.__getitem__) if topics else None
    return Story(tuple(headlines), topic)


def _headline(
    archive: Archive, paper: str, title: str, url: str, at: pd.Timestamp, numbers: dict[str, int]
) -> Headline:
    when = at.to_pydatetime()
    return Headline(paper, title, url, when, last_change(archive, numbers[url], title, when))


def last_change(archive: Archive, article: int, title: str, at: datetime) -> datetime:
    """Return when the headline of an article was changed last; when it was published where it never was."""
    former = [seen for seen, earlier, _ in archive.versions(article) if earlier != title]
    return max([at, *(moment.astimezone(UTC) for moment in former)])
