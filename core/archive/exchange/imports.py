"""Rows of exported tables back into an archive; and articles from elsewhere."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from core.archive.database.engine import Archive
from core.archive.database.schema import (
    Article,
    Base,
    EditionRow,
    Entry,
    Label,
    Live,
    Paper,
    PaperSet,
    Report,
    Version,
)
from core.archive.records import ModelVersion, Saved
from core.archive.text import Kept, kept_text, text_hash
from core.archive.writing.counts import day_number, keep_larger
from core.archive.writing.editions import keep_apart
from core.archive.writing.ids import model_id, paper_ids
from core.archive.writing.incoming import Incoming, sensible
from core.archive.writing.writer import Writer
from core.errors import InputError
from core.text import storable
from core.types import Newspaper, Prediction

AT_ONCE = 1000
UNKNOWN = ModelVersion("none", "", ())
"""Stands for the model of articles that nobody has classified yet."""
Rows = Sequence[Mapping[str, Any]]


def import_rows(archive: Archive, table: str, rows: Iterable[Mapping[str, Any]], keep: Kept = "lead") -> Saved:
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
    while batch := list(islice(iterator, AT_ONCE)):
        with archive.writing() as connection:
            keep_apart(connection, sample=False)
            saved = IMPORTS[table](connection, batch, keep)
        total = Saved(total.new + saved.new, total.changed + saved.changed, total.known + saved.known)
    return total


def _articles(connection: Connection, rows: Rows, keep: Kept) -> Saved:
    papers = paper_ids(connection, [_newspaper(row) for row in rows])
    groups: dict[ModelVersion, list[Incoming]] = defaultdict(list)
    for row in rows:
        item = article_from(row, keep)
        groups[_version(row) if item.prediction else UNKNOWN].append(item)
    writer, total = Writer(connection), Saved()
    for version, items in groups.items():
        _, saved = writer.add(items, papers, version)
        total = Saved(total.new + saved.new, total.changed + saved.changed, total.known + saved.known)
    writer.finish()
    return total


def article_from(row: Mapping[str, Any], keep: Kept) -> Incoming:
    """An exported article, a line of `read --jsonl`, or a line of a corpus.

    Raises
    ------
    InputError
        If it has no address, or a date cannot be read.
    """
    url = storable(_text(row, "url") or _corpus_url(row))
    title, text = storable(_text(row, "title")), storable(_text(row, "text"))
    published = _moment(row, "published") or _moment(row, "date")
    seen = _moment(row, "first_seen") or published or datetime.now(UTC).replace(microsecond=0)
    status = _text(row, "status") or "ok"
    readable = status in ("ok", "partial") and bool(title or text)
    from_corpus = "publisher" in row
    kept: Kept = row["kept"] if row.get("kept") in ("full", "lead", "none") else keep
    prediction = None if from_corpus else prediction_from(row)
    return Incoming(
        newspaper=_key(row),
        url=url,
        title=title,
        text=kept_text(text, kept),
        seen_at=seen,
        published=sensible(published),
        authors=storable(_text(row, "authors")),
        section=storable(_text(row, "section")) or None,
        section_topic=(_text(row, "topic") if from_corpus else _text(row, "section_topic")) or None,
        extractor=_text(row, "extractor") or None,
        status=status,
        error=_text(row, "error") or None,
        detail=storable(_text(row, "detail")) or None,
        words=int(row.get("words") or len(text.split())),
        kept=kept,
        hash=(_hash(row) or text_hash(title, text)) if readable else None,
        prediction=prediction if readable else None,
        five=_text(row, "topic_of_five") or None,
        made_at=_moment(row, "made_at") or seen,
        live=row.get("live") is not False,
        last_seen=_moment(row, "last_seen"),
        version=int(row.get("version") or 1),
    )


def _hash(row: Mapping[str, Any]) -> bytes | None:
    given = row.get("hash")
    return given if isinstance(given, bytes) else bytes.fromhex(given) if given else None


def prediction_from(row: Mapping[str, Any]) -> Prediction | None:
    """The prediction of a row; None where it holds none."""
    topics = row.get("topics")
    if not isinstance(topics, Mapping) or not topics or not row.get("best"):
        return None
    return Prediction(
        topic=_text(row, "topic") or "other",
        best=_text(row, "best"),
        confidence=float(row.get("confidence") or 0),
        topics={str(name): float(p) for name, p in topics.items()},
        known_words=float(row.get("known_words") or 0),
        reason=_text(row, "reason") or None,
        elsewhere=_text(row, "elsewhere") or None,
    )


def _predictions(connection: Connection, rows: Rows, _keep: Kept) -> Saved:
    known = _articles_by_url(connection, rows)
    groups: dict[ModelVersion, list[tuple[Incoming, bool]]] = defaultdict(list)
    for row in rows:
        prediction = prediction_from(row)
        if prediction is not None and row.get("url") in known:
            item = known[row["url"]]
            made = _moment(row, "made_at") or item.seen_at
            five = _text(row, "topic_of_five") or None
            changed = replace(item, prediction=prediction, five=five, made_at=made, kept=row.get("basis") or item.kept)
            groups[_version(row)].append((changed, bool(row.get("live"))))
    writer, new = Writer(connection), 0
    for version, items in groups.items():
        new += writer.add_predictions([item for item, _ in items], [live for _, live in items], version)
    writer.finish()
    return Saved(new=new, known=sum(map(len, groups.values())) - new)


def _articles_by_url(connection: Connection, rows: Rows) -> dict[str, Incoming]:
    urls = [str(row.get("url")) for row in rows]
    chosen = select(Article, Paper.key).join(Paper, Paper.id == Article.paper_id).where(Article.url.in_(urls))
    found = connection.execute(chosen.with_only_columns(Article.url, Article.first_seen, Article.kept, Paper.key))
    return {row.url: Incoming(row.key, row.url, "", "", row.first_seen, kept=row.kept) for row in found}


def _numbers(connection: Connection, rows: Rows, column: str, table: type[Any], key: Any) -> dict[str, int]:
    wanted = list({str(row[column]) for row in rows if row.get(column)})
    return {name: int(n) for name, n in connection.execute(select(key, table.id).where(key.in_(wanted)))}


def _versions(connection: Connection, rows: Rows, _keep: Kept) -> Saved:
    ids = _numbers(connection, rows, "url", Article, Article.url)
    there = {tuple(row) for row in connection.execute(
        select(Version.article_id, Version.number).where(Version.article_id.in_(ids.values())))}  # fmt: skip
    new = [
        {"article_id": ids[row["url"]], "number": int(row["number"]), "seen_at": _moment(row, "seen_at"),
         "title": storable(_text(row, "title")), "text": storable(_text(row, "text"))}
        for row in rows
        if row.get("url") in ids and (ids[row["url"]], int(row["number"])) not in there
    ]  # fmt: skip
    if new:
        connection.execute(insert(Version), new)
        for row in new:
            number = int(str(row["number"]))
            later = (Article.id == row["article_id"]) & (Article.version <= number)
            connection.execute(update(Article).where(later).values(version=number + 1))
    return Saved(new=len(new), known=len(rows) - len(new))


def _editions(connection: Connection, rows: Rows, _keep: Kept) -> Saved:
    there = _numbers(connection, rows, "uid", EditionRow, EditionRow.uid)
    new = [row for row in rows if _text(row, "uid") and row["uid"] not in there and not row.get("sample")]
    for row in new:
        labels = tuple(row.get("labels") or ())
        version = ModelVersion(_text(row, "model"), _text(row, "sha256"), labels)
        values = {"read_at": _moment(row, "read_at"), "sample": False, "seconds": float(row.get("seconds") or 0)}
        connection.execute(insert(EditionRow).values(uid=row["uid"], model_id=model_id(connection, version), **values))
    return Saved(new=len(new), known=len(there))


def _parts(connection: Connection, rows: Rows, table: type[Entry] | type[Report]) -> Saved:
    editions = _numbers(connection, rows, "edition", EditionRow, EditionRow.uid)
    papers = paper_ids(connection, [_newspaper(row) for row in rows])
    urls = _numbers(connection, rows, "url", Article, Article.url)
    second = Entry.position if table is Entry else Report.paper_id
    there = {tuple(row) for row in connection.execute(
        select(table.edition_id, second).where(table.edition_id.in_(editions.values())))}  # fmt: skip
    new = []
    for row in rows:
        if row.get("edition") not in editions:
            continue
        common = {"edition_id": editions[row["edition"]], "paper_id": papers[_key(row)], "status": _text(row, "status"),
                  "error": row.get("error") or None, "detail": row.get("detail") or None}  # fmt: skip
        if table is Entry:
            more: dict[str, Any] = {"position": int(row["position"]), "article_id": urls.get(str(row.get("url")))}
        else:
            more = {name: int(row.get(name) or 0) for name in ("found", "read", "skipped", "failed")}
            more["seconds"] = float(row.get("seconds") or 0)
        values = common | more
        if (values["edition_id"], values["position" if table is Entry else "paper_id"]) not in there:
            new.append(values)
    if new:
        connection.execute(insert(table), new)
    return Saved(new=len(new), known=len(rows) - len(new))


def _labels(connection: Connection, rows: Rows, _keep: Kept) -> Saved:
    there = _numbers(connection, rows, "uid", Label, Label.uid)
    new = [row for row in rows if _text(row, "uid") and row["uid"] not in there]
    for row in new:
        version = ModelVersion(_text(row, "model"), _text(row, "sha256"), tuple(row.get("labels") or ()))
        values = {name: storable(_text(row, name)) for name in ("uid", "title", "text", "predicted", "topic", "state")}
        connection.execute(
            insert(Label).values(
                **values,
                url=_text(row, "url") or None,
                made_at=_moment(row, "made_at") or datetime.now(UTC),
                text_agreed=bool(row.get("text_agreed")),
                model_id=model_id(connection, version),
                confidence=float(row.get("confidence") or 0),
                visitor="",
                reviewed_at=_moment(row, "reviewed_at"),
            )
        )
    return Saved(new=len(new), known=len(there))


def _papers(connection: Connection, rows: Rows, _keep: Kept) -> Saved:
    before = _numbers(connection, rows, "newspaper", Paper, Paper.key)
    after = paper_ids(connection, [_newspaper(row) for row in rows])
    return Saved(new=len(after) - len(before), known=len(before))


def _live(connection: Connection, rows: Rows, _keep: Kept) -> Saved:
    """The models' record: of two counts of the same the larger, for what is counted here already may be in both."""
    papers = paper_ids(connection, {row["newspaper"]: _newspaper(row) for row in rows}.values())
    before = _count(connection, Live)
    numbers: dict[ModelVersion, int] = {}
    values = []
    for row in rows:
        version = ModelVersion(_text(row, "model"), _text(row, "sha256"), tuple(row.get("labels") or ()))
        if version not in numbers:
            numbers[version] = model_id(connection, version)
        day = _moment(row, "day")
        if day is None:
            raise InputError("A row of the models' record names no day: it needs 'day'.")
        values.append(
            {"day": day_number(day), "paper_id": papers[_key(row)], "model_id": numbers[version],
             "section_topic": _text(row, "section_topic"), "best": _text(row, "best"), "n": int(row["n"]),
             "answered": int(row["answered"]), "confidence": float(row["confidence"]),
             "known_words": float(row["known_words"])}
        )  # fmt: skip
    keep_larger(connection, Live, values, "n", ("n", "answered", "confidence", "known_words"))
    new = _count(connection, Live) - before
    return Saved(new=new, known=len(rows) - new)


def _count(connection: Connection, table: type[Base]) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _sets(connection: Connection, rows: Rows, _keep: Kept) -> Saved:
    there = set(connection.execute(select(PaperSet.name)).scalars())  # one of them may have the name ""
    new = [row for row in rows if _text(row, "name") not in there]
    for row in new:
        made = _moment(row, "made_at") or datetime.now(UTC)
        papers = json.dumps(row.get("papers") or [])
        connection.execute(insert(PaperSet).values(name=storable(_text(row, "name")), papers=papers, made_at=made))
    return Saved(new=len(new), known=len(rows) - len(new))


def _key(row: Mapping[str, Any]) -> str:
    key = storable(_text(row, "newspaper") or _text(row, "publisher")).strip()
    if not key:
        raise InputError("A row names no newspaper: it needs 'newspaper' (or 'publisher').")
    return key


def _newspaper(row: Mapping[str, Any]) -> Newspaper:
    name, home = storable(_text(row, "paper")) or _key(row), _text(row, "home")
    return Newspaper(_key(row), name, _text(row, "country"), _text(row, "language"), home)


def _version(row: Mapping[str, Any]) -> ModelVersion:
    topics = row.get("topics")
    labels = tuple(topics) if isinstance(topics, Mapping) else ()
    return ModelVersion(_text(row, "model") or "unknown", _text(row, "sha256"), labels)


def _corpus_url(row: Mapping[str, Any]) -> str:
    given = _text(row, "id")
    if not given:
        raise InputError("A row has no address: it needs 'url' (or, in a corpus, 'id').")
    return given if given.startswith(("http://", "https://")) else f"corpus:{_key(row)}/{given}"


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return "" if value is None else str(value)


def _moment(row: Mapping[str, Any], name: str) -> datetime | None:
    value = _text(row, name)
    if not value:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError as problem:
        raise InputError(f"{name!r} of a row is no date in ISO 8601: {value[:40]!r}.") from problem
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


IMPORTS: Mapping[str, Callable[[Connection, Rows, Kept], Saved]] = {
    "papers": _papers,
    "articles": _articles,
    "predictions": _predictions,
    "versions": _versions,
    "editions": _editions,
    "entries": lambda connection, rows, _keep: _parts(connection, rows, Entry),
    "reports": lambda connection, rows, _keep: _parts(connection, rows, Report),
    "live": _live,
    "labels": _labels,
    "paper_sets": _sets,
}
"""What can be imported, in the order in which one needs the other."""
