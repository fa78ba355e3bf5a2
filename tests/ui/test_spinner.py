"""A visitor who waits for a model is told, one who does not is not."""

from contextlib import contextmanager

from core.settings import load_settings
from core.ui import resources
from tests.archive.tiny import write_artifacts


def test_the_spinner_shows_while_the_model_loads_and_only_then(tmp_path, monkeypatch):
    write_artifacts(tmp_path)
    monkeypatch.setenv("BROADSHEET_ARTIFACTS", str(tmp_path))
    monkeypatch.setattr(resources, "settings", load_settings)
    said = []

    @contextmanager
    def spinner(text):
        said.append((text, resources.models().is_loaded("current")))
        yield

    monkeypatch.setattr(resources.st, "spinner", spinner)
    first = resources.model()
    assert said == [("Loading the model", False)]
    assert resources.model() is first
    assert len(said) == 1
