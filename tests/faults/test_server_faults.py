"""A real server that is killed, and visitors who leave it at any moment."""

import asyncio
import json
import os
import random
import signal
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.asyncio.client import connect

from benchmarks.browser import LOG, app
from benchmarks.load import SAMPLE, opened
from core.settings import ROOT
from tests.support.servers import catalogue, honest_papers


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "data").mkdir()
    return tmp_path


def group(number):
    """Processes of a group that still run."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            if int(fields[2]) == number and fields[0] != "Z":
                found.append(int(stat.parent.name))
    return found


def editions(folder):
    path = folder / "data" / "broadsheet.sqlite"
    if not path.exists():
        return 0
    with suppress(sqlite3.OperationalError), closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT COUNT(*) FROM edition").fetchone()[0]
    return 0


@pytest.mark.timeout(240)
def test_a_server_that_is_killed_leaves_no_process_behind_and_the_next_one_shows_what_was_kept(folder):
    with honest_papers(3, articles=4) as papers:
        (folder / "papers.toml").write_text(catalogue(papers))
        settings = {
            "BROADSHEET_OPEN": "read",
            "BROADSHEET_WARM_UP": "1",
            "BROADSHEET_ALLOW_LOOPBACK": "1",
            "BROADSHEET_CATALOGUE": str(folder / "papers.toml"),
            "BROADSHEET_DATA": str(folder / "data"),
        }

        async def look(url, until):
            async with opened(url, "") as visitor:
                for _ in range(600):
                    if until():
                        return visitor
                    await asyncio.sleep(0.2)
                    await visitor.run()
            raise AssertionError("it has not come")

        with app(ROOT / "streamlit_app.py", folder, **settings) as server:
            asyncio.run(look(server.url, lambda: editions(folder) == 1))
            children = len(group(server.group))
            assert children > 1  # the workers that extract
            os.kill(server.group, signal.SIGKILL)
            give_up = time.monotonic() + 30
            while group(server.group) and time.monotonic() < give_up:
                time.sleep(0.2)
            assert group(server.group) == []
    with app(ROOT / "streamlit_app.py", folder, **(settings | {"BROADSHEET_OPEN": "last"})) as again:
        visitor = asyncio.run(look(again.url, lambda: True))
        for _ in range(100):
            if visitor.kinds["table"]:
                break
            visitor = asyncio.run(look(again.url, lambda: True))
        assert visitor.kinds["table"]  # the list of the articles that were read before, whose papers are gone
    assert "Traceback" not in (folder / LOG).read_text(errors="replace")


@pytest.mark.timeout(240)
def test_visitors_who_leave_at_any_moment_hurt_nobody(folder):
    chance = random.Random(8)

    async def leave(url, seconds):
        """Ask for the page and be gone after so long, however far it has come."""
        address = url.replace("http", "ws", 1) + "/_stcore/stream"
        back = BackMsg()
        back.rerun_script.query_string = SAMPLE
        async with connect(address, subprotocols=["streamlit"], max_size=None) as socket:
            await socket.send(back.SerializeToString())
            await asyncio.sleep(seconds)
            if chance.random() < 0.5:
                socket.transport.abort()  # no goodbye

    async def stays(url):
        async with opened(url, SAMPLE) as visitor:
            for number in range(6):
                await visitor.choose("Topics", number)
            return visitor.kinds["vega_lite_chart"]

    async def all_at_once(url):
        leaving = [leave(url, chance.uniform(0, 1.5)) for _ in range(40)]
        charts, *_ = await asyncio.gather(stays(url), *leaving)
        return charts

    with app(ROOT / "streamlit_app.py", folder) as server:
        asyncio.run(leave(server.url, 0.1))
        assert asyncio.run(all_at_once(server.url)) >= 1
        assert asyncio.run(stays(server.url)) >= 1  # and whoever comes afterwards
    log = (folder / LOG).read_text(errors="replace")
    assert "Traceback" not in log, json.dumps(log[-3000:])
