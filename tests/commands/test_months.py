"""`archive compact` and `archive restore`."""

import json

import pytest

from core.archive import Archive
from core.cli import main
from core.commands.archiving.months import NOTHING_TO_MOVE, NOTHING_TO_RESTORE
from core.settings import Settings
from tests.archive.months import fill, rows


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("BROADSHEET_DATA", str(tmp_path))
    archive = Archive.open(Settings())
    fill(archive, 12)
    archive.close()
    return tmp_path


def test_months_are_moved_counted_and_moved_back(place, capsys):
    archive = Archive.open(Settings())
    before = rows(archive)
    assert main(["archive", "compact", "--before", "2026-03", "--json"]) == 0
    said = capsys.readouterr()
    moved = json.loads(said.out)
    assert moved["articles"] > 0
    assert moved["bytes"] == sum(path.stat().st_size for path in (place / "months").iterdir())
    assert said.err.startswith("2026-01: ")
    assert main(["archive", "stats", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["months"], found["month_articles"]) == (2, moved["articles"])
    assert rows(archive) == before
    assert main(["archive", "compact", "--before", "2026-03"]) == 1
    assert main(["archive", "restore"]) == 0
    assert main(["archive", "restore"]) == 1
    assert rows(archive) == before
    archive.close()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (["--before", "9999-01"], "Only months that are over"),
        (["--before", "soon"], "is not a month such as 2026-03"),
        (["--older-than", "-1"], "from 0 on"),
        (["--older-than", "99999"], "more months than there ever were"),
        (["--before", "2026-03", "--older-than", "3"], "not allowed with"),
    ],
)
def test_what_cannot_be_meant_is_said(place, capsys, given, words):
    try:
        status = main(["archive", "compact", *given])
    except SystemExit as ended:
        status = ended.code
    assert status == 2
    assert words in capsys.readouterr().err
    assert not (place / "months").exists()


def test_where_nothing_is_to_be_moved_it_says_so(place, capsys):
    assert main(["archive", "restore"]) == 1
    assert capsys.readouterr().out == f"{NOTHING_TO_RESTORE}\n"
    assert main(["archive", "compact", "--before", "1990-01"]) == 1
    assert capsys.readouterr().out == f"{NOTHING_TO_MOVE}\n"
