"""Corrections by readers: kept with when and which model; they count once somebody has accepted them."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from core.archive.database.base import table_of
from core.archive.database.engine import Database
from core.archive.database.schema import CorrectionRow, Model
from core.archive.months.returning import bring_back
from core.archive.records import Correction, CorrectionState, SentCorrection
from core.archive.text import kept_text
from core.archive.writing.ids import model_id, model_version
from core.errors import TooManyCorrectionsError
from core.text import storable

MAX_A_MINUTE = 6
"""Corrections that one visitor can send in a minute."""
MAX_AN_HOUR = 40
"""Corrections that one visitor can send in an hour."""
MAX_A_MINUTE_OF_ALL = 120
"""Corrections that all visitors together can send in a minute."""
MAX_PENDING = 5000
"""Corrections that wait for a review at most."""
MAX_CHARACTERS = 20_000
"""Characters that are stored of a text."""


def send(database: Database, correction: Correction, visitor: str, now: datetime | None = None) -> str:
    """Store a correction until somebody reviews it; return the token by which its sender can undo it.

    A second one of the same visitor about the same article replaces the first.

    Raises
    ------
    TooManyCorrectionsError
        If this visitor, or all together, send too many; the message says when
        to go on.
    ArchiveError
        If it cannot be kept.
    """
    now, token = now or datetime.now(UTC), secrets.token_urlsafe(12)
    own = correction.text_agreed or correction.url is not None
    with database.writing() as connection:
        _slow_down(connection, visitor, now)
        if correction.url is not None:
            bring_back(connection, [correction.url])
            same = (
                (CorrectionRow.visitor == visitor)
                & (CorrectionRow.url == correction.url)
                & (CorrectionRow.state == CorrectionState.PENDING)
            )
            connection.execute(
                update(CorrectionRow).where(same).values(state=str(CorrectionState.UNDONE), reviewed_at=now)
            )
        connection.execute(
            insert(CorrectionRow).values(
                uid=token,
                made_at=now,
                url=storable(correction.url) if correction.url else None,
                title=storable(correction.title)[:500] if own else "",
                text=kept_text(storable(correction.text)[:MAX_CHARACTERS], "full") if correction.text_agreed else "",
                text_agreed=correction.text_agreed,
                model_id=model_id(connection, correction.model),
                predicted=correction.predicted,
                confidence=correction.confidence,
                topic=correction.topic,
                visitor=visitor,
                state=str(CorrectionState.PENDING),
            )
        )
    return token


def _slow_down(connection: Connection, visitor: str, now: datetime) -> None:
    limits = (
        (CorrectionRow.visitor == visitor, MAX_A_MINUTE, timedelta(minutes=1), "You have"),
        (CorrectionRow.visitor == visitor, MAX_AN_HOUR, timedelta(hours=1), "You have"),
        (CorrectionRow.visitor != "", MAX_A_MINUTE_OF_ALL, timedelta(minutes=1), "Readers have"),
    )
    for whose, most, span, who in limits:
        times = (
            select(CorrectionRow.made_at)
            .where(whose, CorrectionRow.made_at > now - span)
            .order_by(CorrectionRow.made_at.desc())
        )
        sent = list(connection.execute(times.limit(most)).scalars())
        if len(sent) == most:
            wait = max(1, round((sent[-1] + span - now).total_seconds()))
            after = f"{wait} seconds" if wait < 120 else f"{round(wait / 60)} minutes"
            raise TooManyCorrectionsError(
                f"{who} sent {most} corrections in a short time. Send the next one in {after}."
            )
    pending = select(func.count()).select_from(CorrectionRow).where(CorrectionRow.state == CorrectionState.PENDING)
    if int(connection.execute(pending).scalar_one()) >= MAX_PENDING:
        raise TooManyCorrectionsError(
            "There are more corrections than anybody can review. Please come back another day."
        )


def undo(database: Database, token: str) -> bool:
    """Take a correction back, whatever has become of it; whether there was one to take back."""
    with database.writing() as connection:
        there = (CorrectionRow.uid == token) & (CorrectionRow.state != CorrectionState.UNDONE)
        values = {"state": str(CorrectionState.UNDONE), "reviewed_at": datetime.now(UTC), "text": ""}
        return connection.execute(update(CorrectionRow).where(there).values(values)).rowcount > 0


def review(database: Database, tokens: Sequence[str], state: CorrectionState) -> int:
    """Accept or reject corrections, or make them pending again; how many there were. Undone ones stay undone."""
    with database.writing() as connection:
        chosen = CorrectionRow.uid.in_(list(tokens)) & (CorrectionRow.state != CorrectionState.UNDONE)
        values = {"state": str(state), "reviewed_at": datetime.now(UTC)}
        return int(connection.execute(update(CorrectionRow).where(chosen).values(values)).rowcount)


def corrections(
    database: Database, state: CorrectionState | None = CorrectionState.PENDING, limit: int = 200
) -> list[SentCorrection]:
    """List corrections in this state (all with None), the newest first."""
    chosen = select(table_of(CorrectionRow), Model.name, Model.sha256, Model.labels).join(
        Model, Model.id == CorrectionRow.model_id
    )
    if state is not None:
        chosen = chosen.where(CorrectionRow.state == state)
    with database.reading() as connection:
        rows = connection.execute(
            chosen.order_by(CorrectionRow.made_at.desc(), CorrectionRow.id.desc()).limit(limit)
        ).all()
    return [_sent(row) for row in rows]


def count_by_state(database: Database) -> dict[str, int]:
    """Count the corrections in each state."""
    with database.reading() as connection:
        rows = connection.execute(select(CorrectionRow.state, func.count()).group_by(CorrectionRow.state)).all()
    return dict.fromkeys(map(str, CorrectionState), 0) | {row[0]: int(row[1]) for row in rows}


def _sent(row: Row[Any]) -> SentCorrection:
    correction = Correction(
        topic=row.topic,
        predicted=row.predicted,
        confidence=row.confidence,
        model=model_version(row),
        url=row.url,
        title=row.title,
        text=row.text,
        text_agreed=row.text_agreed,
    )
    return SentCorrection(row.uid, row.made_at, correction, CorrectionState(row.state))
