"""The schedule by which newspapers are polled, shared by all watchers of one archive."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.archive.records import ModelVersion, Saved, ScheduleCondition, TextShare
from core.types import Newspaper, ReadArticle

if TYPE_CHECKING:
    from core.archive.database.engine import Database

LEASE = 60
"""Seconds for which a paper is a watcher's that took it or said again that it is alive."""
OVERDUE = 900
"""Seconds after which a paper that nobody polled counts as overdue."""


@dataclass(frozen=True, slots=True)
class ListingMark:
    """What one answer of a feed or sitemap is recognized by: validators and hash; how many articles it listed.

    `refresh` is after how many seconds the publisher says it is worth asking again; 0 where nothing is said.
    """

    etag: str = ""
    modified: str = ""
    sha256: str = ""
    listed: int = 0
    refresh: int = 0


@dataclass(frozen=True, slots=True)
class PaperState:
    """What the schedule knows of a paper when it is taken.

    `gap` is the estimated seconds between two articles, 0 where unknown.
    `silence` is the seconds since the last poll that brought an article, 0
    where none did. `seen` holds hashes of eight bytes each. `is_first` is True
    before the first poll that listed anything.
    """

    paper: str
    pause: int = 0
    gap: float = 0.0
    silence: int = 0
    failures: int = 0
    retries: int = 0
    listings: Mapping[str, ListingMark] = field(default_factory=dict)
    seen: bytes = b""
    is_first: bool = True


@dataclass(frozen=True, slots=True)
class PollResult:
    """What a poll brought, and when the paper is to be polled again: `due_in` seconds after it is saved.

    `outcome` is "new", "nothing" or "unchanged", or the code of why nothing
    could be listed, which `detail` says in a sentence. `has_new` tells whether
    the silence has ended.
    """

    paper: str
    outcome: str
    due_in: float
    pause: int
    gap: float = 0.0
    failures: int = 0
    retries: int = 0
    detail: str | None = None
    listings: Mapping[str, ListingMark] = field(default_factory=dict)
    seen: bytes = b""
    items: tuple[ReadArticle, ...] = ()
    has_new: bool = False


class Schedule:
    """When papers are polled, and by whom. `Archive.schedule` makes one.

    All times are the database's, so that watchers' clocks do not matter; one
    that is set back makes papers due rather than late. Every method raises
    `ArchiveError` where the database cannot be read or written.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def want(self, papers: Collection[str]) -> int:
        """Say which papers, by id, are to be watched; new ones are due at once. Return how many were new."""
        from core.archive.writing.watched_papers import want

        return want(self._database, papers)

    def take(self, owner: str, is_wanted: Callable[[str], bool], count: int) -> list[PaperState]:
        """Take up to `count` papers that are due and nobody's, those due for longest first, for `LEASE` seconds.

        `is_wanted` tells of an id whether its paper is to be taken.
        """
        from core.archive.writing.watched_papers import take

        return take(self._database, owner, is_wanted, count)

    def hold(self, owner: str) -> int:
        """Say that a watcher is alive: what it has taken stays its own for `LEASE` seconds more. Return how many."""
        from core.archive.writing.watched_papers import hold

        return hold(self._database, owner)

    def save(
        self,
        owner: str,
        polls: Sequence[PollResult],
        papers: Iterable[Newspaper],
        version: ModelVersion | None,
        keep: TextShare = "lead",
    ) -> Saved:
        """Save the articles of polls and when their papers are due again: all or nothing; their leases end.

        `version` is that of the model whose predictions the articles carry; None where there are no articles.
        Of a paper that is another watcher's by now the articles are saved, and
        its place in the schedule stays as that one left it.
        """
        from core.archive.writing.watched_papers import save_polls

        return save_polls(self._database, owner, polls, papers, version, keep)

    def give_back(self, owner: str, papers: Collection[str] | None = None) -> None:
        """Give papers back that were not polled, all that a watcher has without `papers`: they are due as before."""
        from core.archive.writing.watched_papers import give_back

        give_back(self._database, owner, papers)

    def condition(self) -> ScheduleCondition:
        """Say how the schedule stands."""
        from core.archive.queries.schedule_condition import condition_of

        with self._database.reading() as connection:
            return condition_of(connection)
