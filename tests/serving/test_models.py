"""Models in a running server: loaded once, a few at a time, and never a broken one for good."""

import json
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest

from core.errors import ModelError
from core.serving.models import MAX_LOADED, Models
from core.topics.manifest import MANIFEST
from tests.archive.tiny import write_artifacts

ROOT = Path(__file__).parents[2]


@pytest.fixture
def artifacts(tmp_path):
    write_artifacts(tmp_path)
    return tmp_path


def list_models(folder, **hashes):
    """Let the manifest list models by name and hash, all else as it is."""
    path = folder / MANIFEST
    content = json.loads(path.read_text())
    [first, *_] = content["models"].values()
    content["models"] = {name: {**first, "sha256": sha256} for name, sha256 in hashes.items()}
    path.write_text(json.dumps(content) + " " * list_models.calls)  # another size, should the clock be coarse
    list_models.calls += 1


list_models.calls = 1


class Loads:
    """Loads stand-ins for models, and counts; `until` holds a load up."""

    def __init__(self, until=None):
        self.names, self.begun, self.until = [], threading.Semaphore(0), until

    def __call__(self, name, folder):
        self.names.append(name)
        self.begun.release()
        if self.until is not None:
            assert self.until.wait(10)
        sha256 = json.loads((folder / MANIFEST).read_text())["models"][name]["sha256"]
        return SimpleNamespace(entry=SimpleNamespace(sha256=sha256))


def test_a_real_model_answers(artifacts):
    models = Models(artifacts)
    assert not models.is_loaded("current")
    [prediction] = models.get("current").predict([("goal", "striker goal match")])
    assert prediction.best == "sport"
    assert models.is_loaded("current")


def test_each_model_is_loaded_once(artifacts):
    loads = Loads()
    models = Models(artifacts, loads)
    assert models.get("current") is models.get("current")
    assert loads.names == ["current"]


def test_who_comes_while_it_loads_gets_the_first_ones_model(artifacts):
    loads = Loads(until=threading.Event())
    models = Models(artifacts, loads)
    with ThreadPoolExecutor(8) as threads:
        asked = [threads.submit(models.get, "current") for _ in range(8)]
        assert loads.begun.acquire(timeout=10)
        assert not models.is_loaded("current")
        loads.until.set()
        assert len({id(one.result(10)) for one in asked}) == 1
    assert loads.names == ["current"]


def test_a_loaded_model_does_not_wait_for_another_that_loads(artifacts):
    list_models(artifacts, quick="a" * 64, slow="b" * 64)
    loads = Loads()
    models = Models(artifacts, loads)
    quick = models.get("quick")
    assert loads.begun.acquire(timeout=10)
    loads.until = threading.Event()
    with ThreadPoolExecutor(2) as threads:
        slow = threads.submit(models.get, "slow")
        assert loads.begun.acquire(timeout=10)
        assert threads.submit(models.get, "quick").result(10) is quick
        loads.until.set()
        assert slow.result(10) is not quick


def test_few_are_kept_and_the_one_unused_for_longest_is_dropped(artifacts):
    names = [f"m{number}" for number in range(MAX_LOADED + 1)]
    list_models(artifacts, **{name: name[-1] * 64 for name in names})
    loads = Loads()
    models = Models(artifacts, loads)
    for name in names[:MAX_LOADED]:
        models.get(name)
    models.get(names[0])
    models.get(names[-1])
    assert [name for name in names if models.is_loaded(name)] == [names[0], *names[2:]]
    models.get(names[0])
    assert loads.names == names
    models.get(names[1])
    assert loads.names == [*names, names[1]]


def test_many_that_load_at_once_are_few_afterwards(artifacts):
    names = [f"m{number}" for number in range(MAX_LOADED + 3)]
    list_models(artifacts, **{name: name[-1] * 64 for name in names})
    loads = Loads(until=threading.Event())
    models = Models(artifacts, loads)
    with ThreadPoolExecutor(len(names)) as threads:
        asked = [threads.submit(models.get, name) for name in names]
        for _ in names:
            assert loads.begun.acquire(timeout=10)
        loads.until.set()
        assert len({id(one.result(10)) for one in asked}) == len(names)
    assert sum(map(models.is_loaded, names)) == MAX_LOADED


def test_a_broken_load_is_not_remembered(artifacts):
    content = (artifacts / "current.joblib").read_bytes()
    (artifacts / "current.joblib").write_bytes(content + b" ")
    models = Models(artifacts)
    for _ in range(2):
        with pytest.raises(ModelError, match="not the one in the manifest"):
            models.get("current")
    assert not models.is_loaded("current")
    (artifacts / "current.joblib").write_bytes(content)
    assert models.get("current").name == "current"


def test_who_waits_for_a_broken_load_is_told(artifacts):
    release, begun = threading.Event(), threading.Event()

    def broken(name, folder):
        begun.set()
        assert release.wait(10)
        raise ModelError("broken")

    models = Models(artifacts, broken)
    with ThreadPoolExecutor(3) as threads:
        asked = [threads.submit(models.get, "current") for _ in range(3)]
        assert begun.wait(10)
        release.set()
        for one in asked:
            with pytest.raises(ModelError, match="broken"):
                one.result(10)


def test_a_model_of_no_name_in_the_manifest_is_an_error(artifacts):
    models = Models(artifacts)
    for ask in (models.get, models.is_loaded):
        with pytest.raises(ModelError, match="no model named 'none'"):
            ask("none")
    (artifacts / MANIFEST).unlink()
    with pytest.raises(ModelError, match="no model manifest"):
        models.get("current")


def test_a_promoted_model_is_followed_and_the_former_one_is_still_there(artifacts):
    list_models(artifacts, current="a" * 64)
    loads = Loads()
    models = Models(artifacts, loads)
    former = models.get("current")
    list_models(artifacts, current="b" * 64)
    assert models.get("current").entry.sha256 == "b" * 64
    list_models(artifacts, current="a" * 64)
    assert models.get("current") is former
    assert loads.names == ["current", "current"]


def test_a_model_promoted_during_a_load_is_not_kept_as_the_former_one(artifacts):
    list_models(artifacts, current="a" * 64)
    loads = Loads(until=threading.Event())
    models = Models(artifacts, loads)
    with ThreadPoolExecutor(1) as threads:
        asked = threads.submit(models.get, "current")
        assert loads.begun.acquire(timeout=10)
        list_models(artifacts, current="b" * 64)
        loads.until.set()
        assert asked.result(10).entry.sha256 == "b" * 64
    list_models(artifacts, current="a" * 64)
    assert models.get("current").entry.sha256 == "a" * 64


def test_neither_streamlit_nor_scikit_learn_is_loaded_before_a_model():
    heavy = ("streamlit", "sklearn", "joblib")
    script = f"import sys, core.serving.models; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
