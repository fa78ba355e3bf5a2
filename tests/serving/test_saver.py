"""Saving in the background, and what becomes of trouble with it."""

import itertools
import sqlite3
import threading
from datetime import timedelta

from sqlalchemy import text

from core.archive import Archive
from core.serving.saver import Outcome, Policy, Saver
from tests.archive.examples import MODEL, NOW, edition, item


def saved(saver, whole):
    saver.submit(whole, MODEL)
    return saver.saving(whole, wait=60)


def test_the_background_saves_and_says_so(archive):
    opened = threading.Event()
    saver = Saver(lambda: opened.wait(60) and archive)
    whole = edition(*[item(n) for n in range(60)])
    saver.submit(whole, MODEL)  # returns although the archive is not open yet
    assert saver.saving(whole).outcome is Outcome.WAITING
    opened.set()
    assert saver.saving(whole, wait=60).outcome is Outcome.SAVED
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
    assert outcome.outcome is Outcome.NOT_SAVED
    assert outcome.problem == "The disk of the archive is full."
    assert str(tmp_path / "a.sqlite") in caplog.text  # for the maintainer
    archive.close()
    again = Archive.at(f"sqlite:///{tmp_path / 'a.sqlite'}")
    found = again.statistics()
    assert (found["articles"], found["editions"]) == (1, 1)
    again.close()


def test_a_locked_file_is_waited_for_and_then_said(tmp_path, monkeypatch):
    monkeypatch.setattr("core.archive.database.sqlite_connections.WAIT_FOR_WRITER", 0.1)
    path = tmp_path / "a.sqlite"
    archive = Archive.at(f"sqlite:///{path}")
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    seconds = itertools.count()
    saver = Saver(lambda: archive, patience=3, clock=lambda: next(seconds))  # each look at the clock takes a second
    outcome = saved(saver, edition(item(1)))
    assert outcome.outcome is Outcome.NOT_SAVED
    assert "locked by another program" in outcome.problem
    assert next(seconds) > 4
    tries = threading.Semaphore(0)
    saver = Saver(lambda: tries.release() or archive)
    whole = edition(item(2))
    saver.submit(whole, MODEL)
    for _ in range(2):  # it was locked at the first try
        assert tries.acquire(timeout=60)
    assert saver.saving(whole).outcome is Outcome.WAITING
    holder.execute("ROLLBACK")
    holder.close()
    assert saver.saving(whole, wait=20).outcome is Outcome.SAVED
    archive.close()


def test_a_lost_server_is_said_and_found_again(new_database, server):
    address = new_database()
    good = Archive.at(address)
    opened = iter([lambda: Archive.at("postgresql://nobody@127.0.0.1:1/none"), lambda: good])
    saver = Saver(lambda: next(opened)())
    outcome = saved(saver, edition(item(1)))
    assert outcome.outcome is Outcome.NOT_SAVED
    assert "cannot be reached" in outcome.problem
    assert saved(saver, edition(item(2))).outcome is Outcome.SAVED
    with Archive.at(server).database.engine.connect() as connection:  # the server ends every connection of the archive
        connection.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"),
            {"name": address.rpartition("/")[2]},
        )
    assert good.statistics()["articles"] == 1
    good.close()


def test_the_old_is_forgotten_once_an_hour(archive):
    now, forgotten = [0.0], []
    archive.forget = lambda *limits: forgotten.append((now[0], limits))
    saver = Saver(lambda: archive, Policy(keep_days=2), clock=lambda: now[0])
    for number, moment in enumerate((0.0, 1800.0, 3601.0)):
        now[0] = moment
        assert saved(saver, edition(item(number), read_at=NOW + timedelta(hours=number))).outcome is Outcome.SAVED
    assert forgotten == [(0.0, (2, 0)), (3601.0, (2, 0))]
