"""The command `watch` as a process: killed, stopped, asked for what cannot be."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest
from sqlalchemy import text

from core.archive import Archive
from core.settings import ROOT
from tests.support.many_papers import many_papers
from tests.watching.test_watcher import check_once, count

KILLS = 5
PATIENCE = 200
PROGRAM = """
import sys
from core.archive.writing import watched_papers
from core.watching import keeper
watched_papers.LEASE, keeper.HOLD = 4, 1.0  # what a minute and a quarter of it are elsewhere
from core.cli import main
sys.exit(main(sys.argv[1:]))
"""


def start(folder, press, *arguments):
    """Start the command on these papers; its pauses are seconds."""
    env = {**os.environ, "BROADSHEET_DATA": str(folder), "BROADSHEET_ALLOW_LOOPBACK": "1"}
    options = ["--catalogue", str(press.file), "--least", "0.02", "--most", "0.04", "--first", "20", *arguments]
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "watch", *options],
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


@contextmanager
def opened(folder):
    archive = Archive.at(f"sqlite:///{folder / 'broadsheet.sqlite'}")
    try:
        yield archive
    finally:
        archive.close()


def pages(press):
    return press.asked().get("page", 0)


def wait_for(process, condition):
    end = time.monotonic() + PATIENCE
    while not condition():
        assert process.poll() is None, process.stderr.read()[-2000:]
        assert time.monotonic() < end
        time.sleep(0.02)


def test_killed_again_and_again_it_loses_and_doubles_nothing(tmp_path):
    """Killed by SIGKILL while it fetches, extracts and saves; each time papers have published more."""
    chance = random.Random(5)
    with many_papers(40, articles=2) as press:
        expected = 80
        for _ in range(KILLS):
            process, before = start(tmp_path, press), pages(press)
            wait_for(process, lambda before=before: pages(press) > before)
            time.sleep(chance.uniform(0, 0.8))  # somewhere in the middle
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            expected += press.publish(0.25)
        process = start(tmp_path, press)
        with opened(tmp_path) as archive:
            wait_for(process, lambda: count(archive) == expected)
            process.send_signal(signal.SIGTERM)
            assert process.wait(60) == 0
            check_once(archive, expected)
            assert count(archive, "SELECT COUNT(*) FROM watched_paper WHERE owner IS NOT NULL") == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_with_a_report(tmp_path, number):
    with many_papers(5, articles=1, broken=0.2) as press:
        process = start(tmp_path, press, "--json", "--debug", "--papers", str(press.file))
        wait_for(process, lambda: pages(press) == 4)
        process.send_signal(number)
        began = time.monotonic()
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0
        assert time.monotonic() - began < 40
        report = json.loads(out)
        assert report["papers"] == 5
        with opened(tmp_path) as archive:
            assert count(archive) == report["articles_new"] == 4
        assert "paper-1: new, 1 article, again in" in err
        last = json.loads(err.splitlines()[-1])
        assert last["event"] == "watch" and last["polls"] >= 1


def test_once_polls_what_is_due_and_says_how_it_went(tmp_path):
    with many_papers(3, articles=1, dead=0.34) as press:
        process = start(tmp_path, press, "--once")
        out, err = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, err
        assert out.startswith("3 polls in ") and "1 failed (1 unreachable)" in out and "2 new" in out
        with opened(tmp_path) as archive, archive.database.reading() as connection:
            rows = connection.execute(text("SELECT paper, outcome FROM watched_paper ORDER BY paper")).all()
        assert sorted(outcome for _, outcome in rows) == ["new", "new", "unreachable"]


def test_where_no_paper_answers_the_status_says_so(tmp_path):
    with many_papers(1, dead=1.0) as press:
        process = start(tmp_path, press, "--once", "--json")
        out, _ = process.communicate(timeout=PATIENCE)
        assert (process.returncode, json.loads(out)["failures"]) == (1, {"unreachable": 1})
