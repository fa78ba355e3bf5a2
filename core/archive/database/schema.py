"""The tables of what was read, as the newest migration leaves them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, LargeBinary, SmallInteger, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.archive.database.base import Base, HeadlineAndText, Instant, Key, SchemeName
from core.types import Scheme


class Paper(Base):
    """A newspaper that something was read of."""

    __tablename__ = "paper"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    key: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)
    country: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str] = mapped_column(Text, default="")
    home: Mapped[str] = mapped_column(Text, default="")


class Model(Base):
    """A version of a model: its name and the SHA-256 of its file. `labels` are joined by commas."""

    __tablename__ = "model"
    __table_args__ = (UniqueConstraint("name", "sha256"),)
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(Text)
    labels: Mapped[str] = mapped_column(Text)
    added_at: Mapped[datetime] = mapped_column(Instant)


class SectionRow(Base):
    """A publisher's word for a part of its paper."""

    __tablename__ = "section"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    word: Mapped[str] = mapped_column(Text, unique=True)


class EditionRow(Base):
    """One act of reading. `uid` makes saving it twice the same as saving it once."""

    __tablename__ = "edition"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uid: Mapped[str] = mapped_column(Text, unique=True)
    read_at: Mapped[datetime] = mapped_column(Instant, index=True)
    model_id: Mapped[int] = mapped_column(ForeignKey("model.id"))
    sample: Mapped[bool]
    seconds: Mapped[float]


class Report(Base):
    """What became of one paper in one edition."""

    __tablename__ = "report"
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id", ondelete="CASCADE"), primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"), primary_key=True)
    status: Mapped[str] = mapped_column(Text)
    found: Mapped[int]
    read: Mapped[int]
    skipped: Mapped[int]
    failed: Mapped[int]
    seconds: Mapped[float]
    error: Mapped[str | None] = mapped_column(Text)
    detail: Mapped[str | None] = mapped_column(Text)
    from_feed: Mapped[int] = mapped_column(server_default="0")


class ArticleRow(Base):
    """An article, unique by canonical address, with what the newest model says about it.

    `at` is when it was published, or first seen where that is not known;
    `hash` that of headline and whole text, kept or not; `kept` says how much
    of the text is in `Body`: full, lead or none. `topic` is what is shown among
    all topics of the model `model_id`, `five` what is shown among the five core
    topics: a topic, "other" (other news) or "unsure" (no answer); both are
    missing where there was no text.
    """

    __tablename__ = "article"
    __table_args__ = (
        Index("article_at", "at"),
        Index("article_paper_at", "paper_id", "at"),
        Index("article_topic_at", "topic", "at"),
        Index("article_five_at", "five", "at"),
    )
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    url: Mapped[str] = mapped_column(Text, unique=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    topic: Mapped[str | None] = mapped_column(Text)
    five: Mapped[str | None] = mapped_column(Text)
    best: Mapped[str | None] = mapped_column(Text)
    confidence: Mapped[float | None]
    model_id: Mapped[int | None] = mapped_column(ForeignKey("model.id"))
    published: Mapped[datetime | None] = mapped_column(Instant)
    first_seen: Mapped[datetime] = mapped_column(Instant)
    last_seen: Mapped[datetime] = mapped_column(Instant)
    title: Mapped[str] = mapped_column(Text)
    authors: Mapped[str] = mapped_column(Text)
    section_id: Mapped[int | None] = mapped_column(ForeignKey("section.id"))
    section_topic: Mapped[str | None] = mapped_column(Text)
    words: Mapped[int]
    extractor: Mapped[str | None] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text)
    error: Mapped[str | None] = mapped_column(Text)
    detail: Mapped[str | None] = mapped_column(Text)
    kept: Mapped[str] = mapped_column(Text)
    hash: Mapped[bytes | None] = mapped_column(LargeBinary)
    version: Mapped[int] = mapped_column(SmallInteger)


class Body(Base):
    """As much of an article's text as is kept; on PostgreSQL also the words to search by."""

    __tablename__ = "body"
    article_id: Mapped[int] = mapped_column(Key, ForeignKey("article.id"), primary_key=True, autoincrement=False)
    text: Mapped[str] = mapped_column(Text)


class Reindex(Base):
    """Below which number articles are still indexed as a former version did it; no row where none is."""

    __tablename__ = "reindex"
    below: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)


class Version(HeadlineAndText, Base):
    """A former headline and text of an article that has changed since."""

    __tablename__ = "version"
    article_id: Mapped[int] = mapped_column(Key, ForeignKey("article.id"), primary_key=True)
    number: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(Instant)


class Entry(Base):
    """A row of an edition: which article it was and how it ended; no article where a paper failed as a whole."""

    __tablename__ = "entry"
    __table_args__ = (Index("entry_article", "article_id"), {"sqlite_with_rowid": False})
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"))
    article_id: Mapped[int | None] = mapped_column(Key)
    status: Mapped[str] = mapped_column(Text)
    error: Mapped[str | None] = mapped_column(Text)
    detail: Mapped[str | None] = mapped_column(Text)


class PredictionRow(Base):
    """What one version of a model says about an article.

    `probabilities` are 32-bit floats, little-endian, in the order of the
    model's labels. `live` is True for the one made when the article was read.
    `basis` says what the model was given: full, lead or none (the headline).
    `topic` and `five` are as in `ArticleRow`; `reason` is the code of why there
    is no answer, `detail` says it in a sentence.
    """

    __tablename__ = "prediction"
    __table_args__ = ({"sqlite_with_rowid": False},)
    article_id: Mapped[int] = mapped_column(Key, ForeignKey("article.id"), primary_key=True)
    model_id: Mapped[int] = mapped_column(ForeignKey("model.id"), primary_key=True)
    made_at: Mapped[datetime] = mapped_column(Instant)
    live: Mapped[bool]
    basis: Mapped[str] = mapped_column(Text)
    topic: Mapped[str] = mapped_column(Text)
    five: Mapped[str] = mapped_column(Text)
    best: Mapped[str] = mapped_column(Text)
    confidence: Mapped[float]
    known_words: Mapped[float]
    probabilities: Mapped[bytes] = mapped_column(LargeBinary)
    reason: Mapped[str | None] = mapped_column(Text)
    elsewhere: Mapped[str | None] = mapped_column(Text)
    detail: Mapped[str | None] = mapped_column(Text)


class Daily(Base):
    """How many articles a paper had on a topic on a day, kept up by the writer: what trends are drawn from.

    `scheme` says among which topics; `day` counts from 1 January 1970, UTC.
    """

    __tablename__ = "daily"
    __table_args__ = ({"sqlite_with_rowid": False},)
    scheme: Mapped[Scheme] = mapped_column(SchemeName, primary_key=True)
    day: Mapped[int] = mapped_column(Integer, primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"), primary_key=True)
    topic: Mapped[str] = mapped_column(Text, primary_key=True)
    n: Mapped[int]


class BulkFile(Base):
    """How far a file of pages was imported: every record before `position`, and what became of them.

    `counts` is JSON, numbers by name. It is written together with the articles,
    so that an import that was killed goes on with exact counts.
    """

    __tablename__ = "bulk_file"
    file: Mapped[str] = mapped_column(Text, primary_key=True)
    position: Mapped[int] = mapped_column(BigInteger)
    counts: Mapped[str] = mapped_column(Text)


class PaperSet(Base):
    """Newspapers under one name; `papers` is JSON: ids, or whole tables as in a catalogue."""

    __tablename__ = "paper_set"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(Text, unique=True)
    papers: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(Instant)


class ReadingClaim(Base):
    """Which server reads certain papers, or has read them last: servers that share the archive read them once.

    `key` stands for the request, `owner` for the reading. `beat_at` is the
    database's time, in seconds since 1970, at which the owner said last that it
    is alive, or ended. `edition` is the uid of what came of it, once it is saved.
    """

    __tablename__ = "reading_claim"
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    owner: Mapped[str] = mapped_column(Text)
    beat_at: Mapped[int] = mapped_column(BigInteger)
    papers_done: Mapped[int]
    edition: Mapped[str | None] = mapped_column(Text)


class PromotedModelRow(Base):
    """The files of the model that was promoted last: one row, number 1.

    `sha256` is that of `content`, `model` that of the model's own file.
    """

    __tablename__ = "promoted_model"
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    sha256: Mapped[str] = mapped_column(Text)
    model: Mapped[str] = mapped_column(Text)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    promoted_at: Mapped[datetime] = mapped_column(Instant)


class Live(Base):
    """What each model said when it read a paper on a day: how often which answer met which section of the publisher.

    `section_topic` is "" where the section says nothing; `answered` counts the
    the answers, other news included; `confidence` and `known_words` are sums.
    Counts stay when articles are forgotten: they are the model's record.
    """

    __tablename__ = "live"
    __table_args__ = (
        Index("live_answers", "section_topic", "best", "day", "n", "answered", "confidence", "known_words"),
        {"sqlite_with_rowid": False},
    )
    day: Mapped[int] = mapped_column(Integer, primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"), primary_key=True)
    model_id: Mapped[int] = mapped_column(ForeignKey("model.id"), primary_key=True)
    section_topic: Mapped[str] = mapped_column(Text, primary_key=True)
    best: Mapped[str] = mapped_column(Text, primary_key=True)
    n: Mapped[int]
    answered: Mapped[int]
    confidence: Mapped[float]
    known_words: Mapped[float]


class CorrectionRow(HeadlineAndText, Base):
    """A correction: which topic a reader says an article is about, and what became of it.

    `state` is pending, accepted, rejected or undone. `visitor` is a salted
    hash that only serves to slow down floods. `text` is empty unless the
    visitor agreed to its being kept.
    """

    __tablename__ = "label"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uid: Mapped[str] = mapped_column(Text, unique=True)
    made_at: Mapped[datetime] = mapped_column(Instant)
    url: Mapped[str | None] = mapped_column(Text)
    text_agreed: Mapped[bool]
    model_id: Mapped[int] = mapped_column(ForeignKey("model.id"))
    predicted: Mapped[str] = mapped_column(Text)
    confidence: Mapped[float]
    topic: Mapped[str] = mapped_column(Text)
    visitor: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    reviewed_at: Mapped[datetime | None] = mapped_column(Instant)
