"""Every table as rows that mean something elsewhere: addresses and names in place of numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, select

from core.archive.database.engine import Archive
from core.archive.database.schema import (
    Article,
    Body,
    Daily,
    EditionRow,
    Entry,
    Label,
    Live,
    Model,
    Paper,
    PaperSet,
    PredictionRow,
    Report,
    Section,
    Version,
)
from core.archive.text import unpack
from core.archive.writing.counts import day_of
from core.errors import UsageError

AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is exported: its columns, the query behind it, and what else is made of a row."""

    columns: tuple[str, ...]
    query: Callable[[], Select[*tuple[Any, ...]]]
    more: Callable[[Row[Any]], Mapping[str, Any]] = lambda row: {}


def export_rows(archive: Archive, name: str) -> Iterator[dict[str, Any]]:
    """The rows of a table, streamed.

    Raises
    ------
    UsageError
        If there is no such table.
    ArchiveError
        If the archive cannot be read.
    """
    table = table_named(name)
    with archive.reading() as connection:
        rows = connection.execution_options(stream_results=True, yield_per=AT_ONCE).execute(table.query())
        for row in rows:
            values = {**row._mapping, **table.more(row)}
            yield {column: values[column] for column in table.columns}


def table_named(name: str) -> Table:
    """The table of this name.

    Raises
    ------
    UsageError
        If there is none.
    """
    if name not in TABLES:
        raise UsageError(f"There is no table {name!r} to export; there are: {', '.join(TABLES)}.")
    return TABLES[name]


def _articles() -> Select[*tuple[Any, ...]]:
    same = (PredictionRow.article_id == Article.id) & (PredictionRow.model_id == Article.model_id)
    return (
        select(
            Article.url, Paper.key.label("newspaper"), Paper.name.label("paper"), Article.title, Body.text,
            Article.kept, Article.words, Article.hash, Article.published, Article.first_seen, Article.last_seen,
            Section.word.label("section"), Article.section_topic, Article.authors, Article.extractor, Article.status,
            Article.error, Article.detail, Article.version, Article.topic, Article.five.label("topic_of_five"),
            Article.best, PredictionRow.confidence, PredictionRow.known_words, PredictionRow.reason,
            PredictionRow.elsewhere, PredictionRow.made_at, PredictionRow.live,
            PredictionRow.probabilities, Model.labels.label("names"),
            Model.name.label("model"), Model.sha256.label("sha256"),
        )
        .join(Paper, Paper.id == Article.paper_id)
        .outerjoin(Body, Body.article_id == Article.id)
        .outerjoin(Section, Section.id == Article.section_id)
        .outerjoin(Model, Model.id == Article.model_id)
        .outerjoin(PredictionRow, same)
        .order_by(Article.id)
    )  # fmt: skip


def _predictions() -> Select[*tuple[Any, ...]]:
    row = PredictionRow
    return (
        select(
            Article.url, Paper.key.label("newspaper"), Model.name.label("model"), Model.sha256.label("sha256"),
            row.made_at, row.live, row.basis, row.topic, row.five.label("topic_of_five"), row.best, row.confidence,
            row.known_words, row.probabilities, Model.labels.label("names"), row.reason, row.elsewhere,
        )
        .join(Article, Article.id == row.article_id)
        .join(Paper, Paper.id == Article.paper_id)
        .join(Model, Model.id == row.model_id)
        .order_by(row.article_id, row.model_id)
    )  # fmt: skip


def _probabilities(row: Row[Any]) -> dict[str, Any]:
    if row.probabilities is None:
        return {"topics": None}
    return {"topics": {name: round(p, 6) for name, p in unpack(row.names.split(","), row.probabilities).items()}}


def _versions() -> Select[*tuple[Any, ...]]:
    columns = (Article.url, Version.number, Version.seen_at, Version.title, Version.text)
    return select(*columns).join(Article, Article.id == Version.article_id).order_by(Version.article_id, Version.number)


def _editions() -> Select[*tuple[Any, ...]]:
    columns = (EditionRow.uid, EditionRow.read_at, EditionRow.sample, EditionRow.seconds)
    model = (Model.name.label("model"), Model.sha256.label("sha256"), Model.labels.label("names"))
    return select(*columns, *model).join(Model, Model.id == EditionRow.model_id).order_by(EditionRow.id)


def _entries() -> Select[*tuple[Any, ...]]:
    columns = (EditionRow.uid.label("edition"), Entry.position, Paper.key.label("newspaper"), Article.url)
    return (
        select(*columns, Entry.status, Entry.error, Entry.detail)
        .join(EditionRow, EditionRow.id == Entry.edition_id)
        .join(Paper, Paper.id == Entry.paper_id)
        .outerjoin(Article, Article.id == Entry.article_id)
        .order_by(Entry.edition_id, Entry.position)
    )


def _reports() -> Select[*tuple[Any, ...]]:
    figures = (Report.status, Report.found, Report.read, Report.skipped, Report.failed, Report.seconds)
    return (
        select(
            EditionRow.uid.label("edition"), Paper.key.label("newspaper"), Paper.name.label("paper"), *figures,
            Report.error, Report.detail,
        )
        .join(EditionRow, EditionRow.id == Report.edition_id)
        .join(Paper, Paper.id == Report.paper_id)
        .order_by(Report.edition_id, Report.paper_id)
    )  # fmt: skip


def _papers() -> Select[*tuple[Any, ...]]:
    return select(
        Paper.key.label("newspaper"), Paper.name.label("paper"), Paper.country, Paper.language, Paper.home
    ).order_by(Paper.id)


def _days() -> Select[*tuple[Any, ...]]:
    columns = (Daily.scheme, Daily.day.label("number"), Paper.key.label("newspaper"))
    return (
        select(*columns, Daily.topic, Daily.n)
        .join(Paper, Paper.id == Daily.paper_id)
        .order_by(Daily.scheme.desc(), Daily.day, Paper.key, Daily.topic)
    )


def _live() -> Select[*tuple[Any, ...]]:
    columns = (Live.day.label("number"), Paper.key.label("newspaper"), Live.section_topic, Live.best, Live.n)
    sums = (Live.answered, Live.confidence, Live.known_words)
    model = (Model.name.label("model"), Model.sha256.label("sha256"), Model.labels.label("names"))
    return (
        select(*columns, *sums, *model)
        .join(Paper, Paper.id == Live.paper_id)
        .join(Model, Model.id == Live.model_id)
        .order_by(Live.day, Paper.key, Model.id, Live.section_topic, Live.best)
    )


def _sets() -> Select[*tuple[Any, ...]]:
    return select(PaperSet.name, PaperSet.papers.label("json"), PaperSet.made_at).order_by(PaperSet.id)


def _labels() -> Select[*tuple[Any, ...]]:
    columns = (Label.uid, Label.made_at, Label.url, Label.title, Label.text, Label.text_agreed, Label.predicted)
    model = (Model.name.label("model"), Model.sha256.label("sha256"), Model.labels.label("names"))
    more = (Label.confidence, Label.topic, Label.state, Label.reviewed_at)
    return select(*columns, *more, *model).join(Model, Model.id == Label.model_id).order_by(Label.id)


def _split_labels(row: Row[Any]) -> dict[str, Any]:
    return {"labels": row.names.split(",")}


def _day(row: Row[Any]) -> dict[str, Any]:
    return {"day": day_of(row.number).isoformat()}


def _set_papers(row: Row[Any]) -> dict[str, Any]:
    import json

    return {"papers": json.loads(row.json)}


_ANSWER = ("topic", "topic_of_five", "best", "confidence", "known_words", "topics", "reason", "elsewhere")

TABLES: Mapping[str, Table] = {
    "articles": Table(
        ("url", "newspaper", "paper", "title", "text", "kept", "words", "hash", "published", "first_seen", "last_seen",
         "section", "section_topic", "authors", "extractor", "status", "error", "detail", "version", *_ANSWER,
         "model", "sha256", "made_at", "live"),
        _articles, _probabilities,
    ),
    "predictions": Table(
        ("url", "newspaper", "model", "sha256", "made_at", "live", "basis", *_ANSWER), _predictions, _probabilities
    ),
    "versions": Table(("url", "number", "seen_at", "title", "text"), _versions),
    "editions": Table(("uid", "read_at", "sample", "seconds", "model", "sha256", "labels"), _editions, _split_labels),
    "entries": Table(("edition", "position", "newspaper", "url", "status", "error", "detail"), _entries),
    "reports": Table(
        ("edition", "newspaper", "paper", "status", "found", "read", "skipped", "failed", "seconds", "error", "detail"),
        _reports,
    ),
    "papers": Table(("newspaper", "paper", "country", "language", "home"), _papers),
    "days": Table(
        ("day", "newspaper", "n_topics", "topic", "n"), _days, lambda row: _day(row) | {"n_topics": row.scheme.number}
    ),
    "live": Table(
        ("day", "newspaper", "section_topic", "best", "n", "answered", "confidence", "known_words",
         "model", "sha256", "labels"),
        _live, lambda row: _day(row) | _split_labels(row),
    ),
    "labels": Table(
        ("uid", "made_at", "url", "title", "text", "text_agreed", "predicted", "confidence", "topic", "state",
         "reviewed_at", "model", "sha256", "labels"),
        _labels, _split_labels,
    ),
    "paper_sets": Table(("name", "papers", "made_at"), _sets, _set_papers),
}  # fmt: skip
"""What can be exported, by name. `days` is made from the articles, so it is never imported."""
