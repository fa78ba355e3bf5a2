import json
import sqlite3
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError

from core.archive import Archive, ArticleQuery
from core.archive.database.errors import translate_errors
from core.archive.database.migrations import versions as migrations
from core.archive.database.opening import NEWEST, revision_of
from core.archive.database.postgres import Postgres
from core.errors import ArchiveError, ArchiveLockedError, SettingsError
from core.serving.saver import Outcome, Policy, Saver
from core.settings import load_settings
from tests.archive.examples import MODEL, NOW, days, edition, item

ROOT = Path(__file__).parents[2]


def test_the_newest_migration_is_the_last_file():
    names = sorted(path.name[:4] for path in Path(migrations.__path__[0]).glob("0*.py"))
    assert names[-1] == NEWEST


def test_an_archive_is_made_when_it_is_opened_and_opened_when_it_is_there(address):
    for _ in range(2):
        archive = Archive.at(address)
        with archive.database.reading() as connection:
            assert revision_of(connection) == NEWEST
        archive.close()


def test_sqlite_writes_ahead_in_the_data_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("BROADSHEET_DATA", str(tmp_path / "new" / "folder"))
    archive = Archive.open(load_settings())
    with archive.database.reading() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
    archive.close()
    assert (tmp_path / "new" / "folder" / "broadsheet.sqlite").exists()


def test_the_address_of_a_database_wins_and_its_password_is_never_shown(monkeypatch, server):
    monkeypatch.setenv("BROADSHEET_DATABASE_URL", server.replace("broadsheet@", "broadsheet:secret@"))
    settings = load_settings()
    assert "secret" not in repr(settings)
    archive = Archive.open(settings)
    assert isinstance(archive.database.dialect, Postgres)
    assert "secret" not in archive.database.where
    archive.close()


@pytest.mark.parametrize("address", ["nonsense", "mysql://u:p@h/n", "http://x"])
def test_an_unfit_address_is_said(address):
    with pytest.raises(SettingsError, match="BROADSHEET_DATABASE_URL"):
        Archive.at(address)


def test_an_archive_of_a_newer_version_is_left_alone(archive, address):
    with archive.database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(ArchiveError, match="newer Broadsheet"):
        Archive.at(address)


def test_no_folder_no_file_and_damage_are_sentences(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("BROADSHEET_DATA", str(tmp_path / "file" / "folder"))
    with pytest.raises(ArchiveError, match="BROADSHEET_DATA"):
        Archive.open(load_settings())
    (tmp_path / "bad.sqlite").write_bytes(b"not a database at all" * 100)
    with pytest.raises(ArchiveError, match="damaged"):
        Archive.at(f"sqlite:///{tmp_path / 'bad.sqlite'}")
    with pytest.raises(ArchiveError, match="cannot be opened") as caught:
        Archive.at(f"sqlite:///{tmp_path / 'none' / 'x.sqlite'}")
    assert str(tmp_path) in str(caught.value)
    assert caught.value.for_visitors == "The file of the archive cannot be opened."
    with pytest.raises(ArchiveError) as caught:
        Archive.at("postgresql://nobody:secret@127.0.0.1:1/none")
    assert "127.0.0.1:1" in str(caught.value)
    assert "secret" not in str(caught.value)
    assert caught.value.for_visitors == "The database server of the archive cannot be reached."


class Coded(sqlite3.OperationalError):
    """An error of SQLite as its library raises it; the words say nothing, as in a later version they might."""

    def __init__(self, name):
        super().__init__("words of tomorrow")
        self.sqlite_errorname = name


def stated(state):
    """An error of PostgreSQL with this SQLSTATE, in another language."""
    return psycopg.errors.lookup(state)("Wörter")


@pytest.mark.parametrize(
    ("problem", "meant"),
    [
        (Coded("SQLITE_FULL"), "The disk of the archive is full."),
        (Coded("SQLITE_BUSY"), "The archive is locked by another program."),
        (Coded("SQLITE_BUSY_SNAPSHOT"), "The archive is locked by another program."),
        (Coded("SQLITE_LOCKED_SHAREDCACHE"), "The archive is locked by another program."),
        (Coded("SQLITE_READONLY_DBMOVED"), "The archive may not be written."),
        (Coded("SQLITE_CORRUPT_VTAB"), "The file of the archive is damaged."),
        (Coded("SQLITE_NOTADB"), "The file of the archive is damaged."),
        (Coded("SQLITE_CANTOPEN_ISDIR"), "The file of the archive cannot be opened."),
        (Coded("SQLITE_IOERR_FSYNC"), "The file of the archive cannot be opened."),
        (Coded("SQLITE_ERROR"), "The archive cannot do this."),
        (sqlite3.OperationalError("no such column: readonly, locked, malformed"), "The archive cannot do this."),
        (stated("53100"), "The disk of the archive is full."),
        (stated("40P01"), "The archive is locked by another program."),
        (stated("55P03"), "The archive is locked by another program."),
        (stated("42501"), "The archive may not be written."),
        (stated("25006"), "The archive may not be written."),
        (stated("57P01"), "The database server of the archive cannot be reached."),
        (stated("08006"), "The database server of the archive cannot be reached."),
        (psycopg.errors.UndefinedColumn("no column locked, connection or malformed"), "The archive cannot do this."),
        (
            psycopg.OperationalError("server closed the connection"),
            "The database server of the archive cannot be reached.",
        ),
        (psycopg.OperationalError("connection failed: permission denied"), "The archive may not be written."),
    ],
    ids=lambda value: getattr(value, "sqlite_errorname", None) or getattr(value, "sqlstate", None) or str(value),
)
def test_trouble_is_told_by_its_code_not_by_its_words(problem, meant):
    with pytest.raises(ArchiveError) as caught, translate_errors("here"):
        raise DBAPIError("SELECT 'locked'", None, problem)
    assert caught.value.for_visitors == meant
    assert isinstance(caught.value, ArchiveLockedError) == ("locked" in meant)


def test_a_file_that_may_not_be_written_is_said(tmp_path):
    archive = Archive.at(f"sqlite:///{tmp_path / 'a.sqlite'}")
    event.listen(archive.database.engine, "connect", lambda made, _: made.execute("PRAGMA query_only = ON"))
    archive.database.engine.dispose()
    with pytest.raises(ArchiveError, match="may not be written"):
        archive.save(edition(item(1)), MODEL)
    archive.close()


def saved(saver, whole):
    saver.submit(whole, MODEL)
    return saver.saving(whole, wait=60)


def test_the_background_saves_and_says_so(archive):
    saver = Saver(lambda: archive)
    began = time.monotonic()
    whole = edition(*[item(n) for n in range(60)])
    saver.submit(whole, MODEL)
    assert time.monotonic() - began < 0.05
    assert saver.saving(whole, wait=60).outcome is Outcome.KEPT
    assert archive.statistics()["articles"] == 60
    assert saver.saving(edition(item(99))) is None


def test_a_full_disk_is_said_and_nothing_is_half_kept(tmp_path, caplog):
    archive = Archive.at(f"sqlite:///{tmp_path / 'a.sqlite'}")
    archive.save(edition(item(1)), MODEL)
    with archive.database.engine.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar()
        connection.connection.driver_connection.execute(f"PRAGMA max_page_count = {pages + 1}")
    saver = Saver(lambda: archive, Policy("full"))
    many = edition(*[item(n, text="word " * 3000) for n in range(2, 40)], read_at=NOW + timedelta(hours=1))
    outcome = saved(saver, many)
    assert outcome.outcome is Outcome.NOT_KEPT
    assert outcome.problem == "The disk of the archive is full."
    assert str(tmp_path / "a.sqlite") in caplog.text  # for the maintainer
    archive.close()
    again = Archive.at(f"sqlite:///{tmp_path / 'a.sqlite'}")
    found = again.statistics()
    assert (found["articles"], found["editions"]) == (1, 1)
    again.close()


def test_a_locked_file_is_waited_for_and_then_said(tmp_path, monkeypatch):
    monkeypatch.setattr("core.archive.database.sqlite.WAIT_FOR_WRITER", 0.1)
    path = tmp_path / "a.sqlite"
    archive = Archive.at(f"sqlite:///{path}")
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    outcome = saved(Saver(lambda: archive, patience=0.3), edition(item(1)))
    assert outcome.outcome is Outcome.NOT_KEPT
    assert "locked by another program" in outcome.problem
    saver = Saver(lambda: archive, patience=20)
    whole = edition(item(2))
    saver.submit(whole, MODEL)
    time.sleep(0.4)
    assert saver.saving(whole).outcome is Outcome.WAITING
    holder.execute("ROLLBACK")
    holder.close()
    assert saver.saving(whole, wait=20).outcome is Outcome.KEPT
    archive.close()


def test_a_lost_server_is_said_and_found_again(new_database, server):
    address = new_database()
    good = Archive.at(address)
    opened = iter([lambda: Archive.at("postgresql://nobody@127.0.0.1:1/none"), lambda: good])
    saver = Saver(lambda: next(opened)())
    outcome = saved(saver, edition(item(1)))
    assert outcome.outcome is Outcome.NOT_KEPT
    assert "cannot be reached" in outcome.problem
    assert saved(saver, edition(item(2))).outcome is Outcome.KEPT
    with Archive.at(server).database.engine.connect() as connection:  # the server ends every connection of the archive
        connection.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"),
            {"name": address.rpartition("/")[2]},
        )
    assert good.statistics()["articles"] == 1
    good.close()


def test_the_old_is_forgotten_by_age_everywhere(archive):
    for moment in days(5):
        number = (NOW - moment).days
        archive.save(edition(item(number, title=f"day{number}", published=moment), read_at=moment), MODEL)
    assert archive.forget(keep_days=2, now=NOW + timedelta(hours=1)) == 3
    assert [a.title for a in archive.articles(ArticleQuery()).articles] == ["day0", "day1"]
    assert sum(count.n for count in archive.daily_counts(ArticleQuery())) == 2
    assert archive.search("day4").total == 0
    found = archive.statistics()
    assert (found["editions"], found["predictions"]) == (2, 2)
    assert archive.forget(now=NOW + timedelta(days=900)) == 0


def test_the_oldest_are_forgotten_by_size(archive):
    for number, moment in enumerate(reversed(days(6))):
        items = [item(f"{number}-{n}", title=f"t{number}", text="some words of a text " * 40) for n in range(400)]
        archive.save(edition(*items, read_at=moment), MODEL, "full")
    full = archive.statistics()["bytes"]
    assert full > 3_000_000
    gone = archive.forget(keep_mb=2)
    assert gone >= 400
    assert archive.statistics()["bytes"] <= 2_000_000
    left = archive.articles(ArticleQuery())
    assert left.total == 2400 - gone
    assert left.articles[0].title == "t5"


@pytest.mark.parametrize("variable", ["BROADSHEET_DATA", "BROADSHEET_DATABASE_URL"])
def test_statistics_of_nothing_are_zeros(tmp_path, new_database, variable):
    value = str(tmp_path / "none") if variable == "BROADSHEET_DATA" else new_database()
    done = subprocess.run(
        [sys.executable, "-m", "core", "archive", "stats", "--json"],
        capture_output=True,
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", variable: value},
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["editions"], found["articles"], found["last"]) == (0, 0, None)
    if variable == "BROADSHEET_DATA":
        assert not (tmp_path / "none").exists()  # asking makes nothing
