"""A model that one server promotes reaches the others through the database, and a damaged one is refused."""

import zipfile
from pathlib import Path

import pytest
from sqlalchemy import text

from core.cli import main
from core.errors import ModelError
from core.serving.promoted import PromotedModels, artifacts_for_command
from core.settings import load_settings
from core.topics import packed
from core.topics.manifest import read_manifest
from core.topics.model import load_model
from core.topics.packed import pack, unpack
from tests.archive.tiny import write_artifacts


@pytest.fixture
def folders(tmp_path, monkeypatch, address):
    """A server's artifacts, and those of the machine that promotes, both on one database."""
    own = tmp_path / "own"
    write_artifacts(own)
    write_artifacts(tmp_path / "elsewhere")
    write_artifacts(tmp_path / "challenger", seed=5)
    monkeypatch.setenv("BROADSHEET_DATABASE_URL", address)
    monkeypatch.setenv("BROADSHEET_ARTIFACTS", str(tmp_path / "elsewhere"))
    return own, tmp_path / "challenger"


@pytest.fixture
def other(folders, archive, tmp_path):
    return PromotedModels(lambda: archive.servers, folders[0], tmp_path / "data" / "models", fresh=0.0)


def hash_in(folder):
    return read_manifest(folder).entry("current").sha256


def promote(challenger, *more):
    return main(["promote", "--without-comparison", "--challenger", str(challenger), *more])


def test_the_other_server_fetches_it_and_gives_it_back(folders, other, capsys):
    own, challenger = folders
    assert other.artifacts() == own
    assert promote(challenger) == 0
    assert "Stored in the database for all servers" in capsys.readouterr().err
    fetched = other.artifacts()
    assert fetched != own
    assert hash_in(fetched) == hash_in(challenger) != hash_in(own)
    assert load_model("current", fetched).entry.sha256 == hash_in(challenger)
    assert other.problem == ""
    assert main(["promote", "--back"]) == 0
    assert other.artifacts() == own  # which has that model: nothing is fetched


def test_a_damaged_one_is_refused_with_a_sentence_until_it_is_promoted_again(folders, other, archive, caplog):
    own, challenger = folders
    promote(challenger)
    with archive.database.writing() as connection:
        damage = "UPDATE promoted_model SET promoted_at = promoted_at - 5, content = :content"
        connection.execute(text(damage), {"content": b"other bytes"})
    for _ in range(2):
        assert other.artifacts() == own
    assert other.problem.startswith("The promoted model in the database is damaged (SHA-256 ")
    assert other.problem.endswith("so it was not loaded. Promote it again.")
    assert "is damaged" in caplog.text
    assert not list((Path(own).parent / "data").rglob("*.joblib"))
    assert main(["promote", "--store"]) == 0
    assert hash_in(other.artifacts()) == hash_in(challenger)
    assert other.problem == ""


def test_a_model_file_that_is_not_the_manifests_is_refused(folders, tmp_path):
    own, _ = folders
    names = ["manifest.json", read_manifest(own).entry("current").file]
    (own / names[1]).write_bytes(b"not the model")
    content = pack(own, map(Path, names))
    with pytest.raises(ModelError, match="is not the one in its manifest"):
        unpack(content, packed.hashlib.sha256(content).hexdigest(), tmp_path / "made")
    assert not (tmp_path / "made").exists()


def test_a_file_outside_the_folder_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "packed", "w") as archive:
        archive.writestr("../evil", "x")
    content = (tmp_path / "packed").read_bytes()
    with pytest.raises(ModelError, match="outside its folder"):
        unpack(content, packed.hashlib.sha256(content).hexdigest(), tmp_path / "deep" / "made")
    assert not (tmp_path / "evil").exists() and not (tmp_path / "deep" / "evil").exists()


def test_what_is_too_large_is_not_stored(folders, monkeypatch, capsys):
    monkeypatch.setattr(packed, "MAX_MB", 0)
    assert main(["promote", "--store"]) == 1
    assert "the database takes 0 MB at most" in capsys.readouterr().err


def test_storing_needs_a_database(folders, monkeypatch, capsys):
    monkeypatch.delenv("BROADSHEET_DATABASE_URL")
    assert main(["promote", "--store"]) == 2
    assert "set BROADSHEET_DATABASE_URL" in capsys.readouterr().err


def test_a_command_takes_it_and_does_without_where_there_is_none(folders, monkeypatch, tmp_path):
    own, challenger = folders
    promote(challenger)
    monkeypatch.setenv("BROADSHEET_ARTIFACTS", str(own))
    monkeypatch.setenv("BROADSHEET_DATA", str(tmp_path / "data"))
    assert hash_in(artifacts_for_command(load_settings())) == hash_in(challenger)
    monkeypatch.setenv("BROADSHEET_DATABASE_URL", f"sqlite:///{tmp_path}/no/such/folder.sqlite")
    assert artifacts_for_command(load_settings()) == own


def test_only_the_newest_stay_on_the_disk(folders, other, tmp_path):
    for seed in (5, 6, 7):
        write_artifacts(tmp_path / f"challenger-{seed}", seed=seed)
        promote(tmp_path / f"challenger-{seed}")
        fetched = other.fetch()
    assert len(list((tmp_path / "data" / "models").iterdir())) == 2
    assert fetched.exists()
