"""Pages that hang, kill or starve a worker are rows, and the next page is read."""

import os
import subprocess
import sys
import textwrap
import threading
import time
from concurrent.futures import CancelledError, ThreadPoolExecutor, TimeoutError
from multiprocessing import spawn
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest
from pebble import ProcessExpired

from core.errors import InputError
from core.reading.article.extraction import Extraction
from core.reading.article.pool import ExtractionPool, open_pool
from core.settings import Settings
from core.types import Reason, Status
from tests.support.memory import children_mb, descendants

ROOT = Path(__file__).parents[3]
SENTENCE = "The harbour council voted on Tuesday to widen the northern quay before the winter storms. "
GOOD = f"<html><title>Quay</title><body><article><p>{SENTENCE * 20}</p></article></body></html>".encode()
URL = "https://paper.example/news/quay"
# One element with very many attributes keeps the parser busy for minutes.
ENDLESS = b"<div " + b" ".join(b'a%d="x"' % n for n in range(200_000)) + b">"


@pytest.fixture(scope="module")
def pool():
    with ExtractionPool(2, 4.0) as opened:
        opened.extract(GOOD, URL)
        yield opened


def test_a_page_comes_back_as_its_article(pool):
    result = pool.extract(GOOD, URL, language="en", charset="utf-8")
    assert result.status is Status.OK
    assert result.text.startswith("The harbour council")


def test_the_standard_library_of_this_process_stays_as_it_was(pool):
    assert pool.extract(GOOD, URL).status is Status.OK
    for name in ("get_preparation_data", "prepare", "_fixup_main_from_name", "_fixup_main_from_path"):
        assert getattr(spawn, name).__module__ == "multiprocessing.spawn"
    assert ForkServerProcess._Popen.__module__ == "multiprocessing.context"


@pytest.mark.timeout(60)
def test_a_page_that_takes_too_long_is_ended_and_the_next_is_read(pool):
    result = pool.extract(ENDLESS, URL)
    assert (result.status, result.error) == (Status.FAILED, Reason.TOO_SLOW)
    assert "4 seconds" in result.detail
    assert pool.extract(GOOD, URL).status is Status.OK


def test_a_slow_job_does_not_hold_up_the_other_worker(tmp_path):
    gate = tmp_path / "gate"
    os.mkfifo(gate)
    with ExtractionPool(2, 60.0) as pool, ThreadPoolExecutor(1) as threads:
        slow = threads.submit(pool.run, "os:open", str(gate), os.O_RDONLY)  # waits for someone to write
        for _ in range(3):
            assert pool.extract(GOOD, URL).status is Status.OK
        assert not slow.done()
        os.close(os.open(gate, os.O_WRONLY))
        assert isinstance(slow.result(), int)


def test_many_callers_at_once_each_get_their_own_page(pool):
    pages = [GOOD.replace(b"Quay", b"Quay number %d" % n) for n in range(40)]
    with ThreadPoolExecutor(16) as threads:
        results = list(threads.map(lambda page: pool.extract(page, URL), pages))
    assert [result.title for result in results] == [f"Quay number {n}" for n in range(40)]


HOSTILE = {
    "unclosed": b"<p><b><i>" * 55_000,
    "flat": b"<div>some words of text here</div>" * 300_000,
    "nested": b"<div>" * 5_000 + b"text",
    "many list items": b"<ul>" + b"<li><a href=x>foo</a>" * 11_000,
    "one word": b"<p>" + b"a" * 5_000_000,
    "entities": b"<p>" + b"&amp;" * 1_000_000,
}


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="memory is read from Linux's /proc")
def test_hostile_pages_at_once_stay_within_memory():
    others = children_mb()  # pools that other tests have left open
    with ExtractionPool(2, 3.0) as pool:
        pool.extract(GOOD, URL)
        peak = _Peak()
        with peak, ThreadPoolExecutor(6) as threads:
            results = list(threads.map(lambda page: pool.extract(page, URL), HOSTILE.values()))
            assert pool.extract(GOOD, URL).status is Status.OK
    assert all(isinstance(result, Extraction) for result in results)
    assert 0 < peak.megabytes - others < 400


def test_a_worker_that_dies_is_a_row_and_is_replaced():
    with ExtractionPool(1, 20.0) as pool:
        pool.extract(GOOD, URL)
        worker = _workers()
        with ThreadPoolExecutor(1) as threads:
            task = threads.submit(pool.extract, ENDLESS, URL)
            _wait_until_busy(worker)
            for pid in worker:
                os.kill(pid, 9)
            result = task.result(timeout=15)
        assert (result.status, result.error) == (Status.FAILED, Reason.UNREADABLE)
        assert pool.extract(GOOD, URL).status is Status.OK


def test_closing_answers_everybody_who_waits():
    pool = ExtractionPool(1, 60.0)
    pool.extract(GOOD, URL)
    worker = _workers()
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(pool.extract(ENDLESS, URL))) for _ in range(8)]
    for thread in threads:
        thread.start()
    _wait_until_busy(worker)
    pool.close()
    for thread in threads:
        thread.join(10)
    assert [answer.error for answer in answers] == [Reason.UNREADABLE] * 8
    assert pool.extract(GOOD, URL).error is Reason.UNREADABLE
    pool.close()


@pytest.mark.parametrize(
    ("problem", "reason", "sentence"),
    [
        (TimeoutError(), Reason.TOO_SLOW, "longer than 7 seconds"),
        (ProcessExpired("gone"), Reason.UNREADABLE, "crashed the process"),
        (CancelledError(), Reason.UNREADABLE, "before this"),
    ],
    ids=["too slow", "died", "closed"],
)
def test_what_goes_wrong_in_a_worker_is_told_of_pages_feeds_and_other_input(monkeypatch, problem, reason, sentence):
    def broken(*_, **__):
        raise problem

    pool = ExtractionPool(1, 7.0)
    monkeypatch.setattr(pool, "_result", broken)
    page, listing = pool.extract(GOOD, URL), pool.parse_listing(b"", "x", URL)
    assert (page.error, listing.reason) == (reason, reason)
    assert sentence in page.detail and sentence in listing.problem
    with pytest.raises(InputError, match="longer than 7 seconds" if reason is Reason.TOO_SLOW else "understood"):
        pool.run("os:getpid")


def test_a_pool_that_broke_is_replaced_with_the_next_page():
    with ExtractionPool(1, 20.0) as pool:
        pool.extract(GOOD, URL)
        broken = pool._pool
        broken.stop()
        assert pool.extract(GOOD, URL).error is Reason.UNREADABLE
        assert pool.extract(GOOD, URL).status is Status.OK
        assert pool._pool is not broken


def test_nothing_starts_before_the_first_page():
    before = threading.active_count()
    with open_pool(Settings(extract_workers=3, extract_seconds=7)) as pool:
        assert (pool.workers, pool.seconds) == (3, 7)
        assert threading.active_count() == before


@pytest.mark.parametrize("start", ["a file", "a module"])
def test_workers_do_not_import_the_main_module(tmp_path, start):
    (tmp_path / "app.py").write_text(
        textwrap.dedent(f"""
        import os, sys
        sys.path.insert(0, {str(ROOT)!r})
        open({str(tmp_path / "imported")!r}, "a").write(__name__ + " ")
        from core.reading.article.pool import ExtractionPool

        if __name__ == "__main__":
            with ExtractionPool(1, 10) as pool:
                print(pool.extract({GOOD!r}, {URL!r}).status)
        """)
    )
    how = [str(tmp_path / "app.py")] if start == "a file" else ["-m", "app"]
    done = subprocess.run(
        [sys.executable, *how],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.strip() == "ok", done.stderr
    assert (tmp_path / "imported").read_text() == "__main__ "


def _workers() -> list[int]:
    """Processes that the fork servers below this process have started."""
    children = [pid for pid in descendants(os.getpid()) if "forkserver" in _command(pid)]
    return [pid for pid in children if "forkserver" in _command(_parents().get(pid, 0))]


def _wait_until_busy(workers: list[int], seconds: float = 30.0) -> None:
    """Return when one of these processes has begun to compute."""
    before = {pid: _ticks(pid) for pid in workers}
    end = time.monotonic() + seconds
    while all(_ticks(pid) < before[pid] + 5 for pid in workers):
        assert time.monotonic() < end, "no worker took up the page"
        time.sleep(0.02)


def _ticks(pid: int) -> int:
    """Hundredths of seconds of processor time."""
    return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[11])


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(errors="replace")
    except OSError:
        return ""


def _parents() -> dict[int, int]:
    result = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            result[int(stat.parent.name)] = int(stat.read_text(errors="replace").rsplit(")", 1)[1].split()[1])
        except (OSError, IndexError):
            continue
    return result


class _Peak:
    """The most memory that all processes below this one held at once, shared pages counted once."""

    megabytes = 0

    def __enter__(self):
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        self._thread.join()

    def _watch(self):
        while not self._stop.wait(0.05):
            self.megabytes = max(self.megabytes, children_mb())


def test_a_worker_whose_pool_is_gone_before_it_has_begun_says_nothing():
    script = """
        from core.reading.article.pool import _context

        class Gone:
            # As a semaphore of a closed pool: it cannot be made again in the worker.
            def __reduce__(self):
                return open, ("/nowhere/at/all",)

        worker = _context().Process(target=print, args=(Gone(),))
        worker.start()
        worker.join(60)
        print(worker.exitcode)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert int(done.stdout) != 0 and done.stderr == ""
