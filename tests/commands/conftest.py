import pytest

from core.cli import main


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
