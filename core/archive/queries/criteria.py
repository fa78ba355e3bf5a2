"""Queries as criteria of the tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, Connection, select

from core.archive.database.schema import ArticleRow, Daily, Paper
from core.archive.records import ArticleQuery
from core.archive.writing.counts import day_number, midnight
from core.types import Scheme


def conditions(connection: Connection, query: ArticleQuery, classified: bool = True) -> list[ColumnElement[bool]]:
    """Translate a query into criteria of articles; with `classified`, of those that have a topic.

    An article without a topic was not read, or came from elsewhere and was not
    classified yet: it stands in no list, but a search finds what there is of
    its text.
    """
    topic = ArticleRow.five if query.scheme is Scheme.CORE else ArticleRow.topic
    criteria: list[ColumnElement[bool]] = []
    if query.topic:
        criteria.append(topic == query.topic)
    elif classified:
        criteria.append(topic.is_not(None))
    if query.papers:
        criteria.append(ArticleRow.paper_id.in_(_paper_numbers(connection, query.papers)))
    if query.since:
        criteria.append(ArticleRow.at >= midnight(query.since))
    if query.until:
        criteria.append(ArticleRow.at < midnight(query.until + timedelta(days=1)))
    return criteria


def daily_conditions(connection: Connection, query: ArticleQuery) -> list[ColumnElement[bool]]:
    """Translate a query into criteria of the counts of days."""
    criteria: list[ColumnElement[bool]] = [Daily.scheme == query.scheme]
    if query.topic:
        criteria.append(Daily.topic == query.topic)
    if query.papers:
        criteria.append(Daily.paper_id.in_(_paper_numbers(connection, query.papers)))
    if query.since:
        criteria.append(Daily.day >= day_number(query.since))
    if query.until:
        criteria.append(Daily.day <= day_number(query.until))
    return criteria


def _paper_numbers(connection: Connection, keys: Sequence[str]) -> list[int]:
    return [int(number) for number in connection.execute(select(Paper.id).where(Paper.key.in_(keys))).scalars()]
