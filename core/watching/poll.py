"""One poll of one newspaper: ask its feeds whether they have changed, and read the articles that are new."""

from __future__ import annotations

import hashlib
import random
import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace

from core.archive import ListingMark, PaperState, PollResult
from core.errors import FetchError
from core.reading.feeds.discover import list_articles, newest_first
from core.reading.feeds.listing import Listing
from core.reading.reader import Classify, Reader
from core.reading.web.fetch import FetchResult, Validators
from core.reading.web.politeness import Stopped
from core.types import Article, ArticleRef, Newspaper, ReadArticle, Reason, Status
from core.urls import canonical, host_of
from core.watching.pace import Pace, gap_after, gap_of_dates, jittered
from core.watching.seen import MAX_SEEN, joined, key_of, keys_in

NEW = "new"
"""Outcome of a poll that read articles."""
NOTHING = "nothing"
"""Outcome of a poll whose listings had changed without naming a new article."""
UNCHANGED = "unchanged"
"""Outcome of a poll whose listings were those of the poll before."""
MAX_RETRIES = 3
"""Polls in which an article is tried whose server did not answer."""

PUT_OFF = 60.0
"""Seconds after which a paper is due again that could not be polled for a reason of our own."""

_AGAIN = frozenset({Reason.TOO_SLOW, Reason.UNREACHABLE})
"""Why an article was not read that may be readable at the next poll."""
_DEAD = (Reason.TOO_SLOW, Reason.PRIVATE_ADDRESS)

Known = Callable[[Sequence[str]], Collection[str]]
"""From canonical addresses to those that the archive has."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many articles of a paper are read: at the first poll, and at each poll after it."""

    first: int = 5
    later: int = 20


@dataclass
class _Listed:
    """What the listings of a paper say at one poll."""

    refs: list[ArticleRef] = field(default_factory=list)
    marks: dict[str, ListingMark] = field(default_factory=dict)
    problems: list[FetchError] = field(default_factory=list)
    changed: bool = False
    count: int = 0

    @property
    def refresh(self) -> int:
        """Seconds for which the publisher wants not to be asked."""
        return max((mark.refresh for mark in self.marks.values()), default=0)


class Poller:
    """Polls papers. Safe to share between threads.

    Parameters
    ----------
    reader : Reader
        Fetches and extracts, as every reading does; keeps no pages.
    known : callable
        Tells which addresses the archive has; asked at a paper's first poll.
    limits : Limits
        Articles of one poll.
    pace : Pace
        Bounds of the seconds between two polls.
    """

    def __init__(self, reader: Reader, known: Known, limits: Limits | None = None, pace: Pace | None = None) -> None:
        self._reader = reader
        self._known = known
        self._limits = limits or Limits()
        self._pace = pace or Pace()
        self._chance = random.Random()  # noqa: S311  (for pauses)

    def poll(self, paper: Newspaper, state: PaperState, classify: Classify, stop: threading.Event) -> PollResult:
        """Poll a paper: what it has that is new, classified, and when to poll it again.

        What goes wrong is in the outcome.

        Raises
        ------
        Stopped
            If `stop` was set before all was read; the paper is as before then.
        """
        try:
            listed = self._list(paper, state, stop)
            if not listed.marks:
                return self._failed(state, listed.problems)
            fresh = self._fresh(listed.refs, state)
            chosen = fresh[: self._limits.first if state.is_first else self._limits.later]
            chosen, _ = self._reader.within_crawl_delay(chosen)
            read = [item.article for item in self._reader.read_refs(paper, chosen, stop)]
        except FetchError as problem:  # robots.txt asks for such pauses that nothing can be read
            return self._failed(state, [problem])
        except Stopped:
            raise
        except Exception as problem:  # a paper that breaks is polled again later, and the others are polled
            broke = FetchError(Reason.UNREADABLE, f"Polling it failed ({type(problem).__name__}: {problem}).")
            return self._failed(state, [broke])
        if stop.is_set() and len(read) < len(chosen):
            raise Stopped
        return self._result(paper, state, listed, fresh, chosen, [_classified(article, classify) for article in read])

    def _list(self, paper: Newspaper, state: PaperState, stop: threading.Event) -> _Listed:
        """Ask the paper's feeds, then its sitemaps, until enough articles are listed."""
        listed, dead = _Listed(), set[str]()
        for url in (*paper.feeds, *paper.sitemaps):
            if host_of(url) in dead:
                continue
            try:
                self._ask(paper, url, state.listings.get(url), listed, stop)
            except FetchError as problem:
                listed.problems.append(problem)
                if problem.reason in _DEAD:  # waiting for it once is enough
                    dead.add(host_of(url))
            if listed.count >= self._limits.later:
                break
        listed.refs = newest_first(listed.refs)[:MAX_SEEN]
        return listed

    def _ask(
        self, paper: Newspaper, url: str, former: ListingMark | None, listed: _Listed, stop: threading.Event
    ) -> None:
        """Ask one feed or sitemap, if it has changed, for its articles."""
        known = Validators(former.etag, former.modified) if former else Validators()
        fetched = self._reader.get_listing(url, stop, known=known)
        sha256 = hashlib.sha256(fetched.content).hexdigest()
        if former is not None and (fetched.unchanged or sha256 == former.sha256):
            listed.marks[url] = former
            listed.count += former.listed
            return
        refresh, children = [fetched.max_age], list[str]()

        def parse(content: bytes, newspaper: str, address: str, charset: str | None) -> Listing:
            listing = self._reader.parse(content, newspaper, address, charset)
            refresh.append(listing.refresh)
            return listing

        def get(address: str) -> FetchResult:
            children.append(address)
            return self._reader.get_listing(address, stop)

        refs = list_articles(paper.id, fetched, get, parse)
        # An index says nothing of what its sitemaps list now: those are asked each time.
        validators = Validators() if children else fetched.validators
        mark = ListingMark(validators.etag, validators.modified, "" if children else sha256, len(refs), max(refresh))
        listed.marks[url] = mark
        listed.changed = True
        listed.refs += refs
        listed.count += len(refs)

    def _fresh(self, refs: Sequence[ArticleRef], state: PaperState) -> list[ArticleRef]:
        """Choose the articles that were not listed before; at the first poll those that the archive does not have."""
        if not state.is_first:
            seen = keys_in(state.seen)
            return [ref for ref in refs if key_of(ref) not in seen]
        known = set(self._known([canonical(ref.url) for ref in refs])) if refs else set()
        return [ref for ref in refs if canonical(ref.url) not in known]

    def _result(
        self,
        paper: Newspaper,
        state: PaperState,
        listed: _Listed,
        fresh: Sequence[ArticleRef],
        chosen: Sequence[ArticleRef],
        items: Sequence[ReadArticle],
    ) -> PollResult:
        again = {item.article.url for item in items if _is_for_later(item.article)}
        again = again if state.retries < MAX_RETRIES - 1 else set()
        kept = tuple(item for item in items if item.article.url not in again)
        left = {key_of(ref) for ref in chosen if canonical(ref.url) in again}
        if not state.is_first:  # what a paper listed before it was watched is no news
            left |= {key_of(ref) for ref in fresh[len(chosen) :]}
        new = sum(item.article.was_read for item in kept)
        gap = gap_of_dates(ref.published for ref in listed.refs) if state.is_first else state.gap
        gap = gap_after(gap, new, state.silence)
        pause = self._pace.pause(gap, 0.0 if new else state.silence, listed.refresh)
        more = len(fresh) > len(chosen) and not state.is_first
        detail = listed.problems[0].detail if listed.problems else None
        return PollResult(
            paper=paper.id,
            outcome=NEW if new else NOTHING if listed.changed else UNCHANGED,
            due_in=jittered(self._pace.least if more else pause, self._chance),
            pause=round(pause),
            gap=gap,
            retries=state.retries + 1 if again else 0,
            detail=detail,
            # What is left is found only if the listing is sent whole the next time.
            listings={} if left else listed.marks,
            seen=joined((key for ref in listed.refs if (key := key_of(ref)) not in left), state.seen),
            items=kept,
            has_new=new > 0,
        )

    def _failed(self, state: PaperState, problems: Sequence[FetchError]) -> PollResult:
        first = problems[0] if problems else FetchError(Reason.NO_TEXT, "It has no feed and no sitemap.")
        retry_after = max((problem.retry_after for problem in problems), default=0.0)
        pause = state.pause or round(self._pace.least)
        due_in = max(jittered(self._pace.after_failure(pause, state.failures + 1), self._chance), retry_after)
        before = _as_before(state, first.reason, first.detail, due_in)
        return replace(before, pause=pause, failures=state.failures + 1)


def put_off(state: PaperState, detail: str) -> PollResult:
    """Make the result of a poll that could not be made here: the paper is as before, and due in a minute."""
    return _as_before(state, Reason.UNREADABLE, detail, PUT_OFF)


def _as_before(state: PaperState, reason: Reason, detail: str | None, due_in: float) -> PollResult:
    """Make the result of a poll after which all that is known of the paper is as it was."""
    return PollResult(
        paper=state.paper,
        outcome=str(reason),
        detail=detail,
        due_in=due_in,
        pause=state.pause,
        gap=state.gap,
        failures=state.failures,
        retries=state.retries,
        listings=state.listings,
        seen=state.seen,
    )


def _is_for_later(article: Article) -> bool:
    return article.status is Status.FAILED and article.error in _AGAIN


def _classified(article: Article, classify: Classify) -> ReadArticle:
    return ReadArticle(article, classify(article) if article.text and article.was_read else None)
