"""The archive's file, disk or server is lost under a running Broadsheet, and comes back."""

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from core.archive import Archive, ArticleQuery
from core.errors import ArchiveError
from core.serving.saver import Outcome, Policy, Saver
from core.settings import ROOT
from tests.archive.examples import MODEL, NOW, edition, item
from tests.support import postgres
from tests.support.faults import fill, small_disk


def later(number, **more):
    """An edition of an hour that no other test edition has."""
    return edition(item(number, **more), read_at=NOW + timedelta(hours=number))


def saved(saver, whole):
    saver.submit(whole, MODEL)
    return saver.saving(whole, wait=60)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "archive.sqlite"


@pytest.fixture
def archive(path):
    opened = Archive.at(f"sqlite:///{path}")
    opened.save(later(1), MODEL)
    yield opened
    opened.close()


CUT_SHORT = """
    import os, sqlite3, sys
    from core.archive import Archive, ArticleQuery
    from core.errors import ArchiveError
    from tests.archive.examples import MODEL, edition, item
    path = sys.argv[1]
    archive = Archive.at(f"sqlite:///{path}")
    archive.save(edition(*[item(n, text="kept words " * 200) for n in range(400)]), MODEL, "full")
    assert archive.articles(ArticleQuery()).total == 400  # the file is open, and has been read
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    os.truncate(path, 40960)
    for look in (archive.statistics, lambda: archive.search("kept"), lambda: archive.save(edition(item(999)), MODEL)):
        try:
            look()
        except ArchiveError as problem:
            print(problem.for_visitors)
"""


def test_a_file_that_is_cut_short_under_a_running_server_is_a_sentence_and_ends_nothing(path):
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(CUT_SHORT), str(path)], capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0, (done.returncode, done.stderr)
    assert done.stdout.splitlines() == ["The file of the archive is damaged."] * 3


def test_a_file_that_is_gone_is_said_and_nothing_is_kept_where_nobody_finds_it(archive, path):
    kept = path.with_suffix(".kept")
    path.rename(kept)
    saver = Saver(lambda: archive)
    outcome = saved(saver, later(2))
    assert (outcome.outcome, outcome.problem) == (Outcome.NOT_SAVED, "The file of the archive is gone.")
    assert not path.exists()
    kept.rename(path)
    assert saved(saver, later(3)).outcome is Outcome.SAVED
    assert archive.statistics()["editions"] == 2


def test_a_copy_that_is_brought_back_is_used_without_a_restart(archive, path, tmp_path):
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(tmp_path / "copy")) as copy:
        source.backup(copy)
    archive.save(later(2), MODEL)
    archive.database.engine.dispose()
    for name in ("-wal", "-shm"):
        path.with_name(path.name + name).unlink(missing_ok=True)
    (tmp_path / "copy").replace(path)
    assert archive.statistics()["editions"] == 1
    archive.save(later(3), MODEL)
    again = Archive.at(f"sqlite:///{path}")
    assert again.statistics()["editions"] == 2
    again.close()


def test_a_file_that_is_replaced_under_open_connections_is_followed(archive, path, tmp_path):
    other = Archive.at(f"sqlite:///{tmp_path / 'other.sqlite'}")
    for number in (5, 6, 7):
        other.save(later(number), MODEL)
    other.close()
    assert archive.statistics()["editions"] == 1
    for name in ("-wal", "-shm"):
        path.with_name(path.name + name).unlink(missing_ok=True)
    (tmp_path / "other.sqlite").replace(path)
    assert archive.statistics()["editions"] == 3


def whole(path):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchone()[0]


def test_a_full_disk_is_said_keeps_what_was_there_and_is_used_again_when_there_is_room(tmp_path):
    disk = tmp_path / "disk"
    with small_disk(disk, 8) as mounted:
        if not mounted:
            pytest.skip("this user may not mount a small disk; the next test limits the size of files in its place")
        archive = Archive.at(f"sqlite:///{disk / 'a.sqlite'}")
        archive.save(later(1), MODEL)
        fill(disk / "filler")
        assert shutil.disk_usage(disk).free == 0
        saver = Saver(lambda: archive, Policy("full"))
        many = edition(*[item(n, text="word " * 3000) for n in range(2, 60)], read_at=NOW)
        outcome = saved(saver, many)
        assert (outcome.outcome, outcome.problem) == (Outcome.NOT_SAVED, "The disk of the archive is full.")
        assert archive.statistics()["articles"] == 1  # what was there can still be read
        (disk / "filler").unlink()
        assert saved(saver, later(90)).outcome is Outcome.SAVED  # and the next one is kept, without a restart
        archive.close()
        assert whole(disk / "a.sqlite") == "ok"


LIMITED = """
    import resource, signal, sys
    from core.archive import Archive
    from core.serving.saver import Policy, Saver
    from tests.archive.examples import MODEL, NOW, edition, item
    archive = Archive.at(f"sqlite:///{sys.argv[1]}")
    archive.save(edition(item(1)), MODEL)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, resource.RLIM_INFINITY))
    saver = Saver(lambda: archive, Policy("full"))
    many = edition(*[item(n, text=f"word{n} " * 3000) for n in range(2, 200)], read_at=NOW.replace(hour=13))
    saver.submit(many, MODEL)
    print(saver.saving(many, wait=60).outcome, archive.statistics()["articles"])
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    saver.submit(many, MODEL)
    print(saver.saving(many, wait=60).outcome, archive.statistics()["articles"])
"""


def test_a_file_that_may_grow_no_further_loses_nothing_that_was_kept(path):
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[1] == resource.RLIM_INFINITY
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(LIMITED), str(path)], capture_output=True, text=True, cwd=ROOT
    )
    assert done.stdout.splitlines() == ["not kept 1", "kept 199"], done.stderr
    assert "Traceback" not in done.stderr
    assert whole(path) == "ok"


@pytest.fixture
def server_folder():
    """A folder that another user, as whom PostgreSQL runs, can reach."""
    if postgres.programs() is None:
        if os.environ.get("BROADSHEET_NEED_POSTGRESQL"):
            pytest.fail(postgres.WHY_NOT)
        pytest.skip(postgres.WHY_NOT)
    folder = Path(tempfile.mkdtemp(prefix="broadsheet-pg-", dir="/tmp"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def test_a_database_that_is_stopped_is_said_and_found_again_when_it_is_back(server_folder):
    port = postgres.free_port()
    with postgres.server("fsync=off", keep=server_folder, port=port) as address:
        archive = Archive.at(address)
        saver = Saver(lambda: archive)
        assert saved(saver, later(1)).outcome is Outcome.SAVED
    outcome = saved(saver, later(2))  # the server is stopped, and the archive is still open
    assert outcome.outcome is Outcome.NOT_SAVED
    assert outcome.problem == "The database server of the archive cannot be reached."
    with pytest.raises(ArchiveError, match="cannot be reached"):
        archive.articles(ArticleQuery())
    with postgres.server("fsync=off", keep=server_folder, port=port):
        assert archive.articles(ArticleQuery()).total == 1  # by the connections that were open before
        assert saved(saver, later(2)).outcome is Outcome.SAVED
        assert archive.statistics()["editions"] == 2
        archive.close()


def test_an_older_server_reads_on_and_writes_nothing_into_tables_that_a_newer_one_changed(archive, path):
    newer = Archive.at(f"sqlite:///{path}")
    with newer.database.writing() as connection:
        connection.execute(text("ALTER TABLE edition ADD COLUMN weather TEXT"))
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    newer.close()
    outcome = saved(Saver(lambda: archive), later(2))
    assert outcome.outcome is Outcome.NOT_SAVED
    assert outcome.problem == "The archive was changed by another version of Broadsheet."
    assert archive.articles(ArticleQuery()).total == 1
    with pytest.raises(ArchiveError, match="newer Broadsheet"):
        Archive.at(f"sqlite:///{path}")


def test_editions_read_before_and_after_the_clock_was_set_back_are_all_kept(archive):
    archive.save(edition(item(50), read_at=NOW - timedelta(days=30)), MODEL)
    archive.save(later(1), MODEL)  # the same again, as a server does that was restarted
    found = archive.statistics()
    assert (found["editions"], found["articles"]) == (2, 2)
    assert found["first"] < found["last"]
