"""Whether a server is ready: looked at once in a while, said in single words."""

import shutil

import pytest
from sqlalchemy import text

from core.archive import Archive
from core.errors import SettingsError
from core.serving.health.findings import State
from core.serving.health.ready import SECONDS, Probe, readiness
from core.settings import ROOT, Settings
from tests.support.clock import FakeClock


@pytest.fixture
def settings(tmp_path):
    artifacts = tmp_path / "artifacts"
    artifacts.mkdir()
    for name in ("manifest.json", "current.joblib"):
        shutil.copy(ROOT / "artifacts" / name, artifacts / name)
    return Settings().model_copy(update={"artifacts": artifacts, "data": tmp_path / "data"})


def problems(settings):
    return [finding.subject for finding in readiness(settings) if finding.state is State.PROBLEM]


def test_ready_without_an_archive_and_with_one_and_none_is_made(settings):
    assert problems(settings) == []
    assert not settings.data.exists()
    Archive.open(settings).close()
    assert problems(settings) == []


def test_a_model_that_cannot_be_loaded_and_is_restored(settings):
    path = settings.artifacts / "current.joblib"
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    assert problems(settings) == ["model"]
    path.unlink()
    assert problems(settings) == ["model"]
    path.write_bytes(whole)
    assert problems(settings) == []
    (settings.artifacts / "manifest.json").write_text("{}")
    assert problems(settings) == ["model"]


def test_an_archive_that_cannot_be_reached_or_is_newer(settings):
    lost = settings.model_copy(
        update={"database_url": Settings(database_url="postgresql://x@127.0.0.1:1/n").database_url}
    )
    assert problems(lost) == ["archive"]
    archive = Archive.open(settings)
    with archive.database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    archive.close()
    assert problems(settings) == ["archive"]


def test_a_server_looks_once_in_a_while_and_says_no_more_than_words(settings):
    clock, asked = FakeClock(), []
    probe = Probe(lambda: asked.append(1) or settings, clock)
    assert [probe.answer() for _ in range(3)] == [{"ready": True, "problems": []}] * 3
    assert len(asked) == 1
    (settings.artifacts / "current.joblib").unlink()
    clock.sleep(SECONDS)
    assert probe.answer() == {"ready": False, "problems": ["model"]}
    assert len(asked) == 2


def test_settings_that_cannot_be_used_are_a_problem_too():
    def load():
        raise SettingsError("The setting BROADSHEET_OPEN cannot be used.")

    assert Probe(load).answer() == {"ready": False, "problems": ["settings"]}
