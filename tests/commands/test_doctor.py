"""Every fault that the doctor can find is caused, and is one line with what to do; nothing is changed by looking."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from core.archive import Archive, Correction, PollResult
from core.archive.database.opening import NEWEST
from core.serving.health.configured import look_at_settings
from core.serving.health.findings import Area, State, looked
from core.settings import ROOT
from tests.archive.examples import MODEL, NOW, edition, item
from tests.support.servers import catalogue, honest_papers, newspaper, serving, status

SECRET = "not-for-anybodys-eyes"


@pytest.fixture
def examined(run):
    """Runs the doctor: exit status, and the findings by subject."""

    def call(*arguments):
        code, out, err = run("doctor", "--json", *arguments)
        assert "Traceback" not in err
        found = json.loads(out)
        assert found["ok"] == (code == 0)
        return code, {finding["subject"]: finding for finding in found["findings"]}

    return call


@pytest.fixture
def archive(tmp_path):
    """An archive with an edition of a moment ago, where the command looks for it."""
    (tmp_path / "data").mkdir()
    address = f"sqlite:///{tmp_path / 'data' / 'broadsheet.sqlite'}"
    opened = Archive.at(address)
    opened.save(edition(item(1), read_at=datetime.now(UTC)), MODEL)
    yield opened
    opened.close()


@pytest.fixture
def artifacts(tmp_path, monkeypatch):
    """A copy of the shipped models that a test may damage."""
    folder = tmp_path / "artifacts"
    shutil.copytree(ROOT / "artifacts", folder, ignore=shutil.ignore_patterns("reports", "web", "source"))
    monkeypatch.setenv("BROADSHEET_ARTIFACTS", str(folder))
    return folder


def problems(found):
    return {subject for subject, finding in found.items() if finding["state"] == "problem"}


def test_a_fresh_clone_is_well_and_looking_makes_nothing(examined, tmp_path):
    code, found = examined()
    assert (code, problems(found)) == (0, set())
    assert found["archive"]["state"] == "note"
    assert not (tmp_path / "data").exists()


def test_all_is_said_for_people_too(run, archive):
    code, out, err = run("doctor")
    assert (code, err) == (0, "All is well.\n")
    assert [line for line in out.splitlines() if not line.startswith(" ")] == [area.value.capitalize() for area in Area]


def test_each_setting_says_where_it_comes_from_and_secrets_are_not_shown(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "secrets.toml").write_text(
        f'BROADSHEET_KEEP_DAYS = 30\nBROADSHEET_KEEP_MB = 5\nBROADSHEET_ADMIN_KEY = "{SECRET}"\ncolour = "red"\n'
    )
    environment = {"BROADSHEET_KEEP_MB": "7", "BROADSHEET_DATABASE_URL": f"postgresql://u:{SECRET}@h/n", "PATH": "x"}
    configuration = look_at_settings(environment, tmp_path)
    says = {finding.subject: finding.says for finding in configuration.findings}
    assert says["BROADSHEET_KEEP_MB"] == "7 (environment)"
    assert says["BROADSHEET_KEEP_DAYS"] == f"30 ({tmp_path / '.streamlit' / 'secrets.toml'})"
    assert says["BROADSHEET_OPEN"] == "read (default)"
    assert says["BROADSHEET_ADMIN_KEY"].startswith("set, not shown")
    assert SECRET not in str(configuration.findings)
    assert (configuration.settings.keep_mb, configuration.settings.keep_days) == (7, 30)


def test_what_cannot_be_used_is_named_and_the_rest_is_looked_at(examined, monkeypatch):
    monkeypatch.setenv("BROADSHEET_KEEP_DAYS", "soon")
    monkeypatch.setenv("BROADSHEET_DATABASE", "postgresql://h/n")
    code, found = examined()
    assert (code, problems(found)) == (1, {"BROADSHEET_KEEP_DAYS", "BROADSHEET_DATABASE"})
    assert "'soon'" in found["BROADSHEET_KEEP_DAYS"]["says"]
    assert "BROADSHEET_DATABASE_URL" in found["BROADSHEET_DATABASE"]["advice"]
    assert found["model current"]["state"] == "ok"


def test_a_file_of_secrets_that_is_not_toml_is_named_without_what_it_holds(tmp_path):
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "secrets.toml").write_text(f"BROADSHEET_ADMIN_KEY = {SECRET}\n")
    findings = look_at_settings({}, tmp_path).findings
    assert findings[0].state is State.PROBLEM
    assert SECRET not in str(findings)


def test_an_archive_in_use_is_well(examined, archive):
    code, found = examined()
    assert (code, problems(found)) == (0, set())
    assert "1 edition, 1 article" in found["archive"]["says"]
    assert found["schema"]["state"] == found["newest edition"]["state"] == "ok"


def truncated(folder):
    whole = (folder / "broadsheet.sqlite").stat().st_size
    os.truncate(folder / "broadsheet.sqlite", whole // 2)


def nonsense(folder):
    (folder / "broadsheet.sqlite").write_bytes(b"nothing of the kind" * 500)


def a_folder(folder):
    (folder / "broadsheet.sqlite").unlink()
    (folder / "broadsheet.sqlite").mkdir()


@pytest.mark.parametrize("damage", [truncated, nonsense, a_folder])
def test_a_broken_archive_is_one_line(examined, archive, tmp_path, damage):
    archive.close()
    damage(tmp_path / "data")
    code, found = examined()
    assert (code, problems(found)) == (1, {"archive"})
    assert found["archive"]["advice"]
    assert found["model current"]["state"] == "ok"


def test_an_archive_that_another_program_holds_is_one_line(examined, archive, tmp_path, monkeypatch):
    monkeypatch.setattr("core.archive.database.sqlite.PROBE_SECONDS", 0.1)
    holder = sqlite3.connect(tmp_path / "data" / "broadsheet.sqlite", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    code, found = examined()
    holder.close()
    assert (code, problems(found)) == (1, {"archive"})
    assert "locked" in found["archive"]["says"]


def test_a_database_that_does_not_answer_is_one_line_without_its_password(examined, monkeypatch):
    monkeypatch.setenv("BROADSHEET_DATABASE_URL", f"postgresql://u:{SECRET}@127.0.0.1:1/n?password={SECRET}")
    code, found = examined()
    assert (code, problems(found)) == (1, {"archive"})
    assert "127.0.0.1:1" in found["archive"]["says"]
    assert SECRET not in json.dumps(found)


@pytest.mark.parametrize("version", ["0003", "9999"])
def test_a_schema_of_another_version_is_said_and_left_as_it_is(examined, archive, version):
    with archive.database.writing() as connection:
        connection.execute(text(f"UPDATE alembic_version SET version_num = '{version}'"))
    code, found = examined()
    assert (code, problems(found)) == (1, {"schema"})
    assert version in found["schema"]["says"]
    assert NEWEST in found["schema"]["says"]
    assert ("newer Broadsheet" in found["schema"]["advice"]) == (version == "9999")
    with archive.database.reading() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == version


def dump(folder):
    with closing(sqlite3.connect(folder / "broadsheet.sqlite")) as connection:
        return list(connection.iterdump())


def test_the_archive_of_a_former_version_is_looked_at_and_not_migrated(examined, tmp_path):
    (tmp_path / "data").mkdir()
    shutil.copy(ROOT / "tests" / "archive" / "data" / "version-1.sqlite", tmp_path / "data" / "broadsheet.sqlite")
    before = dump(tmp_path / "data")
    _, found = examined()
    assert found["schema"]["state"] == "problem"
    assert "25 articles" in found["archive"]["says"]
    assert dump(tmp_path / "data") == before


@pytest.mark.parametrize(("age", "said"), [(timedelta(days=9), "9 days ago"), (-timedelta(days=1), "in the future")])
def test_an_archive_that_nothing_was_added_to_or_from_the_future_is_said(examined, archive, age, said):
    with archive.database.writing() as connection:
        connection.execute(text(f"UPDATE edition SET read_at = read_at - {age.total_seconds():.0f}"))
    code, found = examined()
    assert (code, problems(found)) == (1, {"newest edition"})
    assert said in found["newest edition"]["says"]


def test_articles_that_are_still_to_be_indexed_are_said(examined, archive):
    with archive.database.writing() as connection:
        connection.execute(text("INSERT INTO reindex (below) VALUES (5)"))
    code, found = examined()
    assert (code, problems(found)) == (1, {"search index"})


@pytest.mark.parametrize("key", [None, SECRET])
def test_corrections_that_wait_are_counted(examined, archive, monkeypatch, key):
    archive.send_correction(Correction("world", "sport", 0.5, MODEL, "https://x.example/a"), "visitor", NOW)
    if key:
        monkeypatch.setenv("BROADSHEET_ADMIN_KEY", key)
    code, found = examined()
    assert found["corrections"]["says"] == "1 correction waiting for a review."
    assert (code, found["corrections"]["state"]) == ((0, "note") if key else (1, "problem"))
    assert ("BROADSHEET_ADMIN_KEY" in found["corrections"]["advice"]) == (key is None)


@pytest.mark.parametrize("name", ["current", "bbc-2004"])
def test_an_altered_model_is_one_line(examined, artifacts, name):
    with (artifacts / f"{name}.joblib").open("ab") as file:
        file.write(b"x")
    code, found = examined()
    assert (code, problems(found)) == (1, {f"model {name}"})
    assert "SHA-256" in found[f"model {name}"]["says"]


def test_no_models_at_all_are_lines(examined, monkeypatch, tmp_path):
    monkeypatch.setenv("BROADSHEET_ARTIFACTS", str(tmp_path / "none"))
    code, found = examined()
    assert (code, problems(found)) == (1, {"model current", "share-errors.json", "sample edition"})


def test_a_model_that_the_manifest_does_not_know_is_said(examined, monkeypatch):
    monkeypatch.setenv("BROADSHEET_MODEL", "tomorrow")
    code, found = examined()
    assert code == 1
    assert "bbc-2004" in found["model tomorrow"]["says"]


def test_a_table_of_errors_of_another_model_is_said(examined, artifacts):
    table = json.loads((artifacts / "share-errors.json").read_text())
    (artifacts / "share-errors.json").write_text(json.dumps(table | {"sha256": "0" * 64}))
    code, found = examined()
    assert (code, problems(found)) == (1, {"share-errors.json"})
    assert "5 and 9 topics" in found["share-errors.json"]["says"]


def test_a_catalogue_that_is_not_there_is_one_line(examined, monkeypatch, tmp_path):
    monkeypatch.setenv("BROADSHEET_CATALOGUE", str(tmp_path / "none.toml"))
    code, found = examined()
    assert (code, problems(found)) == (1, {"catalogue"})


def test_a_cache_that_others_can_write_to_is_said_and_a_missing_one_is_not_made(examined, monkeypatch, tmp_path):
    monkeypatch.setenv("BROADSHEET_CACHE_MINUTES", "15")
    monkeypatch.setenv("BROADSHEET_CACHE", str(tmp_path / "cache"))
    assert examined()[0] == 0
    assert not (tmp_path / "cache").exists()
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache").chmod(0o777)
    code, found = examined()
    assert (code, problems(found)) == (1, {"cache"})
    (tmp_path / "cache").rmdir()
    (tmp_path / "cache").write_text("")
    assert "no folder" in examined()[1]["cache"]["says"]


def test_a_data_folder_that_cannot_be_made_is_said(examined, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("BROADSHEET_DATA", str(tmp_path / "file" / "data"))
    code, found = examined()
    assert code == 1
    assert "data folder" in problems(found)


def test_a_disk_that_is_nearly_full_is_said(examined, monkeypatch):
    monkeypatch.setattr("core.serving.health.places.FREE_MB", 10**9)
    code, found = examined()
    assert (code, problems(found)) == (1, {"disk of the archive"})


def test_newspapers_are_asked_only_on_request(examined, monkeypatch, tmp_path):
    monkeypatch.setenv("BROADSHEET_ALLOW_LOOPBACK", "1")
    monkeypatch.setenv("BROADSHEET_CATALOGUE", str(tmp_path / "papers.toml"))
    with honest_papers(1) as papers, serving({"/feed.xml": status(503)}) as dead:
        (tmp_path / "papers.toml").write_text(catalogue([*papers, newspaper(dead, "dead")]))
        assert "newspapers" not in examined()[1]
        code, found = examined("--network")
        assert (code, found["newspapers"]["says"]) == (0, "1 of 2 give articles.")
        assert found["dead"]["state"] == "note"
        (tmp_path / "papers.toml").write_text(catalogue([newspaper(dead, "dead")]))
        assert examined("--network")[0] == 1


def test_a_fault_that_nobody_foresaw_is_a_line():
    def breaks():
        raise ZeroDivisionError("by nothing")

    [found] = looked(Area.LOADED, "x", breaks)
    assert (found.state, found.says) == (State.PROBLEM, "Looking at it broke off (ZeroDivisionError: by nothing).")


def test_it_runs_as_a_command_with_everything_broken(tmp_path):
    (tmp_path / "data").mkdir()
    nonsense(tmp_path / "data")
    broken = {
        "BROADSHEET_DATA": str(tmp_path / "data"),
        "BROADSHEET_ARTIFACTS": str(tmp_path),
        "BROADSHEET_CATALOGUE": "/none",
        "BROADSHEET_KEEP_TEXT": "some",
    }
    done = subprocess.run(
        [sys.executable, "-m", "core", "doctor"],
        capture_output=True,
        cwd=ROOT,
        text=True,
        env={"PATH": "/usr/bin:/bin", **broken},
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert "6 things to attend to." in done.stderr


def test_a_probe_asks_only_whether_it_could_work_now(run, artifacts):
    assert run("doctor", "--ready")[0] == 0
    (artifacts / "current.joblib").unlink()
    code, out, err = run("doctor", "--ready", "--json")
    found = json.loads(out)
    assert (code, err) == (1, "")
    assert [(line["subject"], line["state"]) for line in found["findings"]] == [("archive", "ok"), ("model", "problem")]


def test_how_the_watch_stands(examined, archive):
    _, found = examined()
    assert "watch" not in found  # it never ran
    schedule = archive.schedule
    schedule.want([f"paper-{n}" for n in range(20)])
    states = schedule.take("one", lambda paper: True, 19)
    polls = [PollResult(state.paper, "nothing", due_in=600, pause=600) for state in states]
    schedule.save("one", [*polls[1:], replace(polls[0], outcome="unreachable", failures=1)], [], None)
    code, found = examined()
    assert (code, found["watch"]["state"]) == (0, "ok")
    assert found["watch"]["says"] == "20 papers, last poll just now; 0 overdue, 1 never polled, 1 failing."
    with archive.database.writing() as connection:  # nobody has polled for two hours
        connection.execute(text("UPDATE watched_paper SET due_at = due_at - 7200, polled_at = polled_at - 7200"))
    code, found = examined()
    assert (code, problems(found)) == (1, {"watch"})
    assert "2 hours ago; 20 overdue" in found["watch"]["says"]
    assert found["watch"]["advice"].endswith("python -m core watch")
