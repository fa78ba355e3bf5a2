"""What the threads of one reading share: addresses that were met, events, and patience with a slow server."""

from __future__ import annotations

import queue
import threading
from dataclasses import dataclass, field

from core.reading.web.politeness import MAX_PER_HOST
from core.types import Article, ReadEvent, Reason
from core.urls import comparison_key


@dataclass
class Seen:
    """Addresses that one reading has met, however they are spelled."""

    keys: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, url: str) -> bool:
        """Add an address; True where it is new."""
        key = comparison_key(url)
        with self.lock:
            new = key not in self.keys
            self.keys.add(key)
            return new


@dataclass
class Patience:
    """Gives up on a paper whose first articles all timed out."""

    slow: int = 0
    answered: bool = False

    @property
    def is_lost(self) -> bool:
        """Whether the other articles would time out, too."""
        return not self.answered and self.slow >= MAX_PER_HOST

    def note(self, article: Article) -> None:
        """Take account of an article that ended."""
        if article.error is Reason.TOO_SLOW and not article.text:
            self.slow += 1
        else:
            self.answered = True


@dataclass
class Run:
    """What the threads of one reading share."""

    limit: int
    stop: threading.Event
    events: queue.SimpleQueue[ReadEvent] = field(default_factory=queue.SimpleQueue)
    seen: Seen = field(default_factory=Seen)
    cached: list[str] = field(default_factory=list)
    """The paper of each page that came from the cache."""
