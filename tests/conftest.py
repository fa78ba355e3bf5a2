"""What holds for all tests: a temporary archive, and nothing fetched answers another test."""

import gc
import os
import shutil
import tempfile

import pytest
from hypothesis import settings

_FOLDER = tempfile.mkdtemp(prefix="broadsheet-tests-")
# Before anything reads the settings, which the app keeps for the life of its process.
os.environ["BROADSHEET_DATA"] = _FOLDER
os.environ.setdefault("BROADSHEET_CACHE_MINUTES", "0")
os.environ["BROADSHEET_OPEN"] = "ask"
os.environ["BROADSHEET_WARM_UP"] = "0"  # a page of a test may read nothing
for _name in ("BROADSHEET_DATABASE_URL", "BROADSHEET_ADMIN_KEY"):
    os.environ.pop(_name, None)

# How long an example takes depends on what else the machine does.
settings.register_profile("broadsheet", deadline=None)
settings.load_profile("broadsheet")


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """Look for no garbage among what libraries and tests bring: a fifth of the time that collecting them takes."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.fixture(scope="session", autouse=True)
def _tidy():
    yield
    shutil.rmtree(_FOLDER, ignore_errors=True)
