"""The table of newspapers that are watched, as the newest migration leaves it."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.archive.database.base import Base


class WatchedPaper(Base):
    """When a newspaper is to be polled next, who does it, and what is known of its feeds.

    All moments are the database's time in seconds since 1970, 0 for never.
    `wanted_at` is when a watcher last said that the paper is on its list.
    `pause` is the seconds between its polls, `gap` the estimated seconds
    between two of its articles (0: unknown). `failures` counts the polls in
    sequence in which nothing could be listed, `retries` those that left
    articles to be tried again. `listings` is JSON: what each feed and sitemap
    was recognized by; `seen` the hashes of the articles that they listed, eight
    bytes each. `owner` polls the paper until `leased_until`.
    """

    __tablename__ = "watched_paper"
    __table_args__ = (Index("watched_paper_due", "due_at"),)
    paper: Mapped[str] = mapped_column(Text, primary_key=True)
    wanted_at: Mapped[int] = mapped_column(BigInteger)
    due_at: Mapped[int] = mapped_column(BigInteger)
    polled_at: Mapped[int] = mapped_column(BigInteger)
    new_at: Mapped[int] = mapped_column(BigInteger)
    pause: Mapped[int]
    gap: Mapped[float]
    failures: Mapped[int]
    retries: Mapped[int]
    outcome: Mapped[str] = mapped_column(Text)
    detail: Mapped[str | None] = mapped_column(Text)
    listings: Mapped[str] = mapped_column(Text)
    seen: Mapped[bytes] = mapped_column(LargeBinary)
    owner: Mapped[str | None] = mapped_column(Text)
    leased_until: Mapped[int] = mapped_column(BigInteger)
