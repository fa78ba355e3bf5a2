"""The tables of reviews: queues of articles, and labels by people."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.archive.database.base import Base, Instant


class ReviewQueueRow(Base):
    """A queue of articles that were drawn at random to be labelled by a person.

    `since` and `until` are days as in `Daily`, both included; both are missing
    where the whole archive was drawn from. `seed` makes the draw again.
    """

    __tablename__ = "review_queue"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uid: Mapped[str] = mapped_column(Text, unique=True)
    made_at: Mapped[datetime] = mapped_column(Instant)
    model_id: Mapped[int] = mapped_column(ForeignKey("model.id"))
    since: Mapped[int | None]
    until: Mapped[int | None]
    seed: Mapped[int] = mapped_column(BigInteger)


class ReviewItemRow(Base):
    """An article of a queue: from which stratum it was drawn, and what the model said of it then.

    `drawn` of the `size` predictions of its stratum are in the queue, so that
    it was drawn with probability drawn/size. `shown` is what readers saw: a
    topic, "other" or "unsure". Stays when the article is forgotten.
    """

    __tablename__ = "review_item"
    __table_args__ = (Index("review_item_url", "url"), {"sqlite_with_rowid": False})
    queue_id: Mapped[int] = mapped_column(ForeignKey("review_queue.id"), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"))
    url: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    stratum: Mapped[str] = mapped_column(Text)
    size: Mapped[int]
    drawn: Mapped[int]
    shown: Mapped[str] = mapped_column(Text)
    best: Mapped[str] = mapped_column(Text)
    confidence: Mapped[float]


class ReviewLabelRow(Base):
    """What a reviewer said of an article. Rows are only added: the newest of an article counts.

    `best` is missing where a label was taken back; `accepted` has all topics
    that are right, joined by commas. `reviewer` is a word that tells reviewers
    apart, and says nothing of the person.
    """

    __tablename__ = "review_label"
    __table_args__ = (Index("review_label_url", "url"),)
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uid: Mapped[str] = mapped_column(Text, unique=True)
    queue_id: Mapped[int] = mapped_column(ForeignKey("review_queue.id"))
    url: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(Instant)
    best: Mapped[str | None] = mapped_column(Text)
    accepted: Mapped[str] = mapped_column(Text)
    reviewer: Mapped[str] = mapped_column(Text)
