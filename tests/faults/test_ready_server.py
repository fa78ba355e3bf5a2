"""A real server says at an address of its own whether it is ready, and logs what it reads."""

import asyncio
import json
import shutil
import time
import urllib.error
import urllib.request

import pytest

from benchmarks.browser import LOG, app
from benchmarks.load import SAMPLE, opened
from core.settings import ROOT


def ask(url):
    try:
        with urllib.request.urlopen(f"{url}/ready", timeout=20) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as problem:
        return problem.code, json.load(problem)


def wait_for(url, status):
    give_up = time.monotonic() + 20
    while (answer := ask(url))[0] != status and time.monotonic() < give_up:
        time.sleep(0.5)
    return answer


@pytest.mark.timeout(180)
def test_it_is_ready_while_its_model_and_archive_can_be_used_and_shows_the_same_app(tmp_path):
    artifacts = tmp_path / "artifacts"
    shutil.copytree(ROOT / "artifacts", artifacts, ignore=shutil.ignore_patterns("reports"))

    async def look(url):
        async with opened(url, SAMPLE) as visitor:
            for _ in range(100):
                if visitor.kinds["table"]:
                    break
                await asyncio.sleep(0.2)
                await visitor.run()
            return visitor.kinds["table"], set(visitor.pages)

    with app(ROOT / "server.py", tmp_path, BROADSHEET_ARTIFACTS=str(artifacts)) as server:
        assert ask(server.url) == (200, {"ready": True, "problems": []})
        tables, pages = asyncio.run(look(server.url))
        assert tables
        assert "Compare" in pages
        (artifacts / "current.joblib").rename(artifacts / "away")
        (tmp_path / "data").mkdir(exist_ok=True)
        (tmp_path / "data" / "broadsheet.sqlite").write_bytes(b"nothing of the kind" * 500)
        assert wait_for(server.url, 503) == (503, {"ready": False, "problems": ["archive", "model"]})
        with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=20) as answer:
            assert answer.status == 200  # the process is up: it need not be started again
        assert asyncio.run(look(server.url))[0]  # and shows what it can
        (artifacts / "away").rename(artifacts / "current.joblib")
        (tmp_path / "data" / "broadsheet.sqlite").unlink()
        assert wait_for(server.url, 200)[0] == 200
    log = (tmp_path / LOG).read_text(errors="replace")
    assert "Traceback" not in log
    [line] = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    assert (line["event"], line["sample"], line["papers"], line["papers_failed"]) == ("reading", True, 6, 1)
    assert line["failures"]["unreachable"] == 1
