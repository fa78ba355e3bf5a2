"""The records that pass between the layers: all frozen, none imports anything of ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Status(StrEnum):
    """How an article (or a paper) ended."""

    OK = "ok"
    PARTIAL = "partial"
    SKIPPED = "skipped"
    FAILED = "failed"


class Reason(StrEnum):
    """Why an article or a paper is not simply `ok`. The codes are public."""

    BLOCKED = "blocked"
    ROBOTS = "robots"
    PAYWALLED = "paywalled"
    GONE = "gone"
    NOT_A_PAGE = "not_a_page"
    NO_TEXT = "no_text"
    TOO_BIG = "too_big"
    TOO_SLOW = "too_slow"
    PRIVATE_ADDRESS = "private_address"
    UNREACHABLE = "unreachable"
    UNREADABLE = "unreadable"


class Doubt(StrEnum):
    """Why a model does not answer. The codes are public."""

    NO_WORDS = "no_words"
    TOO_SHORT = "too_short"
    UNKNOWN_WORDS = "unknown_words"
    LOW_CONFIDENCE = "low_confidence"
    OUTSIDE_TOPICS = "outside_topics"


class Scheme(StrEnum):
    """Which topics are told apart: the core ones, or all that a model knows."""

    CORE = "core"
    ALL = "all"


FEED = "feed"
"""The extractor of an article whose text is its feed's."""

REASON_SENTENCES: Mapping[Reason, str] = {
    Reason.BLOCKED: "The publisher refused the request, as many do for automated readers.",
    Reason.ROBOTS: "The publisher's robots.txt asks not to be read here, or could not be fetched.",
    Reason.PAYWALLED: "Only the opening is public; the rest is for subscribers.",
    Reason.GONE: "The page no longer exists at this address.",
    Reason.NOT_A_PAGE: "This is not an article: a video, live page, gallery, puzzle or another file.",
    Reason.NO_TEXT: "The page was read but contains no article text.",
    Reason.TOO_BIG: "The page is larger than the 5 MiB that Broadsheet reads.",
    Reason.TOO_SLOW: "Fetching or reading the page took longer than allowed.",
    Reason.PRIVATE_ADDRESS: "The address leads into a private network, where Broadsheet does not go.",
    Reason.UNREACHABLE: "The server could not be reached.",
    Reason.UNREADABLE: "The answer could not be understood.",
}


def _why(detail: str | None, error: Reason | None) -> str | None:
    return detail or (REASON_SENTENCES[error] if error else None)


@dataclass(frozen=True, slots=True)
class Source:
    """A public document that says something of a newspaper, and the day on which it was read."""

    url: str
    day: date


@dataclass(frozen=True, slots=True)
class Newspaper:
    """One paper of the catalogue.

    Parameters
    ----------
    id : str
        Lower-case letters, digits and hyphens; unique in a catalogue.
    name : str
        As the paper calls itself.
    country : str
        ISO 3166-1 alpha-2, lower case.
    language : str
        ISO 639-1, lower case.
    home : str
        Address of the front page.
    feeds, sitemaps : tuple of str
        Where its latest articles are listed; at least one of the two.
    sections : mapping of str to str
        The publisher's own section words (lower case) to a topic name, or to
        "" where the word says nothing about the topic. Consulted before the
        common table.
    notes : str
        What a reader should know of it, in a sentence; may be empty.
    owner : str
        Who owns it, by name; "" where that is not known.
    kind : str
        Whose it is, a code of `core.newspapers.kinds`; "" where that is not
        known.
    source, owner_source : Source, optional
        Where its feeds or sitemaps, and where owner and kind, were found.
    proven : date, optional
        The last day on which a check read one of its feeds or sitemaps.
    """

    id: str
    name: str
    country: str
    language: str
    home: str
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    sections: Mapping[str, str] = field(default_factory=dict)
    notes: str = ""
    owner: str = ""
    kind: str = ""
    source: Source | None = None
    owner_source: Source | None = None
    proven: date | None = None


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """An article that a feed or sitemap announced, not read yet; `text` is the feed's own where it has more."""

    newspaper: str
    url: str
    title: str | None = None
    published: datetime | None = None
    section: str | None = None
    summary: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """An article as it was read, or the row that says why it was not.

    `url` is the canonical address, unique in an edition; None only in the row
    of a paper that failed as a whole. `published` carries a zone. `section` is
    the publisher's own word; `section_topic` the topic it stands for, if any.
    `error` is None when `status` is ok.
    `detail` is a sentence for a person, more exact than the reason's own.
    `language` is the text's as ISO 639-1, None where in doubt. `also_in` names
    the other papers of an edition with nearly the same text, and `copy_of` is
    the address of the first of these articles, None in that one.
    """

    newspaper: str
    url: str | None
    title: str = ""
    text: str = ""
    published: datetime | None = None
    authors: tuple[str, ...] = ()
    section: str | None = None
    section_topic: str | None = None
    extractor: str | None = None
    status: Status = Status.OK
    error: Reason | None = None
    detail: str | None = None
    language: str | None = None
    also_in: tuple[str, ...] = ()
    copy_of: str | None = None

    @property
    def was_read(self) -> bool:
        """Whether it was read, wholly or in part."""
        return self.status in (Status.OK, Status.PARTIAL)

    @property
    def is_from_feed(self) -> bool:
        """Whether its text is its feed's, because its page was not to be had."""
        return self.extractor == FEED

    @property
    def why(self) -> str | None:
        """The sentence that says why it is not simply `ok`; None where nothing does."""
        return _why(self.detail, self.error)


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a model says about one text.

    `topics` maps every label of the model to its probability (they sum to 1);
    "other" (other news) is among them where the model learnt it. `best` is the
    likeliest label and `confidence` its probability; `topic` is `best` where
    the model answers, else "other". `known_words` is the share (0 to 1) of the
    text's words that the model knows. `reason` is None for every answer, other
    news included, and a code where the model does not answer; `detail` then
    says why in a sentence. `elsewhere` is the topic outside the labels that the
    text reads most like, where that makes it other news among these.
    """

    topic: str
    best: str
    confidence: float
    topics: Mapping[str, float]
    known_words: float
    reason: Doubt | None = None
    elsewhere: str | None = None
    detail: str | None = None

    @property
    def answered(self) -> bool:
        """Whether the model answers: with a topic, or with other news."""
        return self.reason is None

    @property
    def too_little(self) -> bool:
        """Whether there is too little text that the model knows."""
        return self.reason in (Doubt.NO_WORDS, Doubt.TOO_SHORT, Doubt.UNKNOWN_WORDS)

    @property
    def shown(self) -> str:
        """What readers see and counts hold: a topic, "other" (other news) or "unsure".

        What a model without other news says of a text about a topic outside
        those asked for is other news, too.
        """
        if self.reason is Doubt.OUTSIDE_TOPICS:
            return "other"
        return self.topic if self.reason is None else "unsure"

    @property
    def ranked(self) -> tuple[str, ...]:
        """The labels, the likeliest first; equally likely ones in the model's order."""
        return tuple(sorted(self.topics, key=lambda name: -self.topics[name]))


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article with its prediction; None where there was no text to classify."""

    article: Article
    prediction: Prediction | None = None


@dataclass(frozen=True, slots=True)
class PaperReport:
    """What became of one paper in one reading.

    `found` counts the articles its feeds and sitemaps announced, `read` those
    whose page gave a text (ok or partial), `from_feed` those of which only the
    feed's text was to be had, `skipped` and `failed` the others up to the
    limit. `status` is ok, partial (some of it read, or fewer articles than
    asked for) or failed. `seconds` is wall time. `from_cache` counts the pages
    that were not fetched again.
    """

    newspaper: str
    name: str
    status: Status
    found: int = 0
    read: int = 0
    skipped: int = 0
    failed: int = 0
    seconds: float = 0.0
    error: Reason | None = None
    detail: str | None = None
    from_feed: int = 0
    from_cache: int = 0

    @property
    def has_text(self) -> bool:
        """Whether there is the text of an article of it, be it only its feed's."""
        return self.read + self.from_feed > 0

    @property
    def why(self) -> str | None:
        """The sentence that says what is wrong with it; None where nothing does."""
        return _why(self.detail, self.error)


@dataclass(frozen=True, slots=True)
class ReadReport:
    """Result for each paper: nothing in a reading is silent."""

    papers: tuple[PaperReport, ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Edition:
    """One act of reading: when, which papers, their articles and the report."""

    read_at: datetime
    newspapers: tuple[Newspaper, ...]
    articles: tuple[ReadArticle, ...]
    report: ReadReport
    model: str
    sample: bool = False


@dataclass(frozen=True, slots=True)
class PaperStarted:
    """Event of a reading: a paper's feeds are being fetched."""

    newspaper: Newspaper


@dataclass(frozen=True, slots=True)
class PaperDiscovered:
    """Event of a reading: `total` articles of this paper will be read."""

    newspaper: Newspaper
    found: int
    total: int


@dataclass(frozen=True, slots=True)
class ArticleDone:
    """Event of a reading: one article ended, with text or with a reason."""

    newspaper: Newspaper
    item: ReadArticle


@dataclass(frozen=True, slots=True)
class PaperDone:
    """Event of a reading: a paper ended."""

    newspaper: Newspaper
    report: PaperReport


ReadEvent = PaperStarted | PaperDiscovered | ArticleDone | PaperDone
