"""Writing articles, any number in one transaction: versions where texts change, predictions, counts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from core.archive.database.base import table_of
from core.archive.database.dialects import Document
from core.archive.database.engine import dialect_of
from core.archive.database.schema import ArticleRow, Body, PredictionRow, Version
from core.archive.months.returning import bring_back, changes_by, models_of
from core.archive.records import ModelVersion, Saved
from core.archive.text import chunks
from core.archive.writing.counts import Changes, day_number
from core.archive.writing.ids import model_id, section_ids
from core.archive.writing.incoming import IncomingArticle, deduplicate
from core.archive.writing.predictions import answer_columns, prediction_row

ARTICLE = table_of(ArticleRow)
"""The table of articles."""
PREDICTION = table_of(PredictionRow)
"""The table of predictions."""
VERSION = table_of(Version)
"""The table of former headlines and texts."""
AUTHORS = "; "
"""What stands between two authors of an article."""
Existing = Mapping[str, Row[Any]]


class Writer:
    """Writes articles into the tables, within a transaction that somebody else holds. End with `finish`."""

    def __init__(self, connection: Connection):
        self._connection = connection
        self._dialect = dialect_of(connection)
        self._changes = Changes()

    def add(
        self, items: Sequence[IncomingArticle], papers: Mapping[str, int], version: ModelVersion
    ) -> tuple[dict[str, int], Saved]:
        """Add articles, or what is new about known ones; their numbers by address, and what was done.

        Parameters
        ----------
        version : ModelVersion
            Whose predictions the items carry.
        """
        items = deduplicate(items)
        model = model_id(self._connection, version)
        settled = bring_back(self._connection, [item.url for item in items], changes_by(items, model))
        known, items = len(items), [item for item in items if item.url not in settled]
        existing = self._existing([item.url for item in items])
        sections = section_ids(self._connection, [item.article.section for item in items if item.article.section])
        new = [item for item in items if item.url not in existing]
        changed = [item for item in items if item.url in existing and _differs(item, existing[item.url])]
        ids = settled | {url: int(row.id) for url, row in existing.items()}
        ids.update(self._insert(new, papers, sections, model, version))
        self._replace(changed, existing, sections)
        self._touch(items, existing)
        self._predict(items, ids, existing, {item.url for item in changed}, model, version, papers)
        return ids, Saved(len(new), len(changed), known - len(new) - len(changed))

    def finish(self) -> None:
        """Bring the counts up to date."""
        self._changes.write(self._connection)

    def _existing(self, urls: Sequence[str]) -> Existing:
        return {
            row.url: row
            for part in chunks(urls)
            for row in self._connection.execute(select(ARTICLE).where(ARTICLE.c.url.in_(part)))
        }

    def _insert(
        self,
        new: Sequence[IncomingArticle],
        papers: Mapping[str, int],
        sections: Mapping[str, int],
        model: int,
        version: ModelVersion,
    ) -> dict[str, int]:
        if not new:
            return {}
        rows = [
            {
                **_content(item, sections),
                "url": item.url,
                "paper_id": papers[item.article.newspaper],
                "first_seen": item.seen_at,
                "last_seen": item.last,
                "version": item.version,
                **answer_columns(item, model, version),
            }
            for item in new
        ]
        first = self._dialect.next_number(self._connection)
        if first is not None:
            rows = [{"id": number, **row} for number, row in enumerate(rows, start=first)]
        inserted = self._connection.execute(insert(ARTICLE).returning(ARTICLE.c.id, ARTICLE.c.url), rows)
        ids = {url: int(number) for number, url in inserted}
        self._add_text([(ids[item.url], item.article.title, item.article.text) for item in new if item.readable])
        return ids

    def _replace(self, changed: Sequence[IncomingArticle], existing: Existing, sections: Mapping[str, int]) -> None:
        """Update changed articles: the former headline and text become a version."""
        if not changed:
            return
        texts = self._texts([int(existing[item.url].id) for item in changed])
        former, before, after, fresh = [], [], [], []
        for item in changed:
            row = existing[item.url]
            document = (int(row.id), item.article.title, item.article.text)
            if row.id not in texts:
                fresh.append(document)
                continue
            if row.hash != item.hash:
                former.append(
                    {
                        "article_id": row.id,
                        "number": row.version,
                        "seen_at": row.last_seen,
                        "title": row.title,
                        "text": texts[row.id],
                    }
                )
            before.append((int(row.id), row.title, texts[row.id]))
            after.append(document)
        if former:
            self._connection.execute(insert(VERSION), former)
        # SQLite's index takes the old words out by the old headline: before the headline is changed.
        if after:
            self._dialect.change_text(self._connection, before, after)
        self._add_text(fresh)
        numbers = {row["article_id"]: row["number"] + 1 for row in former}
        self._update(
            [
                {
                    **_content(item, sections),
                    "b_id": existing[item.url].id,
                    # The counts are by day: the day moves only together with a prediction.
                    "at": item.at if item.prediction else existing[item.url].at,
                    "version": numbers.get(existing[item.url].id, existing[item.url].version),
                }
                for item in changed
            ]
        )

    def _add_text(self, documents: Sequence[Document]) -> None:
        if documents:
            self._dialect.add_text(self._connection, documents)

    def _texts(self, ids: Sequence[int]) -> dict[int, str]:
        query = select(Body.article_id, Body.text)
        return {
            int(number): body
            for part in chunks(ids)
            for number, body in self._connection.execute(query.where(Body.article_id.in_(part)))
        }

    def _touch(self, items: Sequence[IncomingArticle], existing: Existing) -> None:
        self._update(
            [
                {"b_id": existing[item.url].id, "last_seen": item.last}
                for item in items
                if item.url in existing and item.last > existing[item.url].last_seen
            ]
        )

    def _update(self, rows: list[dict[str, Any]]) -> None:
        if rows:
            names = [name for name in rows[0] if name != "b_id"]
            statement = update(ARTICLE).where(ARTICLE.c.id == bindparam("b_id"))
            self._connection.execute(statement.values({name: bindparam(name) for name in names}), rows)

    def _predict(
        self,
        items: Sequence[IncomingArticle],
        ids: Mapping[str, int],
        existing: Existing,
        changed: set[str],
        model: int,
        version: ModelVersion,
        papers: Mapping[str, int],
    ) -> None:
        """Store predictions of new and changed articles, and those that this model had not made yet."""
        with_prediction = [item for item in items if item.prediction is not None]
        present = self._predicted([ids[item.url] for item in with_prediction if item.url in existing], model)
        to_store = [item for item in with_prediction if ids[item.url] not in present or item.url in changed]
        rows = []
        for item in to_store:
            row = existing.get(item.url)
            rows.append(
                prediction_row(ids[item.url], model, version, item, item.live and (row is None or row.topic is None))
            )
            paper = papers[item.article.newspaper] if row is None else int(row.paper_id)
            if row is not None:
                self._changes.topic(day_number(row.at), paper, row.topic, row.five, -1)
            if rows[-1]["live"]:
                self._changes.live(day_number(item.seen_at), paper, item.article.section_topic, rows[-1])
            day = day_number(item.at if row is None or item.url in changed else row.at)
            self._changes.topic(day, paper, rows[-1]["topic"], rows[-1]["five"], 1)
        self.store(rows, present, {ids[item.url] for item in to_store if item.url not in existing})

    def add_predictions(self, items: Sequence[IncomingArticle], live: Sequence[bool], version: ModelVersion) -> int:
        """Add predictions of articles that are there; how many this model had not made yet.

        They become what the articles are said to be about where they are the
        newest.
        """
        model = model_id(self._connection, version)
        bring_back(self._connection, [item.url for item in items], lambda row: model not in models_of(row))
        existing = self._existing([item.url for item in items])
        present = self._predicted([int(row.id) for row in existing.values()], model)
        newest = self._newest([int(row.id) for row in existing.values()])
        fresh, current = [], []
        for item, at_reading in zip(items, live, strict=True):
            row = existing.get(item.url)
            if row is None or row.id in present:
                continue
            prediction = prediction_row(int(row.id), model, version, item, at_reading)
            fresh.append(prediction)
            present[int(row.id)] = at_reading
            if at_reading:
                self._changes.live(day_number(row.first_seen), row.paper_id, row.section_topic, prediction)
            if row.topic is None or prediction["made_at"] >= newest.get(int(row.id), prediction["made_at"]):
                self._changes.topic(day_number(row.at), row.paper_id, row.topic, row.five, -1)
                self._changes.topic(day_number(row.at), row.paper_id, prediction["topic"], prediction["five"], 1)
                current.append(prediction)
        if fresh:
            self._connection.execute(insert(PREDICTION), fresh)
        self._set_current(current)
        return len(fresh)

    def _newest(self, ids: Sequence[int]) -> dict[int, datetime]:
        """When the newest prediction of each article was made."""
        newest = select(PREDICTION.c.article_id, func.max(PREDICTION.c.made_at)).group_by(PREDICTION.c.article_id)
        return {
            int(number): moment
            for part in chunks(ids)
            for number, moment in self._connection.execute(newest.where(PREDICTION.c.article_id.in_(part)))
        }

    def _set_current(self, rows: Sequence[Mapping[str, Any]]) -> None:
        names = ("topic", "five", "best", "confidence", "model_id")
        self._update([{"b_id": row["article_id"], **{name: row[name] for name in names}} for row in rows])

    def store(
        self, rows: Sequence[Mapping[str, Any]], present: Mapping[int, bool], current: Collection[int] = ()
    ) -> None:
        """Write predictions, and make them what their articles are said to be about.

        Parameters
        ----------
        present : mapping of int to bool
            Articles that have a prediction of this model, and whether that one is live.
        current : collection of int
            Articles that have it as their topic already.
        """
        fresh = [dict(row) for row in rows if row["article_id"] not in present]
        if fresh:
            self._connection.execute(insert(PREDICTION), fresh)
        again = [{**row, "live": present[row["article_id"]]} for row in rows if row["article_id"] in present]
        if again:
            same = (PREDICTION.c.article_id == bindparam("b_article")) & (PREDICTION.c.model_id == bindparam("b_model"))
            self._connection.execute(
                update(PREDICTION).where(same),
                [
                    {"b_article": row.pop("article_id"), "b_model": row.pop("model_id"), **row}
                    for row in map(dict, again)
                ],
            )
        self._set_current([row for row in rows if row["article_id"] not in current])

    def _predicted(self, ids: Sequence[int], model: int) -> dict[int, bool]:
        query = select(PREDICTION.c.article_id, PREDICTION.c.live).where(PREDICTION.c.model_id == model)
        return {
            int(number): bool(live)
            for part in chunks(ids)
            for number, live in self._connection.execute(query.where(PREDICTION.c.article_id.in_(part)))
        }


def _differs(item: IncomingArticle, row: Row[Any]) -> bool:
    """Whether there is something to replace; an article that cannot be read today keeps what it had."""
    return item.readable and (row.hash != item.hash or row.kept != item.kept)


def _content(item: IncomingArticle, sections: Mapping[str, int]) -> dict[str, Any]:
    article = item.article
    return {
        "at": item.at,
        "published": article.published,
        "title": article.title,
        "authors": AUTHORS.join(article.authors),
        "section_id": sections[article.section] if article.section else None,
        "section_topic": article.section_topic,
        "words": item.words,
        "extractor": article.extractor,
        "status": str(article.status),
        "error": str(article.error) if article.error else None,
        "detail": article.detail,
        "kept": item.kept,
        "hash": item.hash,
    }
