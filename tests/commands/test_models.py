"""Every command that uses a model uses the promoted one of the database that is named, and makes no table to ask."""

import json

import pytest
from sqlalchemy import create_engine, inspect

from core.archive import Archive, ModelVersion
from core.cli import main
from core.commands import digest, review, workers
from core.errors import UsageError
from core.settings import load_settings
from core.topics import model as models
from core.topics.taxonomy import CORE_NAMES
from tests.archive.tiny import write_artifacts
from tests.support.editions import small_edition

LINE = {"id": 1, "title": "Striker", "text": "the goal of the match", "topic": "sport", "newspaper": "one"}


@pytest.fixture
def promoted(tmp_path, monkeypatch):
    """SHA-256 of the model that another machine promoted; this one came with another."""
    own, challenger = tmp_path / "own", tmp_path / "challenger"
    write_artifacts(own)
    write_artifacts(tmp_path / "elsewhere")
    entry = write_artifacts(challenger, seed=5)
    monkeypatch.setenv("BROADSHEET_DATABASE_URL", f"sqlite:///{tmp_path / 'shared.sqlite'}")
    monkeypatch.setenv("BROADSHEET_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("BROADSHEET_ARTIFACTS", str(tmp_path / "elsewhere"))
    assert main(["promote", "--without-comparison", "--challenger", str(challenger)]) == 0
    monkeypatch.setenv("BROADSHEET_ARTIFACTS", str(own))
    return entry.sha256


@pytest.fixture
def loaded(monkeypatch):
    """SHA-256 of the models that were loaded."""
    seen, load = [], models.load_model

    def note(*args):
        model = load(*args)
        seen.append(model.entry.sha256)
        return model

    monkeypatch.setattr(models, "load_model", note)
    return seen


@pytest.mark.parametrize("command", [["classify", "--jsonl"], ["evaluate"], ["mix", "--json"]])
def test_texts_are_classified_by_it(command, promoted, loaded, tmp_path):
    path = tmp_path / "lines.jsonl"
    path.write_text(json.dumps(LINE) + "\n")
    assert main([*command, str(path)]) == 0
    assert loaded == [promoted]


@pytest.fixture
def archived():
    """Articles in the shared archive, predicted by some older model."""
    archive = Archive.open(load_settings())
    archive.save(small_edition(), ModelVersion("current", "0" * 64, CORE_NAMES), "full")
    archive.close()


def test_what_is_kept_is_classified_again_by_it(promoted, archived, capfd):
    assert main(["archive", "reclassify", "--json", "--workers", "1"]) == 0
    done = json.loads(capfd.readouterr().out)
    assert (done["sha256"], done["predicted"]) == (promoted, 5)


def test_its_answers_are_those_to_review(promoted, archived, capfd, monkeypatch):
    assert main(["archive", "reclassify", "--workers", "1"]) == 0
    monkeypatch.setattr(review, "open_queue", lambda archive, version, *_args, **_more: asked.append(version))
    asked = []
    assert main(["archive", "review"]) == 1
    assert [version.sha256 for version in asked] == [promoted]


def test_a_digest_is_estimated_by_it(promoted, archived, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(
        digest, "_files", lambda _args, _archive, _searches, entry, _artifacts: asked.append(entry) or {}
    )
    assert main(["digest", "--out", str(tmp_path / "out")]) == 0
    assert [entry.sha256 for entry in asked] == [promoted]


def test_no_table_is_made_to_ask(tmp_path, monkeypatch, capsys):
    write_artifacts(tmp_path / "own")
    address = f"sqlite:///{tmp_path / 'empty.sqlite'}"
    monkeypatch.setenv("BROADSHEET_ARTIFACTS", str(tmp_path / "own"))
    monkeypatch.setenv("BROADSHEET_DATABASE_URL", address)
    path = tmp_path / "text.txt"
    path.write_text("Striker\n\nthe goal of the match")
    assert main(["classify", str(path)]) == 0
    assert "Sport" in capsys.readouterr().out
    assert not (tmp_path / "empty.sqlite").exists() or not inspect(create_engine(address)).get_table_names()


def test_a_worker_on_another_machine_takes_what_its_settings_name(promoted, tmp_path):
    workers._model_of_worker.cache_clear()
    elsewhere = str(tmp_path / "no" / "such" / "folder")
    assert workers.model_of_worker(elsewhere, "current", promoted).entry.sha256 == promoted
    workers._model_of_worker.cache_clear()
    with pytest.raises(UsageError, match="another version of the model 'current'"):
        workers.model_of_worker(elsewhere, "current", "0" * 64)
