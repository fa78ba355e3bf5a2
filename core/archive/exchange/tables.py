"""The tables that are exported and imported: names and addresses in place of numbers, so that they mean something."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Select

from core.archive.database.review_schema import ReviewItemRow, ReviewLabelRow, ReviewQueueRow
from core.archive.database.schema import (
    ArticleRow,
    Body,
    CorrectionRow,
    Daily,
    EditionRow,
    Entry,
    Live,
    Model,
    Paper,
    PaperSet,
    PredictionRow,
    Report,
    SectionRow,
    Version,
)
from core.archive.exchange.columns import (
    FLAG,
    HASH,
    MOMENT,
    NESTED,
    NUMBER,
    OPTIONAL_TEXT,
    SHARE,
    TEXT,
    Column,
    ExportedTable,
)
from core.archive.text import unpack
from core.archive.writing.counts import day_of
from core.topics.taxonomy import topic_names
from core.types import Scheme

EXPLANATION = "unsure_because"
"""The column that says in a sentence why there is no answer; former versions did not have it."""


def _day(number: int) -> str:
    day: date = day_of(number)
    return day.isoformat()


def _day_if_any(number: int | None) -> str | None:
    return None if number is None else _day(number)


def _weight(size: int, drawn: int) -> float:
    return size / drawn


def _number_of_topics(scheme: Scheme) -> int:
    return len(topic_names(scheme))


def _split(labels: str) -> list[str]:
    return labels.split(",") if labels else []


def _topics(probabilities: bytes | None, labels: str | None) -> dict[str, float] | None:
    if probabilities is None or labels is None:
        return None
    return {name: round(p, 6) for name, p in unpack(labels.split(","), probabilities).items()}


def _answer(source: type[ArticleRow] | type[PredictionRow]) -> tuple[Column, ...]:
    """Declare the columns of a prediction; topics are selected from `source`."""
    return (
        Column("topic", source.topic, insert="topic"),
        Column("topic_of_five", source.five, OPTIONAL_TEXT, "five"),
        Column("best", source.best, insert="best"),
        Column("confidence", PredictionRow.confidence, SHARE, "confidence"),
        Column("known_words", PredictionRow.known_words, SHARE, "known_words"),
        Column("topics", (PredictionRow.probabilities, Model.labels), NESTED, "topics", _topics),
        Column("reason", PredictionRow.reason, OPTIONAL_TEXT, "reason"),
        Column("elsewhere", PredictionRow.elsewhere, OPTIONAL_TEXT, "elsewhere"),
        Column(EXPLANATION, PredictionRow.detail, OPTIONAL_TEXT, "detail"),
    )


ARTICLE = (
    Column("url", ArticleRow.url),
    Column("newspaper", Paper.key),
    Column("paper", Paper.name),
    Column("title", ArticleRow.title, TEXT, "title"),
    Column("text", Body.text, TEXT, "text"),
    Column("kept", ArticleRow.kept),
    Column("words", ArticleRow.words, NUMBER, "words"),
    Column("hash", ArticleRow.hash, HASH, "hash"),
    Column("published", ArticleRow.published, MOMENT, "published"),
    Column("first_seen", ArticleRow.first_seen, MOMENT, "seen_at"),
    Column("last_seen", ArticleRow.last_seen, MOMENT, "last_seen"),
    Column("section", SectionRow.word, OPTIONAL_TEXT, "section"),
    Column("section_topic", ArticleRow.section_topic, OPTIONAL_TEXT, "section_topic"),
    Column("authors", ArticleRow.authors, TEXT, "authors"),
    Column("extractor", ArticleRow.extractor, OPTIONAL_TEXT, "extractor"),
    Column("status", ArticleRow.status, TEXT, "status"),
    Column("error", ArticleRow.error, OPTIONAL_TEXT, "error"),
    Column("detail", ArticleRow.detail, OPTIONAL_TEXT, "detail"),
    Column("version", ArticleRow.version, NUMBER, "version"),
)
"""What an article is, without what a model says about it."""
ANSWER = _answer(ArticleRow)
"""What the newest model says about an article."""
OCCASION = (
    Column("made_at", PredictionRow.made_at, MOMENT, "made_at"),
    Column("live", PredictionRow.live, FLAG, "live"),
)
"""When a prediction was made, and whether that was when the article was read."""
VERSION = (Column("model", Model.name), Column("sha256", Model.sha256))
"""Which model, as its name and the SHA-256 of its file."""
LABELLED_VERSION = (*VERSION, Column("labels", Model.labels, NESTED, cell=_split))
"""The same with its topics."""


def _articles(query: Select[Any]) -> Select[Any]:
    own = (PredictionRow.article_id == ArticleRow.id) & (PredictionRow.model_id == ArticleRow.model_id)
    return (
        query.select_from(ArticleRow)
        .join(Paper, Paper.id == ArticleRow.paper_id)
        .outerjoin(Body, Body.article_id == ArticleRow.id)
        .outerjoin(SectionRow, SectionRow.id == ArticleRow.section_id)
        .outerjoin(Model, Model.id == ArticleRow.model_id)
        .outerjoin(PredictionRow, own)
        .order_by(ArticleRow.id)
    )


def _predictions(query: Select[Any]) -> Select[Any]:
    return (
        query.select_from(PredictionRow)
        .join(ArticleRow, ArticleRow.id == PredictionRow.article_id)
        .join(Paper, Paper.id == ArticleRow.paper_id)
        .join(Model, Model.id == PredictionRow.model_id)
        .order_by(PredictionRow.article_id, PredictionRow.model_id)
    )


def _versions(query: Select[Any]) -> Select[Any]:
    joined = query.select_from(Version).join(ArticleRow, ArticleRow.id == Version.article_id)
    return joined.order_by(Version.article_id, Version.number)


def _editions(query: Select[Any]) -> Select[Any]:
    return query.select_from(EditionRow).join(Model, Model.id == EditionRow.model_id).order_by(EditionRow.id)


def _entries(query: Select[Any]) -> Select[Any]:
    return (
        query.select_from(Entry)
        .join(EditionRow, EditionRow.id == Entry.edition_id)
        .join(Paper, Paper.id == Entry.paper_id)
        .outerjoin(ArticleRow, ArticleRow.id == Entry.article_id)
        .order_by(Entry.edition_id, Entry.position)
    )


def _reports(query: Select[Any]) -> Select[Any]:
    return (
        query.select_from(Report)
        .join(EditionRow, EditionRow.id == Report.edition_id)
        .join(Paper, Paper.id == Report.paper_id)
        .order_by(Report.edition_id, Report.paper_id)
    )


def _days(query: Select[Any]) -> Select[Any]:
    joined = query.select_from(Daily).join(Paper, Paper.id == Daily.paper_id)
    return joined.order_by(Daily.scheme.desc(), Daily.day, Paper.key, Daily.topic)


def _live(query: Select[Any]) -> Select[Any]:
    return (
        query.select_from(Live)
        .join(Paper, Paper.id == Live.paper_id)
        .join(Model, Model.id == Live.model_id)
        .order_by(Live.day, Paper.key, Model.id, Live.section_topic, Live.best)
    )


def _labels(query: Select[Any]) -> Select[Any]:
    return query.select_from(CorrectionRow).join(Model, Model.id == CorrectionRow.model_id).order_by(CorrectionRow.id)


def _review_items(query: Select[Any]) -> Select[Any]:
    return (
        query.select_from(ReviewItemRow)
        .join(ReviewQueueRow, ReviewQueueRow.id == ReviewItemRow.queue_id)
        .join(Model, Model.id == ReviewQueueRow.model_id)
        .join(Paper, Paper.id == ReviewItemRow.paper_id)
        .order_by(ReviewItemRow.queue_id, ReviewItemRow.position)
    )


def _review_labels(query: Select[Any]) -> Select[Any]:
    own = (ReviewItemRow.queue_id == ReviewLabelRow.queue_id) & (ReviewItemRow.url == ReviewLabelRow.url)
    return (
        query.select_from(ReviewLabelRow)
        .join(ReviewQueueRow, ReviewQueueRow.id == ReviewLabelRow.queue_id)
        .join(Model, Model.id == ReviewQueueRow.model_id)
        .join(ReviewItemRow, own)
        .order_by(ReviewLabelRow.id)
    )


TABLES: Mapping[str, ExportedTable] = {
    "articles": ExportedTable(
        (
            *ARTICLE,
            *ANSWER,
            *VERSION,
            *OCCASION,
        ),
        _articles,
    ),
    "predictions": ExportedTable(
        (
            Column("url", ArticleRow.url),
            Column("newspaper", Paper.key),
            *VERSION,
            *OCCASION,
            Column("basis", PredictionRow.basis),
            *_answer(PredictionRow),
        ),
        _predictions,
    ),
    "versions": ExportedTable(
        (
            Column("url", ArticleRow.url),
            Column("number", Version.number, NUMBER, "number", required=True),
            Column("seen_at", Version.seen_at, MOMENT, "seen_at", required=True),
            Column("title", Version.title, TEXT, "title"),
            Column("text", Version.text, TEXT, "text"),
        ),
        _versions,
    ),
    "editions": ExportedTable(
        (
            Column("uid", EditionRow.uid, TEXT, "uid"),
            Column("read_at", EditionRow.read_at, MOMENT, "read_at", required=True),
            Column("sample", EditionRow.sample, FLAG, "sample"),
            Column("seconds", EditionRow.seconds, SHARE, "seconds"),
            *LABELLED_VERSION,
        ),
        _editions,
    ),
    "entries": ExportedTable(
        (
            Column("edition", EditionRow.uid),
            Column("position", Entry.position, NUMBER, "position", required=True),
            Column("newspaper", Paper.key),
            Column("url", ArticleRow.url),
            Column("status", Entry.status, TEXT, "status"),
            Column("error", Entry.error, OPTIONAL_TEXT, "error"),
            Column("detail", Entry.detail, OPTIONAL_TEXT, "detail"),
        ),
        _entries,
    ),
    "reports": ExportedTable(
        (
            Column("edition", EditionRow.uid),
            Column("newspaper", Paper.key),
            Column("paper", Paper.name),
            Column("status", Report.status, TEXT, "status"),
            Column("found", Report.found, NUMBER, "found"),
            Column("read", Report.read, NUMBER, "read"),
            Column("skipped", Report.skipped, NUMBER, "skipped"),
            Column("failed", Report.failed, NUMBER, "failed"),
            Column("seconds", Report.seconds, SHARE, "seconds"),
            Column("error", Report.error, OPTIONAL_TEXT, "error"),
            Column("detail", Report.detail, OPTIONAL_TEXT, "detail"),
            Column("from_feed", Report.from_feed, NUMBER, "from_feed"),
        ),
        _reports,
    ),
    "papers": ExportedTable(
        (
            Column("newspaper", Paper.key),
            Column("paper", Paper.name),
            Column("country", Paper.country, TEXT, "country"),
            Column("language", Paper.language, TEXT, "language"),
            Column("home", Paper.home, TEXT, "home"),
        ),
        lambda query: query.order_by(Paper.id),
    ),
    "days": ExportedTable(
        (
            Column("day", Daily.day, cell=_day),
            Column("newspaper", Paper.key),
            Column("n_topics", Daily.scheme, NUMBER, cell=_number_of_topics),
            Column("topic", Daily.topic),
            Column("n", Daily.n, NUMBER),
        ),
        _days,
    ),
    "live": ExportedTable(
        (
            Column("day", Live.day, MOMENT, "day", _day, required=True),
            Column("newspaper", Paper.key),
            Column("section_topic", Live.section_topic, TEXT, "section_topic"),
            Column("best", Live.best, TEXT, "best"),
            Column("n", Live.n, NUMBER, "n", required=True),
            Column("answered", Live.answered, NUMBER, "answered", required=True),
            Column("confidence", Live.confidence, SHARE, "confidence", required=True),
            Column("known_words", Live.known_words, SHARE, "known_words", required=True),
            *LABELLED_VERSION,
        ),
        _live,
    ),
    "labels": ExportedTable(
        (
            Column("uid", CorrectionRow.uid, TEXT, "uid"),
            Column("made_at", CorrectionRow.made_at, MOMENT, "made_at"),
            Column("url", CorrectionRow.url, OPTIONAL_TEXT, "url"),
            Column("title", CorrectionRow.title, TEXT, "title"),
            Column("text", CorrectionRow.text, TEXT, "text"),
            Column("text_agreed", CorrectionRow.text_agreed, FLAG, "text_agreed"),
            Column("predicted", CorrectionRow.predicted, TEXT, "predicted"),
            Column("confidence", CorrectionRow.confidence, SHARE, "confidence"),
            Column("topic", CorrectionRow.topic, TEXT, "topic"),
            Column("state", CorrectionRow.state, TEXT, "state"),
            Column("reviewed_at", CorrectionRow.reviewed_at, MOMENT, "reviewed_at"),
            *LABELLED_VERSION,
        ),
        _labels,
    ),
    "paper_sets": ExportedTable(
        (
            Column("name", PaperSet.name, TEXT, "name"),
            Column("papers", PaperSet.papers, NESTED, "papers", json.loads),
            Column("made_at", PaperSet.made_at, MOMENT, "made_at"),
        ),
        lambda query: query.order_by(PaperSet.id),
    ),
    "review_items": ExportedTable(
        (
            Column("queue", ReviewQueueRow.uid, required=True),
            Column("queue_made_at", ReviewQueueRow.made_at, MOMENT, required=True),
            Column("since", ReviewQueueRow.since, MOMENT, cell=_day_if_any),
            Column("until", ReviewQueueRow.until, MOMENT, cell=_day_if_any),
            Column("seed", ReviewQueueRow.seed, NUMBER),
            Column("position", ReviewItemRow.position, NUMBER, "position", required=True),
            Column("newspaper", Paper.key),
            Column("paper", Paper.name),
            Column("url", ReviewItemRow.url, TEXT, "url", required=True),
            Column("title", ReviewItemRow.title, TEXT, "title"),
            Column("stratum", ReviewItemRow.stratum, TEXT, "stratum", required=True),
            Column("size", ReviewItemRow.size, NUMBER, "size", required=True),
            Column("drawn", ReviewItemRow.drawn, NUMBER, "drawn", required=True),
            Column("weight", (ReviewItemRow.size, ReviewItemRow.drawn), SHARE, cell=_weight),
            Column("shown", ReviewItemRow.shown, TEXT, "shown", required=True),
            Column("best", ReviewItemRow.best, TEXT, "best", required=True),
            Column("confidence", ReviewItemRow.confidence, SHARE, "confidence"),
            *LABELLED_VERSION,
        ),
        _review_items,
    ),
    "review_labels": ExportedTable(
        (
            Column("uid", ReviewLabelRow.uid, TEXT, "uid", required=True),
            Column("queue", ReviewQueueRow.uid, required=True),
            Column("url", ReviewLabelRow.url, TEXT, "url", required=True),
            Column("made_at", ReviewLabelRow.made_at, MOMENT, "made_at", required=True),
            Column("best", ReviewLabelRow.best, OPTIONAL_TEXT, "best"),
            Column("accepted", ReviewLabelRow.accepted, NESTED, cell=_split),
            Column("reviewer", ReviewLabelRow.reviewer, TEXT, "reviewer"),
            Column("stratum", ReviewItemRow.stratum),
            Column("weight", (ReviewItemRow.size, ReviewItemRow.drawn), SHARE, cell=_weight),
            *VERSION,
        ),
        _review_labels,
    ),
}
"""What can be exported, by name. `days` is made from the articles, so it is never imported."""

COLUMN_TYPES: Mapping[str, type] = {
    field.name: field.kind.type for table in TABLES.values() for field in table.fields if field.kind.type is not str
}
"""Types of the columns that are not text, by name: the same in every table."""
