"""Two real servers behind a proxy, on one PostgreSQL: one reading for both, and visitors go on when something dies."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from websockets.exceptions import WebSocketException

from benchmarks.browser import free_port
from tests.support import postgres, visitors
from tests.support.servers import article_html, catalogue, newspaper, page, publish, serving

ROOT = Path(__file__).resolve().parents[2]
PAPERS = 3
ARTICLES = 4
"""Of each paper."""
ONE = "BROADSHEET_SERVER=one"
TWO = "BROADSHEET_SERVER=two"
READ = "Read the papers"
SHOWN = f"{PAPERS * ARTICLES} articles from {PAPERS} papers"
AWAY = "The database server of the archive cannot be reached"
AWAY_SECONDS = 10.0


class Servers:
    """What runs: the address of the proxy, the newspapers, PostgreSQL, and the processes."""

    def __init__(self, folder):
        self.folder = folder
        self.stack, self.database = ExitStack(), ExitStack()
        self.port, self.database_port, first = free_port(), free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.papers = [self.stack.enter_context(serving(latency=0.3)) for _ in range(PAPERS)]
        address = self.start_database()
        (folder / "newspapers.toml").write_text(catalogue([self._paper(number) for number in range(PAPERS)]))
        command = [sys.executable, "-m", "scripts.servers", "--port", str(self.port), "--first", str(first)]
        env = {
            "BROADSHEET_ALLOW_LOOPBACK": "1",
            "BROADSHEET_CATALOGUE": str(folder / "newspapers.toml"),
            "BROADSHEET_DATABASE_URL": address,
            "BROADSHEET_DATA": str(folder / "data"),
            "BROADSHEET_OPEN": "ask",
            "BROADSHEET_EXTRACT_WORKERS": "1",
        }
        self.log = folder / "log"
        with self.log.open("wb") as out:
            self.program = subprocess.Popen(
                [*command, "--read-every", "0"], cwd=ROOT, env={**os.environ, **env}, stdout=out, stderr=out
            )
        self.wait_for("ready: ", 90)

    def _paper(self, number):
        server = self.papers[number]
        server.answers["/robots.txt"] = page("User-agent: *\nAllow: /\n", "text/plain")
        publish(server, {f"/news/{n}": page(article_html(f"Bridge {number} {n}")) for n in range(ARTICLES)})
        return newspaper(server, f"paper-{number}")

    def start_database(self):
        there = postgres.server("fsync=off", keep=self.folder / "postgresql", port=self.database_port)
        return self.database.enter_context(there)

    def wait_for(self, words, seconds):
        until = time.monotonic() + seconds
        while words not in self.log.read_text():
            assert self.program.poll() is None and time.monotonic() < until, self.log.read_text()[-3000:]
            time.sleep(0.1)

    def process_of(self, name):
        lines = [line for line in self.log.read_text().splitlines() if line.startswith(f"server {name}: process ")]
        return int(lines[-1].rpartition(" ")[2])

    def requests(self):
        """How often each address of the newspapers was asked for."""
        return Counter((number, path) for number, paper in enumerate(self.papers) for path in paper.paths())

    def close(self):
        self.program.terminate()
        self.program.wait(40)
        self.database.close()
        self.stack.close()


@contextmanager
def running():
    folder = Path(tempfile.mkdtemp(prefix="broadsheet-servers-", dir="/tmp"))  # which PostgreSQL's own user can enter
    folder.chmod(0o755)
    servers = None
    try:
        servers = Servers(folder)
        yield servers
    finally:
        if servers is not None:
            servers.close()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def servers():
    for missing, why, need in (
        (postgres.programs() is None, postgres.WHY_NOT, "BROADSHEET_NEED_POSTGRESQL"),
        (shutil.which("haproxy", path="/usr/sbin:/usr/bin") is None, "no haproxy here", "BROADSHEET_NEED_PROXY"),
    ):
        if missing:
            (pytest.fail if os.environ.get(need) else pytest.skip)(why)
    with running() as servers:
        yield servers


async def read_at_both(servers):
    """Two visitors, one at each server, ask for the same papers at the same time."""
    async with visitors.opened(servers.url, ONE) as first, visitors.opened(servers.url, TWO) as second:
        return await asyncio.gather(first.run(READ), second.run(READ)), first.query


def test_one_reading_serves_both(servers):
    assert {visitors.cookie_of(servers.url) for _ in range(6)} == {ONE, TWO}
    (first, second), query = asyncio.run(read_at_both(servers))
    for words in (first, second):
        assert SHOWN in words and "EXCEPTION" not in words
    assert ("Another server is reading" in first) != ("Another server is reading" in second)
    requests = servers.requests()
    assert len(requests) >= PAPERS * (ARTICLES + 1)
    assert set(requests.values()) == {1}, requests

    async def by_link(cookie):
        async with visitors.opened(servers.url, cookie, query) as visitor:
            return visitor.words

    assert "edition=live" in query
    assert all(SHOWN in asyncio.run(by_link(cookie)) for cookie in (ONE, TWO))
    assert servers.requests() == requests


class Session:
    """A visitor who reads on and on, and reloads the page when the connection breaks."""

    def __init__(self, cookie):
        self.cookie, self.query = cookie, "edition=live"
        self.views, self.reloads, self.longest = 0, 0, 0.0
        self.wrong = []

    async def go_on(self, url, until):
        broke_at = None
        while time.monotonic() < until:
            try:
                async with visitors.opened(url, self.cookie, self.query) as visitor:
                    while time.monotonic() < until:
                        words = await visitor.run()
                        self.views += 1
                        if SHOWN not in words:
                            self.wrong.append(words)
                        if broke_at is not None:
                            self.longest, broke_at = max(self.longest, time.monotonic() - broke_at), None
                        await asyncio.sleep(0.3)
            except (OSError, WebSocketException, TimeoutError):
                broke_at = broke_at or time.monotonic()
                self.reloads += 1
                await asyncio.sleep(0.3)


async def kill_under_load(servers):
    sessions = [Session(cookie) for cookie in (ONE, TWO) * 3]
    until = time.monotonic() + 12

    async def kill():
        await asyncio.sleep(3)
        os.killpg(servers.process_of("one"), signal.SIGKILL)

    await asyncio.gather(kill(), *(session.go_on(servers.url, until) for session in sessions))
    return sessions


def test_sessions_go_on_at_the_other_server_when_one_is_killed(servers):
    before, killed = servers.requests(), servers.process_of("one")
    sessions = asyncio.run(kill_under_load(servers))
    for session in sessions:
        assert session.views >= 3 and session.wrong == []
        assert session.reloads == 0 if session.cookie == TWO else session.reloads >= 1
        assert session.longest < 8
    assert servers.requests() == before  # the other server had the edition from the archive
    servers.wait_for("server one has ended with -9: it is started again.", 10)
    until = time.monotonic() + 20
    while servers.process_of("one") == killed and time.monotonic() < until:
        time.sleep(0.1)
    assert servers.process_of("one") != killed


async def without_database(servers):
    async with visitors.opened(servers.url, TWO, "edition=live") as visitor:
        before = await visitor.go("Trends")
        servers.database.close()
        gone_at = time.monotonic()
        during = await visitor.go("Trends")
        front = await visitor.go("Front pages")
        await asyncio.sleep(max(0.0, AWAY_SECONDS - (time.monotonic() - gone_at)))
        servers.start_database()
        until = time.monotonic() + 15
        after = await visitor.go("Trends")
        while AWAY in after and time.monotonic() < until:
            await asyncio.sleep(0.5)
            after = await visitor.go("Trends")
    return before, during, front, after


def test_pages_say_that_the_database_is_away_and_recover(servers):
    before, during, front, after = asyncio.run(without_database(servers))
    assert AWAY not in before and AWAY in during and AWAY not in after
    assert SHOWN in front  # what is in memory needs no database
    assert not any("EXCEPTION" in words for words in (before, during, front, after))
