"""What all tests share: the archive of each run is in a temporary folder, never in the checkout."""

import os
import shutil
import tempfile

import pytest

_FOLDER = tempfile.mkdtemp(prefix="broadsheet-tests-")
# Before anything reads the settings, which the app keeps for the life of its process.
os.environ["BROADSHEET_DATA"] = _FOLDER
for _name in ("BROADSHEET_DATABASE_URL", "BROADSHEET_ADMIN_KEY"):
    os.environ.pop(_name, None)


@pytest.fixture(scope="session", autouse=True)
def _tidy():
    yield
    shutil.rmtree(_FOLDER, ignore_errors=True)
