from pathlib import Path

import pytest


@pytest.fixture
def shipped() -> bytes:
    """The catalogue that is shipped, as it is written."""
    return (Path(__file__).parents[2] / "newspapers.toml").read_bytes()
