"""Opening an archive, and what its errors say."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError

import core.archive
from core.archive import Archive
from core.archive.database.errors import translate_errors
from core.archive.database.migrations import versions as migrations
from core.archive.database.opening import NEWEST, revision_of
from core.archive.database.postgres import Postgres
from core.errors import ArchiveError, ArchiveLockedError, SettingsError
from core.settings import load_settings
from tests.archive.examples import MODEL, edition, item

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


def test_sqlalchemy_is_not_loaded_before_an_archive_is_opened():
    script = "import sys, core.archive, core.ui.frame; print('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, cwd=ROOT, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_each_name_that_the_archive_gives_is_there():
    assert all(getattr(core.archive, name) is not None for name in core.archive.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        core.archive.nothing  # noqa: B018
