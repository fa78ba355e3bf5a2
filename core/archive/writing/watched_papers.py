"""Who polls which newspaper when, among watchers that share the archive. All times are the database's."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, delete, or_, select, update

from core.archive.database.base import table_of
from core.archive.database.engine import Database
from core.archive.database.watch_schema import WatchedPaper
from core.archive.records import ModelVersion, Saved, TextShare
from core.archive.schedule import LEASE, ListingMark, PaperState, PollResult
from core.archive.text import chunks
from core.archive.writing.editions import keep_apart
from core.archive.writing.ids import paper_ids
from core.archive.writing.incoming import incoming
from core.archive.writing.writer import Writer
from core.text import storable
from core.types import Newspaper

FORGOTTEN = 7 * 86_400
"""Seconds after which a paper that no watcher wants any more leaves the schedule."""
SET_BACK = 60
"""Seconds by which a last poll may lie ahead of the clock; beyond, the clock was set back and the paper is due."""
WINDOW = 500
"""Papers that are looked at in one go in search of some that are wanted."""

WATCHED = table_of(WatchedPaper)
"""The table of papers that are watched."""


def want(database: Database, papers: Collection[str]) -> int:
    """Say which papers are to be watched; new ones are due at once. Return how many were new."""
    fresh = {
        "polled_at": 0,
        "new_at": 0,
        "pause": 0,
        "gap": 0.0,
        "failures": 0,
        "retries": 0,
        "outcome": "",
        "listings": "{}",
        "seen": b"",
        "leased_until": 0,
    }
    added = 0
    with database.writing(in_turn=False) as connection:
        now = database.dialect.now(connection)
        for part in chunks(sorted(papers)):
            known = set(connection.execute(select(WATCHED.c.paper).where(WATCHED.c.paper.in_(part))).scalars())
            again = [paper for paper in part if paper in known]
            new = [{**fresh, "paper": paper, "wanted_at": now, "due_at": now} for paper in part if paper not in known]
            if again:
                connection.execute(update(WATCHED).where(WATCHED.c.paper.in_(again)).values(wanted_at=now))
            if new:
                connection.execute(database.dialect.upsert(WatchedPaper).on_conflict_do_nothing(), new)
            added += len(new)
        connection.execute(delete(WATCHED).where(WATCHED.c.wanted_at < now - FORGOTTEN, _is_free(now)))
    return added


def take(database: Database, owner: str, is_wanted: Callable[[str], bool], count: int) -> list[PaperState]:
    """Take up to `count` wanted papers that are due and nobody's, those due for longest first."""
    chosen = _due(database, is_wanted, count)
    if not chosen:
        return []
    with database.writing(in_turn=False) as connection:
        now = database.dialect.now(connection)
        # In one order, and without waiting for another watcher's rows: two of them never wait for each other.
        free = select(WATCHED).where(WATCHED.c.paper.in_(chosen), _is_due(now), _is_free(now))
        rows = connection.execute(free.order_by(WATCHED.c.paper).with_for_update(skip_locked=True)).all()
        mine = {"owner": owner, "leased_until": now + LEASE}
        connection.execute(update(WATCHED).where(WATCHED.c.paper.in_([row.paper for row in rows])).values(**mine))
        states = {row.paper: _state(row, now) for row in rows}
    return [states[paper] for paper in chosen if paper in states]


def _due(database: Database, is_wanted: Callable[[str], bool], count: int) -> list[str]:
    """List papers that could be taken, which costs other watchers nothing."""
    chosen: list[str] = []
    with database.reading() as connection:
        now = database.dialect.now(connection)
        due = select(WATCHED.c.paper).where(_is_due(now), _is_free(now)).order_by(WATCHED.c.due_at, WATCHED.c.paper)
        offset = 0
        while len(chosen) < count:
            papers = connection.execute(due.limit(WINDOW).offset(offset)).scalars().all()
            chosen += [paper for paper in papers if len(chosen) < count and is_wanted(paper)]
            offset += WINDOW
            if len(papers) < WINDOW:
                break
    return chosen[:count]


def _is_due(now: int) -> ColumnElement[bool]:
    return or_(WATCHED.c.due_at <= now, WATCHED.c.polled_at == 0, WATCHED.c.polled_at > now + SET_BACK)


def _is_free(now: int) -> ColumnElement[bool]:
    lease = WATCHED.c.leased_until
    return or_(WATCHED.c.owner.is_(None), lease <= now, lease > now + LEASE)


def _state(row: Row[Any], now: int) -> PaperState:
    return PaperState(
        paper=row.paper,
        pause=row.pause,
        gap=row.gap,
        silence=max(0, now - row.new_at) if row.new_at else 0,
        failures=row.failures,
        retries=row.retries,
        listings={url: ListingMark(**mark) for url, mark in json.loads(row.listings).items()},
        seen=row.seen,
        is_first=not row.seen,
    )


def hold(database: Database, owner: str) -> int:
    """Let a watcher keep what it has for `LEASE` seconds more. Return how many papers these are."""
    with database.writing(in_turn=False) as connection:
        until = database.dialect.now(connection) + LEASE
        return connection.execute(update(WATCHED).where(WATCHED.c.owner == owner).values(leased_until=until)).rowcount


def save_polls(
    database: Database,
    owner: str,
    polls: Sequence[PollResult],
    papers: Iterable[Newspaper],
    version: ModelVersion | None,
    keep: TextShare = "lead",
) -> Saved:
    """Save the articles of polls, and when their papers are due again: all or nothing."""
    seen_at = datetime.now(UTC)
    articles = [incoming(item, seen_at, keep) for poll in polls for item in poll.items if item.article.url]
    saved = Saved()
    with database.writing(in_turn=bool(articles)) as connection:
        if articles and version is not None:
            keep_apart(connection, sample=False)
            writer = Writer(connection)
            _, saved = writer.add(articles, paper_ids(connection, papers), version)
            writer.finish()
        now = database.dialect.now(connection)
        mine = (WATCHED.c.paper == bindparam("b_paper")) & (WATCHED.c.owner == owner)
        for ended, silence in ((True, {"new_at": now}), (False, {})):  # the silence of a paper goes on without news
            rows = [_row(poll, now) for poll in sorted(polls, key=_paper_of) if poll.has_new is ended]
            if rows:
                names = [name for name in rows[0] if name != "b_paper"]
                values: dict[str, Any] = {name: bindparam(name) for name in names} | silence
                connection.execute(update(WATCHED).where(mine).values(**values), rows)
    return saved


def _paper_of(poll: PollResult) -> str:
    return poll.paper


def _row(poll: PollResult, now: int) -> dict[str, Any]:
    return {
        "b_paper": poll.paper,
        "due_at": now + max(1, round(poll.due_in)),
        "polled_at": now,
        "pause": poll.pause,
        "gap": poll.gap,
        "failures": poll.failures,
        "retries": poll.retries,
        "outcome": poll.outcome,
        "detail": storable(poll.detail) if poll.detail else None,
        "listings": json.dumps({url: asdict(mark) for url, mark in poll.listings.items()}),
        "seen": poll.seen,
        "owner": None,
        "leased_until": 0,
    }


def give_back(database: Database, owner: str, papers: Collection[str] | None = None) -> None:
    """Give papers back that were not polled; all that a watcher has without `papers`."""
    with database.writing(in_turn=False) as connection:
        parts: list[Sequence[str] | None] = [None] if papers is None else list(chunks(sorted(papers)))
        for part in parts:
            mine = [WATCHED.c.owner == owner, *([] if part is None else [WATCHED.c.paper.in_(part)])]
            connection.execute(update(WATCHED).where(*mine).values(owner=None, leased_until=0))
