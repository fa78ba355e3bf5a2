"""Imports: rows of exported tables back into an archive, and articles from elsewhere."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from core.archive.database.base import Base
from core.archive.database.engine import Database
from core.archive.database.schema import (
    ArticleRow,
    CorrectionRow,
    EditionRow,
    Entry,
    Live,
    Paper,
    PaperSet,
    Report,
    Version,
)
from core.archive.exchange.answers import five_from, prediction_from
from core.archive.exchange.columns import parse_fields
from core.archive.exchange.review_imports import review_items, review_labels
from core.archive.exchange.rows import (
    Row,
    Rows,
    newspaper_id,
    newspaper_of,
    numbers_of,
    pairs_of,
    text_of,
    version_of,
)
from core.archive.exchange.tables import ARTICLE, OCCASION, TABLES
from core.archive.months.catalogue import numbers_at
from core.archive.months.returning import bring_back
from core.archive.queries.articles import rows_at
from core.archive.records import ModelVersion, Saved, TextShare
from core.archive.text import kept_text, text_hash
from core.archive.writing.counts import day_number, keep_larger
from core.archive.writing.editions import keep_apart
from core.archive.writing.ids import model_id, paper_ids
from core.archive.writing.incoming import IncomingArticle, storable_article
from core.archive.writing.writer import AUTHORS, Writer
from core.errors import InputError
from core.language.words import count_words
from core.types import Article, Status

BATCH = 1000
"""Rows that one transaction takes in."""
UNKNOWN = ModelVersion("none", "", ())
"""Stands for the model of articles that nobody has classified yet."""


def import_rows(database: Database, table: str, rows: Iterable[Row], keep: TextShare = "lead") -> Saved:
    """Put rows of one table in; what is there already is not doubled.

    `articles` also takes the lines of `read --jsonl` and of a corpus (id,
    publisher, date, title, text, section, topic: the topic counts as the
    publisher's section). What refers to an article or an edition that is not
    there is left out and counts as neither new nor known.

    Raises
    ------
    InputError
        If a row lacks what is needed; what came before it is kept.
    ArchiveError
        If the archive cannot be written.
    """
    if table not in IMPORTS:
        raise InputError(f"The table {table!r} cannot be imported; these can: {', '.join(IMPORTS)}.")
    iterator, total = iter(rows), Saved()
    while batch := list(islice(iterator, BATCH)):
        with database.writing() as connection:
            keep_apart(connection, sample=False)
            saved = IMPORTS[table](connection, batch, keep)
        total = Saved(total.new + saved.new, total.changed + saved.changed, total.known + saved.known)
    return total


def article_from(row: Row, keep: TextShare) -> IncomingArticle:
    """Make an article of an exported row, a line of `read --jsonl`, or a line of a corpus.

    Raises
    ------
    InputError
        If it has no address, or a cell cannot be read.
    """
    row = _as_exported(row)
    values = parse_fields((*ARTICLE, *OCCASION), row)
    whole = storable_article(_article(row, values))
    seen = values["seen_at"] or values["published"] or datetime.now(UTC).replace(microsecond=0)
    share: TextShare = row["kept"] if row.get("kept") in ("full", "lead", "none") else keep
    readable = whole.was_read and bool(whole.title or whole.text)
    return IncomingArticle(
        article=replace(whole, text=kept_text(whole.text, share)),
        seen_at=seen,
        kept=share,
        words=values["words"] or count_words(whole.text),
        hash=(values["hash"] or text_hash(whole.title, whole.text)) if readable else None,
        prediction=prediction_from(row) if readable else None,
        five=five_from(row),
        made_at=values["made_at"] or seen,
        live=row.get("live") is not False,
        last_seen=values["last_seen"],
        version=values["version"] or 1,
    )


def _article(row: Row, values: Mapping[str, Any]) -> Article:
    own = ("title", "text", "published", "section", "section_topic", "extractor", "error", "detail")
    return Article(
        newspaper=newspaper_id(row),
        url=text_of(row, "url") or _corpus_url(row),
        authors=tuple(values["authors"].split(AUTHORS)) if values["authors"] else (),
        status=values["status"] or Status.OK,
        **{name: values[name] for name in own},
    )


def _as_exported(row: Row) -> Row:
    """Give a row of a corpus, or of the command `read`, the columns of the exported table."""
    row = {**row, "published": row.get("published") or row.get("date")}
    if "publisher" in row:  # a line of a corpus: its topic is that of the publisher's section
        row |= {"section_topic": row.get("topic"), "topics": None}
    return row


def _articles(connection: Connection, rows: Rows, keep: TextShare) -> Saved:
    papers = paper_ids(connection, [newspaper_of(row) for row in rows])
    groups: dict[ModelVersion, list[IncomingArticle]] = defaultdict(list)
    for row in rows:
        item = article_from(row, keep)
        groups[_version_of_topics(row) if item.prediction else UNKNOWN].append(item)
    writer, total = Writer(connection), Saved()
    for version, items in groups.items():
        _, saved = writer.add(items, papers, version)
        total = Saved(total.new + saved.new, total.changed + saved.changed, total.known + saved.known)
    writer.finish()
    return total


def _predictions(connection: Connection, rows: Rows, _keep: TextShare) -> Saved:
    articles = _articles_by_url(connection, rows)
    groups: dict[ModelVersion, list[tuple[IncomingArticle, bool]]] = defaultdict(list)
    for row in rows:
        prediction, item = prediction_from(row), articles.get(str(row.get("url")))
        if prediction is not None and item is not None:
            changed = replace(
                item,
                prediction=prediction,
                five=five_from(row),
                made_at=parse_fields(OCCASION, row)["made_at"] or item.seen_at,
                kept=row.get("basis") or item.kept,
            )
            groups[_version_of_topics(row)].append((changed, bool(row.get("live"))))
    writer, new = Writer(connection), 0
    for version, items in groups.items():
        new += writer.add_predictions([item for item, _ in items], [live for _, live in items], version)
    writer.finish()
    return Saved(new=new, known=sum(map(len, groups.values())) - new)


def _articles_by_url(connection: Connection, rows: Rows) -> dict[str, IncomingArticle]:
    urls = [str(row.get("url")) for row in rows]
    query = select(ArticleRow, Paper.key).join(Paper, Paper.id == ArticleRow.paper_id)
    columns = query.with_only_columns(ArticleRow.url, ArticleRow.first_seen, ArticleRow.kept, Paper.key)
    articles = rows_at(connection, columns, urls)
    return {row.url: IncomingArticle(Article(row.key, row.url), row.first_seen, kept=row.kept) for row in articles}


def _versions(connection: Connection, rows: Rows, _keep: TextShare) -> Saved:
    count, given = len(rows), _numbers_of_versions(rows)
    bring_back(
        connection, list(given), lambda row: not given[row["url"]] <= {part["number"] for part in row["versions"]}
    )
    ids = numbers_of(connection, rows, "url", ArticleRow, ArticleRow.url)
    there = pairs_of(connection, Version.article_id, Version.number, ids.values())
    values = [
        {"article_id": ids[row["url"]], **TABLES["versions"].values(row)} for row in rows if row.get("url") in ids
    ]
    new = [value for value in values if (value["article_id"], value["number"]) not in there]
    if new:
        connection.execute(insert(Version), new)
        for value in new:
            later = (ArticleRow.id == value["article_id"]) & (ArticleRow.version <= value["number"])
            connection.execute(update(ArticleRow).where(later).values(version=value["number"] + 1))
    return Saved(new=len(new), known=count - len(new))


def _numbers_of_versions(rows: Rows) -> dict[str, set[int]]:
    numbers: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        numbers[text_of(row, "url")].add(TABLES["versions"].values(row)["number"])
    return numbers


def _editions(connection: Connection, rows: Rows, _keep: TextShare) -> Saved:
    there = numbers_of(connection, rows, "uid", EditionRow, EditionRow.uid)
    new = [row for row in rows if text_of(row, "uid") and row["uid"] not in there and not row.get("sample")]
    for row in new:
        values = TABLES["editions"].values(row) | {"model_id": model_id(connection, version_of(row))}
        connection.execute(insert(EditionRow).values(**values))
    return Saved(new=len(new), known=len(there))


def _entries(connection: Connection, rows: Rows, _keep: TextShare) -> Saved:
    named = [text_of(row, "url") for row in rows if row.get("url")]
    urls = numbers_at(connection, named) | numbers_of(connection, rows, "url", ArticleRow, ArticleRow.url)
    values = [
        value | {"article_id": urls.get(str(row.get("url")))}
        for row, value in _of_editions(connection, "entries", rows)
    ]
    return _insert_new(connection, Entry, "position", values, len(rows))


def _reports(connection: Connection, rows: Rows, _keep: TextShare) -> Saved:
    values = [value for _, value in _of_editions(connection, "reports", rows)]
    return _insert_new(connection, Report, "paper_id", values, len(rows))


def _of_editions(connection: Connection, table: str, rows: Rows) -> list[tuple[Row, dict[str, Any]]]:
    """List the rows whose edition is there, each with what is inserted for it."""
    editions = numbers_of(connection, rows, "edition", EditionRow, EditionRow.uid)
    papers = paper_ids(connection, [newspaper_of(row) for row in rows])
    return [
        (
            row,
            TABLES[table].values(row) | {"edition_id": editions[row["edition"]], "paper_id": papers[newspaper_id(row)]},
        )
        for row in rows
        if row.get("edition") in editions
    ]


def _insert_new(
    connection: Connection, table: type[Entry] | type[Report], second: str, values: list[dict[str, Any]], count: int
) -> Saved:
    """Insert what is not there yet, by the edition and a second column."""
    editions = {value["edition_id"] for value in values}
    there = pairs_of(connection, table.edition_id, getattr(table, second), editions)
    new = [value for value in values if (value["edition_id"], value[second]) not in there]
    if new:
        connection.execute(insert(table), new)
    return Saved(new=len(new), known=count - len(new))


def _labels(connection: Connection, rows: Rows, _keep: TextShare) -> Saved:
    there = numbers_of(connection, rows, "uid", CorrectionRow, CorrectionRow.uid)
    new = [row for row in rows if text_of(row, "uid") and row["uid"] not in there]
    bring_back(connection, [text_of(row, "url") for row in new])
    for row in new:
        values = TABLES["labels"].values(row)
        values |= {"made_at": values["made_at"] or datetime.now(UTC), "visitor": ""}
        connection.execute(insert(CorrectionRow).values(**values, model_id=model_id(connection, version_of(row))))
    return Saved(new=len(new), known=len(there))


def _papers(connection: Connection, rows: Rows, _keep: TextShare) -> Saved:
    before = numbers_of(connection, rows, "newspaper", Paper, Paper.key)
    after = paper_ids(connection, [newspaper_of(row) for row in rows])
    return Saved(new=len(after) - len(before), known=len(before))


def _live(connection: Connection, rows: Rows, _keep: TextShare) -> Saved:
    """Import the models' record: of two counts of the same the larger, as both may count the same articles."""
    papers = paper_ids(connection, {row["newspaper"]: newspaper_of(row) for row in rows}.values())
    versions = [version_of(row) for row in rows]
    models = {version: model_id(connection, version) for version in dict.fromkeys(versions)}
    before = _count(connection, Live)
    counts = []
    for row, version in zip(rows, versions, strict=True):
        values = TABLES["live"].values(row)
        keys = {"day": day_number(values["day"]), "paper_id": papers[newspaper_id(row)], "model_id": models[version]}
        counts.append(values | keys)
    keep_larger(connection, Live, counts, "n", ("n", "answered", "confidence", "known_words"))
    new = _count(connection, Live) - before
    return Saved(new=new, known=len(rows) - new)


def _paper_sets(connection: Connection, rows: Rows, _keep: TextShare) -> Saved:
    there = set(connection.execute(select(PaperSet.name)).scalars())  # one of them may have the name ""
    new = [row for row in rows if text_of(row, "name") not in there]
    for row in new:
        values = TABLES["paper_sets"].values(row)
        values |= {"papers": json.dumps(values["papers"] or []), "made_at": values["made_at"] or datetime.now(UTC)}
        connection.execute(insert(PaperSet).values(**values))
    return Saved(new=len(new), known=len(rows) - len(new))


def _count(connection: Connection, table: type[Base]) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _version_of_topics(row: Row) -> ModelVersion:
    topics = row.get("topics")
    labels = tuple(topics) if isinstance(topics, Mapping) else ()
    return ModelVersion(text_of(row, "model") or "unknown", text_of(row, "sha256"), labels)


def _corpus_url(row: Row) -> str:
    number = text_of(row, "id")
    if not number:
        raise InputError("A row has no address: it needs 'url' (or, in a corpus, 'id').")
    return number if number.startswith(("http://", "https://")) else f"corpus:{newspaper_id(row)}/{number}"


IMPORTS: Mapping[str, Callable[[Connection, Rows, TextShare], Saved]] = {
    "papers": _papers,
    "articles": _articles,
    "predictions": _predictions,
    "versions": _versions,
    "editions": _editions,
    "entries": _entries,
    "reports": _reports,
    "live": _live,
    "labels": _labels,
    "paper_sets": _paper_sets,
    "review_items": review_items,
    "review_labels": review_labels,
}
"""What can be imported, in the order in which one needs the other."""
