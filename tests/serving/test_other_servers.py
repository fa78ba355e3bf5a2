"""Two servers on one archive: one reads, the other follows, takes over, or goes on alone."""

import multiprocessing
import os
import signal
import threading
import time
from contextlib import ExitStack, contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import text

from core.archive import Archive, ModelVersion, Whose
from core.errors import ArchiveError
from core.serving.other_servers import OtherServers, key_of
from core.serving.readings import ReadingRequest, SharedReadings
from core.serving.saver import Saver
from core.types import ArticleDone, PaperDone, PaperReport, PaperStarted, Status
from tests.support.editions import BAY, HILL, READ_AT, article, edition

VERSION = ModelVersion("current", "ab" * 32, ("politics", "business", "entertainment", "sport", "tech"))
REQUEST = ReadingRequest((BAY, HILL), 5)
KEY = key_of(REQUEST.newspapers, REQUEST.limit, VERSION)
FORK = multiprocessing.get_context("fork")


class OneServer:
    """A server under the test's control: it reads when told, and counts how often it began."""

    def __init__(self, archive, lifetime=60, version=VERSION, articles=1):
        self.archive, self.version, self.articles = archive, version, articles
        self.begun = 0
        self.go_on = threading.Event()
        self.saver = Saver(lambda: archive)
        self.others = OtherServers(
            lambda: self.archive.servers,
            lambda: self.version,
            self.saver.saving,
            lifetime,
            beat=0.05,
            look=0.05,
            patience=0.5,
        )
        self.readings = SharedReadings(self.start, self.fold, lifetime=lifetime, grace=0.05, others=self.others)

    def start(self, request, stop):
        self.begun += 1
        yield PaperStarted(BAY)
        yield PaperDone(HILL, PaperReport("hill", "Hill & Dale", Status.FAILED))
        while not self.go_on.wait(0.01) and not stop.is_set():
            pass
        for number in range(self.articles):
            yield ArticleDone(BAY, article(BAY, number, "sport"))
        yield PaperDone(BAY, PaperReport("bay", "The Bay", Status.OK, 1, self.articles))

    def fold(self, request, events, seconds):
        items = [event.item for event in events if isinstance(event, ArticleDone)]
        made = replace(edition(*items, papers=(BAY, HILL)), read_at=READ_AT.replace(second=self.begun))
        self.saver.submit(made, self.version)
        return made

    def open(self, request=REQUEST):
        return self.readings.open(request, "a visitor")


@pytest.fixture
def two(address):
    with ExitStack() as stack:
        yield tuple(OneServer(stack.enter_context(opened(address))) for _ in range(2))


@contextmanager
def opened(address):
    archive = Archive.at(address)
    yield archive
    archive.close()


def until(true, seconds=10.0):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.02)


def look(server, fresh=60.0):
    return server.archive.servers.look(KEY, fresh)


def test_what_one_server_reads_the_other_follows_and_shows(two):
    one, other = two
    first = one.open()
    until(lambda: one.begun)
    second = other.open()
    until(lambda: second.papers_done_elsewhere == 1)
    assert not second.done
    one.go_on.set()
    mine, theirs = first.join(10), second.join(10)
    assert (one.begun, other.begun) == (1, 0)
    assert theirs.read_at == mine.read_at
    assert [item.article.url for item in theirs.articles] == [item.article.url for item in mine.articles]
    assert [item.prediction.topic for item in theirs.articles] == [item.prediction.topic for item in mine.articles]


def test_shortly_after_the_edition_is_taken_from_the_archive(two):
    one, other = two
    one.go_on.set()
    mine = one.open().join(10)
    until(lambda: look(other).whose is Whose.READ)
    assert other.readings.peek(REQUEST).edition.read_at == mine.read_at  # as a link to it asks
    assert other.open().edition.read_at == mine.read_at
    assert other.begun == 0
    assert other.open(ReadingRequest((BAY, HILL), 6)).request.limit == 6
    until(lambda: other.begun == 1)  # something else is read by itself
    other.go_on.set()


def test_the_edition_is_as_old_there_as_here(two, address):
    one, other = two
    one.go_on.set()
    one.open().join(10)
    until(lambda: look(one).whose is Whose.READ)
    with one.archive.database.writing() as connection:
        connection.execute(text("UPDATE reading_claim SET beat_at = beat_at - 50"))
    assert other.open().join(10)
    other.readings.lifetime = 40
    assert other.others.find(REQUEST).age >= 50
    assert look(other, fresh=40).whose is Whose.NOBODYS
    assert other.readings._find(REQUEST) is None


def test_another_version_of_the_model_reads_by_itself(two):
    one, other = two
    other.version = replace(VERSION, sha256="cd" * 32)
    for server in two:
        server.go_on.set()
        server.open().join(10)
    assert (one.begun, other.begun) == (1, 1)


def test_a_reading_without_articles_lets_the_other_read(two):
    one, other = two
    one.articles = 0
    one.open()
    until(lambda: one.begun)
    second = other.open()
    until(lambda: second.papers_done_elsewhere is not None)
    other.go_on.set()
    one.go_on.set()
    assert second.join(10).articles
    assert second.papers_done_elsewhere is None
    assert (one.begun, other.begun) == (1, 1)


def test_a_visitor_can_stop_waiting(two):
    one, other = two
    one.open()
    until(lambda: one.begun)
    second = other.open()
    until(lambda: second.papers_done_elsewhere is not None)
    second.leave("a visitor", at_once=True)
    until(lambda: second.done)
    assert second.stopped and second.edition is None and other.begun == 0
    one.go_on.set()


def test_an_edition_that_was_deleted_is_read_again(two):
    one, other = two
    one.go_on.set()
    one.open().join(10)
    until(lambda: look(one).whose is Whose.READ)
    one.archive.forget(keep_days=1)
    other.go_on.set()
    assert other.open().join(10).articles
    assert other.begun == 1


def _hold(address, ready):
    Archive.at(address).servers.claim(KEY, "killed", 60)
    ready.set()
    time.sleep(60)


def test_the_claim_of_a_killed_server_ends(address):
    ready = FORK.Event()
    process = FORK.Process(target=_hold, args=(address, ready))
    process.start()
    assert ready.wait(20)
    with opened(address) as archive:
        assert archive.servers.claim(KEY, "other", 60).whose is Whose.ANOTHERS
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        assert archive.servers.claim(KEY, "other", 60, alive=5).whose is Whose.ANOTHERS
        until(lambda: archive.servers.claim(KEY, "other", 60, alive=2).whose is Whose.MINE)
        assert archive.servers.beat(KEY, "other", 3)
        assert not archive.servers.beat(KEY, "killed", 3)
        assert archive.servers.look(KEY, 60).papers_done == 3
        archive.servers.end(KEY, "killed", "an edition")  # of no effect
        assert archive.servers.look(KEY, 60).whose is Whose.ANOTHERS


def test_only_one_of_many_claims_is_granted(address):
    with opened(address) as archive:
        granted, threads = [], []
        for number in range(8):
            claim = lambda owner: granted.append(archive.servers.claim(KEY, owner, 60).whose)  # noqa: E731
            threads.append(threading.Thread(target=claim, args=(f"server {number}",)))
            threads[-1].start()
        for thread in threads:
            thread.join()
        assert sorted(granted) == [Whose.ANOTHERS] * 7 + [Whose.MINE]


class Gone:
    """An archive that cannot be reached, from the beginning or after some answers."""

    def __init__(self, servers=None, answers=0):
        self._servers, self.answers = servers, answers

    def __getattr__(self, name):
        self.answers -= 1
        if self.answers < 0:
            raise ArchiveError("The archive cannot be reached.")
        return getattr(self._servers, name)


def test_without_the_archive_a_server_reads_alone(two):
    one, _ = two
    gone = Gone()
    one.others._servers = lambda: gone
    one.go_on.set()
    assert one.open().join(10).articles
    assert one.readings.peek(ReadingRequest((BAY,), 5)) is None


def test_a_server_that_follows_reads_alone_where_the_archive_stays_away(two):
    one, other = two
    one.open()
    until(lambda: one.begun)
    gone = Gone(other.archive.servers, 1)
    other.others._servers = lambda: gone
    other.go_on.set()
    assert other.open().join(10).articles
    assert (one.begun, other.begun) == (1, 1)
    one.go_on.set()


def test_a_server_whose_edition_cannot_be_saved_lets_the_other_read(two, monkeypatch):
    one, other = two
    monkeypatch.setattr(one.archive, "save", lambda *_: _fail())
    one.go_on.set()
    one.open().join(10)
    other.go_on.set()
    assert other.open().join(10).articles
    assert other.begun == 1


def _fail():
    raise ArchiveError("The disk is full.")
