"""Imports of reviews: queues with their articles, and the labels that reviewers gave."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select

from core.archive.database.review_schema import ReviewItemRow, ReviewLabelRow, ReviewQueueRow
from core.archive.exchange.rows import Row, Rows, newspaper_id, newspaper_of, pairs_of, version_of
from core.archive.exchange.tables import TABLES
from core.archive.months.returning import bring_back
from core.archive.records import Saved, TextShare
from core.archive.writing.counts import day_number
from core.archive.writing.ids import model_id, paper_ids
from core.errors import InputError
from core.topics.taxonomy import LABEL_NAMES, OTHER

_CELLS = {field.name: field for field in TABLES["review_items"].fields}


def review_items(connection: Connection, rows: Rows, _keep: TextShare) -> Saved:
    """Put articles of queues in, with the queues that are not there yet.

    Raises
    ------
    InputError
        If a cell cannot be read.
    """
    values = [(row, TABLES["review_items"].values(row)) for row in rows]
    for value in (value for _, value in values):
        if not 0 < value["drawn"] <= value["size"]:
            raise InputError(f"'drawn' of a row is not between 1 and its 'size': {value['drawn']}, {value['size']}.")
    queues = _queues(connection, rows)
    papers = paper_ids(connection, [newspaper_of(row) for row in rows])
    there = pairs_of(connection, ReviewItemRow.queue_id, ReviewItemRow.position, queues.values())
    new = [
        value | {"queue_id": queues[_queue(row)], "paper_id": papers[newspaper_id(row)]}
        for row, value in values
        if (queues[_queue(row)], value["position"]) not in there
    ]
    if new:
        bring_back(connection, [value["url"] for value in new])
        connection.execute(insert(ReviewItemRow), new)
    return Saved(new=len(new), known=len(rows) - len(new))


def review_labels(connection: Connection, rows: Rows, _keep: TextShare) -> Saved:
    """Put labels in, of articles whose queue is there.

    Raises
    ------
    InputError
        If a cell cannot be read, or names a topic that there is not.
    """
    values = [(row, TABLES["review_labels"].values(row) | {"accepted": _accepted(row)}) for row in rows]
    uids = [value["uid"] for _, value in values]
    there = set(connection.execute(select(ReviewLabelRow.uid).where(ReviewLabelRow.uid.in_(uids))).scalars())
    names = {_queue(row) for row in rows}
    inside = {
        (row.uid, row.url): row.id
        for row in connection.execute(
            select(ReviewQueueRow.uid, ReviewQueueRow.id, ReviewItemRow.url)
            .join(ReviewItemRow, ReviewItemRow.queue_id == ReviewQueueRow.id)
            .where(ReviewQueueRow.uid.in_(names))
        )
    }
    placed = [(value, inside.get((_queue(row), value["url"]))) for row, value in values]
    new = [value | {"queue_id": queue} for value, queue in placed if queue and value["uid"] not in there]
    if new:
        connection.execute(insert(ReviewLabelRow), new)
    return Saved(new=len(new), known=len(there))


def _queues(connection: Connection, rows: Rows) -> dict[str, int]:
    """Look up the numbers of the queues of these rows; new ones are added."""
    first = {_queue(row): row for row in rows}
    chosen = select(ReviewQueueRow.uid, ReviewQueueRow.id).where(ReviewQueueRow.uid.in_(first))
    numbers = {row.uid: int(row.id) for row in connection.execute(chosen)}
    for uid, row in first.items():
        if uid not in numbers:
            since, until = (_day(_CELLS[name].parse(row)) for name in ("since", "until"))
            values = {
                "uid": uid,
                "made_at": _CELLS["queue_made_at"].parse(row),
                "model_id": model_id(connection, version_of(row)),
                "since": since,
                "until": until,
                "seed": _CELLS["seed"].parse(row),
            }
            added = connection.execute(insert(ReviewQueueRow).values(values).returning(ReviewQueueRow.id))
            numbers[uid] = int(added.scalar_one())
    return numbers


def _queue(row: Row) -> str:
    return str(_CELLS["queue"].parse(row))


def _day(moment: datetime | None) -> int | None:
    return None if moment is None else day_number(moment)


def _accepted(row: Row) -> str:
    accepted, best = row.get("accepted") or [], row.get("best") or OTHER.name
    if not isinstance(accepted, list) or any(name not in LABEL_NAMES for name in (*accepted, best)):
        raise InputError(f"A row labels an article as something else than: {', '.join(LABEL_NAMES)}.")
    return ",".join(accepted)
