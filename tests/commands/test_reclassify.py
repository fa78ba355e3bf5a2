"""Predicting again: the same on processes and on Dask, nothing twice, complete after a kill."""

import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from core.archive import Archive, ArticleQuery
from core.cli import main
from core.commands import reclassify, workers
from core.settings import load_settings
from tests.archive.tiny import write_artifacts
from tests.support.dask_cluster import cluster

ROOT = Path(__file__).parents[2]
ARTICLES = 2500
MANY = 10_000
"""Articles of so many tasks that a command can be killed while most of them are still to come."""
WORDS = (
    "minister election vote goal striker match market shares bank film actor music phone software chip virus".split()
)


@pytest.fixture
def filled(tmp_path, monkeypatch):
    """The folder of an archive whose articles nobody has classified; and a small model that will."""
    write_artifacts(tmp_path / "artifacts")
    monkeypatch.setenv("BROADSHEET_ARTIFACTS", str(tmp_path / "artifacts"))
    fill(tmp_path, range(ARTICLES))
    return tmp_path


def fill(folder, numbers):
    """Import articles of these numbers."""
    chance = random.Random(8)
    archive = Archive.at(f"sqlite:///{folder / 'broadsheet.sqlite'}")
    rows = (
        {
            "id": f"https://x.example/{n}",
            "publisher": "X",
            "date": "2026-01-02",
            "topic": None,
            "section": "",
            "title": " ".join(chance.choices(WORDS, k=6)),
            "text": " ".join(chance.choices(WORDS, k=30)),
        }
        for n in numbers
    )
    archive.import_rows("articles", rows)
    archive.close()


def command(folder, *more):
    environment = {**os.environ, "BROADSHEET_DATA": str(folder)}
    return {
        "args": [sys.executable, "-m", "core", "archive", "reclassify", "--json", *more],
        "cwd": ROOT,
        "env": environment,
        "stdout": subprocess.PIPE,
        "stderr": subprocess.PIPE,
    }


def predicted_here(folder, capfd, monkeypatch):
    """Run the command in this process; how many it predicted."""
    monkeypatch.setenv("BROADSHEET_DATA", str(folder))
    capfd.readouterr()
    assert main(["archive", "reclassify", "--json", "--workers", "1"]) == 0
    return json.loads(capfd.readouterr().out)["predicted"]


def answers(folder):
    archive = Archive.at(f"sqlite:///{folder / 'broadsheet.sqlite'}")
    with archive.database.reading() as connection:
        rows = connection.execute(
            text("SELECT article_id, topic, best, probabilities FROM prediction ORDER BY 1")
        ).all()
    assert sum(day.n for day in archive.daily_counts(ArticleQuery())) == len(rows)
    archive.close()
    return [tuple(row) for row in rows]


def test_killed_half_way_and_begun_again_it_ends_complete_with_nothing_twice(filled, capfd, monkeypatch):
    fill(filled, range(ARTICLES, MANY))
    process = subprocess.Popen(**command(filled, "--workers", "2"))
    process.stderr.readline()  # the first batch is kept
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=30)  # its workers, who hold the other end, have ended too
    before = len(answers(filled))
    assert 0 < before < MANY
    assert predicted_here(filled, capfd, monkeypatch) == MANY - before
    assert len(answers(filled)) == MANY
    assert predicted_here(filled, capfd, monkeypatch) == 0


def test_two_dask_workers_say_what_one_process_says(filled, capfd, monkeypatch, tmp_path_factory):
    pytest.importorskip("distributed", reason="no Dask here: pip install -r requirements-dask.txt")
    other = tmp_path_factory.mktemp("other")
    (other / "broadsheet.sqlite").write_bytes((filled / "broadsheet.sqlite").read_bytes())
    assert predicted_here(filled, capfd, monkeypatch) == ARTICLES
    with cluster(tmp_path_factory.mktemp("scheduler")) as address:
        done = subprocess.run(**command(other, "--dask", address))
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout)["predicted"] == ARTICLES
    assert answers(other) == answers(filled)


def test_workers_that_cannot_open_the_archive_are_sent_its_texts(filled, capfd, monkeypatch, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    (other / "broadsheet.sqlite").write_bytes((filled / "broadsheet.sqlite").read_bytes())
    assert predicted_here(other, capfd, monkeypatch) == ARTICLES
    monkeypatch.setattr(reclassify, "archive_for_workers", lambda *_: None)
    assert predicted_here(filled, capfd, monkeypatch) == ARTICLES
    assert answers(filled) == answers(other)


def test_a_worker_opens_only_the_archive_that_is_meant(filled, monkeypatch, tmp_path):
    monkeypatch.setenv("BROADSHEET_DATA", str(filled))
    archive = Archive.open(load_settings())
    assert archive.file == f"sqlite:///{filled / 'broadsheet.sqlite'}"
    here = workers._host()
    assert workers._opens(archive.file, archive.where, here)
    assert not workers._opens(archive.file, archive.where, "another machine")
    assert workers._opens("", archive.where, here)
    assert not workers._opens("", "postgresql://elsewhere/name", here)
    workers.archive_of_worker.cache_clear()
    monkeypatch.setenv("BROADSHEET_DATA", str(tmp_path / "none"))
    assert not workers._opens("", archive.where, here)
    archive.close()


def test_no_scheduler_is_a_sentence(filled, capfd, monkeypatch):
    monkeypatch.setenv("BROADSHEET_DATA", str(filled))
    assert main(["archive", "reclassify", "--dask", "nonsense://x"]) == 2
    assert len(capfd.readouterr().err.strip().splitlines()) == 1


def test_compacted_months_are_predicted_again_with_the_others(filled, monkeypatch, capsys):
    monkeypatch.setenv("BROADSHEET_DATA", str(filled))
    assert main(["archive", "compact", "--before", "2026-02"]) == 0
    assert main(["archive", "reclassify", "--workers", "2", "--json"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["predicted"] == ARTICLES
    assert main(["archive", "reclassify", "--json"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["predicted"] == 0
    archive = Archive.open(load_settings())
    assert {row["topic"] for row in archive.export_rows("articles")} <= {"business", "sport", "unsure", "other"}
    assert archive.articles(ArticleQuery()).total == archive.statistics()["predictions"] == ARTICLES
    assert archive.months.check(contents=True) == []
    archive.close()
