"""Commands that run in the process of the tests: called with an archive of their own, and with its models."""

from pathlib import Path

import pytest

from core.cli import main
from core.topics import model
from tests.support.models import ARTIFACTS, SHIPPED


@pytest.fixture(autouse=True)
def loaded_once(monkeypatch):
    """No test has to load a shipped model again; those of other folders are loaded each time."""
    load = model.load_model
    monkeypatch.setattr(
        model,
        "load_model",
        lambda name, folder: SHIPPED.get(name) if Path(folder) == ARTIFACTS else load(name, folder),
    )


@pytest.fixture
def run(capfdbinary, tmp_path, monkeypatch):
    """Runs a command with an archive of its own: exit status, stdout, stderr."""
    monkeypatch.setenv("BROADSHEET_DATA", str(tmp_path / "data"))

    def call(*arguments):
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as end:
            code = end.code
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return call
