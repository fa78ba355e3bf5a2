"""What happens to the archive when its writers are killed, and when many write at once."""

import multiprocessing
import os
import signal
import time
from datetime import timedelta

from sqlalchemy import text

from core.archive import Archive, ArticleQuery
from core.archive.database.sqlite import Sqlite
from tests.archive.examples import MODEL, NOW, edition, item

KILLS = 50
WRITERS = 8
EDITIONS_EACH = 6
FORK = multiprocessing.get_context("fork")  # fifty fresh interpreters would take a minute


def write(address, name, first, count, said):
    """Save editions one after another, and say the number of each that was confirmed; then that all went well."""
    archive = Archive.at(address)
    for number in range(first, first + count):
        items = [item(f"{name}-{number}-{n}", title=f"Headline {number}", text="kept words " * 20) for n in range(20)]
        items.append(item("shared", title="Everybody reads this"))
        archive.save(edition(*items, read_at=NOW + timedelta(minutes=number)), MODEL)
        said.send(number)
    said.send("done")


def writer(address, name, first, count):
    here, there = FORK.Pipe(duplex=False)
    process = FORK.Process(target=write, args=(address, name, first, count, there))
    process.start()
    there.close()
    return process, here


def heard(pipe):
    """All that a writer said before it ended."""
    said = []
    try:
        while True:
            said.append(pipe.recv())
    except EOFError:
        return said


def check_whole(archive):
    """Articles, texts, predictions, words and counts agree with one another; how many articles there are."""
    found = archive.statistics()
    with archive.database.reading() as connection:
        count = lambda sql: connection.execute(text(sql)).scalar()  # noqa: E731
        assert count("SELECT COUNT(DISTINCT url) FROM article") == found["articles"]
        assert count("SELECT COUNT(*) FROM body") == found["articles"] == found["predictions"]
        assert count("SELECT COUNT(DISTINCT uid) FROM edition") == found["editions"]
        assert count("SELECT SUM(n) FROM daily WHERE scheme = 'all'") == found["articles"]
        assert count("SELECT SUM(n) FROM live") == found["articles"]
        if isinstance(archive.database.dialect, Sqlite):
            assert count("PRAGMA integrity_check") == "ok"
    if isinstance(archive.database.dialect, Sqlite):
        with archive.database.writing() as connection:
            connection.execute(text("INSERT INTO fulltext (fulltext, rank) VALUES ('integrity-check', 1)"))
    assert sum(day.n for day in archive.daily_counts(ArticleQuery())) == found["articles"]
    return found["articles"]


def test_killed_fifty_times_while_saving_nothing_confirmed_is_lost_and_nothing_doubled(address):
    """A writer saves without end and is killed by SIGKILL at fifty moments of a save; the next begins where it died."""
    Archive.at(address).close()
    confirmed, first = set(), 0
    for kill in range(KILLS):
        process, pipe = writer(address, "w", first, 10_000)
        said = [pipe.recv(), pipe.recv()]  # the retry, and one more: it is saving now
        time.sleep(0.003 * (kill % 11))
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        said += heard(pipe)
        confirmed.update(said)
        first = said[-1]  # tries again what may or may not have been saved
    process, pipe = writer(address, "w", first, 1)
    assert heard(pipe) == [first, "done"]
    process.join()
    archive = Archive.at(address)
    found = check_whole(archive)
    with archive.database.reading() as connection:
        urls = set(connection.execute(text("SELECT url FROM article")).scalars())
    wanted = {f"https://bay.example/w-{number}-{n}" for number in confirmed for n in range(20)}
    assert len(confirmed) >= KILLS // 2
    assert not wanted - urls
    assert len(confirmed) * 20 + 1 <= found <= (len(confirmed) + KILLS) * 20 + 1
    archive.close()


def test_eight_processes_at_once_lose_nothing_and_see_no_lock(address):
    running = [writer(address, f"p{number}", 0, EDITIONS_EACH) for number in range(WRITERS)]
    archive = Archive.at(address)
    while any(process.is_alive() for process, _ in running):  # somebody reads meanwhile
        archive.search("headline")
        archive.daily_counts(ArticleQuery())
        time.sleep(0.02)
    for process, pipe in running:
        assert heard(pipe) == [*range(EDITIONS_EACH), "done"]  # no exception: nobody saw a lock
        process.join()
    assert check_whole(archive) == WRITERS * EDITIONS_EACH * 20 + 1
    assert archive.statistics()["editions"] == WRITERS * EDITIONS_EACH
    archive.close()
