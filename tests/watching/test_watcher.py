"""Watchers at work on real papers, pages and databases: they share, stop, and outlast what goes wrong."""

import logging
import shutil
import tempfile
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from core.archive import Archive
from core.archive.database.sqlite import Sqlite
from core.errors import ArchiveError, ModelError
from core.reading.factory import make_reader
from core.watching import keeper as keeper_module
from core.watching.pace import Pace
from core.watching.poll import Limits, Poller
from core.watching.tally import Tally
from core.watching.watcher import Span, Watcher
from tests.archive.examples import MODEL, predicted
from tests.support import postgres
from tests.support.faults import fill, small_disk
from tests.support.many_papers import many_papers
from tests.watching.conftest import SETTINGS

# Each simulated paper has an address of its own.
pytestmark = pytest.mark.allow_hosts(["127.0.0.0/8"])
PATIENCE = 120
"""Seconds within which what is bound to happen has happened, on a busy machine, too."""


class Watch:
    """A watcher in a thread of its own, with an archive and a reader of its own."""

    def __init__(self, address, papers, pool, *, span=None, parallel=8, articles=3, model=None, pace=None):
        self.archive = Archive.at(address)
        self.papers = {paper.id: paper for paper in papers}
        self.reader = make_reader(SETTINGS, pool, many_hosts=2 * len(papers))
        poller = Poller(self.reader, self.archive.first_seen, Limits(articles, 20), pace or Pace(1.0, 2.0))
        settings = SETTINGS.model_copy(update={"parallel_papers": parallel})
        self.tally = Tally("off")
        model = model or (lambda: (lambda article: predicted("sport"), MODEL))
        self.watcher = Watcher(self.archive, poller, self.papers, model, settings, self.tally)
        self.stop = threading.Event()
        self.all_saved = None
        self.thread = threading.Thread(target=self._run, args=(span or Span(),), daemon=True)
        self.thread.start()

    def _run(self, span):
        self.all_saved = self.watcher.run(self.stop, span)

    def join(self):
        self.thread.join(PATIENCE)
        assert not self.thread.is_alive()

    def end(self):
        self.stop.set()
        self.join()
        self.reader.close()
        self.archive.close()


@contextmanager
def watching(*args, **options):
    watch = Watch(*args, **options)
    try:
        yield watch
    finally:
        watch.end()


def until(condition):
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def count(archive, query="SELECT COUNT(*) FROM article"):
    with archive.database.reading() as connection:
        return connection.execute(text(query)).scalar()


def check_once(archive, articles):
    """So many articles are saved, each once, with text, prediction and its place in the counts."""
    assert count(archive) == articles
    assert count(archive, "SELECT COUNT(DISTINCT url) FROM article") == articles
    assert count(archive, "SELECT COUNT(*) FROM prediction WHERE live") == articles
    assert count(archive, "SELECT SUM(n) FROM daily WHERE scheme = 'all'") == articles
    assert count(archive, "SELECT SUM(n) FROM live") == articles
    if isinstance(archive.database.dialect, Sqlite):
        assert count(archive, "PRAGMA integrity_check") == "ok"


@pytest.fixture
def address(tmp_path):
    return f"sqlite:///{tmp_path / 'archive.sqlite'}"


def test_it_reads_what_is_new_as_it_comes(address, pool):
    with many_papers(6, articles=2) as press, watching(address, press.papers, pool) as watch:
        until(lambda: count(watch.archive) == 12)
        for total in (18, 24):
            assert press.publish(1.0) == 6
            until(lambda total=total: count(watch.archive) == total)
        until(lambda: press.asked().get("feed_unchanged", 0) >= 6)
        asked = press.asked()
        assert (asked["page"], asked["robots"]) == (24, 6)
        check_once(watch.archive, 24)


def test_two_watchers_share_the_papers(address, pool):
    Archive.at(address).close()
    with many_papers(24, articles=2) as press:
        papers = press.papers
        options = {"span": Span(once=True), "parallel": 2, "pace": Pace()}  # nothing is due again meanwhile
        with watching(address, papers, pool, **options) as one, watching(address, papers, pool, **options) as two:
            one.join()
            two.join()
            polls = [watch.tally.report()["polls"] for watch in (one, two)]
            assert sum(polls) == 24 and min(polls) > 0
            assert press.asked()["page"] == 48
            assert press.asked()["pages_asked_twice"] == 0
            check_once(one.archive, 48)


def test_some_that_never_answer_cost_the_others_nothing(address, pool):
    with (
        many_papers(60, articles=0, silent=2 / 60, dead=2 / 60, broken=2 / 60) as press,
        watching(address, press.papers, pool) as watch,
    ):
        well = "SELECT COUNT(*) FROM watched_paper WHERE outcome IN ('nothing', 'unchanged')"
        until(lambda: count(watch.archive, well) == 54)
        until(lambda: count(watch.archive, "SELECT COUNT(*) FROM watched_paper WHERE failures > 0") == 6)
        failures = watch.tally.report()["failures"]
        assert failures["too_slow"] >= 2 and failures["unreachable"] >= 4
        assert count(watch.archive, well) == 54


def test_it_stops_within_seconds_and_gives_back_what_it_had(address, pool):
    with many_papers(40, articles=3, silent=0.1) as press:
        with watching(address, press.papers, pool) as watch:
            until(lambda: count(watch.archive) >= 6)
            began = time.monotonic()
            watch.stop.set()
            watch.join()
            assert time.monotonic() - began < 40
            assert watch.all_saved
            assert count(watch.archive, "SELECT COUNT(*) FROM watched_paper WHERE owner IS NOT NULL") == 0
            before = count(watch.archive)
        with watching(address, press.papers, pool) as watch:
            until(lambda: count(watch.archive) == 36 * 3)
            check_once(watch.archive, 108)
            assert before < 108


def test_a_time_that_is_over_ends_it(address, pool):
    with many_papers(2, articles=1) as press, watching(address, press.papers, pool, span=Span(seconds=3)) as watch:
        watch.join()
        assert watch.all_saved


def test_without_a_model_nothing_is_read_and_nothing_is_missed(address, pool):
    broken = [True]

    def model():
        if broken[0]:
            raise ModelError("The model is damaged.")
        return (lambda article: predicted("sport")), MODEL

    with many_papers(2, articles=2) as press, watching(address, press.papers, pool, model=model) as watch:
        until(lambda: watch.tally.report()["failures"].get("unreadable", 0) == 2)
        assert "page" not in press.asked()
        broken[0] = False
        with watch.archive.database.writing() as connection:  # a minute later
            connection.execute(text("UPDATE watched_paper SET due_at = 0"))
        until(lambda: count(watch.archive) == 4)


@pytest.fixture
def server_folder():
    folder = Path(tempfile.mkdtemp(prefix="broadsheet-watch-", dir="/tmp"))  # which PostgreSQL's own user can enter
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def test_a_database_that_goes_and_comes_back_loses_nothing(server_folder, pool, monkeypatch, caplog):
    if postgres.programs() is None:
        pytest.skip(postgres.WHY_NOT)
    monkeypatch.setattr(keeper_module, "MAX_PAUSE", 1.0)
    port = postgres.free_port()
    with many_papers(20, articles=2) as press:
        with postgres.server("fsync=off", keep=server_folder, port=port) as address:
            watch = Watch(address, press.papers, pool)
            until(lambda: count(watch.archive) == 40)
            press.publish(1.0)
        time.sleep(3)  # what was in hand waits for the database
        with pytest.raises(ArchiveError):
            count(watch.archive)
        press.publish(1.0)
        with postgres.server("fsync=off", keep=server_folder, port=port):
            until(lambda: _count_or_nothing(watch.archive) == 80)
            check_once(watch.archive, 80)
            watch.end()
        assert watch.all_saved


def _count_or_nothing(archive):
    with suppress(ArchiveError):
        return count(archive)
    return None


def test_a_full_disk_is_waited_for_and_nothing_is_lost(tmp_path, pool, monkeypatch, caplog):
    monkeypatch.setattr(keeper_module, "MAX_PAUSE", 1.0)
    monkeypatch.setattr(logging.getLogger("broadsheet.watch"), "propagate", True)
    disk = tmp_path / "disk"
    with small_disk(disk, 8) as mounted, many_papers(12, articles=3) as press:
        if not mounted:
            pytest.skip("this user may not mount a small disk")
        with watching(f"sqlite:///{disk / 'a.sqlite'}", press.papers, pool, articles=1) as watch:
            until(lambda: count(watch.archive) == 12)
            fill(disk / "filler")
            assert shutil.disk_usage(disk).free == 0
            press.publish(1.0)
            until(lambda: "The disk of the archive is full" in caplog.text)
            assert count(watch.archive) >= 12  # what was there can still be read
            (disk / "filler").unlink()
            until(lambda: count(watch.archive) == 24)
            check_once(watch.archive, 24)


def test_a_keeper_that_breaks_ends_the_watcher(address, pool, monkeypatch):
    def breaks(self, *args):
        raise RuntimeError("a fault that nobody foresaw")

    monkeypatch.setattr(keeper_module.Keeper, "_save", breaks)
    monkeypatch.setattr(threading, "excepthook", lambda args: None)
    with many_papers(2, articles=1) as press, watching(address, press.papers, pool) as watch:
        watch.join()
        assert watch.all_saved is False


def test_old_articles_are_forgotten_as_the_settings_say(address, pool, monkeypatch):
    monkeypatch.setattr(keeper_module, "HOUR", 0.2)
    monkeypatch.setitem(SETTINGS.__dict__, "keep_days", 1)
    with many_papers(1, articles=1) as press, watching(address, press.papers, pool) as watch:
        until(lambda: count(watch.archive) == 1)
        with watch.archive.database.writing() as connection:
            connection.execute(text("UPDATE article SET last_seen = 1000"))
        until(lambda: count(watch.archive) == 0)


def test_papers_of_one_host_are_polled_two_at_a_time(address, pool):
    with many_papers(1, articles=0) as press:
        one = press.papers[0]
        papers = [replace(one, id=f"paper-{n}", name=f"Paper {n}") for n in range(9)]
        archive = Archive.at(address)
        asked, take = [], type(archive.schedule).take

        def noted(self, owner, is_wanted, number):
            states = take(self, owner, is_wanted, number)
            asked.append(len(states))
            return states

        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(type(archive.schedule), "take", noted)
            with watching(address, papers, pool, span=Span(once=True)) as watch:
                watch.join()
                assert watch.tally.report()["polls"] == 9
        assert max(asked) == 2
        archive.close()
