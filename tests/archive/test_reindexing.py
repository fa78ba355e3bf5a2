"""The index of a former version is brought up to date once, while the archive is in use."""

import logging
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import create_engine, select, text

from core.archive import Archive
from core.archive.database import reindexing
from core.archive.database.reindexing import reindex, reindex_batch
from core.archive.database.schema import Reindex
from core.archive.database.sqlite import TOKENIZER, Sqlite, _indexed
from core.archive.writing.retention import remove
from core.errors import ArchiveError
from tests.archive.test_words import former_fold

FORMER_TEXTS = {
    "de": ("Straßenbahn entgleist", "Niemand wurde in Gießen verletzt.", "Straßenbahn"),
    "ru": ("Счётчики подорожали", "Всё решит совет.", "счетчики"),
    "ko": ("제주도 공항 폐쇄", "강풍 때문이다.", "공항"),
    "zh": ("广州图书馆延长开放时间", "读者表示欢迎。", "图书馆"),
    "th": ("รถไฟสายเหนือล่าช้า", "ฝนตกหนัก", "สายเหนือ"),
    "hi": ("पुल का उद्घाटन टला", "नई तारीख़ नहीं बताई गई।", "उद्घाटन"),
    "en": ("Lighthouse “reopens” at Crûg", "A café, too — £5.", "crug"),
    "cafe": ("Résumé of a naïve plan", "No change.", "naïve"),
}
"""Headline, text, and a word to find it by."""


@pytest.fixture
def filled_former(former):
    """A former archive with articles in many languages, indexed as the former version did it."""
    engine = create_engine(former.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text("UPDATE edition SET sample = false"))  # the sample goes with the first import
        columns = [
            row[0]
            for row in connection.execute(text("SELECT * FROM article LIMIT 0")).cursor.description
            if row[0] not in ("id", "url", "title")
        ]
        copied = ", ".join(columns)
        for number, (name, (title, body, _)) in enumerate(FORMER_TEXTS.items(), 1001):
            values = {"id": number, "url": f"https://old.example/{name}", "title": title, "body": body}
            article = (
                f"INSERT INTO article (id, url, title, {copied}) SELECT :id, :url, :title, {copied} "
                "FROM article WHERE topic IS NOT NULL ORDER BY id LIMIT 1"
            )
            connection.execute(text(article), values)
            if engine.dialect.name == "sqlite":
                connection.execute(text("INSERT INTO body (article_id, text) VALUES (:id, :body)"), values)
                connection.execute(
                    text("INSERT INTO fulltext (rowid, title, text) VALUES (:id, :title, :body)"), values
                )
            else:
                vector = "setweight(to_tsvector('broadsheet', :t), 'A') || to_tsvector('broadsheet', :w)"
                connection.execute(
                    text(f"INSERT INTO body (article_id, text, search) VALUES (:id, :body, {vector})"),
                    values | {"t": former_fold(title), "w": former_fold(body)},
                )
    engine.dispose()
    return former


@pytest.fixture
def held(filled_former, monkeypatch):
    """The same archive, open, with its index as it was."""
    monkeypatch.setattr("core.archive.database.opening.reindex", lambda database: None)
    archive = Archive.at(filled_former)
    yield archive
    archive.close()


def below(archive):
    with archive.database.reading() as connection:
        return connection.execute(select(Reindex.below)).scalar()


def missed(archive):
    return {
        name
        for name, (_, _, word) in FORMER_TEXTS.items()
        if name not in {found.url.rpartition("/")[2] for found in archive.search(word).articles}
    }


def assert_the_index_is_that_of_the_texts(archive):
    """Compare the whole index with one that is made anew of what is stored; PostgreSQL cannot lose track of its own."""
    if not isinstance(archive.database.dialect, Sqlite):
        return
    with archive.database.reading() as connection:
        documents = connection.execute(
            text("SELECT article.id, title, text FROM article JOIN body ON body.article_id = article.id")
        ).all()
        path = connection.execute(text("PRAGMA database_list")).all()[0][2]
    with closing(sqlite3.connect(path)) as file:
        file.execute("CREATE VIRTUAL TABLE temp.entry USING fts5vocab(main, fulltext, instance)")
        stored = set(file.execute("SELECT * FROM temp.entry"))
    with closing(sqlite3.connect(":memory:")) as fresh:
        fresh.execute(f"CREATE VIRTUAL TABLE fulltext USING fts5(title, text, tokenize='{TOKENIZER}')")
        fresh.executemany(
            "INSERT INTO fulltext (rowid, title, text) VALUES (?, ?, ?)",
            [(number, _indexed(title), _indexed(body)) for number, title, body in documents],
        )
        fresh.execute("CREATE VIRTUAL TABLE entry USING fts5vocab(fulltext, instance)")
        assert stored == set(fresh.execute("SELECT * FROM entry"))


def test_a_former_archive_is_indexed_anew_when_it_is_opened(filled_former):
    archive = Archive.at(filled_former)
    archive.database.close()  # what runs in the background ends
    while reindex_batch(archive.database):
        pass
    assert below(archive) is None
    assert missed(archive) == set()
    assert archive.search("budget").total >= 1
    assert_the_index_is_that_of_the_texts(archive)
    archive.close()


def test_meanwhile_latin_words_are_found_and_the_newest_others_first(held):
    assert missed(held) & {"en", "cafe"} == set()
    assert reindex_batch(held.database, 4)
    assert below(held) == 1005
    assert missed(held) & {"th", "hi", "en", "cafe"} == set()
    assert "zh" in missed(held)


def test_changes_and_removals_meanwhile_leave_no_word_behind(held):
    assert reindex_batch(held.database, 4)  # the articles from 1005 on
    rows = [
        {"newspaper": "old", "url": f"https://old.example/{name}", "title": title, "text": body}
        for name, title, body in [
            ("de", "Fähre läuft auf Grund in Meißen", "Süß."),  # still to be indexed anew
            ("zh", "深圳地铁停运", "暂停服务。"),
            ("hi", "स्कूल बंद", "ठंड बढ़ी।"),  # indexed anew already
            ("new", "부두 파업 끝나", "배가 다시 뜬다."),
        ]
    ]
    held.import_rows("articles", rows)
    with held.database.writing() as connection:
        remove(connection, [1002, 1005])
    while reindex_batch(held.database, 3):
        pass
    assert below(held) is None
    assert held.search("उद्घाटन").total == held.search("图书馆").total == held.search("Straßenbahn").total == 0
    for word in ("Meißen", "地铁", "स्कूल", "파업", "공항"):
        assert held.search(word).total == 1, word
    assert held.search("счётчики").total == held.search("สายเหนือ").total == 0
    assert_the_index_is_that_of_the_texts(held)


def test_matches_that_are_not_indexed_anew_yet_are_shown(held):
    [article] = held.search("crug").articles
    assert article.title == FORMER_TEXTS["en"][0]
    assert "".join(part.text for part in article.snippet) == FORMER_TEXTS["en"][1]


def test_what_is_left_is_done_in_the_background(held, monkeypatch):
    monkeypatch.setattr(reindexing, "SECONDS_AT_OPENING", 0)
    monkeypatch.setattr(reindexing, "BATCH", 3)
    reindex(held.database)
    held.database._background.join()
    assert below(held) is None
    assert missed(held) == set()


def test_a_closed_archive_goes_on_where_it_was(held, monkeypatch):
    monkeypatch.setattr(reindexing, "SECONDS_AT_OPENING", 0)
    held.database._closing.set()
    reindex(held.database)
    held.database.close()
    assert below(held) == 1009
    times = iter([0.0, 0.0, 0.0, 9.0])
    monkeypatch.setattr(reindexing, "SECONDS_AT_OPENING", 5)
    reindex(held.database, clock=lambda: next(times))
    assert below(held) is None


def test_the_sample_goes_with_what_was_to_be_indexed_anew(held):
    with held.database.writing() as connection:
        connection.execute(text("UPDATE edition SET sample = true"))
    row = {"newspaper": "old", "url": "https://old.example/new", "title": "Türschloß klemmt", "text": "Es gießt."}
    held.import_rows("articles", [row])
    assert below(held) is None
    assert held.search("Türschloß").total == 1
    assert_the_index_is_that_of_the_texts(held)


def test_an_error_leaves_the_archive_as_it_was(held, monkeypatch, caplog):
    def fail(database):
        raise ArchiveError("The disk is full.")

    monkeypatch.setattr(reindexing, "reindex_batch", fail)
    with caplog.at_level(logging.WARNING):
        reindex(held.database)
        monkeypatch.setattr(reindexing, "SECONDS_AT_OPENING", 0)
        reindex(held.database)
        held.database._background.join()
    assert [record.message.endswith("The disk is full.") for record in caplog.records] == [True, True]
    assert below(held) == 1009


def test_a_new_archive_has_nothing_to_index_anew(archive):
    assert below(archive) is None
    assert reindex_batch(archive.database) is False
