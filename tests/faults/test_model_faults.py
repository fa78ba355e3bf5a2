"""The files of the models are damaged, replaced or gone while a server runs."""

import os
import shutil

import pytest

from core.errors import ModelError
from core.serving.models import Models
from core.settings import ROOT

TEXT = "Rovers won the cup final after extra time. The striker scored twice and the goalkeeper saved a penalty."


@pytest.fixture
def artifacts(tmp_path):
    for name in ("manifest.json", "bbc-2004.joblib"):
        shutil.copy(ROOT / "artifacts" / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def running(artifacts):
    """Models of a server that has answered once."""
    models = Models(artifacts)
    assert models.get("bbc-2004").predict_one("", TEXT).best == "sport"
    return models


def cut_short(path):
    os.truncate(path, path.stat().st_size // 2)


def overwritten(path):
    with path.open("r+b") as file:
        file.write(b"nothing of the kind" * 100)


@pytest.mark.parametrize("damage", [cut_short, overwritten, os.unlink])
def test_a_model_in_memory_goes_on_and_a_fresh_server_says_what_is_wrong(artifacts, running, damage):
    damage(artifacts / "bbc-2004.joblib")
    assert running.get("bbc-2004").predict_one("", TEXT).best == "sport"
    with pytest.raises(ModelError, match=r"SHA-256|cannot be read"):
        Models(artifacts).get("bbc-2004")
    shutil.copy(ROOT / "artifacts" / "bbc-2004.joblib", artifacts / "bbc-2004.joblib")
    assert Models(artifacts).get("bbc-2004").predict_one("", TEXT).best == "sport"


@pytest.mark.parametrize("damage", [cut_short, overwritten, os.unlink])
def test_a_manifest_that_breaks_leaves_the_last_one_and_a_restored_one_is_read(artifacts, running, damage, caplog):
    damage(artifacts / "manifest.json")
    for _ in range(3):
        assert running.get("bbc-2004").predict_one("", TEXT).best == "sport"
    assert caplog.text.count("The models go on as they were.") == 1
    with pytest.raises(ModelError):
        Models(artifacts).get("bbc-2004")
    content = (ROOT / "artifacts" / "manifest.json").read_text().replace('"bbc-2004"', '"renamed"')
    (artifacts / "manifest.json").write_text(content)
    assert "renamed" in running.manifest().models
